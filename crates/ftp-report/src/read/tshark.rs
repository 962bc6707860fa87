//! `tshark -z follow,tcp,ascii,N`: each piece of the stream follows its length.

use super::Lines;
use super::log::Log;
use super::words::Replies;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    if !lines.iter().any(|line| line.starts_with(b"Follow: tcp")) {
        return log;
    }
    let mut replies = Replies::default();
    let heading = |line: &[u8]| line.starts_with(b"=====") || line.starts_with(b"F") && line.contains(&b':');
    for line in lines.iter().filter(|line| !heading(line)) {
        if let Some(node) = line.strip_prefix(b"Node 1: ") {
            let port =
                node.rsplit(|byte| *byte == b':').next().and_then(|port| std::str::from_utf8(port).ok());
            log.connected(port.and_then(|port| port.parse().ok()).unwrap_or(21));
        } else if line.starts_with(b"Node 0: ") || is_length(line) {
            // The pieces come in order; who sent one shows in its text.
        } else if replies.takes(line) {
            log.received(line);
        } else if !line.is_empty() {
            log.sent(line);
        }
    }
    log
}

fn is_length(line: &[u8]) -> bool {
    let number = line.strip_prefix(b"\t").unwrap_or(line);
    !number.is_empty() && number.iter().all(u8::is_ascii_digit)
}
