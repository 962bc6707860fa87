//! A session: one command at a time after the login.

use crate::config::{ftp_config, ftp_limits, optional};
use crate::decoder::ftp_reply;
use crate::dialogue::{Driven, ftp_dialogue, take, wants_of};
use crate::enums::or_default;
use crate::handle::{Kind, end, give, hold, kind};
use crate::lanes::{Event, ftp_wants};
use crate::memory::{Place, ftp_bytes, read};
use crate::names::{ftp_health, ftp_outcome};
use crate::status::{Result, call, ftp_status};
use crate::transcript::ftp_transcript;
use ftp_proto::command::Protection;
use ftp_proto::session::{Health, Outcome, Recovery};
use ftp_proto::transfer::DataSettings;
use ftp_proto::{Command, Limits, Session};

/// A connection that is logged in.
///
/// Begin a command, drive it as an `ftp_dialogue`, and take its outcome. Files and listings are an `ftp_transfer`.
#[derive(Debug)]
pub struct ftp_session {
    pub(crate) session: ftp_bindings::Session,
    outcome: Option<Outcome>,
    recovery: Option<Recovery>,
}

/// How a command ended. Its bytes are good until the next call with the session.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_command_outcome {
    /// An `ftp_outcome`.
    pub outcome: u32,
    /// The name of the outcome.
    pub name: ftp_bytes,
    /// The reply that came with the outcome; its code is 0 if there was none.
    pub reply: ftp_reply,
}

/// The state of a session.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_session_state {
    /// Whether the next command can begin: an `ftp_health`.
    pub health: u32,
    /// The name of the health.
    pub name: ftp_bytes,
    /// What poisoned the session by name, if it is poisoned.
    pub poison: ftp_bytes,
    /// Whether the server still regards the client as logged in.
    pub logged_in: bool,
    /// Whether the control connection is under TLS.
    pub encrypted: bool,
    /// Whether data connections have to be under TLS.
    pub data_protected: bool,
    /// Whether files are moved unchanged (binary).
    pub binary: bool,
}

/// How data connections are made. 0 and no bytes mean the default.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_data_settings {
    /// Who connects to whom: an `ftp_mode`.
    pub mode: u32,
    /// Whether the address in a reply to PASV is used: an `ftp_data_address`.
    pub address: u32,
    /// Which data connections under TLS are accepted: an `ftp_trust`.
    pub trust: u32,
    /// How many commands are sent before earlier replies have come: an `ftp_data_pipelining`.
    pub pipelining: u32,
    /// The server's address on the control connection, as text. It shows whether a reply to PASV names another address, and
    /// who may connect to the client. A scope after `%` is ignored.
    pub peer: ftp_bytes,
}

/// How to restore the state of a lost session in a new one.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_recovery {
    /// The number of lines to send first: see `ftp_session_restore`.
    pub restore: usize,
    /// Whether these lines lead to the same directory. If not, they change no directory, and there is nothing to replay.
    pub directory_known: bool,
    /// The line that got no final reply, or was refused because the login was lost, if it is safe to send it again; otherwise
    /// no bytes. Good until `ftp_session_recovery` is called again.
    pub replay: ftp_bytes,
}

/// Makes a session for a connection that was logged in by other means. `limits` may be null. `encrypted` says whether the
/// control connection is under TLS, `data_protected` whether data connections are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_take_over(
    limits: *const ftp_limits,
    encrypted: u32,
    data_protected: u32,
    session: *mut *mut ftp_session,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let limits = if limits.is_null() { Limits::default() } else { read(limits)?.limits() };
        let taken = Session::take_over(limits, protection(encrypted), protection(data_protected));
        give(Place::new(session)?, ftp_session::new(taken));
        Ok(())
    })
}

/// Returns what drives the session: the same handle by another type, which needs no ending of its own. `NULL`: this is not
/// a session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_dialogue(session: *mut ftp_session) -> *mut ftp_dialogue {
    // SAFETY: the pointer is what the header says.
    if unsafe { kind(session) } == ftp_session::TAG { session.cast() } else { core::ptr::null_mut() }
}

