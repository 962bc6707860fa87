//! Why an FTP login was refused, as data: causes with evidence, confidence, and what to do next.
//!
//! [`diagnose`] is a pure function over a transcript: that of [`ftp_proto`]'s login, or one that any other client
//! has filled.
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
//! After a login by [`ftp_proto`] that is `diagnose(error.transcript())`, and [`remedies`] says what may turn the
//! refusal into a login.
//!
//! The causes and their rules, with the servers on which they were seen, are the pages of [`Cause`] and [`Rule`].
//!
//! # Features
//!
//! | feature | what for |
//! |---|---|
//! | `serde` | `Serialize` for [`Diagnosis`] and what is in it, as in the JSON of `ftp-doctor` |

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
            /// The name in snake case, as in the tool's JSON.
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
        /// 230, 232 or 202 at the end of the login.
        LoggedIn = "logged_in",
        /// A reply refused: in the greeting, to USER, PASS, ACCT, or to a command before the login is complete.
        Refused = "refused",
        /// The login worked, and a later command or transfer was refused or came to no end.
        TransferFailed = "transfer_failed",
        /// There was no TCP connection.
        Unreachable = "unreachable",
        /// TLS was wanted and could not be had.
        TlsFailed = "tls_failed",
        /// What came is not FTP, or breaks its order.
        ProtocolError = "protocol_error",
        /// Nothing came in time.
        TimedOut = "timed_out",
        /// The connection ended without a reply that says why.
        Closed = "closed",
        /// The conversation just stops: a log that is cut, or one that was still going on.
        Unfinished = "unfinished",
    }
}

named! {
    /// How sure a cause is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Confidence {
        /// One of several that this answer may hide.
        Possible = "possible",
        /// What this answer most often means.
        Likely = "likely",
        /// The words or the behaviour allow nothing else on that server. Words are not certain where they
        /// speak of what may be, are a hint beside another sentence, or stand beside a sentence that no
        /// rule understands.
        Certain = "certain",
    }
}

/// One possible cause, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    cause: Cause,
    confidence: Confidence,
    because: String,
    quote: Option<String>,
    rule: Option<&'static str>,
}

/// What a conversation shows: how it ended, where, and the causes in the order of their likelihood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    ended: Ended,
    phase: Phase,
    code: Option<ReplyCode>,
    causes: Vec<Finding>,
    notes: Vec<&'static str>,
}

impl Diagnosis {
    /// The most steps of advice.
    pub const STEPS: usize = 5;

    /// How the conversation ended.
    pub fn ended(&self) -> Ended {
        self.ended
    }

    /// The same, and nothing in it surer than this: for a transcript that was put together from less than a conversation.
    pub fn at_most(mut self, most: Confidence) -> Self {
        self.causes.iter_mut().for_each(|one| one.confidence = one.confidence.min(most));
        self
    }

    /// Where it ended.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The code of the reply that decided; if none did, of the last one that came.
    pub fn code(&self) -> Option<ReplyCode> {
        self.code
    }

    /// The causes, the likeliest first: at most eight, and none for a login that went well.
    pub fn causes(&self) -> &[Finding] {
        &self.causes
    }

    /// What the user can do, in order, in at most [`STEPS`](Self::STEPS) steps: what was noticed about the name or the
    /// password, then what to check for the first cause, then the first thing to check for each of the others.
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
    /// The cause.
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// How sure it is.
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// What speaks for it, in plain words: lower case, no full stop.
    pub fn because(&self) -> &str {
        &self.because
    }

    /// The server's line that showed it, with what is not UTF-8 replaced. `None` where nothing came
    /// from the server.
    pub fn quote(&self) -> Option<&str> {
        self.quote.as_deref()
    }

    /// The rule that named it; `None` where no rule had anything to say. See [`Rule::all`].
    pub fn rule(&self) -> Option<&'static Rule> {
        self.rule.and_then(|name| Rule::all().find(|rule| rule.name() == name))
    }
}

/// Says what a conversation shows. Total: every transcript has a diagnosis.
///
/// A transcript of one reply and nothing else, as pasted from somewhere, is read as a refused login: the
/// place is guessed by the code and the words.
///
/// The time is linear in the transcript, and little of it is read for words: of each reply the first 4 KiB
/// (512 bytes if it is not UTF-8), of the refusals of one command the first four and the last four, and of the
/// replies that are no refusals at most 16.
pub fn diagnose(transcript: &Transcript) -> Diagnosis {
    diagnose_by(transcript, |_| true, |_| true)
}

/// As [`diagnose`], by the rules and the word stems that these keep. A test of what the rules are worth
/// leaves some out.
pub fn diagnose_by(
    transcript: &Transcript,
    rule: impl Fn(&Rule) -> bool,
    word: impl Fn(&str) -> bool,
) -> Diagnosis {
    let work = Cell::new(0);
    let keep = Keep { rule: &rule, word: &word, work: &work };
    diagnose_keeping(transcript, keep)
}

/// Steps that a diagnosis takes: entries and bytes read, stems found, rules asked. For tests of its bounds.
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
    // After the login only what speaks of the login itself is a refusal of it.
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

/// The most replies of one command that are read: the first ones that refuse, and the last ones.
const FIRST: usize = 4;
const LAST: usize = 4;

/// What decided: each reply that refused, or what happened in place of a reply.
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
    // A session that ended otherwise than in the middle of a command did not fail at one.
    let failed = verdict.ended == Ended::TransferFailed;
    scenes.iter_mut().for_each(|scene| scene.behind &= failed);
    scenes
}

/// The code of the reply that decided: of the refusal, of the login, or else of the last one.
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

/// The example of the README is compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
