//! A login: from the connection to the session, or to the reason that there is none.

use crate::config::ftp_config;
use crate::decoder::ftp_reply;
use crate::dialogue::{Driven, ftp_dialogue, take, wants_of};
use crate::enums::{Coded, ftp_start};
use crate::handle::{Kind, end, give, hold, kind};
use crate::lanes::{Event, ftp_wants};
use crate::memory::{Place, ftp_bytes};
use crate::names::ftp_login_error;
use crate::session::ftp_session;
use crate::status::{Result, call, ftp_status};
use crate::transcript::ftp_transcript;
use ftp_bindings::Login;
use ftp_proto::login::{LoginErrorKind, Start};
use ftp_proto::transcript::Entry;
use ftp_proto::{LoginConfig, Secret, Session};

/// A login. Drive it as an `ftp_dialogue`, then finish it.
#[derive(Debug)]
pub struct ftp_login {
    login: Login,
    /// The text of the error.
    text: String,
}

/// Why there is no session. Its bytes are good until the next call with the login.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_login_failure {
    /// An `ftp_login_error`.
    pub kind: u32,
    /// Why TLS failed, if it did: an `ftp_tls_failure`.
    pub tls_failure: u32,
    /// The name of the kind.
    pub name: ftp_bytes,
    /// The phase of the login by name, such as `user` or `pass`.
    pub phase: ftp_bytes,
    /// Who is at fault by name: `server`, `transport`, `between` or `caller`.
    pub fault: ftp_bytes,
    /// The whole failure in words.
    pub text: ftp_bytes,
    /// The decisive reply; its code is 0 if there is none.
    pub reply: ftp_reply,
    /// Whether the connection allows another try by `ftp_login_retry`.
    pub same_connection: bool,
    /// Whether the server demanded TLS at USER but TLS was not started.
    pub tls_was_demanded: bool,
    /// Whether the last commands shared one write.
    pub was_pipelined: bool,
}

/// Makes a login for a TCP connection that has just been made.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_new(config: *mut ftp_config, login: *mut *mut ftp_login) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(login)?;
        give(place, ftp_login::new(Login::new(hold(config)?.config()?)));
        Ok(())
    })
}

/// Makes a login for a connection that is already in use. `start` (an `ftp_start`) says how far it has come; `greeting` is
/// everything that was read of the greeting, or no bytes. `FTP_STATUS_ARGUMENT`: there is a greeting, but `start` says that
/// none was read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_take_over(
    config: *mut ftp_config,
    start: u32,
    greeting: ftp_bytes,
    login: *mut *mut ftp_login,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let (place, config) = (Place::new(login)?, hold(config)?.config()?);
        give(place, ftp_login::new(taken_over(config, start, greeting.get()?)?));
        Ok(())
    })
}

/// Returns what drives the login: the same handle by another type, which needs no ending of its own. `NULL`: this is not a
/// login.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_dialogue(login: *mut ftp_login) -> *mut ftp_dialogue {
    // SAFETY: the pointer is what the header says.
    if unsafe { kind(login) } == ftp_login::TAG { login.cast() } else { core::ptr::null_mut() }
}

/// Records that the TCP connection is up, to this port: evidence for a diagnosis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_connected(login: *mut ftp_login, port: u16) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(login)?.login.note(Entry::Connected { port })?) })
}

/// Records that the next reply took this many seconds: evidence for a diagnosis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_waited(login: *mut ftp_login, seconds: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(login)?.login.note(Entry::Waited { seconds })?) })
}

/// Returns the session, once the dialogue is done; `FTP_STATUS_ORDER` before that. `FTP_STATUS_REFUSED`: there is no
/// session, and `ftp_login_get_failure` says why.
///
/// The login forgets its secrets. If the server repeats them later, they are hidden only after `ftp_session_hide`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_finish(
    login: *mut ftp_login,
    session: *mut *mut ftp_session,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(session)?;
        give(place, ftp_session::new(hold(login)?.finish()?));
        Ok(())
    })
}

/// Returns why there is no session, after `FTP_STATUS_REFUSED`; `FTP_STATUS_ORDER` at any other time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_get_failure(
    login: *mut ftp_login,
    failure: *mut ftp_login_failure,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(failure)?;
        place.put(hold(login)?.failure()?);
        Ok(())
    })
}