/// Begins a command with this verb and argument; the argument may have no bytes. `FTP_STATUS_ORDER`: no command can begin
/// now, see `ftp_session_get_state`. `FTP_STATUS_ARGUMENT`: the verb is not one to eight letters, or the argument has CR, LF
/// or NUL or is over 4,000 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_command(
    session: *mut ftp_session,
    verb: ftp_bytes,
    argument: ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(session)?.begin(verb.get()?, argument.get()?) })
}

/// Continues waiting for the final reply, after a preliminary one or a time-out. `FTP_STATUS_ORDER`: no reply is pending.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_resume(session: *mut ftp_session) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(session)?.session.resume()?) })
}

/// Checks whether the server has closed the connection while no command was in progress. Drive it, then see
/// `ftp_session_get_state`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_check(session: *mut ftp_session) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(session)?.session.check()?) })
}

/// Ends a command and returns its outcome. A command that was not driven to its end is `FTP_OUTCOME_UNFINISHED` and can be
/// resumed. `FTP_STATUS_ORDER`: no command was begun.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_outcome(
    session: *mut ftp_session,
    outcome: *mut ftp_command_outcome,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(outcome)?;
        place.put(hold(session)?.outcome()?);
        Ok(())
    })
}

/// Returns the state of the session. `FTP_STATUS_ORDER`: a transfer is in progress, or a command whose outcome was not
/// taken.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_get_state(
    session: *mut ftp_session,
    state: *mut ftp_session_state,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(state)?;
        place.put(hold(session)?.session.with(|session| state_of(session))?);
        Ok(())
    })
}

/// Returns the reply to FEAT, if the login asked for it, good until the next call with the session. `FTP_STATUS_NOTHING`:
/// there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_features(
    session: *mut ftp_session,
    reply: *mut ftp_reply,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(reply)?;
        place.put(hold(session)?.session.with(features)?.ok_or(ftp_status::Nothing)?);
        Ok(())
    })
}

/// Sets how data connections are made from now on. `FTP_STATUS_ORDER`: something is in progress.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_set_data(
    session: *mut ftp_session,
    settings: *const ftp_data_settings,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let settings = read(settings)?;
        let settings = settings.settings(settings.peer.get()?)?;
        Ok(hold(session)?.session.with(|session| session.set_data(settings))?)
    })
}

/// Takes over what the transfers of an earlier session found out about the same server. `FTP_STATUS_ORDER`: something is in
/// progress in either session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_set_known(
    session: *mut ftp_session,
    earlier: *mut ftp_session,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let known = hold(earlier)?.session.with(|earlier| earlier.known())?;
        Ok(hold(session)?.session.with(|session| session.set_known(known))?)
    })
}

/// Replaces the secrets of this configuration, including those for a proxy, by `***` in everything that is received from
/// now on. `FTP_STATUS_ORDER`: something is in progress.
///
/// A login forgets its secrets when it becomes a session, but the server may still repeat them in replies, which get into
/// outcomes, reports, transcripts and texts made from them. So make this the first call with a session, unless you neither
/// show nor log anything of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_hide(session: *mut ftp_session, config: *mut ftp_config) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let all = hold(config)?.all_credentials();
        Ok(hold(session)?.session.with(|session| all.iter().for_each(|one| session.hide(one)))?)
    })
}

/// Returns how to restore the state of this session in a new one. `FTP_STATUS_NOTHING`: the session is in sync and logged
/// in. `FTP_STATUS_ORDER`: something is in progress.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_recovery(
    session: *mut ftp_session,
    recovery: *mut ftp_recovery,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(recovery)?;
        place.put(hold(session)?.recovery()?);
        Ok(())
    })
}

/// Returns one of the lines to send first in the new session, by its number from 0, after `ftp_session_recovery`; good
/// until that is called again. `FTP_STATUS_NOTHING`: there are fewer lines. `FTP_STATUS_ORDER`: there is no recovery.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_restore(
    session: *mut ftp_session,
    number: usize,
    line: *mut ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(line)?;
        place.put(hold(session)?.restore(number)?);
        Ok(())
    })
}

