//! `curl -v`: `> ` marks the client, `< ` the server, `* ` curl itself; `curl: (N) …` comes at the end.

use super::Lines;
use super::log::Log;
use super::own_words::{self, Meaning};
use super::words::{port_at_end, port_behind};
use ftp_proto::TlsFailure;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    // Other programs write the arrows too, but not the stars.
    if !lines.iter().any(|line| line.starts_with(b"* ") || line.starts_with(b"curl: (")) {
        return log;
    }
    for line in lines {
        if let Some(text) = line.strip_prefix(b"< ") {
            log.received(text);
        } else if let Some(text) = line.strip_prefix(b"> ") {
            log.sent(text);
        } else if let Some(info) = line.strip_prefix(b"* ").or_else(|| line.strip_prefix(b"curl: ")) {
            self::info(&mut log, info);
        }
    }
    log
}

/// Takes what curl says about itself.
pub fn info(log: &mut Log, info: &[u8]) {
    let text = String::from_utf8_lossy(info);
    let text = text.trim_start();
    // Newer versions also write "port 21 failed: …" about an address that was tried.
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if begins(&["Connected to ", "Established connection to "]) {
        log.connected(port_behind(info, " port "));
    } else if begins(&["SSL connection using"]) {
        log.tls_up();
    } else if begins(&[
        "SSL certificate problem",
        "SSL: ",
        "(35)",
        "(60)",
        "OpenSSL SSL_connect",
        "TLS connect error",
    ]) {
        log.tls_failed(text);
    } else if begins(&[
        "(6)",
        "(7)",
        "(28) Failed to connect",
        "(28) Connection timed",
        "Could not resolve",
        "connect to ",
    ]) {
        log.connect_failed(text);
    } else if begins(&["(28)", "FTP response timeout", "Connection timed out", "Operation timed out"]) {
        log.timed_out();
    } else if begins(&["(56)", "OpenSSL SSL_read", "response reading failed", "FTP response aborted"]) {
        match own_words::meaning(info) {
            // With TLS 1.3 the server refuses a certificate after the handshake.
            Some(why @ Meaning::TlsFailed(TlsFailure::ClientCertificateRequired)) => log.happened_to_be(why),
            _ => log.closed(),
        }
    } else if begins(&["Trying "]) {
        log.connecting(port_at_end(text).unwrap_or(21));
    }
}
