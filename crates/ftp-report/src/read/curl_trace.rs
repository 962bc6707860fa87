//! `curl --trace` (hexadecimal) and `curl --trace-ascii`: `=> Send header`, `<= Recv header`, `== Info`.

use super::log::Log;
use super::{Lines, curl, words::hex};

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Sent,
    Received,
    /// Data, or TLS itself.
    Other,
}

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let mut part = Part::Other;
    let mut block = Block::default();
    for line in lines.iter().map(|line| without_time(line)) {
        let next = match line {
            _ if line.starts_with(b"=> Send header") => Some(Part::Sent),
            _ if line.starts_with(b"<= Recv header") => Some(Part::Received),
            _ if [&b"=> "[..], b"<= ", b"== "].iter().any(|mark| line.starts_with(mark)) => Some(Part::Other),
            _ => None,
        };
        if let Some(next) = next {
            std::mem::take(&mut block).end(part, &mut log);
            part = next;
            block.size = size(line);
        } else if part != Part::Other {
            block.add(line);
        }
        if let Some(info) = line.strip_prefix(b"== Info: ") {
            curl::info(&mut log, info);
        }
    }
    block.end(part, &mut log);
    log
}

/// The bytes of one header, as far as they have been read.
#[derive(Default)]
struct Block {
    bytes: Vec<u8>,
    size: usize,
}

impl Block {
    /// Adds a line `0010: …`. The offset in it tells whether a line end came before it.
    fn add(&mut self, line: &[u8]) {
        let Some((place, text)) = split(line) else { return };
        if place > self.bytes.len() {
            self.bytes.extend_from_slice(b"\r\n");
        }
        match in_hex(text, self.size.saturating_sub(self.bytes.len()).min(16)) {
            Some(bytes) => self.bytes.extend(bytes),
            None => self.bytes.extend_from_slice(text),
        }
    }

    fn end(self, part: Part, log: &mut Log) {
        for line in self.bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            match part {
                Part::Sent => log.sent(line),
                Part::Received => log.received(line),
                Part::Other => {}
            }
        }
    }
}

/// Removes the time that `--trace-time` puts in front.
fn without_time(line: &[u8]) -> &[u8] {
    match line {
        [a, b, b':', c, d, b':', rest @ ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) => {
            rest.iter().position(|byte| *byte == b' ').map_or(b"", |at| &rest[at + 1..])
        }
        _ => line,
    }
}

/// Returns the size in `<= Recv header, 20 bytes (0x14)`.
fn size(line: &[u8]) -> usize {
    let text = String::from_utf8_lossy(line);
    let mut words = text.split([' ', ',']).rev().skip_while(|word| *word != "bytes").skip(1);
    words.next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn split(line: &[u8]) -> Option<(usize, &[u8])> {
    let at = line.windows(2).position(|pair| pair == b": ")?;
    let place = usize::from_str_radix(std::str::from_utf8(&line[..at]).ok()?, 16).ok()?;
    Some((place, &line[at + 2..]))
}

/// Reads as many bytes as there have to be, each as two digits and a blank.
fn in_hex(text: &[u8], count: usize) -> Option<Vec<u8>> {
    let digits = text.get(..count * 3)?;
    let byte = |three: &[u8]| match three {
        [high, low, b' '] => hex(*high, *low),
        _ => None,
    };
    digits.chunks(3).map(byte).collect::<Option<Vec<u8>>>().filter(|bytes| !bytes.is_empty())
}
