//! Failures after the login: which command or transfer failed for good, and what led to it.

use super::conversation::{Conversation, End};
use super::exchange::{Exchange, RawReply};
use super::lane::Lane;
use super::rules::Keep;
use super::scene::{Event, Fact, Facts};
use super::words::{self, Stems};
use ftp_proto::login::Phase;
use ftp_proto::response::{FileSize, Passive};
use ftp_proto::transcript::Notice;
use ftp_proto::{Limits, Reply};

/// Commands of a login, wherever in the session they are sent.
const LOGIN: &[&str] = &["USER", "PASS", "ACCT", "AUTH", "ADAT", "CCC", "REIN"];

/// Commands by which clients find out what a server can do. The user does not need them, so a refusal is no failure.
const OPTIONAL: &[&str] = &[
    "SYST", "FEAT", "OPTS", "CLNT", "CSID", "HELP", "STAT", "NOOP", "HOST", "LANG", "SITE", "AVBL", "PWD",
    "XPWD", "PBSZ", "ABOR", "QUIT", "MODE", "STRU",
];

/// Commands about a file after its transfer. The transfer has worked, so a refusal is no failure.
const AFTERWARDS: &[&str] =
    &["MFMT", "MFCT", "MFF", "XCRC", "XMD5", "XSHA1", "XSHA256", "XSHA512", "HASH", "MD5"];

const PASSIVE: &[&str] = &["PASV", "EPSV", "LPSV", "SPSV", "CPSV"];
const ACTIVE: &[&str] = &["PORT", "EPRT", "LPRT"];
const LISTINGS: &[&str] = &["LIST", "NLST", "MLSD"];
const FILES: &[&str] = &["RETR", "STOR", "STOU", "APPE"];

/// How many answers to listings that are not refusals are read for words of a failure.
const TEXTS: usize = 16;

/// Returns the exchange that failed, by its index, and how it failed.
pub(super) fn failing(talk: &Conversation<'_>) -> Option<(usize, Event)> {
    let mut texts = 0;
    // The commands that open a data connection have a variable of their own: when one fails, another mostly works.
    let (mut opening, mut other): (Option<usize>, Option<usize>) = (None, None);
    let mut moved = false;
    let aborted = |at: usize| talk.exchanges.get(at + 1).is_some_and(|next| next.verb_is("ABOR"));
    for (at, exchange) in talk.exchanges.iter().enumerate().filter(|(_, one)| is_behind(one)) {
        talk.keep.worked(1);
        let opens = exchange.verb_in(PASSIVE) || exchange.verb_in(ACTIVE);
        if fails(exchange, talk.keep, &mut texts) || cut_off(talk, at, exchange) || size_differs(talk, at) {
            match opens {
                true => opening = Some(at),
                false if changes_mode(exchange) && moved => {}
                false
                    if exchange.verb_in(OPTIONAL)
                        && !changes_mode(exchange)
                        && !exchange.answered_by(&[421]) => {}
                false if aborted(at) || is_let_go(talk, at, exchange) => {}
                false if exchange.verb_in(AFTERWARDS) && moved => {}
                false => other = Some(at),
            }
        } else if exchange.accepted() {
            moved |= moves(exchange);
            if opens || moves(exchange) {
                opening = None;
            }
            other =
                other.filter(|old| !talk.exchanges.get(*old).is_some_and(|old| makes_up_for(exchange, old)));
        }
    }
    let event = |at: usize| Some((at, Event::Reply));
    // A transfer that lacks a data connection failed because the command that should open one was refused.
    let misses = |at: usize| {
        let reply = talk.exchanges.get(at).filter(|one| moves(one)).and_then(|one| one.answer());
        reply.is_some_and(|reply| reply.code == 425 && reply.read(talk.keep).has(words::NOT_PREPARED))
    };
    let decides = opening.filter(|_| other.is_some_and(misses)).or(opening.max(other));
    unfinished(talk).or_else(|| decides.and_then(event))
}

