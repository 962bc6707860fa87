//! A login over a connection that is already in use.

use super::state::{Channel, State};
use super::{Login, LoginConfig};
use crate::dialogue::{Dialogue, Input};
use crate::transcript::Entry;
use core::fmt;

/// How far the connection is that [`Login::take_over`] takes over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start<'a> {
    /// The TCP connection is up, and nothing was read. This is what [`Login::new`] assumes.
    Connected,
    /// TLS is up, and the greeting is still to come.
    Encrypted,
    /// These bytes were read in clear. They may be less than the greeting, or more. With
    /// [`TlsPolicy::Implicit`](super::TlsPolicy::Implicit), which allows no bytes in clear, the login fails.
    Greeted(&'a [u8]),
    /// TLS is up, and these bytes of the greeting were read, under TLS or before it.
    EncryptedAndGreeted(&'a [u8]),
}

impl fmt::Debug for Start<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Start::Connected => f.write_str("Connected"),
            Start::Encrypted => f.write_str("Encrypted"),
            Start::Greeted(bytes) => write!(f, "Greeted({} bytes)", bytes.len()),
            Start::EncryptedAndGreeted(bytes) => write!(f, "EncryptedAndGreeted({} bytes)", bytes.len()),
        }
    }
}

impl Login {
    /// Starts a login over a connection that the caller has already used. Steps that are done are not repeated: if TLS is
    /// up, AUTH is not sent, whatever the policy.
    ///
    /// ```
    /// use ftp_proto::login::Start;
    /// use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginConfig};
    ///
    /// let config = LoginConfig::new(Credentials::new("alice", "secret")?);
    /// let mut login = Login::take_over(config, Start::EncryptedAndGreeted(b"220 ready\r\n"));
    /// login.handle(Input::Pending);
    /// assert!(matches!(login.action(), Action::Send(line) if line.ends_with(b"USER alice\r\n")));
    /// # Ok::<(), ftp_proto::command::InvalidArg>(())
    /// ```
    pub fn take_over(config: LoginConfig, start: Start<'_>) -> Self {
        let (encrypted, greeting) = match start {
            Start::Connected => (false, None),
            Start::Encrypted => (true, None),
            Start::Greeted(greeting) => (false, Some(greeting)),
            Start::EncryptedAndGreeted(greeting) => (true, Some(greeting)),
        };
        let mut login = match encrypted {
            true => Login::from_state(config, State::Greeting { channel: Channel::Tls }),
            false => Login::new(config),
        };
        if encrypted {
            login.control.note(Entry::TlsUp);
        }
        if let Some(greeting) = greeting {
            login.handle(Input::Bytes(greeting));
        }
        login
    }
}
