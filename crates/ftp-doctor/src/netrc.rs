//! The netrc file: `machine NAME login NAME password WORD account WORD`, `default`, `macdef`.

use ftp_proto::Secret;
use std::fmt;

/// What a netrc file says about one host. `Debug` shows no password.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name to log in with.
    pub login: Option<Vec<u8>>,
    /// Its password.
    pub password: Option<Secret>,
    /// The account (`ACCT`).
    pub account: Option<Secret>,
}

/// Why a netrc file cannot be understood, and on which line. It repeats nothing of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadNetrc {
    /// This line has a word that is no keyword.
    Keyword(usize),
    /// This line has a keyword without a value.
    Missing(usize),
    /// This line has a quoted word that does not end on it.
    Quote(usize),
}

/// Returns the first entry for this host (and this name, if one is given), or the `default` entry.
pub fn find(file: &[u8], host: &str, login: Option<&[u8]>) -> Result<Option<Entry>, BadNetrc> {
    let mut words = Words { rest: file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file), line: 1 };
    let mut current: Option<Entry> = None;
    let fits = |entry: &Entry| login.is_none() || entry.login.as_deref() == login || entry.login.is_none();
    while let Some(word) = words.next()? {
        match word.as_slice() {
            b"machine" | b"default" => {
                if let Some(entry) = current.take_if(|entry| fits(entry)) {
                    return Ok(Some(entry));
                }
                let wanted = word == b"default" || words.value()?.eq_ignore_ascii_case(host.as_bytes());
                current = wanted.then(Entry::default);
            }
            b"login" => set(&mut current, words.value()?, |entry, value| entry.login = Some(value)),
            b"password" => {
                set(&mut current, words.value()?, |entry, value| entry.password = Some(Secret::new(value)));
            }
            b"account" => {
                set(&mut current, words.value()?, |entry, value| entry.account = Some(Secret::new(value)));
            }
            b"macdef" => words.skip_macro(),
            _ => return Err(BadNetrc::Keyword(words.line)),
        }
    }
    Ok(current.filter(fits))
}

fn set(entry: &mut Option<Entry>, value: Vec<u8>, field: impl FnOnce(&mut Entry, Vec<u8>)) {
    if let Some(entry) = entry {
        field(entry, value);
    }
}

/// The words of the file; `line` is where the last one ended.
struct Words<'a> {
    rest: &'a [u8],
    line: usize,
}

impl Words<'_> {
    fn value(&mut self) -> Result<Vec<u8>, BadNetrc> {
        let line = self.line;
        // After a keyword, `#` begins the value (such as a password), not a comment.
        self.skip_blanks();
        let value = if self.rest.first() == Some(&b'#') { Some(self.plain()) } else { self.next()? };
        value.ok_or(BadNetrc::Missing(line))
    }

    fn next(&mut self) -> Result<Option<Vec<u8>>, BadNetrc> {
        self.skip_blanks_and_comments();
        match self.rest.first() {
            None => Ok(None),
            Some(b'"') => self.quoted().map(Some),
            Some(_) => Ok(Some(self.plain())),
        }
    }

    /// Takes everything up to a blank.
    fn plain(&mut self) -> Vec<u8> {
        let end = self.rest.iter().position(u8::is_ascii_whitespace).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_vec()
    }

    fn skip_blanks(&mut self) {
        while let [b' ' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    fn skip_blanks_and_comments(&mut self) {
        while let Some((first, rest)) = self.rest.split_first() {
            match first {
                b'\n' => self.line += 1,
                b'#' => {
                    let end = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
                    self.rest = &rest[end..];
                    continue;
                }
                blank if blank.is_ascii_whitespace() => {}
                _ => return,
            }
            self.rest = rest;
        }
    }

    /// Takes `"…"`, and reads `\"`, `\\`, `\n`, `\r` and `\t` in it as curl does.
    fn quoted(&mut self) -> Result<Vec<u8>, BadNetrc> {
        let mut word = Vec::new();
        let mut bytes = self.rest[1..].iter();
        loop {
            match bytes.next() {
                Some(b'"') => break,
                Some(b'\\') => match bytes.next() {
                    Some(b'n') => word.push(b'\n'),
                    Some(b'r') => word.push(b'\r'),
                    Some(b't') => word.push(b'\t'),
                    Some(other) => word.push(*other),
                    None => return Err(BadNetrc::Quote(self.line)),
                },
                Some(b'\n') | None => return Err(BadNetrc::Quote(self.line)),
                Some(other) => word.push(*other),
            }
        }
        self.rest = bytes.as_slice();
        Ok(word)
    }

    /// Skips a macro, which ends at an empty line.
    fn skip_macro(&mut self) {
        let mut lines = self.rest.split_inclusive(|b| *b == b'\n');
        let mut length = 0;
        for line in lines.by_ref() {
            length += line.len();
            self.line += 1;
            if line.trim_ascii().is_empty() {
                break;
            }
        }
        self.rest = &self.rest[length..];
    }
}

impl fmt::Display for BadNetrc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadNetrc::Keyword(line) => write!(f, "line {line} has a word that is no keyword of netrc"),
            BadNetrc::Missing(line) => write!(f, "line {line} has a keyword without a value"),
            BadNetrc::Quote(line) => write!(f, "line {line} has a quoted word that does not end"),
        }
    }
}

