//! Text for a terminal: 80 columns, with ANSI styles.

use anstyle::{AnsiColor, Style};
use std::fmt::{Display, Write};
use textwrap::{Options, WordSplitter};

/// It went well.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// It did not.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// What to read first.
pub const STRONG: Style = Style::new().bold();
/// What can be skipped.
pub const FAINT: Style = Style::new().dimmed();

const WIDTH: usize = 80;

/// A text under construction.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// An empty line.
    pub fn blank(&mut self) {
        self.0.push('\n');
    }

    /// A line as it is, however long: what a user may copy.
    pub fn line(&mut self, text: &str) {
        self.put(Style::new(), text);
    }

    /// Text broken into lines.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        self.styled_item(style, "", text);
    }

    /// Text behind a mark, broken into lines that stand in line.
    pub fn item(&mut self, mark: &str, text: &str) {
        self.styled_item(Style::new(), mark, text);
    }

    /// The same with a style.
    pub fn styled_item(&mut self, style: Style, mark: &str, text: &str) {
        let indent = " ".repeat(mark.chars().count());
        let options = Options::new(WIDTH).initial_indent(mark).subsequent_indent(&indent).break_words(false);
        // A hyphen is a part of an option or of a reply.
        let options = options.word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            self.put(style, line);
        }
    }

    /// All of it.
    pub fn text(self) -> String {
        self.0
    }

    fn put(&mut self, style: Style, line: impl Display) {
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "{style}{line}{style:#}");
    }
}
