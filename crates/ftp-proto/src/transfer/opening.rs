//! Where to make the data connection: EPSV or PASV, and the other one if the first does not work.

use super::Ask;
use super::ending::Ending;
use super::lane::Target;
use super::settings::DataSettings;
use crate::command::{Arg, Command, CommandBuf};
use crate::reply::ReplyBuf;
use crate::response::{DataAddress, Passive};
use alloc::vec::Vec;

/// The state of the search for an address.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Opening {
    /// The address and port in the server's last reply.
    pub(super) said: Option<Passive>,
    /// Where to connect to.
    pub(super) target: Option<Target>,
    used: Option<Ask>,
    /// EPSV and PASV were both tried.
    both: bool,
}

impl Opening {
    /// The state for another attempt. What was tried already is not tried again.
    pub(super) fn again(&self) -> Self {
        Opening { said: None, target: None, ..*self }
    }

    /// The command to send first.
    pub(super) fn first(&mut self, pasv: bool) -> Ask {
        let ask = if pasv { Ask::Pasv } else { Ask::Epsv };
        self.used = Some(ask);
        ask
    }

    /// Reads the reply to a request made ahead, for the next transfer. `None` if it gives no usable address.
    pub(super) fn ahead(reply: &ReplyBuf, pasv: bool, settings: &DataSettings) -> Option<Self> {
        let mut opening = Opening::default();
        opening.first(pasv);
        opening.read(reply, settings).ok()?;
        Some(opening)
    }

    /// The command that was sent last.
    pub(super) fn verb(&self) -> &'static str {
        if self.used == Some(Ask::Pasv) { "PASV" } else { "EPSV" }
    }

    /// The other of the two commands, unless both were tried. PASV does not support IPv6.
    pub(super) fn other(&mut self, settings: &DataSettings) -> Option<Ask> {
        let other = match self.used? {
            _ if self.both => return None,
            Ask::Epsv if settings.peer.is_some_and(|peer| peer.is_ipv6()) => return None,
            Ask::Epsv => Ask::Pasv,
            _ => Ask::Epsv,
        };
        self.both = true;
        self.used = Some(other);
        self.target = None;
        Some(other)
    }

    /// Whether PASV worked where EPSV did not.
    pub(super) fn used_pasv_after_epsv(&self) -> bool {
        self.both && self.used == Some(Ask::Pasv)
    }

    /// Reads the reply to EPSV or PASV. `Err(None)` if the server refused.
    pub(super) fn read(&mut self, reply: &ReplyBuf, settings: &DataSettings) -> Result<(), Option<Ending>> {
        if !(200..300).contains(&reply.code().get()) {
            return Err(None);
        }
        let said = Passive::parse(&reply.as_reply()).map_err(|_| Some(Ending::AddressRejected))?;
        self.said = Some(said);
        let other = said.elsewhere(settings.peer);
        let address = match settings.address {
            DataAddress::Peer => None,
            DataAddress::RefuseIfDifferent if other.is_some() => return Err(Some(Ending::AddressRejected)),
            DataAddress::RefuseIfDifferent => None,
            DataAddress::DangerTrustReply => other,
        };
        self.target = Some(Target { address, port: said.port });
        Ok(())
    }
}

/// The PRET command, which announces the transfer's command before PASV.
pub(super) fn pret(command: &Command<'_>) -> Option<CommandBuf> {
    let mut line = Vec::new();
    command.write_to(&mut line);
    CommandBuf::custom("PRET", Some(Arg::new(line.strip_suffix(b"\r\n")?).ok()?)).ok()
}

/// Whether a refusal asks for PRET first.
pub(super) fn wants_pret(reply: &ReplyBuf) -> bool {
    reply.code().get() >= 500 && reply.as_reply().raw().windows(4).any(|window| window == b"PRET")
}
