//! Files and listings: a transfer over both connections of a session.

use crate::config::optional;
use crate::dialogue::{Driven, ftp_dialogue};
use crate::handle::{Kind, end, give, hold, kind};
use crate::lanes::{Event, ftp_wants};
use crate::memory::{Place, ftp_bytes, read};
use crate::report::ftp_transfer_report;
use crate::session::ftp_session;
use crate::status::{Result, call, ftp_status};
use ftp_proto::transfer::{Plan, Transfer};
use ftp_proto::{Command, Dialogue};

/// A transfer in progress. It holds its session until it is finished or ended; then the session can continue.
#[derive(Debug)]
pub struct ftp_transfer {
    transfer: ftp_bindings::Transfer,
    /// The report in words.
    text: String,
}

/// What to transfer. Leave what you do not need at 0: `(ftp_plan){ .verb = ftp_str("RETR"), .path = ftp_str("a") }`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_plan {
    /// The command: RETR, STOR, APPE, STOU, LIST, NLST, MLSD, or another one with a data connection.
    pub verb: ftp_bytes,
    /// Its argument: a path, or no bytes.
    pub path: ftp_bytes,
    /// The offset in the file, in bytes, at which the transfer begins. An upload then begins only if SIZE reports exactly that
    /// many bytes.
    pub offset: u64,
    /// The size of the whole file in bytes, if `size_known` is not 0. The transfer is then complete only with that many bytes;
    /// an APPE is not held to it.
    pub size: u64,
    /// Not 0: `size` is the size of the whole file.
    pub size_known: u32,
    /// Not 0: asks for the size of the file after an upload.
    pub verify: u32,
    /// Not 0: also asks for the time of the file's last change, before RETR, STOR or APPE.
    pub modified: u32,
}

/// The progress of a transfer.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_progress {
    /// The number of bytes moved.
    pub moved: u64,
    /// The size of the whole file, if it is known.
    pub size: u64,
    /// Whether the size is known.
    pub size_known: bool,
    /// Whether both connections have ended: call `ftp_transfer_finish`.
    pub is_over: bool,
}

/// Begins a transfer. `FTP_STATUS_ORDER`: none can begin now, see `ftp_session_get_state`. `FTP_STATUS_ARGUMENT`: the verb
/// uses no data connection, or the path has CR, LF or NUL or is over 4,000 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transfer_new(
    session: *mut ftp_session,
    plan: *const ftp_plan,
    transfer: *mut *mut ftp_transfer,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let (place, plan) = (Place::new(transfer)?, read(plan)?);
        let plan = plan.plan(plan.verb.get()?, plan.path.get()?)?;
        give(place, ftp_transfer::new(hold(session)?.session.transfer(plan)?));
        Ok(())
    })
}

/// Returns what drives the transfer: the same handle by another type, which needs no ending of its own. `NULL`: this is
/// not a transfer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transfer_dialogue(transfer: *mut ftp_transfer) -> *mut ftp_dialogue {
    // SAFETY: the pointer is what the header says.
    if unsafe { kind(transfer) } == ftp_transfer::TAG { transfer.cast() } else { core::ptr::null_mut() }
}

/// Returns how far the transfer has come.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transfer_progress(
    transfer: *mut ftp_transfer,
    progress: *mut ftp_progress,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(progress)?;
        place.put(hold(transfer)?.progress()?);
        Ok(())
    })
}

/// Ends the transfer, gives the session back and returns the report. A transfer that was not driven to its end is
/// `FTP_ENDING_UNFINISHED`; the caller then has to close the data connection. Calling this again returns the same report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transfer_finish(
    transfer: *mut ftp_transfer,
    report: *mut ftp_transfer_report,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(report)?;
        place.put(hold(transfer)?.finish()?);
        Ok(())
    })
}

/// Ends a transfer. If it was not finished, the session settles it with the next command.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transfer_free(transfer: *mut ftp_transfer) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(transfer) })
}

impl Kind for ftp_transfer {
    const TAG: u32 = 0xf7b0_0500;
}

impl Driven for ftp_transfer {
    fn wants(&mut self) -> Result<ftp_wants> {
        let wants = |one: &mut Transfer<'_>| ftp_wants::new(one.action(), one.data(), one.replies());
        // A finished transfer wants nothing more.
        Ok(self.transfer.drive(wants).unwrap_or(ftp_wants::DONE))
    }

    fn happened(&mut self, event: Event<'_>) -> Result {
        Ok(self.transfer.drive(|one| match event {
            Event::Control(input) => one.handle(input),
            Event::Data(event) => one.happened(event),
        })?)
    }
}

impl ftp_transfer {
    fn new(transfer: ftp_bindings::Transfer) -> Self {
        ftp_transfer { transfer, text: String::new() }
    }

    fn progress(&mut self) -> Result<ftp_progress> {
        let (moved, size, is_over) = match self.transfer.report() {
            Some(report) => (report.moved, report.size, true),
            None => self.transfer.drive(|one| (one.moved(), one.size(), one.is_over()))?,
        };
        Ok(ftp_progress { moved, size: size.unwrap_or_default(), size_known: size.is_some(), is_over })
    }

    fn finish(&mut self) -> Result<ftp_transfer_report> {
        let report = self.transfer.finish()?;
        self.text = report.to_string();
        Ok(ftp_transfer_report::new(report, &self.text))
    }
}

impl ftp_plan {
    fn plan(&self, verb: &[u8], path: &[u8]) -> Result<Plan> {
        let verb = core::str::from_utf8(verb).map_err(|_| ftp_status::Argument)?;
        let command = Command::custom(verb, optional(path)?).map_err(|_| ftp_status::Argument)?;
        let mut plan = Plan::of(&command).ok_or(ftp_status::Argument)?.offset(self.offset);
        if self.size_known != 0 {
            plan = plan.size(self.size);
        }
        if self.verify != 0 {
            plan = plan.verify();
        }
        if self.modified != 0 {
            plan = plan.modified();
        }
        Ok(plan)
    }
}
