//! The places of a login, for people.

/// Where in the conversation something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Before there was a connection.
    Connect,
    /// Before or at the greeting.
    Greeting,
    /// At AUTH, PBSZ or PROT.
    AuthTls,
    /// In the TLS handshake.
    TlsHandshake,
    /// At USER.
    User,
    /// At PASS.
    Pass,
    /// At ACCT.
    Acct,
    /// At another command, before the login was complete.
    BeforeLogin,
    /// After the login.
    AfterLogin,
}

impl Phase {
    /// The name in snake case, for logs and other languages.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Connect => "connect",
            Phase::Greeting => "greeting",
            Phase::AuthTls => "auth_tls",
            Phase::TlsHandshake => "tls_handshake",
            Phase::User => "user",
            Phase::Pass => "pass",
            Phase::Acct => "acct",
            Phase::BeforeLogin => "before_login",
            Phase::AfterLogin => "after_login",
        }
    }
}

impl core::fmt::Display for Phase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
