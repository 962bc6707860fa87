//! Error messages that have lost the code of the reply: recognised by their words.

use super::log::NOT_SHOWN;
use super::{Lines, errors, messages, of_server};
use ftp_diagnosis::{Confidence, diagnose};
use ftp_proto::login::Phase;
use ftp_proto::transcript::{ConnectFailure, Entry};
use ftp_proto::transfer::{DataEvent, Reach};
use ftp_proto::{Secret, Transcript};

/// Codes that such a text may have had.
const CODES: [&str; 4] = ["530", "425", "522", "421"];

/// A text that no server sends, to see what a code says alone.
const NOTHING: &str = "zzz";

/// Returns the conversation, and what to know about it; `None` if no words are known. `command` is what the message is about.
pub fn read(lines: Lines<'_>, command: Option<&[u8]>, hidden: &[Secret]) -> Option<(Transcript, String)> {
    if of_server::is_of_another_program(lines) {
        return None;
    }
    if let Some((transcript, text)) = of_server::quoted(lines, hidden) {
        return Some((transcript, remark(&text, hidden)));
    }
    if let Some(transcript) = of_server::logged(lines) {
        return Some((
            transcript,
            String::from("The server's own log has no replies, so its last line decides."),
        ));
    }
    if let Some(message) = message(lines) {
        return Some(message);
    }
    let mut texts = errors::sentences(lines);
    texts.retain(|text| !is_the_client_s(text));
    // What a client says last is what ended the conversation.
    let known =
        texts.iter().rev().flat_map(|text| CODES.map(|code| (code, *text))).filter_map(|(code, text)| {
            let transcript = lone(code, text, hidden);
            let known = known(code, &transcript)?;
            // Many texts would be a refusal in a greeting: with this code, only a certain one counts.
            (code != "421" || known.confidence == Confidence::Certain).then_some((known, transcript, text))
        });
    // The first of the surest wins; of two that are equally sure the one after the login, since its words are rarer.
    let order = |known: &Known| (known.confidence, known.behind);
    let best = known.reduce(|best, one| if order(&one.0) > order(&best.0) { one } else { best });
    let of_time = |(known, _, text): &&(Known, _, &[u8])| {
        known.rule.starts_with("timeout") && !ends_the_connection(text)
    };
    if let Some((_, _, text)) = best.as_ref().filter(of_time).filter(|_| command.is_none()) {
        return Some(waited(text));
    }
    let is_behind = best.as_ref().is_some_and(|(known, ..)| known.behind);
    match (best, command) {
        (_, Some(command)) if !is_behind => {
            let text = texts.last()?;
            let mut transcript = hiding(hidden);
            transcript.received(&[NOT_SHOWN, b"\r\n"].concat());
            transcript.sent(command);
            transcript.received(&[b"550 ", *text, b"\r\n"].concat());
            Some((transcript, remark(text, hidden)))
        }
        (best, _) => best.map(|(_, transcript, text)| (transcript, remark(text, hidden))),
    }
}

/// Returns a conversation in which the client waited: for the data of a listing that the text names, or else for the
/// connection. Without a code, a timeout is the client's, unless the text says that somebody closes the connection.
fn waited(text: &[u8]) -> (Transcript, String) {
    const LISTINGS: [&[u8]; 6] = [b"LIST", b"MLSD", b"PASV", b"EPSV", b"listing", "目录列表".as_bytes()];
    let mut transcript = Transcript::new();
    if LISTINGS.iter().any(|words| memchr::memmem::find(text, words).is_some()) {
        transcript.received(&[NOT_SHOWN, b"\r\n"].concat());
        transcript.sent(b"LIST");
        transcript.push(Entry::Data(DataEvent::Unreachable(Reach::Silent)));
    } else {
        transcript.push(Entry::ConnectFailed(ConnectFailure::TimedOut));
    }
    let text = String::from_utf8_lossy(text);
    (
        transcript,
        format!("There is no reply in that log; these words of a client say that it waited: \"{text}\"."),
    )
}

fn ends_the_connection(text: &[u8]) -> bool {
    const WORDS: [&str; 4] = ["closing", "disconnect", "goodbye", "server:"];
    let text = String::from_utf8_lossy(text).to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}

/// Whether clients say this about any failure, in words that servers use for another one.
fn is_the_client_s(text: &[u8]) -> bool {
    const WORDS: [&str; 5] = [
        "could not connect to server",
        "could not connect to the server",
        "length:",
        "exception in thread",
        "nullpointerexception",
    ];
    let text = String::from_utf8_lossy(text).to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}

fn remark(text: &[u8], hidden: &[Secret]) -> String {
    let mut text = String::from_utf8_lossy(text).into_owned();
    for secret in hidden {
        text = text.replace(&*String::from_utf8_lossy(secret.danger_expose()), "***");
    }
    format!("The code of the reply is missing in that log; these are the words of one: \"{text}\".")
}

/// Returns the last known message, read as the reply that says the same.
pub fn message(lines: Lines<'_>) -> Option<(Transcript, String)> {
    let (words, reply) = lines.iter().rev().find_map(|line| messages::reply(line))?;
    let mut transcript = Transcript::new();
    transcript.received(format!("{reply}\r\n").as_bytes());
    Some((
        transcript,
        format!("The reply itself is missing in that log; \"{words}\" is read as \"{reply}\"."),
    ))
}

/// Returns an empty transcript that hides these secrets.
pub fn hiding(secrets: &[Secret]) -> Transcript {
    let mut transcript = Transcript::new();
    secrets.iter().for_each(|secret| transcript.hide(secret));
    transcript
}

fn lone(code: &str, text: &[u8], hidden: &[Secret]) -> Transcript {
    let mut transcript = hiding(hidden);
    transcript.received(&[code.as_bytes(), b" ", text, b"\r\n"].concat());
    transcript
}

/// What a text says that its code alone does not.
struct Known {
    confidence: Confidence,
    /// The text is about something after the login.
    behind: bool,
    rule: &'static str,
}

fn known(code: &str, transcript: &Transcript) -> Option<Known> {
    let with = diagnose(transcript);
    let without = diagnose(&lone(code, NOTHING.as_bytes(), &[]));
    let first = with.causes().first()?;
    let rule = first.rule()?.name();
    let told = without.causes().iter().all(|other| other.rule().is_none_or(|other| other.name() != rule));
    let behind = with.phase() == Phase::AfterLogin;
    let known = Known { confidence: first.confidence(), behind, rule };
    Some(known).filter(|known| told && known.confidence > Confidence::Possible)
}
