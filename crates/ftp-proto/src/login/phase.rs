//! The places of a login and of what follows it, for people.

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
        /// After the login, and at none of what follows.
        AfterLogin = "after_login",
        /// After the login, at the command that asks where data goes: EPSV, PASV, EPRT, PORT.
        Passive = "passive",
        /// While the data connection was to be made.
        DataConnect = "data_connect",
        /// In the TLS handshake of the data connection, or where the server refused right after it.
        DataTls = "data_tls",
        /// In a transfer, or at the command for it.
        Transfer = "transfer",
    }
}
