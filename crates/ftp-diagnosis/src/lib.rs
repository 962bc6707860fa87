//! Why an FTP login was refused, as data: causes with evidence, confidence, and what to do next.
//!
//! [`diagnose`] is a pure function of a transcript. The transcript comes from a login of [`ftp_proto`], or is filled
//! line by line from what any other client sent and received.
//!
//! ```
//! use ftp_proto::Transcript;
//!
//! let mut transcript = Transcript::new();
//! transcript.received(b"220 ProFTPD Server ready.\r\n");
//! transcript.sent(b"USER alice\r\n");
//! transcript.received(b"550 SSL/TLS required on the control channel\r\n");
//!
//! let diagnosis = ftp_diagnosis::diagnose(&transcript);
//! let first = &diagnosis.causes()[0];
//! assert_eq!(first.cause().name(), "tls_required");
//! assert_eq!(first.confidence().name(), "certain");
//! assert_eq!(first.quote(), Some("550 SSL/TLS required on the control channel"));
//! println!("{}", diagnosis.advice().join("\n"));
//! ```
//!
//! After a failed login of [`ftp_proto`], call `diagnose(error.transcript())`; [`remedies`] then returns what may turn
//! the refusal into a login.
//!
//! The page of [`Cause`] lists every cause with its advice and the rules that name it; [`Rule`] gives access to the
//! rules and to the servers on which they are based.
//!
//! # Features
//!
//! | feature | what for |
//! |---|---|
//! | `serde` | `Serialize` for [`Diagnosis`] and its parts, in the format of the JSON of `ftp-doctor` |

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

extern crate alloc;

mod advice;
mod behind;
mod cause;
mod charset;
mod client;
mod conversation;
mod exchange;
mod facts;
mod fold;
mod greeting;
mod lane;
mod lone;
mod names;
mod rank;
mod remedy;
mod rules;
mod scene;
mod search;
#[cfg(feature = "serde")]
mod serialize;
mod text;
mod verdict;
mod words;

pub use advice::Admin;
pub use cause::Cause;
pub use client::Client;
pub use greeting::{Greeting, ServerSoftware};
pub use remedy::{Remedy, remedies};
use rules::Keep;
pub use rules::Rule;

use alloc::{string::String, vec::Vec};
use conversation::{Conversation, End};
use core::cell::Cell;
use ftp_proto::login::Phase;
use ftp_proto::{ReplyCode, Transcript};
use scene::{Around, Event, Scene};
use verdict::Verdict;

macro_rules! named {
    ($(#[$enum_doc:meta])* $enum:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$enum_doc])*
        pub enum $enum {
            $($(#[$doc])* $variant,)*
        }

        impl $enum {
            /// Returns the name in snake case, as in the JSON of `ftp-doctor`.
            pub fn name(self) -> &'static str {
                match self {
                    $($enum::$variant => $name,)*
                }
            }
        }

        impl core::fmt::Display for $enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

named! {
    /// How a conversation ended.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    Ended {
        /// The login succeeded, with 230, 232 or 202.
        LoggedIn = "logged_in",
        /// The server refused the login: in place of the greeting, or in reply to USER, PASS, ACCT or another command
        /// before the login is complete.
        Refused = "refused",
        /// The login succeeded, but a later command or transfer was refused or never completed.
        TransferFailed = "transfer_failed",
        /// The TCP connection could not be made.
        Unreachable = "unreachable",
        /// The client wanted TLS and could not get it.
        TlsFailed = "tls_failed",
        /// What the server sent is not FTP, or breaks the order of the protocol.
        ProtocolError = "protocol_error",
        /// No reply came in time.
        TimedOut = "timed_out",
        /// The connection ended without a reply that says why.
        Closed = "closed",
        /// The conversation just stops: the log is cut off, or the session was still running.
        Unfinished = "unfinished",
    }
}

named! {
    /// How sure a diagnosis is of a cause.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Confidence {
        /// One of several causes that this reply may hide.
        Possible = "possible",
        /// What this reply usually means.
        Likely = "likely",
        /// The words or the behaviour allow no other cause on that server. Words are never certain if they speak of
        /// what may be, if they are a hint beside another sentence, or if they stand beside a sentence that no rule
        /// understands.
        Certain = "certain",
    }
}

/// One possible cause, and the evidence for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    cause: Cause,
    confidence: Confidence,
    because: String,
    quote: Option<String>,
    rule: Option<&'static str>,
}

/// The diagnosis of a conversation: how and where it ended, and the possible causes, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    ended: Ended,
    phase: Phase,
    code: Option<ReplyCode>,
    causes: Vec<Finding>,
    notes: Vec<&'static str>,
}

