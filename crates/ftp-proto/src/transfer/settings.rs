//! How a session makes its data connections, and what is known to work with its server.

use crate::reply::Reply;
use crate::response::DataAddress;
use crate::wording::answers_in_order;
use core::net::IpAddr;

/// How a session makes its data connections. [`DataSettings::default`] suits most clients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DataSettings {
    pub(super) mode: Mode,
    pub(super) address: DataAddress,
    pub(super) peer: Option<IpAddr>,
    pub(super) pipelining: Pipelining,
    pub(super) trust: Trust,
}

/// Who connects to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// The client connects to the server: by EPSV, or by PASV if the server refuses EPSV or its port cannot be reached.
    #[default]
    Passive,
    /// The server connects to the client: by EPRT for IPv6, by PORT for IPv4. If [`DataSettings::peer`] is set, only
    /// connections from that address are accepted.
    Active,
}

named! {
    /// Which commands of a transfer are sent before the replies to earlier ones have arrived.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Pipelining {
        /// Each command waits for the reply to the one before it.
        InStep = "in_step",
        /// The commands that prepare a transfer (TYPE, SIZE, MDTM, EPSV) go in one write; every server seen so far answers
        /// them in order. Once a data connection has worked, the transfer's own command is sent while the next data
        /// connection is being made, except for a transfer from an offset.
        #[default]
        Prepare = "prepare",
        /// As [`Pipelining::Prepare`]. In addition, the command for a small file of known size (at most 32 KiB) and the
        /// EPSV of the next transfer go in one write, which saves the next transfer a round trip.
        ///
        /// - This is done only with servers that answer the EPSV once the file is through: vsftpd, ProFTPD and Pure-FTPd,
        ///   recognized by their greeting, and any server for which [`Known::by_asking_ahead`] is set. pyftpdlib ends the
        ///   current file instead, without an error.
        /// - It is not tried again after the server refused the EPSV or did not answer it, or after a file was cut off. A
        ///   cut upload shows only with [`Plan::verify`](super::Plan::verify).
        /// - Use it for transfers that follow each other directly. A firewall on the way can close a port that nobody
        ///   connects to for minutes. After a pause, call [`Session::set_data`](crate::Session::set_data) again: the next
        ///   transfer then requests its own data connection.
        Ahead = "ahead",
    }
}

/// Which data connections under TLS count as the server's own. An accepted certificate alone does not show that: anyone
/// can connect to the port before the client does, and whoever has a certificate for another name under the same wildcard
/// could pose as the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trust {
    /// Those that resume a TLS session of the control connection, or present its certificate.
    #[default]
    SameServer,
    /// Only those that resume a TLS session of the control connection.
    Resumed,
    /// Any that the owner's TLS library accepts. For servers behind a load balancer that have several certificates.
    DangerAny,
}

impl DataSettings {
    /// Sets who connects to whom.
    #[must_use]
    pub fn mode(self, mode: Mode) -> Self {
        DataSettings { mode, ..self }
    }

    /// Sets whether to use the address in a reply to PASV.
    #[must_use]
    pub fn address(self, address: DataAddress) -> Self {
        DataSettings { address, ..self }
    }

    /// Sets the server's address on the control connection. It shows whether PASV names another address, whether PASV can
    /// be used at all (it has no IPv6), and who may connect in active mode.
    #[must_use]
    pub fn peer(self, peer: IpAddr) -> Self {
        DataSettings { peer: Some(peer.to_canonical()), ..self }
    }

    /// Sets which commands are sent before the replies to earlier ones have arrived.
    #[must_use]
    pub fn pipelining(self, pipelining: Pipelining) -> Self {
        DataSettings { pipelining, ..self }
    }

    /// Sets which data connections under TLS count as the server's own.
    #[must_use]
    pub fn trust(self, trust: Trust) -> Self {
        DataSettings { trust, ..self }
    }
}

/// What the transfers of a session have found out about its server. Pass it to the next session with the same server by
/// [`Session::set_known`](crate::Session::set_known), so that this session need not find it out again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Known {
    /// A data connection was made and used, so the next command need not wait for its connection.
    pub(super) connects: bool,
    /// Use PASV: the server refused EPSV, or only the port that PASV gave could be reached.
    pub(super) pasv: bool,
    /// The command must wait for the data connection (otherwise aioftp answers 503).
    pub(super) in_step: bool,
    /// The server does not understand SIZE.
    pub(super) no_size: bool,
    /// The server does not understand MDTM.
    pub(super) no_time: bool,
    /// PRET must come before PASV (DrFTPD).
    pub(super) pret: bool,
    /// Continue an upload by APPE, since the server refuses REST before STOR.
    pub(super) append: bool,
    /// The server answers what follows the command of a transfer once the transfer is through.
    pub(super) ahead: bool,
}

impl Known {
    /// Whether a data connection has worked.
    pub fn connects(&self) -> bool {
        self.connects
    }

    /// Returns the same with PASV in place of EPSV, for callers that know this from elsewhere.
    #[must_use]
    pub fn by_pasv(self) -> Self {
        Known { pasv: true, ..self }
    }

    /// Returns the same for a server that answers an EPSV sent right after the command of a transfer once the transfer is
    /// through, for callers that know this from elsewhere. See [`Pipelining::Ahead`].
    #[must_use]
    pub fn by_asking_ahead(self) -> Self {
        Known { ahead: true, ..self }
    }

    /// What the greeting tells about the server.
    pub(crate) fn by_greeting(greeting: Reply<'_>) -> Self {
        Known { ahead: answers_in_order(greeting), ..Known::default() }
    }

    /// Whether PASV is used in place of EPSV.
    pub fn uses_pasv(&self) -> bool {
        self.pasv
    }
}

names! { Mode {
    Mode::Passive => "passive",
    Mode::Active => "active",
} }

names! { Trust {
    Trust::SameServer => "same_server",
    Trust::Resumed => "resumed",
    Trust::DangerAny => "danger_any",
} }
