//! The places of a login, for people.

named! {
    /// Where in the conversation something happened.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Phase {
        /// Before there was a connection.
        Connect = "connect",
        /// Before or at the greeting.
        Greeting = "greeting",
        /// At AUTH, PBSZ or PROT.
        AuthTls = "auth_tls",
        /// In the TLS handshake.
        TlsHandshake = "tls_handshake",
        /// At USER.
        User = "user",
        /// At PASS.
        Pass = "pass",
        /// At ACCT.
        Acct = "acct",
        /// At another command, before the login was complete.
        BeforeLogin = "before_login",
        /// After the login.
        AfterLogin = "after_login",
    }
}