impl Diagnosis {
    /// The maximum number of steps of advice.
    pub const STEPS: usize = 5;

    /// Returns how the conversation ended.
    pub fn ended(&self) -> Ended {
        self.ended
    }

    /// Returns the same diagnosis, with no cause surer than `most`: for a transcript that was put together from less
    /// than a conversation.
    pub fn at_most(mut self, most: Confidence) -> Self {
        self.causes.iter_mut().for_each(|one| one.confidence = one.confidence.min(most));
        self
    }

    /// Returns the phase in which the conversation ended.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns the code of the reply that decided the ending; if none did, that of the last reply. `None` if no reply
    /// came.
    pub fn code(&self) -> Option<ReplyCode> {
        self.code
    }

    /// Returns the causes, the likeliest first: at most six, and none if the login and all that followed went well.
    pub fn causes(&self) -> &[Finding] {
        &self.causes
    }

    /// Returns what the user can do, in order, in at most [`STEPS`](Self::STEPS) steps: first what was noticed about
    /// the name or the password, then all checks of the first cause, then the first check of each other cause.
    /// [`Cause::checks`] has the rest.
    pub fn advice(&self) -> Vec<&'static str> {
        let first = self.causes.first().map(|finding| finding.cause.checks()).unwrap_or_default();
        let others = self.causes.iter().skip(1).filter_map(|finding| finding.cause.checks().first());
        let mut advice: Vec<&'static str> = Vec::new();
        for line in self.notes.iter().chain(first).chain(others) {
            if advice.len() < Self::STEPS && !advice.contains(line) {
                advice.push(line);
            }
        }
        advice
    }
}

impl Finding {
    /// Returns the cause.
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// Returns how sure the diagnosis is of this cause.
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Returns what speaks for this cause, in plain words: lower case, without a full stop.
    pub fn because(&self) -> &str {
        &self.because
    }

    /// Returns the line of the server that shows the cause, with bytes that are not UTF-8 replaced. `None` if no
    /// line does, as when no reply came.
    pub fn quote(&self) -> Option<&str> {
        self.quote.as_deref()
    }

    /// Returns the rule that named the cause, one of [`Rule::all`]. `None` if no rule matched.
    pub fn rule(&self) -> Option<&'static Rule> {
        self.rule.and_then(|name| Rule::all().find(|rule| rule.name() == name))
    }
}

/// Diagnoses a conversation. Every transcript has a diagnosis.
///
/// A transcript of a single reply, such as one pasted line, is read as a refusal: the phase in which it came is
/// guessed from its code and its words.
///
/// The time is linear in the length of the transcript, and only a part of it is searched for words: the first 4 KiB of
/// each reply (512 bytes if it is not UTF-8), the first four and the last four refusals of a command, and at most 16
/// of the replies that are not refusals.
pub fn diagnose(transcript: &Transcript) -> Diagnosis {
    diagnose_by(transcript, |_| true, |_| true)
}

/// Diagnoses like [`diagnose`], but only by the rules and the word stems for which `rule` and `word` return true. A
/// test that measures what the rules are worth leaves some out.
pub fn diagnose_by(
    transcript: &Transcript,
    rule: impl Fn(&Rule) -> bool,
    word: impl Fn(&str) -> bool,
) -> Diagnosis {
    let work = Cell::new(0);
    let keep = Keep { rule: &rule, word: &word, work: &work };
    diagnose_keeping(transcript, keep)
}

/// Counts the steps of a diagnosis: entries and bytes read, stems found, rules asked. For tests of its bounds.
#[doc(hidden)]
pub fn steps_to_diagnose(transcript: &Transcript) -> usize {
    let work = Cell::new(0);
    diagnose_keeping(transcript, Keep::all(&work));
    work.get()
}

