//! Prints listings as a table or as JSON.

mod pasted;

use crate::arguments::Ls;
use crate::out::{print_a_part, remark};
use ftp_proto::listing::{Entry, Item, Listing, NoEntryKind, Options};
use ftp_proto::response::Timestamp;
use ftp_report::json;
use ftp_report::printable::printable;
use pasted::Unframed;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The exit status if there are lines that are not understood, and no entry.
const NOT_A_LISTING: u8 = 5;

/// How many bytes are read at a time.
const CHUNK: usize = 64 << 10;

/// Reads a saved or pasted listing, prints its entries, and returns the exit status. An error is a sentence.
pub fn list(options: &Ls) -> Result<u8, String> {
    let from = options.from.as_deref().unwrap_or(Path::new("-"));
    let file = open(from).and_then(Unframed::new);
    let mut file = file.map_err(|error| format!("The listing cannot be read: {error}."))?;
    let mut parser = parser();
    let mut page = Page::new(options.json);
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(|error| format!("The listing cannot be read: {error}."))?,
        };
        let mut chunk = buffer.get(..read).unwrap_or_default();
        if chunk.is_empty() {
            break;
        }
        while let Some(item) = parser.read(&mut chunk) {
            page.add(item)?;
        }
        if page.print()?.is_break() {
            return Ok(0);
        }
    }
    while let Some(item) = parser.finish() {
        page.add(item)?;
    }
    let _ = page.print()?;
    Ok(page.end())
}

/// Returns a parser that guesses missing years by the system's clock.
pub fn parser() -> Listing {
    Listing::new(now().map_or(Options::new(), |now| Options::new().with_now(now)))
}

fn open(from: &Path) -> io::Result<Box<dyn Read>> {
    Ok(if from == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(from)?) })
}

/// Returns the time of the system's clock.
fn now() -> Option<Timestamp> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Timestamp::from_unix_seconds(i64::try_from(seconds).ok()?)
}

/// The output of a listing, and the counts of what was found.
#[derive(Default)]
pub struct Page {
    json: bool,
    text: String,
    entries: usize,
    not_understood: usize,
    errors: Vec<String>,
}

/// How many of the server's errors are printed at most.
const ERRORS: usize = 16;

impl Page {
    /// Returns an empty page.
    pub fn new(json: bool) -> Self {
        Page { json, ..Page::default() }
    }

    /// Adds an entry, or counts a line that is not one. An error is a sentence.
    pub fn add(&mut self, item: Item<'_>) -> Result<(), String> {
        match item {
            Item::Entry(entry) => {
                self.entries += 1;
                let line = if self.json {
                    json::entry(&entry).map_err(|error| error.to_string())?
                } else {
                    row(&entry)
                };
                self.text.push_str(&line);
                self.text.push('\n');
            }
            Item::NoEntry(line) if line.kind() == NoEntryKind::ServerError => {
                if self.errors.len() < ERRORS {
                    self.errors.push(printable(line.raw()));
                }
            }
            Item::NoEntry(line) if line.kind().is_harmless() => {}
            Item::NoEntry(_) => self.not_understood += 1,
        }
        Ok(())
    }

    /// Prints what was added since the last call. Returns `Break` if the reader has gone. An error is a sentence.
    pub fn print(&mut self) -> Result<ControlFlow<()>, String> {
        let printed = print_a_part(&self.text);
        self.text.clear();
        printed
    }

    /// Whether the server reported an error in the listing.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Says what is no entry, and gives the exit status.
    pub fn end(&self) -> u8 {
        for error in &self.errors {
            remark(&format!("The server reports an error in the listing: {error}"));
        }
        match self.not_understood {
            0 => {}
            1 => remark("One line was not understood."),
            count => remark(&format!("{count} lines were not understood.")),
        }
        if self.entries == 0 && self.not_understood > 0 { NOT_A_LISTING } else { 0 }
    }
}

/// `file         1234  2026-11-27T12:34  name -> target`.
fn row(entry: &Entry<'_>) -> String {
    let size = entry.size().map_or_else(String::new, |size| size.to_string());
    let modified = entry.modified().map_or_else(String::new, |time| time.to_string());
    let mut row = format!("{:<5} {size:>15}  {modified:<20}  {}", entry.kind(), printable(entry.name()));
    if let Some(target) = entry.target() {
        // Writing to a String does not fail.
        let _ = write!(row, " -> {}", printable(target));
    }
    row
}
