//! Rare cases: lenient replies, secrets that a server repeats, and arguments that are almost valid.

use super::*;

#[test]
fn a_reply_that_was_taken_with_leniency_has_all_of_its_lines() {
    let decoder: *mut ftp_decoder = got!(ftp_decoder_new(null()));
    let mut input = b(b"220-a\r\n230 b\r\nbody\r\r\n220\r\n530 c");
    assert_eq!(lines(&got!(ftp_decoder_next(decoder, &mut input))), ["a", "230 b", "body", ""]);
    status!(ftp_decoder_free(decoder));

    let decoder: *mut ftp_decoder = got!(ftp_decoder_new(null()));
    let mut input = b(b"220-a\r\n230 b\r\nbody\r\n530 c\r\n");
    let mut none = place();
    assert_eq!(status!(ftp_decoder_next(decoder, &mut input, none.as_mut_ptr())), ftp_status::Nothing);
    assert_eq!(lines(&got!(ftp_decoder_finish(decoder))), ["a", "230 b", "body", "530 c"]);
    status!(ftp_decoder_free(decoder));
}

fn lines(reply: &ftp_reply) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = b(b"");
    while status!(ftp_reply_line(reply, lines.len(), &mut line)) == ftp_status::Ok {
        lines.push(text(line));
    }
    assert_eq!(status!(ftp_reply_line(reply, lines.len(), &mut line)), ftp_status::Nothing);
    lines
}

#[test]
fn a_session_hides_every_secret_of_a_configuration() {
    let (config, session) = (config(), session());
    assert_eq!(status!(ftp_config_account(config, b(b"ledger"))), ftp_status::Ok);
    let style = ftp_proxy_style::Open as u32;
    let proxy = status!(ftp_config_proxy(config, style, b(b"h"), b(b"me"), b(b"hunter2")));
    assert_eq!(proxy, ftp_status::Ok);
    assert_eq!(status!(ftp_session_hide(session, config)), ftp_status::Ok);
    assert_eq!(status!(ftp_session_command(session, b(b"NOOP"), b(b""))), ftp_status::Ok);
    play(status!(ftp_session_dialogue(session)), &["200 secret ledger hunter2\r\n"]);
    assert_eq!(text(got!(ftp_session_outcome(session)).reply.raw), "200 *** *** ***\r\n");
    status!(ftp_session_free(session));
    status!(ftp_config_free(config));
}

/// Returns a login that failed with this last reply, or that wants an answer.
fn refused(config: *mut ftp_config, last: &str) -> *mut ftp_login {
    let login: *mut ftp_login = got!(ftp_login_new(config));
    let dialogue = status!(ftp_login_dialogue(login));
    play(dialogue, &["220 x\r\n", if last.starts_with("331") { last } else { "331 x\r\n" }, last]);
    let mut session = place();
    assert_eq!(status!(ftp_login_finish(login, session.as_mut_ptr())), ftp_status::Refused);
    login
}

#[test]
fn an_answer_that_is_no_line_is_an_argument() {
    let config = config();
    let login = refused(config, "331 otp-md5 99 ke1234 ext\r\n");
    assert_eq!(text(got!(ftp_login_get_failure(login)).name), "answer_wanted");
    for answer in [&b"a\r\nDELE b"[..], b"a\n", b"a\0"] {
        assert_eq!(status!(ftp_login_answer(login, b(answer))), ftp_status::Argument);
    }
    assert_eq!(status!(ftp_login_answer(login, b(b"a b"))), ftp_status::Ok);
    assert_eq!(status!(ftp_login_answer(login, b(b"a b"))), ftp_status::Order);
    status!(ftp_login_free(login));
    status!(ftp_config_free(config));
}

#[test]
fn why_a_name_is_no_local_one_is_always_written() {
    let mut why = b(b"what was here before");
    assert_eq!(status!(ftp_local_name(0, b(b"a"), &mut why)), ftp_status::Argument);
    assert_eq!(text(why), "");
    why = b(b"what was here before");
    assert_eq!(status!(ftp_local_name(1, ftp_bytes { at: null(), len: 3 }, &mut why)), ftp_status::Null);
    assert_eq!(text(why), "");
}

