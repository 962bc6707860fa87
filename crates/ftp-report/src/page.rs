//! Text for a terminal: 80 columns, with ANSI styles.

use anstyle::{AnsiColor, Style};
use std::fmt::{Display, Write};
use textwrap::{Options, WordSplitter};

/// The style for what went well.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// The style for what went wrong.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// The style for what to read first.
pub const STRONG: Style = Style::new().bold();
/// The style for what can be skipped.
pub const FAINT: Style = Style::new().dimmed();

const WIDTH: usize = 80;

/// A text under construction.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// Adds an empty line.
    pub fn blank(&mut self) {
        self.0.push('\n');
    }

    /// Adds a line unbroken, however long it is, so that a user can copy it.
    pub fn line(&mut self, text: &str) {
        self.put(Style::new(), text);
    }

    /// Adds text, broken into lines.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        self.styled_item(style, "", text);
    }

    /// Adds text after a mark, broken into lines that are indented by the width of the mark.
    pub fn item(&mut self, mark: &str, text: &str) {
        self.styled_item(Style::new(), mark, text);
    }

    /// Adds an item as [`item`](Self::item) does, with a style.
    pub fn styled_item(&mut self, style: Style, mark: &str, text: &str) {
        let indent = " ".repeat(mark.chars().count());
        let options = Options::new(WIDTH).initial_indent(mark).subsequent_indent(&indent).break_words(false);
        // A hyphen belongs to an option or to a reply, so lines are not broken at it.
        let options = options.word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            self.put(style, line);
        }
    }

    /// Returns the whole text.
    pub fn text(self) -> String {
        self.0
    }

    fn put(&mut self, style: Style, line: impl Display) {
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "{style}{line}{style:#}");
    }
}