/// Returns a copy of what was sent and received. `FTP_STATUS_ORDER`: a command or transfer is in progress whose result was
/// not taken.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_transcript(
    session: *mut ftp_session,
    transcript: *mut *mut ftp_transcript,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(transcript)?;
        let transcript = hold(session)?.session.with(|session| session.transcript().clone())?;
        give(place, ftp_transcript::new(transcript));
        Ok(())
    })
}

/// Ends a session. The caller closes its connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_session_free(session: *mut ftp_session) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(session) })
}

impl Kind for ftp_session {
    const TAG: u32 = 0xf7b0_0400;
}

impl Driven for ftp_session {
    fn wants(&mut self) -> Result<ftp_wants> {
        Ok(self.session.drive(|dialogue| wants_of(dialogue))?.unwrap_or(ftp_wants::DONE))
    }

    fn happened(&mut self, event: Event<'_>) -> Result {
        self.session.drive(|dialogue| take(dialogue, event))?.ok_or(ftp_status::Order)?
    }
}

impl ftp_session {
    pub(crate) fn new(session: Session) -> Self {
        ftp_session { session: ftp_bindings::Session::new(session), outcome: None, recovery: None }
    }

    fn begin(&mut self, verb: &[u8], behind: &[u8]) -> Result {
        let verb = core::str::from_utf8(verb).map_err(|_| ftp_status::Argument)?;
        let command = Command::custom(verb, optional(behind)?).map_err(|_| ftp_status::Argument)?;
        Ok(self.session.start(&command)?)
    }

    fn outcome(&mut self) -> Result<ftp_command_outcome> {
        let outcome = self.outcome.insert(self.session.outcome()?);
        Ok(ftp_command_outcome {
            outcome: ftp_outcome::of(outcome),
            name: ftp_bytes::of(outcome.name().as_bytes()),
            reply: outcome.reply().map_or(ftp_reply::NONE, |reply| ftp_reply::of(reply.as_reply())),
        })
    }

    fn recovery(&mut self) -> Result<ftp_recovery> {
        // If there is none now, the recovery of an earlier call must not remain.
        self.recovery = self.session.with(|session| session.recovery())?;
        let found = self.recovery.as_ref().ok_or(ftp_status::Nothing)?;
        Ok(ftp_recovery {
            restore: found.restore.len(),
            directory_known: found.directory_known,
            replay: found.replay.as_deref().map_or(ftp_bytes::NONE, ftp_bytes::of),
        })
    }

    fn restore(&self, number: usize) -> Result<ftp_bytes> {
        let lines = self.recovery.as_ref().ok_or(ftp_status::Order)?;
        lines.restore.get(number).map(|line| ftp_bytes::of(line)).ok_or(ftp_status::Nothing)
    }
}

impl ftp_data_settings {
    fn settings(&self, peer: &[u8]) -> Result<DataSettings> {
        let mut settings = DataSettings::default()
            .mode(or_default(self.mode)?)
            .address(or_default(self.address)?)
            .trust(or_default(self.trust)?)
            .pipelining(or_default(self.pipelining)?);
        if !peer.is_empty() {
            let peer = core::str::from_utf8(peer).map_err(|_| ftp_status::Argument)?;
            settings = settings.peer(ftp_bindings::ip_address(peer).ok_or(ftp_status::Argument)?);
        }
        Ok(settings)
    }
}

fn state_of(session: &Session) -> ftp_session_state {
    let health = session.health();
    let poison = match &health {
        Health::Poisoned(poison) => ftp_bytes::of(poison.name().as_bytes()),
        _ => ftp_bytes::NONE,
    };
    ftp_session_state {
        health: ftp_health::of(&health),
        name: ftp_bytes::of(health.name().as_bytes()),
        poison,
        logged_in: session.is_logged_in(),
        encrypted: session.is_encrypted(),
        data_protected: session.is_data_protected(),
        binary: session.is_binary(),
    }
}

fn features(session: &mut Session) -> Option<ftp_reply> {
    session.features().map(|reply| ftp_reply::of(reply.as_reply()))
}

fn protection(private: u32) -> Protection {
    if private == 0 { Protection::DangerClear } else { Protection::Private }
}
