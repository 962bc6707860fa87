//! Clients, and what their own options against a cause are called.

mod data;
mod login;
mod tls;

use super::Cause;

macro_rules! clients {
    ($($variant:ident = $name:literal,)*) => {
        /// A client, or a library with which clients are made.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Client {
            $(#[doc = concat!($name, ".")] $variant,)*
        }

        impl Client {
            /// Returns every client that is known.
            pub fn all() -> &'static [Client] {
                &[$(Client::$variant,)*]
            }

            /// Returns the name that its users use.
            pub fn name(self) -> &'static str {
                match self {
                    $(Client::$variant => $name,)*
                }
            }
        }
    };
}

clients! {
    FtpDoctor = "ftp-doctor",
    Curl = "curl",
    Libcurl = "libcurl",
    Lftp = "lftp",
    FileZilla = "FileZilla",
    WinScp = "WinSCP",
    Cyberduck = "Cyberduck",
    Transmit = "Transmit",
    Wget = "wget",
    Ftp = "ftp",
    WindowsFtp = "ftp.exe",
    Ncftp = "ncftp",
    Ftplib = "ftplib",
    Aioftp = "aioftp",
    Ftputil = "ftputil",
    Ruby = "Ruby's Net::FTP",
    Perl = "Perl's Net::FTP",
    Php = "PHP",
    Flysystem = "Flysystem",
    BasicFtp = "basic-ftp",
    NodeFtp = "node-ftp",
    FtpDeployAction = "FTP-Deploy-Action",
    VscodeSftp = "vscode-sftp",
    FtpKr = "ftp-kr",
    Rclone = "rclone",
    Jlaffaye = "jlaffaye/ftp",
    FluentFtp = "FluentFTP",
    FtpWebRequest = "FtpWebRequest",
    CommonsNet = "commons-net",
    Camel = "Camel",
    Spring = "Spring Integration",
    Jenkins = "Jenkins",
    Suppaftp = "suppaftp",
    OpenDal = "OpenDAL",
    Duplicati = "duplicati",
    Duplicity = "duplicity",
    GitFtp = "git-ftp",
}

impl Client {
    /// Returns the client with that name, in any letter case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|client| client.name().eq_ignore_ascii_case(name))
    }

    /// Whether the client by default resumes the TLS session of the control connection on the data connection.
    /// `None` if that depends, or is not known.
    pub fn resumes_sessions(self) -> Option<bool> {
        tls::RESUMES.iter().find(|(client, _)| *client == self).map(|(_, resumes)| *resumes)
    }
}

impl core::fmt::Display for Client {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

impl Cause {
    /// Returns what to set in this client, in its own words. `None` if nothing in it helps, or if that is not known.
    pub fn in_client(self, client: Client) -> Option<&'static str> {
        let mut options = tables(self).iter().copied().flatten();
        options.find(|(whose, _)| *whose == client).map(|(_, option)| *option)
    }
}

type Table = &'static [(Client, &'static str)];

/// Returns the options that help against a cause.
fn tables(cause: Cause) -> &'static [Table] {
    match cause {
        Cause::TlsRequired | Cause::ExplicitTlsExpected => &[tls::EXPLICIT],
        Cause::ImplicitTlsExpected => &[tls::IMPLICIT],
        Cause::TlsUnsupported | Cause::TlsNotWanted => &[tls::NONE],
        Cause::CertificateUntrusted => &[tls::TRUST, tls::PINNED],
        Cause::CertificateNameMismatch => &[tls::NAME, tls::PINNED],
        Cause::CertificateExpired => &[tls::PINNED],
        Cause::ClientCertificateRequired => &[tls::OWN_CERTIFICATE],
        Cause::TlsVersionMismatch => &[tls::VERSIONS],
        Cause::TlsSessionReuseRequired => &[tls::RESUMPTION],
        Cause::DataTlsRequired => &[tls::DATA],
        Cause::WrongCredentials | Cause::UnknownUser | Cause::AnonymousRefused => &[login::WHO],
        Cause::AccountRequired => &[login::ACCOUNT],
        Cause::ClientSpeaksSsh => &[login::FTP],
        Cause::IsDirectory => &[data::TREE],
        Cause::TooManyConnections => &[data::AT_ONCE],
        Cause::PassiveAddressWrong => &[data::PASSIVE_ADDRESS],
        Cause::ActiveConnectFailed | Cause::ActiveDisabled | Cause::PrivilegedPort => &[data::PASSIVE],
        Cause::DataConnectionRefused | Cause::DataConnectionTimeout | Cause::PassiveDisabled => {
            &[data::ACTIVE]
        }
        Cause::EpsvUnsupported | Cause::NetworkProtocolUnsupported => &[data::NO_EPSV],
        Cause::ClientCharset | Cause::NameNotAllowed => &[data::CHARSET],
        Cause::IdleTimeout | Cause::ControlLostWhileTransferring | Cause::NoTransferTimeout => &[data::IDLE],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_stands_once_in_a_table_and_its_option_is_said_in_words() {
        for cause in Cause::all() {
            let options = || tables(*cause).iter().copied().flatten();
            for (client, option) in options() {
                let times = options().filter(|(other, _)| other == client).count();
                assert_eq!(times, 1, "{client} for {cause}");
                assert!(option.len() > 3 && !option.ends_with('.'), "{client}: {option}");
                assert_eq!(cause.in_client(*client), Some(*option));
            }
        }
    }

    #[test]
    fn names() {
        for client in Client::all() {
            assert_eq!(Client::from_name(&client.name().to_uppercase()), Some(*client));
        }
        assert_eq!(Client::from_name("nobody"), None);
        assert_eq!(
            Cause::TlsRequired.in_client(Client::Curl),
            Some("--ssl-reqd (--ssl goes on in clear where TLS is refused)")
        );
        assert_eq!(Cause::NotFound.in_client(Client::Curl), None);
    }

    #[test]
    fn who_signed_a_certificate_says_nothing_of_its_dates_and_its_name() {
        for client in [Client::FtpDoctor, Client::Curl, Client::Lftp] {
            assert!(Cause::CertificateUntrusted.in_client(client).is_some());
            assert_eq!(Cause::CertificateExpired.in_client(client), None);
            assert_eq!(Cause::CertificateNameMismatch.in_client(client), None);
        }
        assert!(Cause::CertificateExpired.in_client(Client::FileZilla).is_some());
    }
}
