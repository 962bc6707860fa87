//! Every call is total: each mistake that C can make is a status. Run them under Miri by `cargo +nightly miri test -p
//! ftp-capi --lib`.

use crate::*;
use core::ptr::{null, null_mut};

/// Bytes to pass to a call.
fn b(bytes: &[u8]) -> ftp_bytes {
    ftp_bytes::of(bytes)
}

/// The text that came out of a call.
fn text(bytes: ftp_bytes) -> String {
    // SAFETY: the tests read it before the next call.
    String::from_utf8_lossy(unsafe { bytes.get() }.unwrap()).into_owned()
}

/// A variable for the result of a call, which has no value yet.
fn place<T>() -> core::mem::MaybeUninit<T> {
    core::mem::MaybeUninit::uninit()
}

/// The result that a call writes through its last argument.
macro_rules! got {
    ($function:ident($($argument:expr),*)) => {{
        let mut to = place();
        // SAFETY: the arguments are valid, and so is the place.
        unsafe {
            assert_eq!($function($($argument,)* to.as_mut_ptr()), ftp_status::Ok, stringify!($function));
            to.assume_init()
        }
    }};
}

/// The status of a call.
macro_rules! status {
    ($call:expr) => {
        // SAFETY: the pointers are null, or valid for what the function reads.
        unsafe { $call }
    };
}

fn config() -> *mut ftp_config {
    let config = got!(ftp_config_new(b(b"alice"), b(b"secret")));
    assert_eq!(status!(ftp_config_tls(config, ftp_tls_policy::DangerCleartext as u32)), ftp_status::Ok);
    config
}

fn happened(what: ftp_event) -> ftp_happened {
    ftp_happened {
        what: what as u32,
        reason: 0,
        count: 0,
        bytes: ftp_bytes::NONE,
        address: ftp_bytes::NONE,
        port: 0,
        resumed: 0,
        same_certificate: 0,
    }
}

fn report(dialogue: *mut ftp_dialogue, happened: ftp_happened) -> ftp_status {
    status!(ftp_dialogue_happened(dialogue, &happened))
}

/// Plays a server that sends one of these replies each time the client waits. Returns what the client sent.
fn play(dialogue: *mut ftp_dialogue, replies: &[&str]) -> String {
    let (mut replies, mut sent) = (replies.iter(), String::new());
    loop {
        let wants: ftp_wants = got!(ftp_dialogue_wants(dialogue));
        let done = match wants.data {
            data if data == ftp_data::Connect as u32 => report(dialogue, happened(ftp_event::DataConnected)),
            data if data == ftp_data::Close as u32 => report(dialogue, happened(ftp_event::DataGone)),
            _ => ftp_status::Nothing,
        };
        let event = match wants.control {
            _ if done == ftp_status::Ok => continue,
            control if control == ftp_control::Done as u32 => return sent,
            control if control == ftp_control::Poll as u32 => happened(ftp_event::Pending),
            control if control == ftp_control::Send as u32 => {
                sent.push_str(&text(wants.send));
                ftp_happened { count: wants.send.len as u64, ..happened(ftp_event::Sent) }
            }
            _ => match replies.next() {
                Some(reply) => ftp_happened { bytes: b(reply.as_bytes()), ..happened(ftp_event::Bytes) },
                None => return sent,
            },
        };
        assert_eq!(report(dialogue, event), ftp_status::Ok);
    }
}

fn session() -> *mut ftp_session {
    let config = config();
    let login: *mut ftp_login = got!(ftp_login_new(config));
    let dialogue = status!(ftp_login_dialogue(login));
    let sent = play(dialogue, &["220 x\r\n", "331 x\r\n", "230 x\r\n"]);
    assert_eq!(sent, "USER alice\r\nPASS secret\r\n");
    let session = got!(ftp_login_finish(login));
    assert_eq!(status!(ftp_login_free(login)), ftp_status::Ok);
    assert_eq!(status!(ftp_config_free(config)), ftp_status::Ok);
    session
}

#[test]
fn a_login_becomes_a_session_that_takes_commands() {
    let session = session();
    assert_eq!(status!(ftp_session_command(session, b(b"MKD"), b(b"a"))), ftp_status::Ok);
    let dialogue = status!(ftp_session_dialogue(session));
    assert_eq!(play(dialogue, &["257 \"/a\"\r\n"]), "MKD a\r\n");
    let outcome = got!(ftp_session_outcome(session));
    assert_eq!((text(outcome.name), outcome.reply.code), ("final".into(), 257));
    let line = got!(ftp_reply_line(&outcome.reply, 0));
    assert_eq!(text(line), "\"/a\"");
    let state: ftp_session_state = got!(ftp_session_get_state(session));
    assert!(state.logged_in && state.health == ftp_health::InSync as u32 && !state.encrypted);
    status!(ftp_session_free(session));
}

