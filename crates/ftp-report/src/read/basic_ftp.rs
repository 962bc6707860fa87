//! basic-ftp for Node.js with `verbose = true`: `> ` marks the client, `< ` the server. Further lines of a reply have no
//! mark, and basic-ftp adds sentences of its own.

use super::Lines;
use super::log::Log;
use super::words::{Replies, port_behind};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    // The stars are those of curl.
    if lines.iter().any(|line| line.starts_with(b"* ")) {
        return log;
    }
    let mut replies = Replies::default();
    let mut inside = false;
    for line in lines {
        if let Some(text) = line.strip_prefix(b"> ") {
            log.sent(text);
            replies = Replies::default();
            inside = false;
        } else if let Some(text) = line.strip_prefix(b"< ") {
            inside = true;
            // Under TLS, each line of a reply may come by itself, with a mark.
            if replies.takes(text) {
                log.received(text);
            }
        } else if inside && !line.is_empty() && replies.takes(line) {
            log.received(line);
        } else {
            inside = false;
            own_words(&mut log, line);
        }
    }
    log
}

fn own_words(log: &mut Log, line: &[u8]) {
    let text = String::from_utf8_lossy(line);
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if begins(&["Connected to "]) && text.ends_with(')') {
        let address = text.rsplit_once(" (").map_or("", |(address, _)| address);
        let port = address.rsplit_once(':').map_or("", |(_, port)| port);
        log.connected(port.parse().unwrap_or_else(|_| port_behind(line, ":")));
        if text.contains("(TLS") {
            log.tls_up();
        }
    } else if begins(&["Control socket is using: TLS"]) {
        log.tls_up();
    } else if begins(&["Error: connect ", "Error: getaddrinfo "]) {
        log.connect_failed(&text);
    } else if begins(&["Error: Timeout"]) {
        log.timed_out();
    } else if begins(&["Error: Server sent FIN", "Error: Client is closed", "Error: read ECONNRESET"]) {
        log.closed();
    } else if begins(&["Error: "]) && text.contains("certificate") {
        log.tls_failed(&text);
    }
}
