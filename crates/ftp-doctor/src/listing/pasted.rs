//! Strips the frame of a pasted listing: the commands and replies before it, and the indentation or quote mark
//! before each line.

use std::io::{self, Read};

/// How many bytes at the start are searched for the frame.
const HEAD: usize = 64 << 10;

/// A reader that gives a listing without its frame.
pub struct Unframed<R> {
    inner: R,
    /// The first bytes, and how many of them were passed on.
    head: Vec<u8>,
    given: usize,
    /// How many bytes of the frame stand before each line, and how many are left before this line.
    width: usize,
    left: usize,
}

impl<R: Read> Unframed<R> {
    /// Finds the frame in the first bytes.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let mut head = Vec::new();
        let most = u64::try_from(HEAD).unwrap_or(u64::MAX);
        inner.by_ref().take(most).read_to_end(&mut head)?;
        let before: usize = head
            .split_inclusive(|byte| *byte == b'\n')
            .take_while(|line| is_frame(line))
            .map(<[u8]>::len)
            .sum();
        let width = width(&head[before..]);
        Ok(Unframed { inner, head, given: before, width, left: width })
    }
}

impl<R: Read> Read for Unframed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = match self.head.get(self.given..).filter(|rest| !rest.is_empty()) {
                Some(mut rest) => {
                    let count = rest.read(out)?;
                    self.given += count;
                    count
                }
                None => self.inner.read(out)?,
            };
            let kept = self.without_frame(&mut out[..count]);
            if kept > 0 || count == 0 {
                return Ok(kept);
            }
        }
    }
}

impl<R> Unframed<R> {
    /// Moves the bytes that are not the frame to the front, and returns how many they are.
    fn without_frame(&mut self, bytes: &mut [u8]) -> usize {
        if self.width == 0 {
            return bytes.len();
        }
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            if self.left > 0 && matches!(byte, b' ' | b'\t' | b'>') {
                self.left -= 1;
                continue;
            }
            self.left = if byte == b'\n' { self.width } else { 0 };
            bytes[kept] = byte;
            kept += 1;
        }
        kept
    }
}

/// Returns how many bytes of the frame stand before each line: `>`, `> `, or blanks. Lines that all begin with ` /`
/// are those of MLST, and have no frame.
fn width(listing: &[u8]) -> usize {
    let lines = || {
        let lines = listing.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        lines.filter(|line| !line.is_empty() && !is_frame(line))
    };
    if lines().next().is_some() && lines().all(|line| line.starts_with(b">")) {
        return if lines().all(|line| line.starts_with(b"> ") || line == b">") { 2 } else { 1 };
    }
    let blanks = |line: &[u8]| line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let least = lines().map(blanks).min().unwrap_or(0);
    if lines().all(|line| line.starts_with(b" /")) { 0 } else { least }
}

/// Whether a line is a command at a prompt, a command of the protocol, or a reply.
fn is_frame(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let word = line.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let is_prompt = word.ends_with(b">") && word.len() > 1 && !word.starts_with(b"<");
    let is_command = [&b"$"[..], b"C:", b"LIST", b"NLST", b"MLSD", b"MLST", b"STAT"].contains(&word);
    let is_reply = matches!(line, [b'1'..=b'5', b'0'..=b'5', b'0'..=b'9', b' ' | b'-', next, ..] if next.is_ascii_alphabetic());
    // A line of a listing may begin with a size that looks like a code, but then it has a time in it.
    let has_time = || line.windows(3).any(|three| matches!(three, [b'0'..=b'9', b':', b'0'..=b'9']));
    is_prompt || is_command || (is_reply && !has_time())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(pasted: &str) -> String {
        let mut text = String::new();
        Unframed::new(pasted.as_bytes()).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn frames() {
        for (pasted, expected) in [
            ("    a 1\n      b 2\n\n    c\n", "a 1\n  b 2\n\nc\n"),
            ("\ta\r\n\tb\r\n", "a\r\nb\r\n"),
            ("> a\n>\n>  b\n", "a\n\n b\n"),
            (">a\n> b\n", "a\n b\n"),
            ("ftp> ls\n200 PORT command successful.\na\n226 Done.\n", "a\n226 Done.\n"),
            ("  $ curl ftp://h/\n  a\n  b\n", "a\nb\n"),
            ("250-Listing a\n Type=file; a\n250 End\n", "Type=file; a\n250 End\n"),
        ] {
            assert_eq!(bare(pasted), expected, "{pasted:?}");
        }
    }

    #[test]
    fn what_is_none() {
        for listing in ["a\n  b\n", " /a\n /b\n", "310 A  07-14-99  12:37  x\n", "<DIR> x\n", "LISTING\n", ""]
        {
            assert_eq!(bare(listing), listing);
        }
    }

    #[test]
    fn behind_the_first_bytes() {
        let pasted = "  - x\n".repeat(HEAD / 3);
        assert_eq!(bare(&pasted), "- x\n".repeat(HEAD / 3));
    }
}