#[test]
fn a_refused_login_keeps_its_reason_and_can_be_tried_again() {
    let config = config();
    let login: *mut ftp_login = got!(ftp_login_new(config));
    let dialogue = status!(ftp_login_dialogue(login));
    play(dialogue, &["220 x\r\n", "331 x\r\n", "530 no secret here\r\n"]);
    let mut session = place();
    assert_eq!(status!(ftp_login_finish(login, session.as_mut_ptr())), ftp_status::Refused);
    let failure = got!(ftp_login_get_failure(login));
    assert_eq!(
        (text(failure.name), text(failure.phase), failure.reply.code),
        ("refused".into(), "pass".into(), 530)
    );
    assert!(failure.same_connection && !text(failure.text).contains("secret"), "{}", text(failure.text));
    let transcript: *mut ftp_transcript = got!(ftp_login_transcript(login));
    let diagnosis: *mut ftp_diagnosis = got!(ftp_diagnosis_new(transcript));
    assert_eq!(text(got!(ftp_diagnosis_get_summary(diagnosis)).phase), "pass");
    assert!(!text(got!(ftp_diagnosis_cause(diagnosis, 0)).name).is_empty());
    assert_eq!(status!(ftp_login_retry(login, config)), ftp_status::Ok);
    assert_eq!(play(dialogue, &["331 x\r\n", "530 x\r\n"]), "USER alice\r\nPASS secret\r\n");
    assert_eq!(status!(ftp_login_finish(login, session.as_mut_ptr())), ftp_status::Refused);
    assert_eq!(status!(ftp_login_quit(login)), ftp_status::Ok);
    assert_eq!(play(dialogue, &["221 x\r\n"]), "QUIT\r\n");
    assert!(!got!(ftp_login_get_failure(login)).same_connection);
    status!(ftp_diagnosis_free(diagnosis));
    status!(ftp_transcript_free(transcript));
    status!(ftp_login_free(login));
    status!(ftp_config_free(config));
}

fn plan(verb: &'static [u8], path: &'static [u8]) -> ftp_plan {
    ftp_plan { verb: b(verb), path: b(path), offset: 0, size: 0, size_known: 0, verify: 0, modified: 0 }
}

#[test]
fn a_transfer_has_the_session_until_it_is_finished() {
    let session = session();
    let transfer: *mut ftp_transfer = got!(ftp_transfer_new(session, &plan(b"RETR", b"a")));
    assert_eq!(status!(ftp_session_command(session, b(b"PWD"), b(b""))), ftp_status::Order);
    let mut second = place();
    assert_eq!(
        status!(ftp_transfer_new(session, &plan(b"RETR", b"b"), second.as_mut_ptr())),
        ftp_status::Order
    );
    let dialogue = status!(ftp_transfer_dialogue(transfer));
    play(dialogue, &["200 x\r\n213 5\r\n229 x (|||6446|)\r\n", "150 x\r\n"]);
    let wants: ftp_wants = got!(ftp_dialogue_wants(dialogue));
    assert_eq!(wants.data, ftp_data::Read as u32);
    assert_eq!(report(dialogue, ftp_happened { count: 5, ..happened(ftp_event::DataMoved) }), ftp_status::Ok);
    assert!(!got!(ftp_transfer_progress(transfer)).is_over);
    let fin = ftp_happened { reason: ftp_end::Fin as u32, ..happened(ftp_event::DataEnded) };
    assert_eq!(report(dialogue, fin), ftp_status::Ok);
    play(dialogue, &["226 x\r\n"]);
    assert!(got!(ftp_transfer_progress(transfer)).is_over);
    for _ in 0..2 {
        let report = got!(ftp_transfer_finish(transfer));
        assert_eq!((text(report.name), report.moved, report.size), ("complete".into(), 5, 5));
    }
    // The finished transfer has no influence on what comes after it.
    assert_eq!(report(dialogue, fin), ftp_status::Order);
    assert_eq!(status!(ftp_session_command(session, b(b"PWD"), b(b""))), ftp_status::Ok);
    status!(ftp_session_free(session));
    assert_eq!(status!(ftp_transfer_free(transfer)), ftp_status::Ok);
}

