//! What may help after a refused login, as data: the caller decides.

use crate::{Cause, Confidence, diagnose};
use ftp_proto::LoginError;
use ftp_proto::login::LoginErrorKind;
use ftp_proto::transcript::Entry;

/// Something that may turn a refusal into a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// Other credentials: over the same connection if [`LoginError::same_connection`] is true, otherwise over a new
    /// one.
    NewCredentials,
    /// The same credentials in Latin-1 ([`Credentials::to_latin1`](ftp_proto::Credentials::to_latin1)): what was sent
    /// is not ASCII, and the server may not know UTF-8.
    Latin1,
    /// The same credentials with an account ([`Credentials::account`](ftp_proto::Credentials::account)).
    WithAccount,
    /// An answer to the challenge ([`LoginError::answer`]).
    Answer,
    /// A new connection with [`TlsPolicy::Required`](ftp_proto::TlsPolicy::Required).
    ReconnectWithTls,
    /// A new connection with [`TlsPolicy::Implicit`](ftp_proto::TlsPolicy::Implicit).
    ReconnectWithImplicitTls,
    /// A new connection in clear: the server has no TLS, or does not want it here. Anyone on the way can then read
    /// the password.
    DangerReconnectWithoutTls,
    /// A new connection after a wait: the server is full, closed or busy.
    ReconnectAfter {
        /// How long to wait. The time doubles with each attempt, up to 300 seconds.
        seconds: u32,
    },
    /// A new connection with [`Pipelining::InStep`](ftp_proto::login::Pipelining::InStep): the server could not cope
    /// with several commands in one write.
    ReconnectInStep,
}

/// The longest wait that is proposed, in seconds.
const LONGEST: u32 = 300;

/// Returns what may help after this error, the likeliest first. The list is empty if nothing that a client can do helps.
/// `attempt` counts the attempts so far, from 1; the proposed wait grows with it.
pub fn remedies(error: &LoginError, attempt: u32) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    let mut add = |remedy| {
        if !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    };
    match error.kind() {
        LoginErrorKind::AnswerWanted { .. } if error.same_connection() => add(Remedy::Answer),
        LoginErrorKind::AccountWanted(_) => add(Remedy::WithAccount),
        kind if broken_off(kind) && error.tls_was_demanded() => add(Remedy::ReconnectWithTls),
        kind if broken_off(kind) && error.was_pipelined() => add(Remedy::ReconnectInStep),
        _ => {}
    }
    let diagnosis = diagnose(error.transcript());
    let not_ascii =
        |entry: &Entry| matches!(entry, Entry::Sent(sent) if sent.shape().not_ascii && is_login(sent.verb()));
    let has_latin1 = error.credentials().to_latin1().is_some() && error.transcript().entries().any(not_ascii);
    for (rank, finding) in diagnosis.causes().iter().enumerate() {
        if rank > 0 && finding.confidence() == Confidence::Possible {
            break;
        }
        if has_latin1 && matches!(finding.cause(), Cause::WrongCredentials | Cause::UnknownUser) {
            add(Remedy::Latin1);
        }
        remedy(finding.cause(), attempt).into_iter().for_each(&mut add);
    }
    if error.was_pipelined() && misunderstood(error.kind()) {
        add(Remedy::ReconnectInStep);
    }
    remedies
}

/// Whether the server closed the connection, fell silent, or answered out of turn.
fn broken_off(kind: &LoginErrorKind) -> bool {
    match kind {
        LoginErrorKind::Closed
        | LoginErrorKind::Broken
        | LoginErrorKind::TimedOut
        | LoginErrorKind::EarlyReply(_)
        | LoginErrorKind::Unexpected(_) => true,
        kind => kind.reply().is_some_and(|reply| reply.code().get() == 421),
    }
}

/// Whether a command was unknown or out of order: the server may have read two commands as one, or lost one.
fn misunderstood(kind: &LoginErrorKind) -> bool {
    kind.reply().is_some_and(|reply| matches!(reply.code().get(), 500..=503))
}

