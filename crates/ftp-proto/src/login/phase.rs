//! The phases of a login and of what follows it, as shown to people.

named! {
    /// Where in the conversation something happened.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Phase {
        /// While making the connection.
        Connect = "connect",
        /// Before or at the greeting.
        Greeting = "greeting",
        /// At AUTH, PBSZ or PROT.
        AuthTls = "auth_tls",
        /// In the TLS handshake.
        TlsHandshake = "tls_handshake",
        /// At USER, or at the SITE or OPEN that tells a proxy which host to log in to.
        User = "user",
        /// At PASS.
        Pass = "pass",
        /// At ACCT.
        Acct = "acct",
        /// At another command, before the login was complete.
        BeforeLogin = "before_login",
        /// After the login, outside the phases below.
        AfterLogin = "after_login",
        /// After the login, at the command that prepares a data connection: EPSV, PASV, EPRT, PORT.
        Passive = "passive",
        /// While making the data connection.
        DataConnect = "data_connect",
        /// In the TLS handshake of the data connection, or at a refusal right after it.
        DataTls = "data_tls",
        /// In a transfer, or at its command.
        Transfer = "transfer",
    }
}