#[test]
fn a_transfer_may_outlive_its_session_and_may_be_left() {
    let one = session();
    let transfer: *mut ftp_transfer = got!(ftp_transfer_new(one, &plan(b"LIST", b"")));
    status!(ftp_session_free(one));
    play(status!(ftp_transfer_dialogue(transfer)), &["200 x\r\n"]);
    status!(ftp_transfer_free(transfer));

    let other = session();
    let transfer: *mut ftp_transfer = got!(ftp_transfer_new(other, &plan(b"LIST", b"")));
    play(status!(ftp_transfer_dialogue(transfer)), &[]);
    status!(ftp_transfer_free(transfer));
    assert_eq!(got!(ftp_session_get_state(other)).health, ftp_health::Unsettled as u32);
    status!(ftp_session_free(other));
}

#[test]
fn a_handle_that_is_none_or_of_another_kind_is_a_status() {
    let (config, session) = (config(), session());
    assert_eq!(status!(ftp_config_tls(null_mut(), 1)), ftp_status::Null);
    assert_eq!(status!(ftp_config_tls(session.cast(), 1)), ftp_status::Handle);
    assert_eq!(status!(ftp_session_resume(config.cast())), ftp_status::Handle);
    assert_eq!(status!(ftp_session_free(config.cast())), ftp_status::Handle);
    assert!(status!(ftp_login_dialogue(config.cast())).is_null());
    assert!(status!(ftp_session_dialogue(null_mut())).is_null());
    assert_eq!(report(config.cast(), happened(ftp_event::Eof)), ftp_status::Handle);
    assert_eq!(report(null_mut(), happened(ftp_event::Eof)), ftp_status::Null);
    let mut wants = place();
    assert_eq!(status!(ftp_dialogue_wants(null_mut(), wants.as_mut_ptr())), ftp_status::Null);
    assert_eq!(status!(ftp_dialogue_wants(session.cast(), null_mut())), ftp_status::Null);
    assert_eq!(status!(ftp_dialogue_happened(session.cast(), null())), ftp_status::Null);
    for end in [ftp_status::Ok, ftp_status::Ok] {
        assert_eq!(status!(ftp_login_free(null_mut())), end);
    }
    status!(ftp_config_free(config));
    status!(ftp_session_free(session));
}

#[test]
fn what_is_no_argument_is_a_status() {
    let config = config();
    let mut to = place();
    let line = b(b"a\r\nDELE x");
    assert_eq!(status!(ftp_config_new(line, b(b""), to.as_mut_ptr())), ftp_status::Argument);
    let no_bytes = ftp_bytes { at: null(), len: 3 };
    assert_eq!(status!(ftp_config_new(no_bytes, b(b""), to.as_mut_ptr())), ftp_status::Null);
    let endless = ftp_bytes { at: line.at, len: usize::MAX };
    assert_eq!(status!(ftp_config_new(endless, b(b""), to.as_mut_ptr())), ftp_status::Argument);
    assert_eq!(status!(ftp_config_new(b(b"a"), b(b""), null_mut())), ftp_status::Null);
    assert_eq!(status!(ftp_config_tls(config, 77)), ftp_status::Argument);
    assert_eq!(status!(ftp_config_want(config, 1 << 20)), ftp_status::Argument);
    assert_eq!(status!(ftp_config_host(config, line)), ftp_status::Argument);
    let style = ftp_proxy_style::UserAtHost as u32;
    let proxy = |user, password| status!(ftp_config_proxy(config, style, b(b"host"), b(user), b(password)));
    assert_eq!(proxy(b"", b"secret"), ftp_status::Argument);
    assert_eq!(proxy(b"", b""), ftp_status::Ok);
    assert_eq!(status!(ftp_config_proxy(config, 2, b(b"h"), b(b""), b(b""))), ftp_status::Argument);
    status!(ftp_config_free(config));

    let session = session();
    assert_eq!(status!(ftp_session_command(session, b(b"CWD"), line)), ftp_status::Argument);
    assert_eq!(status!(ftp_session_command(session, b(b"\xff"), b(b""))), ftp_status::Argument);
    let mut transfer = place();
    assert_eq!(
        status!(ftp_transfer_new(session, &plan(b"NOOP", b""), transfer.as_mut_ptr())),
        ftp_status::Argument
    );
    let settings = ftp_data_settings { mode: 0, address: 0, trust: 0, pipelining: 0, peer: b(b"localhost") };
    assert_eq!(status!(ftp_session_set_data(session, &settings)), ftp_status::Argument);
    assert_eq!(
        status!(ftp_session_set_data(session, &ftp_data_settings { peer: b(b"::1"), ..settings })),
        ftp_status::Ok
    );
    let scoped = ftp_data_settings { peer: b(b"fe80::1%eth0"), ..settings };
    assert_eq!(status!(ftp_session_set_data(session, &scoped)), ftp_status::Ok);
    status!(ftp_session_free(session));
}

