//! The page of a code.

use crate::html::{Page, Text, escaped, link};
use crate::shown_by::cause_of;
use ftp_proto::ReplyCode;
use ftp_report::explain::{Explained, Subject, explained};
use ftp_report::report::place;

/// Writes what a code means in each phase, who sends it, and what follows.
pub fn page(code: ReplyCode) -> Page {
    let meaning = code.meaning().unwrap_or("in no RFC");
    let kind = Subject::Code(code).json()["kind"].as_str().unwrap_or_default().to_owned();
    let mut text = Text::default();
    text.element("h1", &format!("FTP {code}: {meaning}"));
    let rfc = code.rfc().map_or_else(String::new, |rfc| format!(" RFC {rfc}."));
    text.element("p class=\"faint\"", &(kind + &rfc));
    if let Some(about) = explained(code) {
        explain(&mut text, about);
    }
    Page {
        address: code.to_string(),
        title: format!("FTP {code}: {meaning}"),
        description: format!(
            "What the FTP reply code {code} ({meaning}) means at each step of a login or a transfer, and what to do."
        ),
        text: text.end(),
    }
}

fn explain(text: &mut Text, about: &Explained) {
    let places = about.places.iter().map(|(phase, means)| (escaped(&capital(place(*phase))), escaped(means)));
    text.terms("What it means", places);
    text.element("h2", "Who sends it").element("p", about.senders);
    text.element("h2", "What follows for a client").element("p", about.then);
    let examples = about.examples.iter().map(|(server, line)| {
        let cause = cause_of(line)
            .map_or_else(String::new, |cause| format!("<p>{}</p>", link(cause.name(), cause.sentence())));
        (escaped(server), format!("<code class=\"quote\">{}</code>{cause}", escaped(line)))
    });
    text.terms("As servers say it, and what each means", examples);
    let related = about.related.iter().copied().filter_map(ReplyCode::new).map(|code| {
        (link(&code.to_string(), &code.to_string()), escaped(code.meaning().unwrap_or_default()))
    });
    text.terms("Related", related);
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