/// Whether the command is `SITE CHMOD`, which is wanted for itself unless it follows a transfer.
fn changes_mode(exchange: &Exchange<'_>) -> bool {
    let chmod = argument(exchange).get(..5).is_some_and(|word| word.eq_ignore_ascii_case(b"CHMOD"));
    exchange.verb_is("SITE") && chmod
}

/// Returns the last exchange if it is a transfer, or opens the data connection for one, and never completed.
fn unfinished(talk: &Conversation<'_>) -> Option<(usize, Event)> {
    let last = talk.exchanges.len().checked_sub(1)?;
    let exchange = talk.exchanges.get(last).filter(|one| is_behind(one))?;
    let waits = moves(exchange) && exchange.answer().is_none();
    let lane = talk.lanes.last().filter(|lane| lane.since > last || waits);
    let failed = lane.is_some_and(|lane| lane.failed());
    // The server named its port, and nothing followed.
    let opened = exchange.verb_in(PASSIVE) && exchange.accepted();
    let event = match talk.end {
        End::TlsFailed(why) if waits => Event::Tls(why),
        End::Closed if waits => Event::Closed,
        End::TimedOut if waits || opened => Event::TimedOut,
        End::Open if failed => Event::Nothing,
        _ if failed => Event::TimedOut,
        _ => return None,
    };
    Some((last, event))
}

/// Whether an exchange is part of the session after the login.
pub(super) fn is_behind(exchange: &Exchange<'_>) -> bool {
    let lost = || exchange.answer().is_some_and(|reply| matches!(reply.code, 530 | 532 | 332));
    exchange.logged_in && exchange.sent.is_some() && !exchange.verb_in(LOGIN) && !lost()
}

/// Whether the reply answers no command: it ends the session, or comes too late for its command.
pub(super) fn is_unasked(exchange: &Exchange<'_>) -> bool {
    exchange.logged_in && exchange.sent.is_none() && exchange.refuses() && !exchange.answered_by(&[530, 532])
}

/// Whether the server only reports that the client closed the data connection: in its answer or, as ProFTPD does, after
/// the answers to later commands.
pub(super) fn is_let_go(talk: &Conversation<'_>, at: usize, exchange: &Exchange<'_>) -> bool {
    (moves(exchange) || is_unasked(exchange))
        && exchange.answered_by(&[425, 426, 450, 451])
        && lane(talk, at).is_some_and(Lane::let_go)
}

fn moves(exchange: &Exchange<'_>) -> bool {
    exchange.verb_in(FILES) || exchange.verb_in(LISTINGS)
}

fn fails(exchange: &Exchange<'_>, keep: Keep<'_>, texts: &mut usize) -> bool {
    let Some(reply) = exchange.answer() else { return false };
    let mut says = |stems: &[Stems]| {
        *texts += 1;
        *texts <= TEXTS && reply.read(keep).has_any(stems)
    };
    match reply.code {
        400..600 => true,
        227 | 229 if exchange.verb_in(&["PASV", "EPSV"]) => says_no_port(reply),
        // Codes that answer other commands.
        227..=229 | 257 => moves(exchange),
        200..300 if exchange.verb_in(LISTINGS) => says(&[words::NOT_LISTED, words::CUT_SHORT]),
        _ => false,
    }
}

/// Whether a transfer was accepted to the end although its data connection did not end in order. Only a download needs
/// `close_notify`: there are servers that never send it after a listing.
fn cut_off(talk: &Conversation<'_>, at: usize, exchange: &Exchange<'_>) -> bool {
    let cut = if exchange.verb_is("RETR") { Lane::cut } else { Lane::broke };
    moves(exchange) && lane(talk, at).is_some_and(cut)
}

/// Returns the last transfer if the client found it incomplete although the server accepted it.
pub(super) fn incomplete(talk: &Conversation<'_>) -> Option<usize> {
    let noticed = talk.notices.contains(&Notice::TransferIncomplete);
    let last = || talk.exchanges.iter().rposition(|one| is_behind(one) && moves(one));
    noticed.then(last).flatten()
}

