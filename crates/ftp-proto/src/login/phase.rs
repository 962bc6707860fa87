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

displayed_names! { Phase {
    Phase::Connect => "connect",
    Phase::Greeting => "greeting",
    Phase::AuthTls => "auth_tls",
    Phase::TlsHandshake => "tls_handshake",
    Phase::User => "user",
    Phase::Pass => "pass",
    Phase::Acct => "acct",
    Phase::BeforeLogin => "before_login",
    Phase::AfterLogin => "after_login",
} }