impl std::error::Error for BadNetrc {}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"# comment with machine example.org\n\
        machine example.org login alice password hunter2\n\
        machine EXAMPLE.org\n\tlogin bob\n\tpassword \"a \\\"b\\\\ #c\" account acme\n\
        machine other.example password only\n\
        macdef init\ncd /pub\nlogin mallory\n\n\
        default login anonymous password me@example.com\n";

    fn entry(login: Option<&str>, password: &str, account: Option<&str>) -> Entry {
        Entry {
            login: login.map(|login| login.as_bytes().to_vec()),
            password: Some(Secret::new(password)),
            account: account.map(Secret::new),
        }
    }

    #[test]
    fn the_first_fitting_entry_is_found() {
        for (host, login, expected) in [
            ("example.org", None, entry(Some("alice"), "hunter2", None)),
            ("example.org", Some(&b"bob"[..]), entry(Some("bob"), "a \"b\\ #c", Some("acme"))),
            ("other.example", None, entry(None, "only", None)),
            ("other.example", Some(b"carol"), entry(None, "only", None)),
            ("third.example", None, entry(Some("anonymous"), "me@example.com", None)),
        ] {
            assert_eq!(find(FILE, host, login), Ok(Some(expected)), "{host}");
        }
        assert_eq!(find(FILE, "example.org", Some(b"dave")), Ok(None));
        assert_eq!(find(b"machine a login b", "c", None), Ok(None));
        assert_eq!(find(b"", "c", None), Ok(None));
        // As some editors begin a file.
        assert_eq!(find(b"\xef\xbb\xbfmachine a", "a", None), Ok(Some(Entry::default())));
        // A password, and a comment behind it.
        let file = b"machine a login b password #hunter2 # a comment\ndefault login c";
        assert_eq!(find(file, "a", None), Ok(Some(entry(Some("b"), "#hunter2", None))));
    }

    #[test]
    fn what_cannot_be_understood_is_told_by_its_line() {
        for (file, error) in [
            (&b"machine a\nhunter2 x"[..], BadNetrc::Keyword(2)),
            (b"machine a\nlogin", BadNetrc::Missing(2)),
            (b"\nmachine a password \"hunter2\n", BadNetrc::Quote(2)),
            (b"macdef x\ny\n\nmachine", BadNetrc::Missing(4)),
        ] {
            assert_eq!(find(file, "a", None), Err(error));
            assert!(!error.to_string().contains("hunter2"));
        }
    }
}