/// Whether a positive reply to EPSV or PASV names no port. A port that a log has masked counts as one.
fn says_no_port(reply: &RawReply<'_>) -> bool {
    let taken_out = |mark: &&[u8]| reply.raw.windows(mark.len()).any(|window| window == *mark);
    let parsed = Reply::parse(reply.raw, &Limits::default()).ok().flatten();
    parsed.is_some_and(|(reply, _)| Passive::parse(&reply).is_err())
        && ![&b"*"[..], b"x,", b",x"].iter().any(taken_out)
}

/// Whether the exchange with that index is a SIZE after an upload, or a download after its SIZE, and the size differs
/// from the number of bytes transferred.
fn size_differs(talk: &Conversation<'_>, at: usize) -> bool {
    let Some(exchange) = talk.exchanges.get(at).filter(|one| one.yes()) else { return false };
    let before = talk.exchanges.get(..at).unwrap_or_default();
    // The commands just before, which belong to the transfer. After REST, only a part of the file is transferred.
    let near = || before.iter().enumerate().rev().take(NEAR);
    let restarts = || near().any(|(_, one)| one.verb_is("REST"));
    let same = |one: &Exchange<'_>| argument(one) == argument(exchange) && !argument(one).is_empty();
    let (size, carried) = match exchange {
        _ if exchange.verb_is("SIZE") => {
            let upload = near().find(|(_, one)| moves(one)).filter(|(_, one)| one.verb_is("STOR"));
            let upload = upload.filter(|(_, one)| one.yes() && same(one) && !restarts());
            (size(exchange), upload.and_then(|(at, _)| lane(talk, at)?.carried()))
        }
        _ if exchange.verb_is("RETR") && !restarts() => {
            let asked = near().find(|(_, one)| one.verb_is("SIZE") && same(one));
            (asked.and_then(|(_, one)| size(one)), lane(talk, at).and_then(Lane::carried))
        }
        _ => return false,
    };
    size.zip(carried).is_some_and(|(size, carried)| size != carried)
}

/// How many commands before a transfer belong to it.
const NEAR: usize = 8;

fn argument<'t>(exchange: &Exchange<'t>) -> &'t [u8] {
    exchange.sent.map(|sent| sent.argument()).unwrap_or_default()
}

/// Returns the size in a reply to SIZE.
fn size(exchange: &Exchange<'_>) -> Option<u64> {
    let raw = exchange.answer()?.raw;
    let (reply, _) = Reply::parse(raw, &Limits::default()).ok().flatten()?;
    FileSize::parse(&reply).ok().map(|size| size.bytes)
}

/// Returns the data connection of the exchange with that index.
fn lane<'a>(talk: &'a Conversation<'_>, at: usize) -> Option<&'a Lane> {
    let before = talk.lanes.partition_point(|lane| lane.since <= at + 1);
    talk.lanes.get(before.checked_sub(1)?)
}

/// Whether the new exchange succeeded in what the old one failed to do, or makes it unimportant.
fn makes_up_for(new: &Exchange<'_>, old: &Exchange<'_>) -> bool {
    let same_argument = || match (new.sent, old.sent) {
        (Some(new), Some(old)) => new.argument().eq_ignore_ascii_case(old.argument()),
        _ => false,
    };
    let same_verb = || match (new.sent, old.sent) {
        (Some(new), Some(old)) => new.verb().eq_ignore_ascii_case(old.verb()),
        _ => false,
    };
    match old {
        _ if old.verb_in(LISTINGS) => new.verb_in(LISTINGS),
        _ if old.verb_in(FILES) => new.verb_in(FILES) && same_argument(),
        _ => moves(new) || same_verb(),
    }
}

