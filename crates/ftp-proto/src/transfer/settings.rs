//! How the data connections of a session are made, and what is known to work.

use crate::reply::Reply;
use crate::response::DataAddress;
use crate::wording::answers_in_order;
use core::net::IpAddr;

/// How the data connections of a session are made. [`DataSettings::default`] is right for most.
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
pub enum Mode {
    /// We connect to the server: EPSV, or PASV where that is refused or its port cannot be reached.
    #[default]
    Passive,
    /// The server connects to us: EPRT for IPv6, PORT for IPv4. Only the address of the server is let in, where
    /// [`DataSettings::peer`] says it.
    Active,
}

named! {
    /// How many commands are sent before their replies are here.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum Pipelining {
        /// Each waits for the reply to the one before it.
        InStep = "in_step",
        /// What prepares a transfer (TYPE, SIZE, MDTM, EPSV) is sent in one write; every server seen answers these in
        /// order. The transfer's own command leaves together with the data connection, once one has worked.
        #[default]
        Prepare = "prepare",
        /// The same; and behind the command of a small file of known size (32 KiB at most), in one write with it, goes the
        /// EPSV of the transfer after it, which then needs a round trip less.
        ///
        /// Only with servers that answer it when the file is through: vsftpd, ProFTPD and Pure-FTPd, by their greeting, or
        /// where [`Known::by_asking_ahead`] says so. pyftpdlib ends the file that is under way, without an error. Where it is
        /// refused or not answered, or a file comes out cut, it is not done again. That an upload was cut shows only with
        /// [`Plan::verify`](super::Plan::verify). For transfers that follow each other: a port that nobody
        /// connects to for minutes can be shut by a firewall on the way. Who comes back after a pause sets the data settings
        /// again ([`Session::set_data`](crate::Session::set_data)): then the next transfer asks for itself.
        Ahead = "ahead",
    }
}

/// Which data connections under TLS are believed to be the server's. Anyone can connect to the port before we do, and
/// whoever has a certificate for another name of a wildcard could.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Trust {
    /// Those that resume a session of the control connection, or show the certificate of it.
    #[default]
    SameServer,
    /// Those that resume a session of the control connection.
    Resumed,
    /// Any that the owner's TLS accepts: for servers behind a balancer that have several certificates.
    DangerAny,
}

impl DataSettings {
    /// Who connects to whom.
    #[must_use]
    pub fn mode(self, mode: Mode) -> Self {
        DataSettings { mode, ..self }
    }

    /// Whether the address in a reply to PASV is believed.
    #[must_use]
    pub fn address(self, address: DataAddress) -> Self {
        DataSettings { address, ..self }
    }

    /// The server's address on the control connection: to tell whether PASV says another, whether PASV can be asked for
    /// (it has no IPv6), and who may connect in active mode.
    #[must_use]
    pub fn peer(self, peer: IpAddr) -> Self {
        DataSettings { peer: Some(peer.to_canonical()), ..self }
    }

    /// How many commands are sent before their replies are here.
    #[must_use]
    pub fn pipelining(self, pipelining: Pipelining) -> Self {
        DataSettings { pipelining, ..self }
    }

    /// Which data connections under TLS are believed to be the server's.
    #[must_use]
    pub fn trust(self, trust: Trust) -> Self {
        DataSettings { trust, ..self }
    }
}

/// What the transfers of a session have found out about its server: take it over to the next session with the same
/// server ([`Session::set_known`](crate::Session::set_known)), which then needs no second look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Known {
    /// A data connection was made and used: the next command leaves together with its connection.
    pub(super) connects: bool,
    /// Use PASV: EPSV was refused, or its port could not be reached and that of PASV could.
    pub(super) pasv: bool,
    /// The command has to wait for the data connection (aioftp answers 503 otherwise).
    pub(super) in_step: bool,
    /// SIZE is not understood.
    pub(super) no_size: bool,
    /// MDTM is not understood.
    pub(super) no_time: bool,
    /// PASV has to be announced by PRET (DrFTPD).
    pub(super) pret: bool,
    /// An upload goes on by APPE: REST before STOR is refused.
    pub(super) append: bool,
    /// What comes behind the command of a transfer is answered when that is through.
    pub(super) ahead: bool,
}

impl Known {
    /// Whether a data connection has worked.
    pub fn connects(&self) -> bool {
        self.connects
    }

    /// The same with PASV in the place of EPSV, for who knows that from elsewhere.
    #[must_use]
    pub fn by_pasv(self) -> Self {
        Known { pasv: true, ..self }
    }

    /// The same for a server that answers EPSV behind the command of a transfer when that is through, for who knows that
    /// from elsewhere: see [`Pipelining::Ahead`].
    #[must_use]
    pub fn by_asking_ahead(self) -> Self {
        Known { ahead: true, ..self }
    }

    /// What a greeting tells.
    pub(crate) fn by_greeting(greeting: Reply<'_>) -> Self {
        Known { ahead: answers_in_order(greeting), ..Known::default() }
    }

    /// Whether PASV is used in the place of EPSV.
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
