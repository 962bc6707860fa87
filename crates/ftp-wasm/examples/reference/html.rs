//! A page of the reference: everything around its text.

use std::fmt::Write;

/// A page at an address of its own. It has no scripts, and its policy forbids them.
pub struct Page {
    /// The name of its folder.
    pub address: String,
    /// The title of the window, which search engines show too.
    pub title: String,
    pub description: String,
    /// HTML.
    pub text: String,
}

impl Page {
    /// Returns the whole page.
    pub fn html(&self) -> String {
        let (title, description) = (escaped(&self.title), escaped(&self.description));
        format!(
            r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="home" href="../">Why does FTP fail?</a>
<nav aria-label="Reference">
<a href="../codes/">Codes and causes</a>
<a href="../logs/">How to get a log</a>
</nav>
</header>
<main id="main">
{text}</main>
<footer>
<p>You have a log? <a href="../">Paste it</a> and see which of these it is. It is read in your browser, and nothing is sent.</p>
</footer>
</body>
</html>
"##,
            text = self.text
        )
    }
}

/// The text of a page, while it is written.
#[derive(Default)]
pub struct Text(String);

impl Text {
    /// Adds markup unchanged.
    pub fn markup(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self.0.push('\n');
        self
    }

    /// Adds an element that contains text.
    pub fn element(&mut self, opening: &str, text: &str) -> &mut Self {
        let name = opening.split(' ').next().unwrap_or(opening);
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "<{opening}>{}</{name}>", escaped(text));
        self
    }

    /// Adds a heading and a list of terms with their descriptions, all HTML; adds nothing if there are no
    /// terms.
    pub fn terms(&mut self, heading: &str, terms: impl IntoIterator<Item = (String, String)>) -> &mut Self {
        let mut terms = terms.into_iter().peekable();
        if terms.peek().is_some() {
            self.element("h2", heading).markup("<dl>");
            terms.for_each(|(term, said)| {
                self.markup(&format!("<dt>{term}</dt><dd>{said}</dd>"));
            });
            self.markup("</dl>");
        }
        self
    }

    /// Returns the whole text.
    pub fn end(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

/// Escapes text for HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Makes a link to another page of the reference.
pub fn link(address: &str, text: &str) -> String {
    format!("<a href=\"../{address}/\">{}</a>", escaped(text))
}
