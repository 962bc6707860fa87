//! Telnet commands (RFC 854) in the control connection, which RFC 959 runs over Telnet.

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
    /// The second IAC of two, which stand for one byte 255 of text.
    Doubled,
    /// Text, and so was the IAC before it.
    LoneIac,
    /// A subnegotiation has reached the limit.
    TooLong,
}

impl Telnet {
    /// Looks at the next byte; no subnegotiation may have more than `limit` bytes.
    pub(crate) fn take_byte(&mut self, byte: u8, limit: usize) -> Meaning {
        let (next, meaning) = match (*self, byte) {
            (Telnet::Text, IAC) => (Telnet::Command, Meaning::Nothing),
            (Telnet::Text, _) => (Telnet::Text, Meaning::Text),
            (Telnet::Command, IAC) => (Telnet::Text, Meaning::Doubled),
            (Telnet::Command, WILL..) => (Telnet::Option, Meaning::Nothing),
            (Telnet::Command, SB) => (Telnet::Subnegotiation { len: 0, escaped: false }, Meaning::Nothing),
            (Telnet::Command, SE..) => (Telnet::Text, Meaning::Removed),
            (Telnet::Command, _) => (Telnet::Text, Meaning::LoneIac),
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
        let cases: [(&[u8], &str); 9] = [
            (b"a\xff\xf1b", "a..b"),
            (b"\xff\xfb\x01x\xff\xfc\x02\xff\xfd\x03\xff\xfe\xff", "...x........."),
            (b"\xff\xff1", ".D1"),
            (b"\xff1", ".L1"),
            (b"\xff\n", ".L\n"),
            (b"\xff\xef", ".L\u{ef}"),
            (b"\xff\xfa\x01\xff\xff\n\xff\xf0y", "........y"),
            (b"\xff\xfa\xff\xff\xf0\xff\xf0y", ".......y"),
            (b"\xff\xfa123456789", "..12345678!"),
        ];
        for (input, expected) in cases {
            let mut telnet = Telnet::default();
            let mut got = String::new();
            for byte in input {
                match telnet.take_byte(*byte, 8) {
                    Meaning::Text => got.push(char::from(*byte)),
                    Meaning::Nothing | Meaning::Removed => got.push('.'),
                    Meaning::Doubled => got.push('D'),
                    Meaning::LoneIac => got.extend(['L', char::from(*byte)]),
                    Meaning::TooLong => got.push('!'),
                }
            }
            let expected = expected.replace("12345678!", "........!");
            assert_eq!(got, expected, "{}", input.escape_ascii());
        }
    }
}