fn is_login(verb: &[u8]) -> bool {
    [&b"USER"[..], b"PASS", b"ACCT"].iter().any(|login| verb.eq_ignore_ascii_case(login))
}

fn remedy(cause: Cause, attempt: u32) -> Option<Remedy> {
    let after = |first: u32| {
        let doubled = first.saturating_mul(1 << attempt.saturating_sub(1).min(16));
        Some(Remedy::ReconnectAfter { seconds: doubled.min(LONGEST) })
    };
    match cause {
        Cause::WrongCredentials | Cause::UnknownUser | Cause::AnonymousRefused => {
            Some(Remedy::NewCredentials)
        }
        Cause::AccountRequired => Some(Remedy::WithAccount),
        Cause::TlsRequired | Cause::ExplicitTlsExpected => Some(Remedy::ReconnectWithTls),
        Cause::ImplicitTlsExpected => Some(Remedy::ReconnectWithImplicitTls),
        Cause::TlsUnsupported | Cause::TlsNotWanted => Some(Remedy::DangerReconnectWithoutTls),
        Cause::TooManyConnections | Cause::NoAnswer | Cause::IdleTimeout => after(5),
        Cause::ServiceUnavailable => after(15),
        Cause::TooManyAttempts | Cause::ServerShutdown => after(60),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::login::Pipelining;
    use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginConfig, TlsPolicy};

    fn refused(user: &str, tls: TlsPolicy, lines: &[&str], end: Option<Input<'static>>) -> LoginError {
        let config = LoginConfig::new(Credentials::new(user, "x").unwrap()).tls(tls);
        let mut login = Login::new(config.pipelining(Pipelining::DangerWithPasswordInClear));
        for line in lines {
            login.handle(Input::Bytes(line.as_bytes()));
            loop {
                let input = match login.action() {
                    Action::Poll => Input::Pending,
                    Action::Send(bytes) => Input::Sent(bytes.len()),
                    _ => break,
                };
                login.handle(input);
            }
        }
        end.into_iter().for_each(|input| login.handle(input));
        login.finish().unwrap_err()
    }

    #[test]
    fn each_refusal_has_what_helps() {
        let clear = TlsPolicy::DangerCleartext;
        let wrong: &[&str] = &["220 x\r\n", "331 x\r\n", "530 Login incorrect.\r\n"];
        for (user, tls, lines, end, attempt, expected) in [
            ("alice", clear, wrong, None, 1, Remedy::NewCredentials),
            ("jürgen", clear, wrong, None, 1, Remedy::Latin1),
            (
                "alice",
                clear,
                &["421 Too many connections\r\n"],
                None,
                1,
                Remedy::ReconnectAfter { seconds: 5 },
            ),
            (
                "alice",
                clear,
                &["421 Too many connections\r\n"],
                None,
                3,
                Remedy::ReconnectAfter { seconds: 20 },
            ),
            (
                "alice",
                clear,
                &["421 Too many connections\r\n"],
                None,
                99,
                Remedy::ReconnectAfter { seconds: 300 },
            ),
            (
                "alice",
                clear,
                &["220 x\r\n", "331 x\r\n", "332 Need account\r\n"],
                None,
                1,
                Remedy::WithAccount,
            ),
            (
                "alice",
                clear,
                &["220 x\r\n", "534 Policy requires SSL.\r\n", "503 x\r\n"],
                None,
                1,
                Remedy::ReconnectWithTls,
            ),
            ("alice", clear, &["220 x\r\n"], Some(Input::Eof), 1, Remedy::ReconnectInStep),
            (
                "alice",
                clear,
                &["220 x\r\n", "331 x\r\n", "331 otp-md5 487 dog2\r\n"],
                None,
                1,
                Remedy::Answer,
            ),
            (
                "alice",
                TlsPolicy::Required,
                &["220 x\r\n", "530 Please login with USER and PASS.\r\n"],
                None,
                1,
                Remedy::DangerReconnectWithoutTls,
            ),
        ] {
            let error = refused(user, tls, lines, end);
            assert_eq!(remedies(&error, attempt).first(), Some(&expected), "{lines:?}: {error:?}");
        }
    }
}
