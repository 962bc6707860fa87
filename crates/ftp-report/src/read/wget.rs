//! `wget -d`: `--> ` marks the client; the server's lines have no mark.

use super::Lines;
use super::log::Log;
use super::own_words::Meaning;
use super::reasons::connect_failure;
use super::words::Replies;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let begins = [&b"Logging in as "[..], b"--> ", b"==> PASV ..."];
    if !lines.iter().any(|line| begins.iter().any(|begin| line.starts_with(begin))) {
        return log;
    }
    let mut replies = Replies::default();
    for line in lines {
        if let Some(text) = line.strip_prefix(b"--> ") {
            log.sent(text);
        } else if replies.takes(line) {
            log.received(line);
        } else {
            own_words(&mut log, &String::from_utf8_lossy(line));
        }
    }
    log
}

fn own_words(log: &mut Log, text: &str) {
    if let Some((address, how)) = text.strip_prefix("Connecting to ").and_then(|to| to.split_once("... ")) {
        let port = address.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(21);
        match how.strip_prefix("failed: ") {
            Some(why) => log.connect_failed(why),
            None => log.connected(port),
        }
    } else if text.contains("unable to resolve host address") {
        log.connect_failed(text);
    } else if text.contains("PASV ... couldn't connect to ") {
        // Without `-d`, the log does not show commands and replies.
        log.happened_to_data(Meaning::NotConnected(connect_failure(text)));
    } else if text.starts_with("Control connection closed") {
        log.closed();
    }
}
