//! FileZilla's message log, and what looks like it: `Status:`, `Command:`, `Response:`, `Error:`, with or
//! without a time in front.

use super::{Lines, log::Log};

/// FileZilla speaks its user's language.
const COMMAND: [&str; 5] = ["Command:", "Befehl:", "Commande :", "Comando:", "Commande:"];
const RESPONSE: [&str; 6] = ["Response:", "Antwort:", "Réponse :", "Réponse:", "Respuesta:", "Risposta:"];
const STATUS: [&str; 4] = ["Status:", "Statut :", "Estado:", "Stato:"];
const ERROR: [&str; 5] = ["Error:", "Fehler:", "Erreur :", "Erreur:", "Errore:"];

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    for line in lines {
        if let Some(said) = behind(line, &RESPONSE) {
            log.received(said);
        } else if let Some(said) = behind(line, &COMMAND) {
            log.sent(said);
        } else if let Some(text) = behind(line, &STATUS).or_else(|| behind(line, &ERROR)) {
            own_words(&mut log, &String::from_utf8_lossy(text));
        }
    }
    log
}

fn own_words(log: &mut Log, text: &str) {
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if begins(&["Connecting to "]) {
        let port = text.trim_end_matches(['.', ' ']).rsplit_once(':');
        log.connecting(port.and_then(|(_, port)| port.parse().ok()).unwrap_or(21));
    } else if begins(&["Connection established"]) {
        log.connecting(21);
    } else if begins(&[
        "TLS connection established",
        "TLS/SSL connection established",
        "FTPS Authentication Successful",
    ]) {
        log.tls_up();
    } else if begins(&["GnuTLS error", "Certificate", "Failed to verify peer certificate"]) {
        log.tls_failed(text);
    } else if begins(&["Connection attempt failed", "Unable to resolve", "Could not resolve"]) {
        log.connect_failed(text);
    } else if begins(&["Connection timed out"]) {
        log.timed_out();
    } else if begins(&["Connection closed by server", "Disconnected from server"]) {
        log.closed();
    }
}

/// What stands behind one of the labels, if only a date, a time and numbers stand before it.
fn behind<'a>(line: &'a [u8], labels: &[&str]) -> Option<&'a [u8]> {
    let start = line.iter().position(|byte| byte.is_ascii_alphabetic())?;
    let text = labels.iter().find_map(|label| line[start..].strip_prefix(label.as_bytes()))?;
    Some(text.trim_ascii_start())
}
