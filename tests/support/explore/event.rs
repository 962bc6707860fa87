//! What may happen to a login.

use super::Setting;

/// One thing that may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// One byte less than wanted was written, or the only byte.
    SentSome,
    /// Everything was written.
    SentAll,
    /// More was reported as written than wanted.
    SentTooMuch,
    /// The server sends this.
    Server(&'static str),
    /// The server refuses, and repeats the secrets that it could have received.
    Echo,
    /// See [`ftp_proto::Input`].
    Pending,
    /// See [`ftp_proto::Input`].
    Eof,
    /// See [`ftp_proto::Input`].
    Broken,
    /// See [`ftp_proto::Input`].
    TimedOut,
    /// See [`ftp_proto::Input`].
    TlsUp,
    /// See [`ftp_proto::Input`].
    TlsFailed,
    /// The login is finished, was refused, and tries again with other credentials.
    Retry,
    /// The login is finished, and the challenge is answered.
    Answer,
}

impl Event {
    /// Returns the events to try in such a login.
    pub fn all(setting: &Setting) -> Vec<Event> {
        let mut events = vec![
            Event::SentSome,
            Event::SentAll,
            Event::SentTooMuch,
            Event::Echo,
            Event::Pending,
            Event::Eof,
            Event::Broken,
            Event::TimedOut,
            Event::TlsUp,
            Event::TlsFailed,
            Event::Retry,
            Event::Answer,
        ];
        events.extend(SERVER.into_iter().chain([REST, UNENDED]).map(Event::Server));
        if setting.options || setting.proxy.is_some() {
            // Other settings send everything; here one reply of each kind is enough.
            events.retain(|event| match event {
                Event::SentSome => false,
                Event::Server(text) => KINDS.contains(text),
                _ => true,
            });
        }
        events
    }

    /// Whether this has a different effect from the others if no reply is waited for.
    pub(super) fn is_early(text: &str) -> bool {
        EARLY.contains(&text)
    }
}

/// What a server may send: every code that has a meaning in a login, and odd replies.
const SERVER: [&str; 54] = [
    "120 x\r\n",
    "150 x\r\n",
    "200 x\r\n",
    "202 x\r\n",
    "211-x\r\n UTF8\r\n CLNT\r\n211 x\r\n",
    "211 x\r\n",
    "220 x\r\n",
    "221 x\r\n",
    "226 x\r\n",
    "230 x\r\n",
    "232 x\r\n",
    "234 x\r\n",
    "235 x\r\n",
    "250 x\r\n",
    "300 x\r\n",
    "331 x\r\n",
    "332 x\r\n",
    "334 x\r\n",
    "335 x\r\n",
    "336 x\r\n",
    "350 x\r\n",
    "421 x\r\n",
    "425 x\r\n",
    "431 x\r\n",
    "450 x\r\n",
    "500 x\r\n",
    "501 x\r\n",
    "502 x\r\n",
    "503 x\r\n",
    "504 x\r\n",
    "520 x\r\n",
    "521 x\r\n",
    "522 x\r\n",
    "530 x\r\n",
    "531 x\r\n",
    "532 x\r\n",
    "533 x\r\n",
    "534 x\r\n",
    "535 x\r\n",
    "536 x\r\n",
    "537 x\r\n",
    "550 x\r\n",
    "553 x\r\n",
    "599 x\r\n",
    "631 x\r\n",
    "331 otp-md5 487 dog2\r\n",
    "331 SSL/TLS required\r\n",
    "534 SSL/TLS required\r\n",
    "421 SSL/TLS required\r\n",
    "331 x\r\n230 x\r\n",
    "234 x\r\n230 x\r\n",
    "\r\n",
    "2",
    "\x16\x03\x01 garbage\r\n",
];

/// Turns the piece `2` into a welcome, whenever that came.
pub(super) const REST: &str = "30 x\r\n";

/// A welcome that began before the client's next line, and is complete only if nothing follows.
pub(super) const UNENDED: &str = "230-x\r\n200 x\r\n";

/// What a server may send while no reply is waited for.
const EARLY: [&str; 9] = [
    "120 x\r\n",
    "220 x\r\n",
    "230 x\r\n",
    "331 x\r\n",
    "421 x\r\n",
    "530 x\r\n",
    "\r\n",
    "2",
    "\x16\x03\x01 garbage\r\n",
];

/// One reply of each kind that these logins can tell apart.
const KINDS: [&str; 17] = [
    "202 x\r\n",
    "211-x\r\n UTF8\r\n CLNT\r\n211 x\r\n",
    "220 x\r\n",
    "230 x\r\n",
    "232 x\r\n",
    "234 x\r\n",
    "250 x\r\n",
    "331 x\r\n",
    "332 x\r\n",
    "421 x\r\n",
    "500 x\r\n",
    "530 x\r\n",
    "631 x\r\n",
    "331 otp-md5 487 dog2\r\n",
    "534 SSL/TLS required\r\n",
    "331 x\r\n230 x\r\n",
    "\x16\x03\x01 garbage\r\n",
];
