//! Finds out whether a server tells a wrong name from a wrong password, by one more login with a name that cannot exist.

use crate::check::{Unobserved, check};
use crate::transfers::Further;
use ftp_diagnosis::{Confidence, Ended};
use ftp_proto::login::Phase;
use ftp_proto::transcript::Notice;
use ftp_proto::{Credentials, Secret};
use ftp_report::attempt::Attempt;
use ftp_report::report::Report;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// Whether such a login can show anything: the name or the password was refused, and it is not certain why.
pub fn is_open(attempt: &Attempt, refused: &Report) -> bool {
    let end = &refused.diagnosis;
    let certain = end.causes().first().is_some_and(|first| first.confidence() == Confidence::Certain);
    end.ended() == Ended::Refused
        && matches!(end.phase(), Phase::User | Phase::Pass)
        && !certain
        && attempt.user != b"anonymous"
}

/// Repeats the refused login with a name and a password that nobody has. Returns `None` if the server did not refuse that login at
/// the name or the password. Servers count it as a failed login.
pub async fn unknown_name(attempt: &Attempt, refused: &Report, timeout: Duration) -> Option<Notice> {
    let name = format!("ftp-doctor-{:016x}", random());
    let password = Secret::new(format!("{:016x}{:016x}", random(), random()));
    let credentials = Credentials::new(&name, password.danger_expose()).ok()?;
    let other = Attempt { user: name.clone().into_bytes(), ..attempt.clone() };
    let report = check(other, credentials, timeout, Further::LOGIN, &mut Unobserved).await.ok()?;
    if report.diagnosis.ended() != Ended::Refused
        || !matches!(report.diagnosis.phase(), Phase::User | Phase::Pass)
    {
        return None;
    }
    let same = refusal(refused, &attempt.user) == refusal(&report, name.as_bytes());
    Some(if same { Notice::SameForUnknownName } else { Notice::OtherForUnknownName })
}

/// The phase, the code and the words of a refusal. The words leave out the name, capital letters and numbers, since servers count
/// the attempts or state the time.
fn refusal(report: &Report, user: &[u8]) -> (Phase, Option<u16>, Option<String>) {
    let end = &report.diagnosis;
    let quote = end.causes().first().and_then(|first| first.quote());
    let name = String::from_utf8_lossy(user).to_lowercase();
    let words = quote.map(|quote| {
        let words = without(&quote.to_lowercase(), &name);
        words.chars().filter(|character| !character.is_numeric()).collect()
    });
    (end.phase(), end.code().map(|code| code.get()), words)
}

/// Removes the name from the words, except where it is part of another word.
fn without(words: &str, name: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for (at, found) in words.match_indices(name).filter(|(_, found)| !found.is_empty()) {
        let end = at + found.len();
        let before = words[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let behind = words[end..].chars().next().is_some_and(char::is_alphanumeric);
        if !before && !behind {
            out.push_str(&words[from..at]);
            from = end;
        }
    }
    out + &words[from..]
}

/// Returns a random number.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
