//! Guesses in which phase a lone reply came: a transcript of one reply and nothing else.

use super::conversation::Conversation;
use super::scene::{Around, Event, Scene};
use super::{Cause, Confidence, Finding, names, rank, words};
use alloc::vec::Vec;
use ftp_proto::login::Phase;

/// Returns the phase in which the words show most, and what they show there. `None` if the transcript is not a
/// lone reply, or if the reply neither refuses nor shows a cause.
pub(super) fn guess<'t>(
    talk: &Conversation<'t>,
    around: &Around,
) -> Option<(Phase, Scene<'t>, Vec<Finding>)> {
    let exchange = talk.exchanges.first().filter(|_| talk.lone_reply)?;
    let reply = exchange.answer()?;
    let phases: &[Phase] = match reply.code {
        300..400 => &[Phase::User],
        400..500 => &[Phase::Greeting, Phase::User, Phase::Pass, Phase::BeforeLogin],
        500..600 => &[Phase::Pass, Phase::User, Phase::BeforeLogin, Phase::Greeting],
        _ => return None,
    };
    // With such a code, a directory that cannot be entered need not be the home directory of a login.
    let of_file = matches!(reply.code, 450..=452 | 550..=554);
    let counts: fn(Cause) -> bool = if of_file { |cause| cause != Cause::HomeDirectory } else { |_| true };
    let mut best: Option<(Confidence, Phase)> = None;
    let mut scene = Scene::new(talk, around, Some(exchange), Some(reply), Phase::Greeting, Event::Reply);
    for phase in phases {
        scene.phase = *phase;
        let confidence = rank::strongest(&scene, talk.keep, counts).unwrap_or(Confidence::Possible);
        if best.is_none_or(|(before, _)| confidence > before) {
            best = Some((confidence, *phase));
        }
    }
    let (told, phase) = best?;
    let text = &scene.text;
    let no_tls = reply.code == 534
        && text.has(words::TLS)
        && text.has_any(&[words::NOT, words::REFUSED])
        && !text.has_any(&[words::NEED, words::TLS_DEMAND]);
    let named = named_verb(reply.raw);
    if no_tls || named == b"AUTH" && told < Confidence::Certain {
        (scene.phase, scene.verb) = (Phase::AuthTls, b"AUTH");
        let causes = rank::rank(talk, core::slice::from_ref(&scene));
        return Some((Phase::AuthTls, scene, causes));
    }
    let said = reply.text();
    let behind = scene.moved_behind(names::without(&said, None), talk.keep);
    let verb = match named {
        [] if behind.text.has(words::PORTS_TAKEN) => b"PASV",
        [] if behind.text.has(words::OPENS_NO_CONNECTION) => b"PORT",
        verb => verb,
    };
    let behind = behind.with_verb(verb);
    let unknown = matches!(reply.code, 500 | 502)
        && behind.text.has(words::NO_SUCH_COMMAND)
        && !behind.text.has(words::TLS)
        && !behind.text.has(words::OOPS);
    let of_command = !verb.is_empty() || unknown;
    // A login that fails for its home directory calls it the home; and quotas are about files.
    let of_files = behind.text.has(words::CHANGE_DIRECTORY) && !behind.text.has(words::HOME_WORD)
        || behind.text.has(words::QUOTA);
    let of_data =
        reply.code == 421 && behind.text.has(words::TIMEOUT) && behind.text.has(words::DATA_CONNECTION);
    let of_name = behind.text.has(words::NAME_REFUSED) && behind.text.has(words::FILE_WORDS);
    if of_files && reply.code == 550
        || of_name && reply.code == 501
        || of_file && names::opens_with_a_file(&said)
        || of_data
        || of_command && (told < Confidence::Certain || verb == b"PROT")
        || comes_behind(reply.code, told, rank::told_behind(&behind, talk.keep))
    {
        let causes = rank::rank(talk, core::slice::from_ref(&behind));
        return Some((Phase::AfterLogin, behind, causes));
    }
    scene.phase = phase;
    // Words that ask for a login mean something else in an answer to AUTH or USER.
    if phase == Phase::BeforeLogin {
        scene.is_alone();
    }
    let mut causes = rank::rank(talk, core::slice::from_ref(&scene));
    if phase == Phase::BeforeLogin {
        causes.iter_mut().for_each(|one| one.confidence = one.confidence.min(Confidence::Likely));
    }
    (reply.refuses() || !causes.is_empty()).then_some((phase, scene, causes))
}

/// Returns the command that the reply names in capitals: `500 Illegal PORT command.`, `502 'AUTH' not implemented`.
fn named_verb(raw: &[u8]) -> &[u8] {
    const VERBS: [&[u8]; 15] = [
        b"PORT", b"EPRT", b"PASV", b"EPSV", b"MLSD", b"SIZE", b"MDTM", b"REST", b"AUTH", b"PBSZ", b"PROT",
        b"STOR", b"RETR", b"LIST", b"NLST",
    ];
    let mut words = raw.split(|byte| !byte.is_ascii_alphanumeric());
    words.find(|word| VERBS.contains(word)).unwrap_or_default()
}

/// Whether the reply came after the login: by its code, unless its words are those of a login, or by its words
/// alone.
fn comes_behind(code: u16, login: Confidence, behind: Option<Confidence>) -> bool {
    match code {
        550 => login < Confidence::Certain,
        425 | 426 | 450..=452 | 522 | 551..=554 => login < Confidence::Certain || behind.is_some(),
        500..=504 | 521 | 534 | 536 => behind > Some(login),
        _ => behind == Some(Confidence::Certain) && login < Confidence::Certain,
    }
}
