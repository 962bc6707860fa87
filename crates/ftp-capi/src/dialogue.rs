//! The two functions that drive whatever can be driven.

use crate::handle::{self, Kind, Lent, hold};
use crate::lanes::{Event, ftp_happened, ftp_wants};
use crate::login::ftp_login;
use crate::memory::{Place, read};
use crate::session::ftp_session;
use crate::status::{Result, call, ftp_status};
use crate::transfer::ftp_transfer;
use ftp_proto::Dialogue;
use ftp_proto::transfer::Data;

/// A login, a command of a session, or a transfer, to be driven.
///
/// It is the handle that it was made from by another type, and ends with that handle.
///
/// A driver has to do what `ftp_dialogue_wants` says, report the result to `ftp_dialogue_happened`, and ask again, until
/// the control connection is `FTP_CONTROL_DONE` and the data connection is `FTP_DATA_IDLE`. One time limit covers a command
/// and its reply, in however many pieces they are written and read.
#[derive(Debug)]
pub struct ftp_dialogue(());

/// Returns what a dialogue wants now. Asking changes nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_dialogue_wants(
    dialogue: *mut ftp_dialogue,
    wants: *mut ftp_wants,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(wants)?;
        place.put(with(dialogue, |driven| driven.wants())?);
        Ok(())
    })
}

/// Reports what happened. `FTP_STATUS_ORDER`: the event is one of a data connection, and the dialogue has none; or nothing
/// is in progress.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_dialogue_happened(
    dialogue: *mut ftp_dialogue,
    happened: *const ftp_happened,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let happened = read(happened)?;
        let event = happened.event(happened.bytes.get()?, happened.address.get()?)?;
        with(dialogue, |driven| driven.happened(event))
    })
}

/// Something that can be driven.
pub(crate) trait Driven {
    fn wants(&mut self) -> Result<ftp_wants>;
    fn happened(&mut self, event: Event<'_>) -> Result;
}

/// Runs `work` on whatever is behind the handle.
///
/// # Safety
/// The pointer is null, or a handle of any kind.
unsafe fn with<R>(dialogue: *mut ftp_dialogue, work: impl FnOnce(&mut dyn Driven) -> Result<R>) -> Result<R> {
    // SAFETY: the caller's promise; `hold` checks the kind again.
    unsafe {
        match handle::kind(dialogue) {
            ftp_login::TAG => work(&mut *hold::<ftp_login>(dialogue.cast())?),
            ftp_session::TAG => work(&mut *hold::<ftp_session>(dialogue.cast())?),
            ftp_transfer::TAG => work(&mut *hold::<ftp_transfer>(dialogue.cast())?),
            _ => work(&mut *hold::<Foreign<'_>>(dialogue.cast())?),
        }
    }
}

/// Lends a Rust dialogue to a driver in C, so that the driver kit can test that driver.
pub struct LentDialogue<'a>(Lent<Foreign<'a>>);

pub(crate) struct Foreign<'a>(&'a mut dyn Dialogue);

impl<'a> LentDialogue<'a> {
    /// Lends a dialogue.
    pub fn new(dialogue: &'a mut dyn Dialogue) -> Self {
        LentDialogue(Lent::new(Foreign(dialogue)))
    }

    /// Returns the handle that C drives. It is valid as long as `self`.
    pub fn as_ptr(&mut self) -> *mut ftp_dialogue {
        self.0.as_ptr().cast()
    }
}

impl core::fmt::Debug for LentDialogue<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("LentDialogue").finish_non_exhaustive()
    }
}

impl Kind for Foreign<'_> {
    const TAG: u32 = 0xf7b0_0900;
}

impl Driven for Foreign<'_> {
    fn wants(&mut self) -> Result<ftp_wants> {
        Ok(wants_of(self.0))
    }

    fn happened(&mut self, event: Event<'_>) -> Result {
        take(self.0, event)
    }
}

/// Returns what a dialogue without a data connection wants.
pub(crate) fn wants_of(dialogue: &dyn Dialogue) -> ftp_wants {
    ftp_wants::new(dialogue.action(), Data::Idle, dialogue.replies())
}

/// Passes an event to a dialogue without a data connection.
pub(crate) fn take(dialogue: &mut dyn Dialogue, event: Event<'_>) -> Result {
    match event {
        Event::Control(input) => dialogue.handle(input),
        Event::Data(_) => return Err(ftp_status::Order),
    }
    Ok(())
}
