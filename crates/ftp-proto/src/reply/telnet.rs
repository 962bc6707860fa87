//! Telnet commands (RFC 854) on the control connection, which RFC 959 defines as a Telnet connection.
//!
//! Telnet commands are removed from replies. A byte 255 in text is kept as it came, once or twice: Telnet doubles it,
//! but only a few servers do. For the same reason, a byte 255 in a command is sent once.

/// The Telnet byte "interpret as command".
pub(crate) const IAC: u8 = 255;

const SE: u8 = 240;
const SB: u8 = 250;
const WILL: u8 = 251;

/// The state of a parser that removes Telnet commands, one byte at a time.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Telnet {
    /// Outside a command.
    #[default]
    Text,
    /// After an IAC.
    Command,
    /// After two IACs, which are text. The second one is still to be taken.
    Doubled,
    /// After WILL, WONT, DO or DONT; the option follows.
    Option,
    /// In a subnegotiation, after `len` bytes. `escaped`: the last byte was an IAC.
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
    /// The IAC before this byte was text. This byte must be taken again.
    TextBefore,
    /// A subnegotiation is longer than the limit.
    TooLong,
}

impl Telnet {
    /// Takes the next byte. A subnegotiation may have at most `limit` bytes.
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
