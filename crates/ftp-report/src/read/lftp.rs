//! `lftp -d`: `---> ` marks the client, `<--- ` the server, `---- ` and `**** ` lftp itself.

use super::log::Log;
use super::{Lines, words::port_behind};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    // A log that has only `---> ` is that of ftp.
    let ours = |line: &&[u8]| [&b"<--- "[..], b"---- ", b"**** "].iter().any(|mark| line.starts_with(mark));
    if !lines.iter().any(ours) {
        return log;
    }
    for line in lines {
        if let Some(text) = line.strip_prefix(b"<--- ") {
            log.received(text);
        } else if let Some(text) = line.strip_prefix(b"---> ") {
            log.sent(text);
        } else if line.starts_with(b"---- Connecting to ") {
            log.connecting(port_behind(line, " port "));
        } else {
            own_words(&mut log, &String::from_utf8_lossy(line));
        }
    }
    log
}

fn own_words(log: &mut Log, line: &str) {
    let Some(text) = line.strip_prefix("**** ").or_else(|| line.strip_prefix("---- ")) else {
        return;
    };
    if text.starts_with("Data socket error") {
        log.connect_failed(text);
    } else if text.contains("Certificate verification")
        || text.starts_with("gnutls_handshake")
        || text.contains("SSL_connect")
    {
        log.tls_failed(text);
    } else if text.contains("Timeout") {
        log.timed_out();
    } else if text.starts_with("Peer closed connection") || text.contains("remote end closes connection") {
        log.closed();
    } else if ["refused", "unreachable", "No route", "not known", "resolve"]
        .iter()
        .any(|part| text.contains(part))
    {
        log.connect_failed(text);
    }
}
