//! The steps in the input of a target that tests a machine.

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op<'a> {
    /// A byte below 32 that is not a tab or line end, and the byte after it: what the driver does, and a choice.
    Event(u8, u8),
    /// Bytes that the server sends, up to and including an LF. Adjacent lines are separate steps.
    Line(&'a [u8]),
}

/// An event whose choice is the number of following bytes that are sent as they are, such as half a line, or a line
/// that begins like an event.
pub const RAW: u8 = 14;

/// Iterates over the steps of an input. Every input has some, and every sequence of steps can be written.
#[derive(Clone, Copy, Debug)]
pub struct Ops<'a>(pub &'a [u8]);

impl<'a> Iterator for Ops<'a> {
    type Item = Op<'a>;

    fn next(&mut self) -> Option<Op<'a>> {
        match *self.0 {
            [] => None,
            [RAW, len, ref rest @ ..] => {
                let (raw, rest) = rest.split_at(usize::from(len).min(rest.len()));
                self.0 = rest;
                Some(Op::Line(raw))
            }
            [event, ref rest @ ..] if event < 32 && !matches!(event, b'\t' | b'\r' | b'\n') => {
                let choice = rest.first().copied().unwrap_or(0);
                self.0 = rest.get(1..).unwrap_or_default();
                Some(Op::Event(event, choice))
            }
            _ => {
                let end = self.0.iter().position(|byte| *byte == b'\n').map_or(self.0.len(), |at| at + 1);
                let (line, rest) = self.0.split_at(end);
                self.0 = rest;
                Some(Op::Line(line))
            }
        }
    }
}

/// Writes steps as an input.
pub fn written<'a>(ops: impl IntoIterator<Item = Op<'a>>) -> Vec<u8> {
    let mut data = Vec::new();
    for op in ops {
        match op {
            Op::Event(event, choice) => data.extend_from_slice(&[event, choice]),
            Op::Line(line) if is_plain(line) => data.extend_from_slice(line),
            Op::Line(bytes) => {
                for part in bytes.chunks(255) {
                    data.extend_from_slice(&[RAW, part.len() as u8]);
                    data.extend_from_slice(part);
                }
            }
        }
    }
    data
}

fn is_plain(line: &[u8]) -> bool {
    let begins = line.first().is_some_and(|byte| *byte >= 32 || matches!(byte, b'\t' | b'\r' | b'\n'));
    begins && line.iter().position(|byte| *byte == b'\n') == Some(line.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let ops = [
            Op::Event(1, 0),
            Op::Line(b"220 x\r\n"),
            Op::Line(b"\x01 begins like an event\n"),
            Op::Line(b"half"),
            Op::Line(b"\r\n"),
            Op::Event(7, 255),
        ];
        assert_eq!(Ops(&written(ops)).collect::<Vec<_>>(), ops);
    }
}
