//! Which server it is, from what it says of itself.

/// Server software that answers a login in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Vsftpd,
    ProFtpd,
    PureFtpd,
    FileZilla,
    Iis,
    Pyftpdlib,
    Libunftp,
    ServU,
    IbmZos,
    ApacheFtpServer,
}

const TABLE: &[(&str, Family)] = &[
    ("vsftpd", Family::Vsftpd),
    ("proftpd", Family::ProFtpd),
    ("pure-ftpd", Family::PureFtpd),
    ("filezilla", Family::FileZilla),
    ("microsoft ftp", Family::Iis),
    ("pyftpdlib", Family::Pyftpdlib),
    ("libunftp", Family::Libunftp),
    ("serv-u", Family::ServU),
    ("ibm ftp cs", Family::IbmZos),
    ("apache ftp", Family::ApacheFtpServer),
];

pub(super) fn family(greeting: &str) -> Option<Family> {
    let greeting = greeting.to_ascii_lowercase();
    TABLE.iter().find(|(mark, _)| greeting.contains(mark)).map(|(_, family)| *family)
}