#[test]
fn a_greeting_is_for_a_start_where_one_was_read() {
    let config = config();
    let greeting = b(b"220 x\r\n");
    let mut none = place();
    for start in [ftp_start::Connected, ftp_start::Encrypted] {
        let taken = status!(ftp_login_take_over(config, start as u32, greeting, none.as_mut_ptr()));
        assert_eq!(taken, ftp_status::Argument);
        let login: *mut ftp_login = got!(ftp_login_take_over(config, start as u32, b(b"")));
        status!(ftp_login_free(login));
    }
    let login: *mut ftp_login = got!(ftp_login_take_over(config, ftp_start::Greeted as u32, greeting));
    assert_eq!(play(status!(ftp_login_dialogue(login)), &[]), "USER alice\r\n");
    status!(ftp_login_free(login));
    status!(ftp_config_free(config));
}

#[test]
fn another_try_goes_in_clear_only_where_the_new_configuration_allows_it() {
    let (clear, other) = (config(), got!(ftp_config_new(b(b"bob"), b(b"hunter2"))));
    let login = refused(clear, "530 x\r\n");
    for policy in [ftp_tls_policy::Required, ftp_tls_policy::Implicit] {
        status!(ftp_config_tls(other, policy as u32));
        assert_eq!(status!(ftp_login_retry(login, other)), ftp_status::Argument);
    }
    let policy = ftp_tls_policy::DangerIfOffered as u32;
    assert_eq!(status!(ftp_config_tls(other, policy)), ftp_status::Ok);
    assert_eq!(status!(ftp_login_retry(login, other)), ftp_status::Ok);
    let dialogue = status!(ftp_login_dialogue(login));
    assert_eq!(play(dialogue, &["331 x\r\n", "530 x\r\n"]), "USER bob\r\nPASS hunter2\r\n");
    status!(ftp_login_free(login));

    // A login under TLS stays under TLS when it tries again.
    status!(ftp_config_tls(other, ftp_tls_policy::Required as u32));
    let login: *mut ftp_login = got!(ftp_login_new(other));
    let dialogue = status!(ftp_login_dialogue(login));
    play(dialogue, &["220 x\r\n", "234 x\r\n"]);
    assert_eq!(report(dialogue, happened(ftp_event::TlsUp)), ftp_status::Ok);
    let sent = play(dialogue, &["200 x\r\n", "200 x\r\n", "331 x\r\n", "530 x\r\n"]);
    assert!(sent.ends_with("USER bob\r\nPASS hunter2\r\n"), "{sent}");
    let mut session = place();
    assert_eq!(status!(ftp_login_finish(login, session.as_mut_ptr())), ftp_status::Refused);
    assert_eq!(status!(ftp_login_retry(login, other)), ftp_status::Ok);
    status!(ftp_login_free(login));
    status!(ftp_config_free(other));
    status!(ftp_config_free(clear));
}

#[test]
fn where_there_is_no_recovery_an_old_one_is_not_served() {
    let session = session();
    let dialogue = status!(ftp_session_dialogue(session));
    status!(ftp_session_command(session, b(b"CWD"), b(b"a")));
    play(dialogue, &["250 x\r\n"]);
    assert_eq!(got!(ftp_session_outcome(session)).reply.code, 250);
    status!(ftp_session_command(session, b(b"NOOP"), b(b"")));
    play(dialogue, &[]);
    assert_eq!(text(got!(ftp_session_outcome(session)).name), "unfinished");
    let recovery = got!(ftp_session_recovery(session));
    assert_eq!(recovery.restore, 1);
    assert_eq!(text(got!(ftp_session_restore(session, 0))), "CWD a\r\n");
    assert_eq!(text(recovery.replay), "NOOP\r\n");

    status!(ftp_session_resume(session));
    play(dialogue, &["200 x\r\n"]);
    assert_eq!(got!(ftp_session_outcome(session)).reply.code, 200);
    let (mut none, mut line) = (place(), b(b""));
    assert_eq!(status!(ftp_session_recovery(session, none.as_mut_ptr())), ftp_status::Nothing);
    assert_eq!(status!(ftp_session_restore(session, 0, &mut line)), ftp_status::Order);
    status!(ftp_session_free(session));
}