/// Notes the facts that led to the exchange.
pub(super) fn look(talk: &Conversation<'_>, exchange: &Exchange<'_>, facts: &mut Facts) {
    let same = |one: &Exchange<'_>| core::ptr::eq(one, exchange);
    let Some(at) = talk.exchanges.iter().position(same) else { return };
    talk.keep.worked(at);
    let before = talk.exchanges.get(..at).unwrap_or_default();
    let argument = argument(exchange);
    let accepted = || before.iter().rev().filter(|one| one.accepted());
    let opener = accepted().find(|one| one.verb_in(PASSIVE) || one.verb_in(ACTIVE));
    let this = exchange.verb_in(PASSIVE).then_some(exchange);
    let passive = opener.filter(|one| one.verb_in(PASSIVE)).or(this);
    let all = |one: &Exchange<'_>| one.sent.is_some_and(|sent| sent.argument().eq_ignore_ascii_case(b"ALL"));
    facts.note(Fact::Active, opener.is_some_and(|one| one.verb_in(ACTIVE)));
    facts.note(Fact::Passive, passive.is_some());
    facts.note(Fact::EpsvAll, accepted().any(|one| one.verb_is("EPSV") && all(one)));
    facts.note(Fact::AddressPrivate, passive.and_then(|one| one.answer()).is_some_and(names_private));
    facts.note(Fact::Begun, exchange.replies.iter().any(RawReply::preliminary));
    facts.note(Fact::Options, argument.starts_with(b"-"));
    facts.note(Fact::NotAscii, !argument.is_ascii());
    facts.note(Fact::LowPort, exchange.verb_in(ACTIVE) && low_port(argument));
    facts.note(Fact::SizeDiffers, size_differs(talk, at));
    if let Some(lane) = lane(talk, at) {
        lane.note(facts);
        let earlier = talk.lanes.iter().take_while(|one| !core::ptr::eq(*one, lane));
        facts.note(Fact::DataWorkedBefore, earlier.into_iter().any(Lane::worked));
    }
}

/// Returns the phase after the login in which that exchange failed.
pub(super) fn phase(talk: &Conversation<'_>, at: usize) -> Phase {
    let Some(exchange) = talk.exchanges.get(at).filter(|one| is_behind(one)) else {
        return Phase::AfterLogin;
    };
    let opens = exchange.verb_in(PASSIVE) || exchange.verb_in(ACTIVE);
    let lane = lane(talk, at).map(|lane| lane.phase(exchange.answer().map(|reply| reply.code)));
    match lane {
        _ if opens && (exchange.refuses() || exchange.answer().is_some_and(says_no_port)) => Phase::Passive,
        _ if opens => lane.unwrap_or(Phase::DataConnect),
        _ if moves(exchange) => lane.unwrap_or(Phase::Transfer),
        _ if size_differs(talk, at) => Phase::Transfer,
        _ => Phase::AfterLogin,
    }
}

/// Whether the reply names an address that only its own network knows.
fn names_private(reply: &RawReply<'_>) -> bool {
    let parsed = Reply::parse(reply.raw, &Limits::default()).ok().flatten();
    let passive = parsed.and_then(|(reply, _)| Passive::parse(&reply).ok());
    match passive.and_then(|passive| passive.address) {
        Some(core::net::IpAddr::V4(address)) => {
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
        }
        _ => false,
    }
}

/// Whether the port of `PORT h,h,h,h,p,p` or `EPRT |1|h|p|` is below 1024.
fn low_port(argument: &[u8]) -> bool {
    let Ok(text) = core::str::from_utf8(argument) else { return false };
    let numbers = |separator: char| text.trim().trim_end_matches(separator).rsplit(separator);
    let eprt = text.starts_with('|').then(|| numbers('|').next());
    match eprt {
        Some(port) => port.and_then(|port| port.parse().ok()).is_some_and(|port: u16| port < 1024),
        None => numbers(',').nth(1).and_then(|high| high.parse().ok()).is_some_and(|high: u8| high < 4),
    }
}
