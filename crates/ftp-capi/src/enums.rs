//! The numbers of the header, each with the core's name for it.
//!
//! Tables map the core's variants to numbers. A variant that the core gains and a table lacks becomes 0, "another".

use crate::status::{Result, ftp_status};
use ftp_proto::listing::{Format, Kind, Platform};
use ftp_proto::login::{Pipelining, ProxyStyle};
use ftp_proto::response::DataAddress;
use ftp_proto::transfer::{End, Mode, Pipelining as DataPipelining, Reach, Trust};
use ftp_proto::{TlsFailure, TlsPolicy};

/// How TLS is used.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_tls_policy {
    /// `AUTH TLS` before anything else; without TLS there is no login. The default.
    Required = 1,
    /// TLS from the first byte, usually on port 990.
    Implicit = 2,
    /// `AUTH TLS`, but no TLS if the server refuses that. Anyone in between can force this.
    DangerIfOffered = 3,
    /// No TLS: anyone on the way can read the password.
    DangerCleartext = 4,
}

/// Which commands of a login may share one write.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_pipelining {
    /// One command, one reply.
    InStep = 1,
    /// The commands before the password share one write. The default.
    BeforePassword = 2,
    /// Under TLS, the password too.
    WithPassword = 3,
    /// The password too, even without TLS: it is sent even to a server that would have asked for TLS.
    DangerWithPasswordInClear = 4,
}

/// How to log in through an FTP proxy.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_proxy_style {
    /// `USER user@host`, `PASS password`.
    UserAtHost = 1,
    /// The proxy's USER and PASS first, then `USER user@host`, `PASS password`.
    ProxyLoginFirst = 2,
    /// `USER user@proxyuser@host`, `PASS password@proxypassword`.
    Joined = 3,
    /// `USER user@host proxyuser`, `PASS password`, `ACCT proxypassword`.
    JoinedAccount = 4,
    /// The proxy's USER and PASS, `SITE host`, then USER and PASS.
    Site = 5,
    /// The proxy's USER and PASS, `OPEN host`, then USER and PASS.
    Open = 6,
    /// `USER proxyuser@host`, the proxy's PASS, then USER and PASS.
    ProxyUserAtHost = 7,
}

/// How far a connection has come that a login takes over.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_start {
    /// The TCP connection is up, and nothing has been read.
    Connected = 1,
    /// TLS is up, and nothing has been read under it.
    Encrypted = 2,
    /// The greeting or a part of it was read without TLS.
    Greeted = 3,
    /// TLS is up, and the greeting was read.
    EncryptedAndGreeted = 4,
}

/// Why TLS failed.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_tls_failure {
    /// Another reason.
    Other = 0,
    /// No trusted authority signed the certificate, or it is self-signed.
    Untrusted = 1,
    /// The certificate has expired or is not yet valid.
    Expired = 2,
    /// The certificate is for another name.
    NameMismatch = 3,
    /// No protocol version or cipher suite in common.
    Version = 4,
    /// The server wants a certificate from the client.
    ClientCertificateRequired = 5,
    /// The bytes received are not TLS.
    NotTls = 6,
    /// The server closed the connection during the handshake.
    Closed = 7,
    /// The handshake took too long.
    TimedOut = 8,
    /// The client has no TLS.
    Unavailable = 9,
}

/// Why there is no data connection.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_reach {
    /// Another reason.
    Other = 0,
    /// The host refused the connection: nothing listens on that port.
    Refused = 1,
    /// No answer in time, mostly because of a firewall.
    Silent = 2,
    /// No route to the host or its network.
    NoRoute = 3,
}

/// How a data connection ended.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_end {
    /// TLS was ended in an orderly way.
    CloseNotify = 1,
    /// TCP was ended in an orderly way. Under TLS, anyone on the way can have done this.
    Fin = 2,
    /// The other side reset the connection.
    Reset = 3,
    /// The connection broke in another way.
    Broken = 4,
}

/// Who connects to whom for data.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_mode {
    /// We connect to the server.
    Passive = 1,
    /// The server connects to us.
    Active = 2,
}

/// Whether the address in a reply to PASV is used.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_data_address {
    /// Use the peer's address of the control connection, whatever the reply says.
    Peer = 1,
    /// The same, but an error if the reply names another address.
    RefuseIfDifferent = 2,
    /// Use the address in the reply.
    DangerTrustReply = 3,
}

/// How many commands of a transfer are sent before the replies to earlier ones have come.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_data_pipelining {
    /// Each command waits for the reply to the one before.
    InStep = 1,
    /// The commands that prepare a transfer share one write.
    Prepare = 2,
    /// The same, and the command of a small file is followed at once by the one that prepares the next data connection.
    /// Only for servers that answer it when the file is through.
    Ahead = 3,
}

/// Which data connections under TLS are accepted as the server's.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_trust {
    /// Those that resume a session of the control connection or show its certificate.
    SameServer = 1,
    /// Only those that resume a session of the control connection.
    Resumed = 2,
    /// All that the client's TLS accepts.
    DangerAny = 3,
}

