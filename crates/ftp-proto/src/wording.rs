//! The five questions about a reply's words that the protocol itself must ask, where the reply code does not answer
//! them.
//!
//! The search is for English stems, in bytes. Servers that speak another language mostly send the right code; why a
//! login failed, in any language, is the business of a diagnosis outside this crate.

use crate::reply::Reply;
use memchr::memmem::find;

/// Returns whether this reply, to USER, PASS or another command sent in clear, says that TLS has to come first.
pub(crate) fn demands_tls(reply: Reply<'_>) -> bool {
    let demands: fn(&Folded) -> bool = match reply.code().get() {
        300..400 => |text| text.has(DEMANDED),
        400..600 => {
            |text| text.has(DEMANDED) || text.has(TLS) && text.has(NEEDED) || text.has(CLEAR) && text.has(NO)
        }
        _ => return false,
    };
    let text = Folded::of(reply);
    demands(&text) && !text.has(OTHERWISE)
}

/// Returns whether this reply says that the client is not logged in, or no longer.
pub(crate) fn wants_login(reply: Reply<'_>) -> bool {
    match reply.code().get() {
        // 530 means "not logged in" (RFC 959), unless its text is about something else.
        530 => {
            let text = Folded::of(reply);
            text.has(LOGIN_FIRST) || !(text.has(LOGGED_IN) || text.has(TLS) || text.has(DATA))
        }
        400..600 => Folded::of(reply).has(LOGIN_FIRST),
        _ => false,
    }
}

/// Returns whether this reply to USER, in the middle of a session, begins a new login, which ends the one before it
/// (RFC 959 4.1.1). "Any password will do" does not: vsftpd sends it when the named user is already logged in.
pub(crate) fn begins_login(reply: Reply<'_>) -> bool {
    matches!(reply.code().get(), 331 | 332) && !Folded::of(reply).has(SAME_USER)
}

/// Returns whether this 2yz reply to a listing says that the listing is incomplete. vsftpd, libunftp and Pure-FTPd
/// end with 226 even if they could not open a directory or cut the list off at a maximum number of names.
pub(crate) fn lacks_entries(reply: Reply<'_>) -> bool {
    Folded::of(reply).has(NOT_WHOLE)
}

/// Returns whether the greeting names a server that answers a command sent during a transfer only once the transfer
/// is over.
pub(crate) fn answers_in_order(greeting: Reply<'_>) -> bool {
    [&b"vsFTPd"[..], b"ProFTPD", b"Pure-FTPd"].iter().any(|name| find(greeting.raw(), name).is_some())
}

/// Alternative stems, separated by `|`. A blank ties a stem to the start or the end of a word.
type Stems = &'static str;

const DEMANDED: Stems = concat!(
    "must use encrypt|must use tls|must use ssl|must use secure|must be encrypted|must be secure|",
    "must be protected|use secure access|secure connection required|secure connection is required|",
    " tls required| tls is required| ssl required| ssl is required|requires tls|requires ssl|",
    "requires encryption|requires a secure|requires secure|encryption required|encryption is required|",
    " tls is mandatory| ssl is mandatory|use auth tls| use ftps| use ftpes|before auth | before tls|",
    " before ssl|secure control channel|secure the control|secure the channel|secure your connection|",
    "protect the control",
);
const NOT_WHOLE: Stems = "failed to|truncated";
const TLS: Stems = concat!(
    " tls| ssl| ftps | ftpes |encrypt|secure connection|secure control|secure channel|secure session|",
    "secure login|secured connection|protected connection| auth command| use auth ",
);
const NEEDED: Stems = concat!(
    "require| must | need| only |mandatory| first | before |enforce|demand|policy| please use|",
    "try using|without| have to | has to |issue auth|send auth|expected",
);
const CLEAR: Stems = concat!(
    "cleartext|clear text|plaintext|plain text|unencrypted|non secure|insecure|unprotected|plain ftp|",
    "regular ftp|not encrypted|without encryption|not secure| non tls| non ssl",
);
const NO: Stems = concat!(
    " not | no |denied|disallow|forbid|prohibit|refuse|reject|disabled|cannot| cant |may not|rejected|",
    "wont|unable",
);
/// Stems of replies that mention TLS without demanding it.
const OTHERWISE: Stems = concat!(
    "not use encryption|not use tls|not use ssl|encryption not allowed| tls not allowed|",
    " ssl not allowed|is not allowed over|not allowed over tls|not allowed over ssl|disable tls|",
    "disable ssl| only plain|only unencrypted| tls denied| ssl denied|not support|not available|",
    "unavailable| sftp| ssh|encrypted password|certificate|handshake|data connection|data channel|",
    " prot |encryption key|negotiation failed",
);
const LOGIN_FIRST: Stems = concat!(
    "login with user|log in with user|user and pass|please login|please log in|please log on|",
    "not logged in|not logged on|arent logged|not yet logged|login first|log in first|logged in first|",
    "must login|must log in|must be logged|need to login|need to log in|have to login|have to log in|",
    "authenticate first|please authenticate|must authenticate|login required|not authenticated|",
    "before login|identify yourself",
);
const LOGGED_IN: Stems = concat!(
    "already logged|already authenticated|already login|change to another|change from|",
    "cannot change user|change user|switch user|you are logged|youre logged|in the current session|",
    "in this session|any password will",
);
const DATA: Stems = "data connection|data channel|prot setting|data socket|data transfer| prot p ";
const SAME_USER: Stems = "in the current session|in this session|any password will do|any password will work";