fn diagnose_keeping(transcript: &Transcript, keep: Keep<'_>) -> Diagnosis {
    let talk = Conversation::read(transcript, keep);
    let around = Around::of(&talk);
    let mut verdict = verdict::verdict(&talk);
    let (scenes, causes) = match lone::guess(&talk, &around) {
        Some((phase, scene, causes)) => {
            verdict.phase = phase;
            verdict.ended = match phase {
                Phase::AfterLogin => Ended::TransferFailed,
                _ => Ended::Refused,
            };
            (alloc::vec![scene], causes)
        }
        None => {
            let scenes = scenes(&talk, &around, &verdict);
            let causes = rank::rank(&talk, &scenes);
            (scenes, causes)
        }
    };
    // A refusal after the login counts only if a cause for it is known.
    let refused = matches!(verdict.ended, Ended::Refused | Ended::TransferFailed);
    let unexplained = causes.is_empty() && behind::incomplete(&talk).is_none();
    if refused && verdict.phase == Phase::AfterLogin && unexplained {
        verdict.ended = Ended::LoggedIn;
    }
    if let (Ended::TransferFailed, Some(at), false) = (verdict.ended, verdict.at, talk.lone_reply) {
        verdict.phase = behind::phase(&talk, at);
    }
    Diagnosis {
        ended: verdict.ended,
        phase: verdict.phase,
        code: code(&talk, &verdict, &scenes).and_then(ReplyCode::new),
        causes: rank::or_undetermined(causes, verdict.ended, &scenes),
        notes: rank::notes(&talk),
    }
}

/// How many refusals of one command are read: the first ones, and the last ones.
const FIRST: usize = 4;
const LAST: usize = 4;

/// Returns the moments that decided: each reply that refused, or the event that came in place of a reply.
fn scenes<'t>(talk: &Conversation<'t>, around: &Around, verdict: &Verdict) -> Vec<Scene<'t>> {
    let exchange = verdict.at.and_then(|at| talk.exchanges.get(at));
    let mut scenes = Vec::new();
    if let (Event::Reply, Some(exchange)) = (verdict.event, exchange) {
        let against = || exchange.replies.iter().filter(|reply| reply.refuses());
        let first = against().take(FIRST);
        let rest = against().count().saturating_sub(FIRST);
        let last = against().skip(FIRST + rest.saturating_sub(LAST));
        let replies = first.chain(last).chain(exchange.answer().filter(|reply| !reply.refuses()));
        scenes.extend(replies.map(|reply| {
            Scene::new(talk, around, Some(exchange), Some(reply), verdict.phase, verdict.event)
        }));
        return scenes;
    }
    let waiting = talk.unanswered();
    // A preliminary reply may say why nothing followed.
    if let Some((waiting, reply)) = waiting.and_then(|one| Some((one, one.replies.last()?))) {
        scenes.push(Scene::new(talk, around, Some(waiting), Some(reply), verdict.phase, Event::Reply));
    }
    let scene = Scene::new(talk, around, waiting.or(exchange), None, verdict.phase, verdict.event);
    scenes.push(match talk.end {
        End::Garbage(bytes) => scene.with_bytes(bytes, talk.keep),
        _ => scene,
    });
    // A session that did not end in the middle of a command did not fail at a command.
    let failed = verdict.ended == Ended::TransferFailed;
    scenes.iter_mut().for_each(|scene| scene.behind &= failed);
    scenes
}

/// Returns the code of the reply that decided: the one that completed the login, the refusal, or else the last one.
fn code(talk: &Conversation<'_>, verdict: &Verdict, scenes: &[Scene<'_>]) -> Option<u16> {
    let refusal = scenes.last().and_then(|scene| scene.code);
    let login = talk.exchanges.iter().rev().find(|one| one.logs_in()).and_then(|one| one.answer());
    let login = login.map(|reply| reply.code);
    let last = talk.exchanges.iter().rev().find_map(|one| one.replies.last()).map(|reply| reply.code);
    match verdict.ended {
        Ended::LoggedIn => login.or(last),
        _ => refusal.or(login).or(last),
    }
}

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
