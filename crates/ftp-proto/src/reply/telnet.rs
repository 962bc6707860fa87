//! Telnet commands (RFC 854) in the control connection, which RFC 959 runs over Telnet.
//!
//! They are taken out of replies. A byte 255 of text is another matter: Telnet doubles it, and all but a few servers do
//! not, so it stays as it came, once or twice, and goes into a command once.

/// "Interpret as command".
pub(crate) const IAC: u8 = 255;

const SE: u8 = 240;
const SB: u8 = 250;
const WILL: u8 = 251;

/// Takes the commands out, one byte at a time.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Telnet {
    /// No command is begun.
    #[default]
    Text,
    /// An IAC came.
    Command,
    /// Two came, which are text; the second is still to be taken.
    Doubled,
    /// WILL, WONT, DO or DONT came, and their option is to come.
    Option,
    /// In a subnegotiation, of which so many bytes came; `escaped` after an IAC.
    Subnegotiation { len: usize, escaped: bool },
}

/// What a byte turned out to be.
pub(crate) enum Meaning {
    /// Text, as it is.
    Text,
    /// A part of a command.
    Nothing,
    /// The end of a command.
    Removed,
    /// The IAC before it was text. The byte itself is to be taken again.
    TextBefore,
    /// A subnegotiation has reached the limit.
    TooLong,
}

impl Telnet {
    /// Looks at the next byte; no subnegotiation may have more than `limit` bytes.
    pub(crate) fn take_byte(&mut self, byte: u8, limit: usize) -> Meaning {
        let (next, meaning) = match (*self, byte) {
            (Telnet::Text, IAC) => (Telnet::Command, Meaning::Nothing),
            (Telnet::Text, _) => (Telnet::Text, Meaning::Text),
            (Telnet::Command, IAC) => (Telnet::Doubled, Meaning::TextBefore),
            (Telnet::Doubled, _) => (Telnet::Text, Meaning::Text),
            (Telnet::Command, WILL..) => (Telnet::Option, Meaning::Nothing),
            (Telnet::Command, SB) => (Telnet::Subnegotiation { len: 0, escaped: false }, Meaning::Nothing),
            (Telnet::Command, SE..) => (Telnet::Text, Meaning::Removed),
            (Telnet::Command, _) => (Telnet::Text, Meaning::TextBefore),
            (Telnet::Option, _) => (Telnet::Text, Meaning::Removed),
            (Telnet::Subnegotiation { escaped: true, .. }, SE) => (Telnet::Text, Meaning::Removed),
            (Telnet::Subnegotiation { len, .. }, _) if len >= limit => (*self, Meaning::TooLong),
            (Telnet::Subnegotiation { len, escaped }, _) => {
                let escaped = byte == IAC && !escaped;
                (Telnet::Subnegotiation { len: len + 1, escaped }, Meaning::Nothing)
            }
        };
        *self = next;
        meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_taken_out() {
        let cases: [(&[u8], &str); 11] = [
            (b"a\xff\xf1b", "a..b"),
            (b"\xff\xfaa\xf0b\xff\xff\xf0c\xff\xf0d", "...........d"),
            (b"\xff\xfb\x01x\xff\xfc\x02\xff\xfd\x03\xff\xfe\xff", "...x........."),
            (b"\xff\xff1", ".T\u{ff}1"),
            (b"\xff\xff\xf1", ".T\u{ff}\u{f1}"),
            (b"\xff1", ".T1"),
            (b"\xff\n", ".T\n"),
            (b"\xff\xef", ".T\u{ef}"),
            (b"\xff\xfa\x01\xff\xff\n\xff\xf0y", "........y"),
            (b"\xff\xfa\xff\xff\xf0\xff\xf0y", ".......y"),
            (b"\xff\xfa123456789", "..12345678!"),
        ];
        for (input, expected) in cases {
            let mut telnet = Telnet::default();
            let mut got = String::new();
            let mut input = input.iter().peekable();
            while let Some(byte) = input.peek() {
                let shown = match telnet.take_byte(**byte, 8) {
                    Meaning::TextBefore => {
                        got.push('T');
                        continue;
                    }
                    Meaning::Text => char::from(**byte),
                    Meaning::Nothing | Meaning::Removed => '.',
                    Meaning::TooLong => '!',
                };
                got.push(shown);
                input.next();
            }
            let expected = expected.replace("12345678!", "........!");
            assert_eq!(got, expected);
        }
    }
}