#[test]
fn what_is_not_for_now_is_a_status() {
    let config = config();
    let login: *mut ftp_login = got!(ftp_login_new(config));
    let (mut session, mut failure) = (place(), place());
    assert_eq!(status!(ftp_login_finish(login, session.as_mut_ptr())), ftp_status::Order);
    assert_eq!(status!(ftp_login_get_failure(login, failure.as_mut_ptr())), ftp_status::Order);
    assert_eq!(status!(ftp_login_retry(login, config)), ftp_status::Order);
    assert_eq!(status!(ftp_login_answer(login, b(b"x"))), ftp_status::Order);
    assert_eq!(status!(ftp_login_quit(login)), ftp_status::Order);
    let dialogue = status!(ftp_login_dialogue(login));
    assert_eq!(report(dialogue, happened(ftp_event::DataGone)), ftp_status::Order);
    assert_eq!(report(dialogue, ftp_happened { what: 0, ..happened(ftp_event::Eof) }), ftp_status::Argument);
    let failed = ftp_happened { reason: 99, ..happened(ftp_event::TlsFailed) };
    assert_eq!(report(dialogue, failed), ftp_status::Argument);
    // Legal at any time, but misuse.
    let sent = ftp_happened { count: u64::MAX, ..happened(ftp_event::Sent) };
    assert_eq!(report(dialogue, sent), ftp_status::Ok);
    assert_eq!(status!(ftp_login_finish(login, session.as_mut_ptr())), ftp_status::Refused);
    assert_eq!(text(got!(ftp_login_get_failure(login)).name), "misuse");
    status!(ftp_login_free(login));
    status!(ftp_config_free(config));
}

#[test]
fn a_listing_and_replies_come_in_pieces() {
    let listing: *mut ftp_listing = got!(ftp_listing_new(null()));
    let mut input = b(b"total 8\r\n-rw-r--r-- 1 a b 1234 Nov 27 2001 pl");
    let mut entry = place::<ftp_entry>();
    assert_eq!(status!(ftp_listing_next(listing, &mut input, entry.as_mut_ptr())), ftp_status::Nothing);
    assert_eq!(input.len, 0);
    input = b(b"ain.txt\r\n");
    assert_eq!(status!(ftp_listing_next(listing, &mut input, entry.as_mut_ptr())), ftp_status::Nothing);
    assert_eq!(text(got!(ftp_listing_finish(listing)).no_entry), "summary");
    let found = got!(ftp_listing_finish(listing));
    assert_eq!((text(found.name), found.size, text(found.owner)), ("plain.txt".into(), 1234, "a".into()));
    assert_eq!(status!(ftp_listing_finish(listing, entry.as_mut_ptr())), ftp_status::Nothing);
    status!(ftp_listing_free(listing));
    let mut why = place();
    assert_eq!(status!(ftp_local_name(1, b(b"../x"), why.as_mut_ptr())), ftp_status::Argument);
    // SAFETY: it was written, even with this status.
    assert_eq!(text(unsafe { why.assume_init() }), "separator");

    let decoder: *mut ftp_decoder = got!(ftp_decoder_new(null()));
    let mut reply = place();
    for (piece, status) in [
        (&b"220-a\r\n22"[..], ftp_status::Nothing),
        (b"0 b\r\n", ftp_status::Ok),
        (b"no\r\n", ftp_status::Malformed),
    ] {
        let mut input = b(piece);
        assert_eq!(status!(ftp_decoder_next(decoder, &mut input, reply.as_mut_ptr())), status);
    }
    status!(ftp_decoder_free(decoder));
}

#[test]
fn a_handle_is_in_one_call_at_a_time() {
    let session = session();
    // SAFETY: the handle is valid.
    let held = unsafe { crate::handle::hold(session) }.ok().unwrap();
    let address = session as usize;
    let other = std::thread::spawn(move || status!(ftp_session_resume(address as *mut ftp_session)));
    assert_eq!(other.join().unwrap(), ftp_status::InUse);
    assert_eq!(status!(ftp_session_free(session)), ftp_status::InUse);
    drop(held);
    assert_eq!(status!(ftp_session_free(session)), ftp_status::Ok);
}

#[path = "tests_edges.rs"]
mod edges;