/// Tries again over the same connection, from USER on, with the name, password and account of this configuration. Drive the
/// login again.
///
/// Nothing else of the configuration is used; all else stays as it was, including TLS. Count the tries yourself: servers
/// lock accounts.
///
/// `FTP_STATUS_ARGUMENT`: the configuration demands TLS, and the connection has none. `FTP_STATUS_ORDER`: nothing failed,
/// or the connection allows no other try (see `same_connection` of the failure).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_retry(login: *mut ftp_login, config: *mut ftp_config) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let (credentials, tls) = hold(config)?.who();
        Ok(hold(login)?.login.retry(credentials, tls)?)
    })
}

/// Continues with the answer that the server wants (`FTP_LOGIN_ERROR_ANSWER_WANTED`). Drive the login again. The answer may
/// be empty. `FTP_STATUS_ARGUMENT`: it contains CR, LF or NUL. `FTP_STATUS_ORDER`: no answer is wanted, or the connection
/// is gone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_answer(login: *mut ftp_login, answer: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let answer = Secret::new(answer.get()?);
        Ok(hold(login)?.login.answer(answer)?)
    })
}

/// Sends QUIT after a failure and waits for the reply. Drive the login again; after that, `ftp_login_get_failure` works
/// again. `FTP_STATUS_ORDER`: nothing failed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_quit(login: *mut ftp_login) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(login)?.login.quit()?) })
}

/// Returns a copy of what was sent and received so far.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_transcript(
    login: *mut ftp_login,
    transcript: *mut *mut ftp_transcript,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(transcript)?;
        give(place, ftp_transcript::new(hold(login)?.login.transcript()?.clone()));
        Ok(())
    })
}

/// Ends a login. A session that it became continues.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_free(login: *mut ftp_login) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(login) })
}

impl Kind for ftp_login {
    const TAG: u32 = 0xf7b0_0300;
}

impl Driven for ftp_login {
    fn wants(&mut self) -> Result<ftp_wants> {
        // If nothing is in progress, nothing is wanted.
        Ok(self.login.drive(|dialogue| wants_of(dialogue)).unwrap_or(ftp_wants::DONE))
    }

    fn happened(&mut self, event: Event<'_>) -> Result {
        self.login.drive(|dialogue| take(dialogue, event))?
    }
}

impl ftp_login {
    fn new(login: Login) -> Self {
        ftp_login { login, text: String::new() }
    }

    fn finish(&mut self) -> Result<Session> {
        self.login.finish()?.ok_or(ftp_status::Refused)
    }

    fn failure(&mut self) -> Result<ftp_login_failure> {
        let error = self.login.error()?;
        self.text = error.to_string();
        let kind = error.kind();
        Ok(ftp_login_failure {
            kind: ftp_login_error::of(kind),
            tls_failure: match kind {
                LoginErrorKind::TlsFailed(why) => why.code(),
                _ => 0,
            },
            name: ftp_bytes::of(kind.name().as_bytes()),
            phase: ftp_bytes::of(error.phase().name().as_bytes()),
            fault: ftp_bytes::of(kind.fault().name().as_bytes()),
            text: ftp_bytes::of(self.text.as_bytes()),
            reply: kind.reply().map_or(ftp_reply::NONE, |reply| ftp_reply::of(reply.as_reply())),
            same_connection: error.same_connection(),
            tls_was_demanded: error.tls_was_demanded(),
            was_pipelined: error.was_pipelined(),
        })
    }
}

fn takes_greeting(start: u32) -> bool {
    [ftp_start::Greeted, ftp_start::EncryptedAndGreeted].into_iter().any(|one| one as u32 == start)
}

fn taken_over(config: LoginConfig, start: u32, greeting: &[u8]) -> Result<Login> {
    let start = match start {
        // The greeting would be lost, and the login would wait for it for ever.
        start if !greeting.is_empty() && !takes_greeting(start) => return Err(ftp_status::Argument),
        start if start == ftp_start::Connected as u32 => Start::Connected,
        start if start == ftp_start::Encrypted as u32 => Start::Encrypted,
        start if start == ftp_start::Greeted as u32 => Start::Greeted(greeting),
        start if start == ftp_start::EncryptedAndGreeted as u32 => Start::EncryptedAndGreeted(greeting),
        _ => return Err(ftp_status::Argument),
    };
    Ok(Login::take_over(config, start))
}
