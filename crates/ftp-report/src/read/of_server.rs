//! What a server says without a code, quoted by a client or in its own log.

use super::log::NOT_SHOWN;
use super::{Lines, without_code::hiding};
use ftp_proto::{Secret, Transcript};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// `Unable to fetch file, server said 'Failed to open file.'`, with what the client was doing.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)^(?<before>.*)\bserver said:?[ \t]*["']?(?<text>[^"'\s].*?)["'\s]*$"#)
        .expect("a regular expression")
});

/// Words of a client that reads a file, and of one that writes a file.
const READS: [&str; 4] = ["fetch", "download", "ncftpget", "retrieve"];
const WRITES: [&str; 4] = ["upload", "ncftpput", "store", "remote file"];

/// Returns the last reply that a client quotes, if it was reading or writing a file.
pub fn quoted(lines: Lines<'_>, hidden: &[Secret]) -> Option<(Transcript, Vec<u8>)> {
    let found = lines.iter().rev().find_map(|line| QUOTED.captures(line))?;
    let part = |name| found.name(name).map(|part| part.as_bytes().trim_ascii()).unwrap_or_default();
    let before = String::from_utf8_lossy(part("before")).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| before.contains(word));
    let command: &[u8] = match () {
        () if has(&READS) => b"RETR",
        () if has(&WRITES) => b"STOR",
        () => return None,
    };
    Some((behind_the_login(Some((command, part("text"))), hidden), part("text").to_vec()))
}

/// `[alice] FAIL UPLOAD: Client "192.0.2.7", "/x"`, as vsftpd logs the result of each command.
static LOGGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?-u)\b(?<how>OK|FAIL) (?<what>[A-Z]+): Client ""#).expect("a regular expression")
});

/// vsftpd's words for commands, and the commands.
const COMMANDS: [(&[u8], &[u8]); 8] = [
    (b"UPLOAD", b"STOR"),
    (b"APPEND", b"APPE"),
    (b"DOWNLOAD", b"RETR"),
    (b"MKDIR", b"MKD"),
    (b"RMDIR", b"RMD"),
    (b"DELETE", b"DELE"),
    (b"RENAME", b"RNTO"),
    (b"CHMOD", b"SITE CHMOD"),
];

/// Returns what the last line of such a log says about a session after the login.
pub fn logged(lines: Lines<'_>) -> Option<Transcript> {
    let last = lines.iter().rev().find_map(|line| LOGGED.captures(line))?;
    let part = |name| last.name(name).map(|part| part.as_bytes()).unwrap_or_default();
    if part("how") == b"OK" {
        return Some(behind_the_login(None, &[]));
    }
    let (_, command) = COMMANDS.iter().find(|(what, _)| *what == part("what"))?;
    Some(behind_the_login(Some((command, b"")), &[]))
}

/// Returns a session that is logged in, with the command that was refused and the words of the refusal, if any.
fn behind_the_login(refused: Option<(&[u8], &[u8])>, hidden: &[Secret]) -> Transcript {
    let mut transcript = hiding(hidden);
    transcript.received(&[NOT_SHOWN, b"\r\n"].concat());
    if let Some((command, text)) = refused {
        transcript.sent(command);
        transcript.received(&[b"550 ", text, b"\r\n"].concat());
    }
    transcript
}

/// Words of programs other than those of FTP, in lower case.
const OTHERS: [&str; 16] = [
    "openssh",
    "debug1:",
    "publickey",
    "sftp> ",
    "using password: yes",
    "using password: no",
    "git@",
    "for 'http",
    "smtplib",
    "smtp",
    "imaplib",
    "-err ",
    "+ok",
    "ldap_bind",
    "psql:",
    "http basic",
];

/// Whether a text comes from another program, and does not have the word FTP in it.
pub fn is_of_another_program(lines: Lines<'_>) -> bool {
    let text = String::from_utf8_lossy(&lines.join(&b'\n')).to_lowercase();
    let is_word = |at: usize| !text[..at].ends_with(|before: char| before.is_alphanumeric());
    OTHERS.iter().any(|word| text.contains(word)) && !text.match_indices("ftp").any(|(at, _)| is_word(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_reply_is_one_of_a_file_only_where_the_client_was_at_one() {
        for (line, text) in [
            ("Unable to fetch file, server said 'Failed to open file.  '", Some("Failed to open file.")),
            ("ncftpput x: server said: Could not create file.", Some("Could not create file.")),
            ("Could not upload \"x\". Server said: x: Permission denied", Some("x: Permission denied")),
            ("Could not log in, server said: no", None),
            ("upload", None),
        ] {
            let found = quoted(&[line.as_bytes()], &[]).map(|(_, text)| text);
            assert_eq!(found.as_deref(), text.map(str::as_bytes), "{line}");
        }
    }

    #[test]
    fn the_last_line_of_a_log_of_vsftpd_says_what_came_of_it() {
        let refused = |lines: &[&[u8]]| logged(lines).map(|talk| talk.entries().count() > 1);
        assert_eq!(refused(&[b"[a] FAIL UPLOAD: Client \"x\"", b"[a] OK UPLOAD: Client \"x\""]), Some(false));
        assert_eq!(refused(&[b"[a] OK LOGIN: Client \"x\"", b"[a] FAIL DOWNLOAD: Client \"x\""]), Some(true));
        assert_eq!(refused(&[b"[a] FAIL LOGIN: Client \"x\""]), None);
        assert_eq!(refused(&[b"CONNECT: Client \"x\""]), None);
    }

    #[test]
    fn what_is_of_another_program_is_none_of_ftp() {
        for (text, other) in [
            ("ERROR 1045: Access denied (using password: YES)", true),
            ("sftp> put a\nPermission denied", true),
            ("ftp: Access denied (using password: YES)", false),
            ("Access denied", false),
        ] {
            assert_eq!(is_of_another_program(&[text.as_bytes()]), other, "{text}");
        }
    }
}
