//! Pieces of log lines.

/// Returns the number after these words, or 21 if there is none.
pub fn port_behind(line: &[u8], words: &str) -> u16 {
    let line = String::from_utf8_lossy(line);
    let behind = line.find(words).map_or("", |at| &line[at + words.len()..]);
    let digits = behind.find(|c: char| !c.is_ascii_digit()).map_or(behind, |end| &behind[..end]);
    digits.parse().unwrap_or(21)
}

/// Returns the port at the end of a text such as `Connecting to 192.0.2.7:21...`
pub fn port_at_end(text: &str) -> Option<u16> {
    let (_, port) = text.trim_end_matches(['.', ' ', '…']).rsplit_once(':')?;
    port.parse().ok()
}

/// Whether the text begins with the code of a reply: three digits, and a blank, a hyphen or nothing.
pub fn is_reply(line: &[u8]) -> bool {
    match line {
        [b'1'..=b'6', b'0'..=b'9', b'0'..=b'9', rest @ ..] => {
            matches!(rest.first(), None | Some(b' ' | b'-'))
        }
        _ => false,
    }
}

/// Whether the line ends the reply that the other line opened with a hyphen.
pub fn ends_reply(opening: &[u8], line: &[u8]) -> bool {
    line.get(..3) == opening.get(..3) && line.get(3).is_none_or(|byte| *byte == b' ')
}

/// Tells which lines of a log without marks are the server's: those with a code, and those between the first and the
/// last line of a reply.
#[derive(Debug, Default)]
pub struct Replies {
    open: Option<[u8; 3]>,
}

impl Replies {
    /// Whether a reply has begun and not ended.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes a line, and returns whether it is the server's.
    pub fn takes(&mut self, line: &[u8]) -> bool {
        if let Some(code) = self.open {
            if ends_reply(&code, line) {
                self.open = None;
            }
            return true;
        }
        if let (true, [a, b, c, b'-', ..]) = (is_reply(line), line) {
            self.open = Some([*a, *b, *c]);
        }
        is_reply(line)
    }
}

/// Returns the text of a literal in quotes, as Python and Rust print it, with the escapes `\r`, `\n`, `\t`, `\'`, `\"`,
/// `\\` and `\xHH`. `None` if it is not such a literal.
pub fn unquoted(literal: &[u8]) -> Option<Vec<u8>> {
    let (quote, rest) = literal.split_first().filter(|(quote, _)| matches!(quote, b'\'' | b'"'))?;
    let text = rest.strip_suffix(&[*quote])?;
    let mut out = Vec::new();
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        match (byte, byte == b'\\') {
            (_, true) => match bytes.next()? {
                b'n' => out.push(b'\n'),
                b'r' => out.push(b'\r'),
                b't' => out.push(b'\t'),
                b'x' => out.push(hex(bytes.next()?, bytes.next()?)?),
                other => out.push(other),
            },
            (byte, false) => out.push(byte),
        }
    }
    Some(out)
}

/// Returns the byte that two hexadecimal digits stand for.
pub fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_server_are_found_by_code_and_place() {
        let mut replies = Replies::default();
        let lines = ["hello", "220-hi", "5302 is a number", "220 x y", "331", "2200 no", "USER a", "230 in"];
        let taken = lines.map(|line| replies.takes(line.as_bytes()));
        assert_eq!(taken, [false, true, true, true, true, false, false, true]);
    }

    #[test]
    fn literals() {
        assert_eq!(unquoted(br"'a\n\'\x41'"), Some(b"a\n'A".to_vec()));
        assert_eq!(unquoted(br#""it's""#), Some(b"it's".to_vec()));
        for bad in [&b"'a"[..], b"a", b"'", br"'\xg0'", b""] {
            assert_eq!(unquoted(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn ports() {
        assert_eq!(port_behind(b"Connected to h (::1) port 2121 (#0)", " port "), 2121);
        assert_eq!(port_behind(b"Connected to h.", " port "), 21);
    }
}
