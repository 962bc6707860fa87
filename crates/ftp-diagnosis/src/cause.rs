//! The causes, one list for the whole project.

use super::advice::{Admin, Advice, advice};

macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a login fails.
        ///
        #[doc = include_str!("causes.md")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Cause {
            $($(#[$doc])* $variant,)*
        }

        impl Cause {
            /// Every cause there is.
            pub fn all() -> &'static [Cause] {
                &[$(Cause::$variant,)*]
            }

            /// The name in snake case, as in the tool's JSON.
            pub fn name(self) -> &'static str {
                match self {
                    $(Cause::$variant => $name,)*
                }
            }
        }
    };
}

causes! {
    /// The name and the password do not belong together, or nobody has that name; most servers do
    /// not say which.
    WrongCredentials = "wrong_credentials",
    /// The server says that it does not know the name.
    UnknownUser = "unknown_user",
    /// The account exists and may not be used: disabled, locked, expired, or not meant for FTP.
    AccountDisabled = "account_disabled",
    /// Connections from this address are not served.
    AddressDenied = "address_denied",
    /// Anonymous logins, or this kind of them, are not served.
    AnonymousRefused = "anonymous_refused",
    /// The server wants TLS first, on the control or on the data connection.
    TlsRequired = "tls_required",
    /// The server does not do TLS, or not in this way.
    TlsUnsupported = "tls_unsupported",
    /// The server does TLS, but not for this account.
    TlsNotWanted = "tls_not_wanted",
    /// The server wants a certificate of the client's, or does not accept the one it got.
    ClientCertificateRequired = "client_certificate_required",
    /// The server wants `ACCT`.
    AccountRequired = "account_required",
    /// The server wants a one-time password or a second factor.
    OneTimePassword = "one_time_password",
    /// A command that needs a login came before the login, or after it was lost.
    NotLoggedIn = "not_logged_in",
    /// The session is logged in, and a second login in it is not possible.
    AlreadyLoggedIn = "already_logged_in",
    /// The commands came in an order that the server does not take.
    BadSequence = "bad_sequence",
    /// The password was right, the home directory is missing or may not be entered.
    HomeDirectory = "home_directory",
    /// The server has as many connections or users as it allows.
    TooManyConnections = "too_many_connections",
    /// Too many failed attempts: the server closes, or locks the account or the address for a time.
    TooManyAttempts = "too_many_attempts",
    /// The session was idle, or the login took longer than the server waits.
    IdleTimeout = "idle_timeout",
    /// The server is shutting down, or is closed for maintenance.
    ServerShutdown = "server_shutdown",
    /// The server cannot serve now, or is set up wrongly.
    ServiceUnavailable = "service_unavailable",
    /// Something inside the server failed: the password database, PAM, a permission of its own.
    ServerFault = "server_fault",
    /// A licence, an evaluation period or a quota has run out.
    QuotaOrLicense = "quota_or_license",
    /// The server's certificate is signed by nobody we trust.
    CertificateUntrusted = "certificate_untrusted",
    /// The server's certificate is expired, or not valid yet.
    CertificateExpired = "certificate_expired",
    /// The server's certificate is for another name.
    CertificateNameMismatch = "certificate_name_mismatch",
    /// No TLS version or cipher in common.
    TlsVersionMismatch = "tls_version_mismatch",
    /// The port speaks TLS from the first byte, and was spoken to in clear.
    ImplicitTlsExpected = "implicit_tls_expected",
    /// The port speaks in clear first (AUTH TLS), and was spoken to in TLS.
    ExplicitTlsExpected = "explicit_tls_expected",
    /// What answers there is no FTP server.
    NotFtp = "not_ftp",
    /// Nothing listens on that port.
    NothingListening = "nothing_listening",
    /// There is no way to that host or network.
    AddressUnreachable = "address_unreachable",
    /// Nothing came within the time limit.
    NoAnswer = "no_answer",
    /// The host name has no address.
    NameNotFound = "name_not_found",
    /// The conversation does not show it.
    Undetermined = "undetermined",
}

impl Cause {
    /// The cause with that snake-case name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|cause| cause.name() == name)
    }

    /// One sentence for the user.
    pub fn sentence(self) -> &'static str {
        self.advice().sentence
    }

    /// What the user checks, in this order.
    pub fn checks(self) -> &'static [&'static str] {
        self.advice().checks
    }

    /// What an administrator of the server looks at. The first is for any server; the others carry
    /// the name of the server and its settings.
    pub fn admin(self) -> &'static [Admin] {
        self.advice().admin
    }

    /// The RFC and its section.
    pub fn rfc(self) -> &'static str {
        self.advice().rfc
    }

    fn advice(self) -> &'static Advice {
        advice(self)
    }
}

impl core::fmt::Display for Cause {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