/// The number of bytes of a reply that are searched: what a server wants stands at the beginning.
const LIMIT: usize = 512;

/// The text of a reply in lower case, with one blank for each run of characters that are neither letters nor digits,
/// and a blank at both ends. Apostrophes are left out.
struct Folded {
    bytes: [u8; LIMIT + 2],
    len: usize,
}

impl Folded {
    fn of(reply: Reply<'_>) -> Self {
        let mut folded = Folded { bytes: [b' '; LIMIT + 2], len: 1 };
        for byte in reply.lines().flat_map(|line| line.iter().chain(b" ")).take(LIMIT) {
            match byte {
                b'\'' => {}
                byte if byte.is_ascii_alphanumeric() || !byte.is_ascii() => {
                    folded.push(byte.to_ascii_lowercase())
                }
                _ if folded.text().last() == Some(&b' ') => {}
                _ => folded.push(b' '),
            }
        }
        if folded.text().last() != Some(&b' ') {
            folded.push(b' ');
        }
        folded
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn has(&self, stems: Stems) -> bool {
        stems.split('|').any(|stem| find(self.text(), stem.as_bytes()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::Limits;

    fn asked(question: fn(Reply<'_>) -> bool, text: &str) -> bool {
        let line = format!("{text}\r\n");
        question(Reply::parse(line.as_bytes(), &Limits::default()).unwrap().unwrap().0)
    }

    #[test]
    fn a_listing_that_is_not_whole() {
        for (text, expected) in [
            ("226 Transfer done (but failed to open directory).", true),
            ("226 Failed to list the directory", true),
            ("226-Options: -l \r\n226 Output truncated to 10000 matches", true),
            ("226 Directory send OK.", false),
            ("226 3 matches total", false),
        ] {
            assert_eq!(asked(lacks_entries, text), expected, "{text}");
        }
    }

    #[test]
    fn each_question_is_answered_by_what_servers_send() {
        /// The question, texts that answer it with yes, and texts that answer it with no.
        type Row = (fn(Reply<'_>) -> bool, &'static [&'static str], &'static [&'static str]);
        let table: &[Row] = &[
            (
                demands_tls,
                &[
                    "530 Non-anonymous sessions must use encryption.",
                    "550 SSL/TLS required on the control channel",
                    "421 Sorry, cleartext sessions and weak ciphers are not accepted on this server.",
                    "550 SSL/TLS required on the control channel.",
                    "534 Policy requires SSL.",
                    "530 TLS required",
                    "503 Use AUTH first.",
                    "331 Rejected--secure connection required",
                    "530 Encryption is required: please use AUTH TLS first.",
                ],
                &[
                    "530 Login incorrect.",
                    "331 Please specify the password.",
                    "331 Password required for alice (TLS is supported).",
                    "530 TLS not allowed for this user.",
                    "522 SSL connection failed: session reuse required on the data connection",
                    "230 SSL/TLS required",
                    "530 Anonymous sessions may not use encryption.",
                ],
            ),
            (
                wants_login,
                &[
                    "530 Please login with USER and PASS.",
                    "530 Not logged in.",
                    "503 Log in with USER and PASS first.",
                    "530 Nein.",
                    "550 You aren't logged in",
                ],
                &[
                    "530 Already logged in.",
                    "530 Can't change to another user.",
                    "550 No such file.",
                    "530 No data connection",
                    "230 Please login",
                ],
            ),
            (
                begins_login,
                &["331 Please specify the password.", "332 Need account"],
                &["331 Any password will do.", "230 Already logged in.", "530 Can't change from guest user."],
            ),
        ];
        for (question, yes, no) in table {
            for (texts, answer) in [(yes, true), (no, false)] {
                for text in *texts {
                    assert_eq!(asked(*question, text), answer, "{text}");
                }
            }
        }
    }

    #[test]
    fn only_the_beginning_of_a_reply_is_looked_at() {
        let long = format!("530 {} please login", "x".repeat(LIMIT));
        assert_eq!(
            Folded::of(
                Reply::parse(format!("{long}\r\n").as_bytes(), &Limits::default()).unwrap().unwrap().0
            )
            .len,
            LIMIT + 2
        );
        assert!(!asked(|reply| Folded::of(reply).has(LOGIN_FIRST), &long));
    }
}