/// The formats of listings.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_format {
    /// Not known; it is detected.
    Unknown = 0,
    /// The reply to MLSD and MLST (RFC 3659).
    Mlsd = 1,
    /// Easily Parsed LIST Format.
    Eplf = 2,
    /// What `ls -l` prints.
    Unix = 3,
    /// Novell NetWare.
    Netware = 4,
    /// Windows.
    Dos = 5,
    /// OpenVMS.
    Vms = 6,
    /// z/OS.
    Mvs = 7,
    /// IBM i.
    Os400 = 8,
    /// HP NonStop.
    Nonstop = 9,
    /// VM/CMS.
    Cms = 10,
    /// OS-9.
    Os9 = 11,
    /// Size, attributes, date, time, name.
    SizeFirst = 12,
    /// Name, size, date, time.
    NameFirst = 13,
    /// `/bin/dls`.
    Dls = 14,
    /// Names only, as NLST sends them.
    Names = 15,
    /// The columns of various other systems, each with one format.
    Columns = 16,
}

/// What an entry of a listing is.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_kind {
    /// The line is not an entry.
    None = 0,
    /// A file.
    File = 1,
    /// A directory.
    Dir = 2,
    /// A symbolic link or a junction.
    Link = 3,
    /// A device, a pipe, a socket, or not stated.
    Other = 4,
}

/// The system on which a file is to be created.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_platform {
    /// Linux, macOS and others.
    Unix = 1,
    /// Windows.
    Windows = 2,
    /// All of these.
    Any = 3,
}

/// Yes, no, or unknown.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_answer {
    /// Not known.
    Unknown = 0,
    /// Yes.
    Yes = 1,
    /// No.
    No = 2,
}

/// A type of the core that has numbers.
pub(crate) trait Coded: Copy + PartialEq + 'static {
    const ALL: &'static [(Self, u32)];

    /// Returns the number in the header; 0 if the header has none.
    fn code(self) -> u32 {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or(0, |(_, code)| *code)
    }

    /// Returns the variant for a number from the caller.
    fn of(code: u32) -> Result<Self> {
        Self::ALL.iter().find(|(_, other)| *other == code).map(|(one, _)| *one).ok_or(ftp_status::Argument)
    }
}

macro_rules! coded {
    ($($core:ident = $c:ident { $($one:ident $(= $other:ident)?),* })*) => {
        $(impl Coded for $core {
            const ALL: &'static [(Self, u32)] = &[$(($core::$one, coded!(@code $c $one $($other)?))),*];
        })*
    };
    (@code $c:ident $one:ident) => { $c::$one as u32 };
    (@code $c:ident $one:ident $other:ident) => { $c::$other as u32 };
}

coded! {
    TlsPolicy = ftp_tls_policy { Required, Implicit, DangerIfOffered, DangerCleartext }
    Pipelining = ftp_pipelining { InStep, BeforePassword, WithPassword, DangerWithPasswordInClear }
    ProxyStyle = ftp_proxy_style { UserAtHost, ProxyLoginFirst, Joined, JoinedAccount, Site, Open, ProxyUserAtHost }
    TlsFailure = ftp_tls_failure {
        Other, Untrusted, Expired, NameMismatch, Version, ClientCertificateRequired, NotTls, Closed, TimedOut,
        Unavailable
    }
    Reach = ftp_reach { Other, Refused, Silent, NoRoute }
    End = ftp_end { CloseNotify, Fin, Reset, Broken }
    Mode = ftp_mode { Passive, Active }
    DataPipelining = ftp_data_pipelining { InStep, Prepare, Ahead }
    DataAddress = ftp_data_address { Peer, RefuseIfDifferent, DangerTrustReply }
    Trust = ftp_trust { SameServer, Resumed, DangerAny }
    Format = ftp_format {
        Mlsd, Eplf, Unix, NetWare = Netware, Dos, Vms, Mvs, Os400, NonStop = Nonstop, Cms, Os9, SizeFirst, NameFirst,
        Columns, Dls, Names
    }
    Kind = ftp_kind { File, Dir, Link, Other }
    Platform = ftp_platform { Unix, Windows, Any }
}

/// Returns the variant for an optional number; 0 means the default.
pub(crate) fn or_default<T: Coded + Default>(code: u32) -> Result<T> {
    if code == 0 { Ok(T::default()) } else { T::of(code) }
}

/// Reads an `ftp_answer`.
pub(crate) fn answer(code: u32) -> Result<Option<bool>> {
    match code {
        code if code == ftp_answer::Unknown as u32 => Ok(None),
        code if code == ftp_answer::Yes as u32 => Ok(Some(true)),
        code if code == ftp_answer::No as u32 => Ok(Some(false)),
        _ => Err(ftp_status::Argument),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every variant of the core needs a number in the header.
    #[test]
    fn every_variant_of_the_core_has_a_number() {
        fn all<T: Coded + core::fmt::Debug>(core: &[T]) {
            assert_eq!(T::ALL.len(), core.len());
            for one in core {
                assert_eq!(T::of(one.code()), Ok(*one));
            }
        }
        all(TlsPolicy::ALL);
        all(Pipelining::ALL);
        all(DataPipelining::ALL);
        all(ProxyStyle::ALL);
        all(TlsFailure::ALL);
        all(Reach::ALL);
        all(End::ALL);
        all(Kind::ALL);
        all(Format::ALL);
        all(Platform::ALL);
    }
}
