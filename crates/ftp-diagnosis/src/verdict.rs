//! How a conversation ended, and which exchange decided it.

use super::conversation::{Conversation, End};
use super::exchange::{Exchange, RawReply};
use super::rules::Keep;
use super::scene::Event;
use super::words::{self, Stems};
use super::{Ended, behind};
use ftp_proto::TlsFailure;
use ftp_proto::login::Phase;
use ftp_proto::transcript::Violation;

/// How many replies that are not refusals are read for what they ask.
const TEXTS: usize = 16;

pub(super) struct Verdict {
    pub(super) ended: Ended,
    pub(super) phase: Phase,
    pub(super) event: Event,
    /// The index of the exchange that decided.
    pub(super) at: Option<usize>,
}

pub(super) fn verdict(talk: &Conversation<'_>) -> Verdict {
    let behind = behind::failing(talk);
    if let Some((at, event)) = behind.filter(|(_, event)| !matches!(event, Event::Reply)) {
        return Verdict { ended: Ended::TransferFailed, phase: Phase::AfterLogin, event, at: Some(at) };
    }
    let last = talk.exchanges.len().checked_sub(1);
    let at_last = |ended, phase, event| Verdict { ended, phase, event, at: last };
    match talk.end {
        End::ConnectFailed(why) => return at_last(Ended::Unreachable, Phase::Connect, Event::Connect(why)),
        End::TlsFailed(why) if talk.logged_in => {
            return at_last(Ended::LoggedIn, Phase::AfterLogin, Event::Tls(why));
        }
        End::TlsFailed(why) => return at_last(Ended::TlsFailed, Phase::TlsHandshake, Event::Tls(why)),
        // Without AUTH, the client expected TLS from the first byte, and the server spoke first in clear.
        End::Violation(Violation::PlaintextBeforeTls)
            if !talk.exchanges.iter().any(|one| one.verb_is("AUTH")) =>
        {
            return at_last(Ended::TlsFailed, Phase::TlsHandshake, Event::Tls(TlsFailure::NotTls));
        }
        End::Garbage(_) => return at_last(Ended::ProtocolError, place(talk), Event::Garbage),
        _ => {}
    }
    let refused = deciding(talk).max(behind.map(|(at, _)| at)).or_else(|| behind::incomplete(talk));
    if let End::Violation(what) = talk.end {
        let event = if refused.is_some() { Event::Reply } else { Event::Violation(what) };
        return Verdict { ended: Ended::ProtocolError, phase: place(talk), event, at: refused.or(last) };
    }
    if let Some((at, exchange)) = refused.and_then(|at| Some((at, talk.exchanges.get(at)?))) {
        return Verdict {
            ended: refusal(exchange),
            phase: exchange.phase,
            event: Event::Reply,
            at: Some(at),
        };
    }
    let quit = talk.exchanges.iter().any(|one| one.verb_is("QUIT"));
    match talk.end {
        _ if talk.logged_in && quit => at_last(Ended::LoggedIn, Phase::AfterLogin, Event::Nothing),
        End::Closed if talk.in_handshake() => {
            at_last(Ended::TlsFailed, Phase::TlsHandshake, Event::Tls(TlsFailure::Closed))
        }
        End::Closed => at_last(Ended::Closed, place(talk), Event::Closed),
        End::TimedOut => at_last(Ended::TimedOut, place(talk), Event::TimedOut),
        _ if talk.logged_in => at_last(Ended::LoggedIn, Phase::AfterLogin, Event::Nothing),
        _ => at_last(Ended::Unfinished, place(talk), Event::Nothing),
    }
}

/// Whether the answer is not a plain yes: a 4yz or 5yz, or a code that leads nowhere after that command.
fn speaks_against(exchange: &Exchange<'_>, keep: Keep<'_>, texts: &mut usize) -> bool {
    let Some(reply) = exchange.answer() else { return false };
    if reply.refuses() {
        return true;
    }
    let login = exchange.verb_in(&["USER", "PASS", "ACCT"]);
    let mut asks = |stems: &[Stems]| {
        *texts += 1;
        *texts <= TEXTS && reply.read(keep).has_any(stems)
    };
    match reply.code {
        221 => exchange.sent.is_none() && !exchange.greeting,
        _ if login && exchange.logged_in => reply.code < 300 || asks(&[words::THIS_SESSION]),
        332 => true,
        331 | 333..=336 if exchange.verb_is("PASS") => true,
        336 => true,
        300..400 if login && exchange.tls => asks(&[words::ONE_TIME]),
        300..400 if login => asks(&[words::ONE_TIME, words::TLS_DEMAND]),
        // VxWorks accepts AUTH with 200.
        200..300 if exchange.verb_is("AUTH") => exchange.tls || !matches!(reply.code, 200 | 234),
        202 => exchange.verb_in(&["PBSZ", "PROT"]),
        _ => false,
    }
}

fn refusal(exchange: &Exchange<'_>) -> Ended {
    let no = exchange.answer().is_some_and(RawReply::refuses);
    match exchange.phase {
        Phase::AfterLogin if behind::is_behind(exchange) => Ended::TransferFailed,
        Phase::AfterLogin if !no && exchange.sent.is_some() => Ended::LoggedIn,
        Phase::AfterLogin if !exchange.verb_in(&["USER", "PASS", "ACCT"]) => Ended::TransferFailed,
        Phase::AuthTls if !exchange.tls => Ended::TlsFailed,
        _ => Ended::Refused,
    }
}

/// Returns the exchange that refused, unless the login went on after it.
fn deciding(talk: &Conversation<'_>) -> Option<usize> {
    let mut deciding: Option<(usize, &Exchange<'_>)> = None;
    let mut texts = 0;
    for (at, exchange) in
        talk.exchanges.iter().enumerate().filter(|(_, one)| !one.verb_is("QUIT") && !behind::is_behind(one))
    {
        if behind::is_let_go(talk, at, exchange) {
            continue;
        }
        let login = exchange.verb_in(&["USER", "PASS", "ACCT"]);
        if exchange.answer().is_none() {
            // A login step without an answer comes later than a refusal before the login, so it outweighs that refusal.
            let before =
                deciding.is_some_and(|(_, old)| !old.verb_in(&["USER", "PASS", "ACCT"]) && !old.greeting);
            if login && before && !exchange.pipelined {
                deciding = None;
            }
        } else if speaks_against(exchange, talk.keep, &mut texts) {
            if !deciding.is_some_and(|(_, old)| outlives(old, exchange)) {
                deciding = Some((at, exchange));
            }
        } else if login || exchange.verb_is("AUTH") || exchange.logs_in() {
            deciding = None;
        }
    }
    deciding.map(|(at, _)| at)
}

/// Whether the old refusal is the reason for the new one.
fn outlives(old: &Exchange<'_>, new: &Exchange<'_>) -> bool {
    let old_login = old.verb_in(&["USER", "PASS", "ACCT"]);
    let new_optional = matches!(new.phase, Phase::BeforeLogin | Phase::AuthTls);
    if old.logged_in || !old.answer().is_some_and(RawReply::refuses) {
        return false;
    }
    match old {
        _ if old.greeting => true,
        _ if old_login => new_optional || new.verb_is("PASS") && !new.user_accepted || new.sent.is_none(),
        _ => old.verb_is("AUTH") && !old.tls && new_optional && !new.verb_is("AUTH") && new.sent.is_some(),
    }
}

fn place(talk: &Conversation<'_>) -> Phase {
    if talk.in_handshake() { Phase::TlsHandshake } else { talk.phase_at_end() }
}
