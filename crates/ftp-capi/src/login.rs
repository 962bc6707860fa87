//! A login: from the connection to the session, or to the reason why there is none.

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

/// A login. It is driven as an `ftp_dialogue`, and then finished.
#[derive(Debug)]
pub struct ftp_login {
    login: Login,
    /// What the error says.
    text: String,
}

/// Why there is no session. What is in it is good until the next call with the login.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_login_failure {
    /// An `ftp_login_error`.
    pub kind: u32,
    /// Why TLS failed, where it did: an `ftp_tls_failure`.
    pub tls_failure: u32,
    /// The name of the kind.
    pub name: ftp_bytes,
    /// Where in the login, by name: `user`, `pass`.
    pub phase: ftp_bytes,
    /// Whose fault, by name: `server`, `transport`, `between`, `caller`.
    pub fault: ftp_bytes,
    /// All of it in words.
    pub text: ftp_bytes,
    /// The reply that decided; its code is 0 where none did.
    pub reply: ftp_reply,
    /// Whether the connection can take another try: `ftp_login_retry`.
    pub same_connection: bool,
    /// Whether the server demanded TLS at USER, and it did not come to that.
    pub tls_was_demanded: bool,
    /// Whether the last commands went in one write.
    pub was_pipelined: bool,
}

/// A login at the moment when the TCP connection is up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_new(config: *mut ftp_config, login: *mut *mut ftp_login) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(login)?;
        give(place, ftp_login::new(Login::new(hold(config)?.config()?)));
        Ok(())
    })
}

/// A login over a connection that is under way. `start` (an `ftp_start`) says how far; `greeting` is what of the greeting was
/// read, all that came, or no bytes where none was. `FTP_STATUS_ARGUMENT`: a greeting for a start where none was read.
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

/// What drives it: the same handle by another type, and nothing to be ended. `NULL` where it is no login.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_dialogue(login: *mut ftp_login) -> *mut ftp_dialogue {
    // SAFETY: the pointer is what the header says.
    if unsafe { kind(login) } == ftp_login::TAG { login.cast() } else { core::ptr::null_mut() }
}

/// Notes that the TCP connection is up, to this port: evidence for a diagnosis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_connected(login: *mut ftp_login, port: u16) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(login)?.login.note(Entry::Connected { port })?) })
}

/// Notes that the reply that follows took so many seconds: evidence for a diagnosis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_waited(login: *mut ftp_login, seconds: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(login)?.login.note(Entry::Waited { seconds })?) })
}

/// The session, once the dialogue is done; `FTP_STATUS_ORDER` before. `FTP_STATUS_REFUSED`: there is none, and
/// `ftp_login_get_failure` says why. The login forgets its secrets: what the server repeats of them from here on is hidden only
/// after `ftp_session_hide`.
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

/// Why there is no session, after `FTP_STATUS_REFUSED`.
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

/// Another try over the same connection with the name, the password and the account of this configuration, from USER on: drive it
/// again. Nothing else of the configuration is used: all else stays as it was, TLS too. `FTP_STATUS_ARGUMENT`: the configuration
/// demands TLS, and the connection is in clear. `FTP_STATUS_ORDER`: nothing failed, or the connection takes no other try
/// (`same_connection` of the failure). How often is for the caller to say, and servers lock accounts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_retry(login: *mut ftp_login, config: *mut ftp_config) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let (credentials, tls) = hold(config)?.who();
        Ok(hold(login)?.login.retry(credentials, tls)?)
    })
}

/// Goes on with the answer that the server wants (`FTP_LOGIN_ERROR_ANSWER_WANTED`): drive it again. It may be empty.
/// `FTP_STATUS_ARGUMENT`: a CR, LF or NUL is in it; `FTP_STATUS_ORDER`: no answer is wanted, or the connection is gone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_answer(login: *mut ftp_login, answer: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let answer = Secret::new(answer.get()?);
        Ok(hold(login)?.login.answer(answer)?)
    })
}

/// Sends QUIT after a failure, and waits for the reply: drive it again. `ftp_login_get_failure` is there again then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_login_quit(login: *mut ftp_login) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { Ok(hold(login)?.login.quit()?) })
}

/// What was sent and received so far: a copy.
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

/// Ends a login. A session that it became goes on.
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
        // Nothing more is wanted where nothing is under way.
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
        // It would be lost, and the login wait for it for ever.
        start if !greeting.is_empty() && !takes_greeting(start) => return Err(ftp_status::Argument),
        start if start == ftp_start::Connected as u32 => Start::Connected,
        start if start == ftp_start::Encrypted as u32 => Start::Encrypted,
        start if start == ftp_start::Greeted as u32 => Start::Greeted(greeting),
        start if start == ftp_start::EncryptedAndGreeted as u32 => Start::EncryptedAndGreeted(greeting),
        _ => return Err(ftp_status::Argument),
    };
    Ok(Login::take_over(config, start))
}
