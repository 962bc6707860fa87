//! The reference: every code, every cause, and how to get a log out of a program.

mod codes;
pub mod logs;

use crate::page::{FAINT, Page, STRONG};
use crate::programs::{self, Program};
use crate::report::place;
pub use codes::{Explained, explained};
use ftp_diagnosis::Cause;
use ftp_proto::ReplyCode;
use ftp_proto::reply::{Severity, Topic};
use serde_json::{Value, json};

/// What can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A reply code, 100 to 699.
    Code(ReplyCode),
    /// A cause.
    Cause(Cause),
    /// How to get a log out of this program, or out of every program.
    Log(Option<&'static Program>),
}

impl Subject {
    /// Returns the subject with that name: a code in digits, also with the rest of a reply behind it, the name of a
    /// cause, or `log` with the name of a program. The error is a sentence for the user.
    pub fn named(name: &str) -> Result<Self, String> {
        if let Some(program) = name.trim().strip_prefix("log") {
            return match (program.trim(), programs::named(program)) {
                ("", _) => Ok(Subject::Log(None)),
                (_, Some(program)) => Ok(Subject::Log(Some(program))),
                (program, None) => {
                    Err(format!("How {program} logs is not known: ftp-doctor explain log lists all."))
                }
            };
        }
        let wanted = name.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        let digits = wanted.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if let Some(code) = digits.parse().ok().and_then(ReplyCode::new) {
            return Ok(Subject::Code(code));
        }
        if let Some(cause) = Cause::from_name(&wanted) {
            return Ok(Subject::Cause(cause));
        }
        let near: Vec<_> = near(&wanted).into_iter().take(SUGGESTIONS).collect();
        Err(match near.as_slice() {
            [] => "There is no such code or cause: ftp-doctor codes lists them.".to_owned(),
            near => format!("There is no such code or cause. Do you mean {}?", near.join(" or ")),
        })
    }

    /// Returns the page for people, 80 columns wide.
    pub fn page(self) -> String {
        match self {
            Subject::Code(code) => code_page(code),
            Subject::Cause(cause) => cause_page(cause),
            Subject::Log(program) => logs::page(program),
        }
    }

    /// Returns the same as JSON.
    pub fn json(self) -> Value {
        match self {
            Subject::Code(code) => code_json(code),
            Subject::Cause(cause) => cause_json(cause),
            Subject::Log(program) => logs::json(program),
        }
    }
}

/// How many names are suggested for an unknown one.
const SUGGESTIONS: usize = 4;

/// Returns the names of causes that resemble this one, as a whole or in one word, the most similar first.
fn near(wanted: &str) -> Vec<&'static str> {
    let like = |name: &str| {
        let words = name.split('_').map(|word| strsim::jaro_winkler(word, wanted) * 0.95);
        words.fold(strsim::jaro_winkler(name, wanted), f64::max)
    };
    let mut near: Vec<_> = Cause::all().iter().map(|cause| (like(cause.name()), cause.name())).collect();
    near.retain(|(likeness, _)| *likeness > 0.85);
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().map(|(_, name)| name).collect()
}

/// Returns all codes and all causes, a line or two each.
pub fn list() -> String {
    let mut page = Page::default();
    page.paragraph(STRONG, "Codes:");
    for code in ReplyCode::registered() {
        page.item(&format!("  {code}  "), &meaning(code));
    }
    page.blank();
    page.paragraph(STRONG, "Causes:");
    for cause in Cause::all() {
        page.item(&format!("  {:27}  ", cause.name()), cause.sentence());
    }
    page.text()
}

/// Returns the same as JSON.
pub fn list_json() -> Value {
    json!({
        "codes": ReplyCode::registered().map(code_json).collect::<Vec<_>>(),
        "causes": Cause::all().iter().copied().map(cause_json).collect::<Vec<_>>(),
    })
}

fn code_page(code: ReplyCode) -> String {
    let mut page = Page::default();
    page.paragraph(STRONG, &format!("{code}: {}", meaning(code)));
    page.paragraph(FAINT, &digits(code));
    let Some(about) = explained(code) else {
        page.blank();
        page.paragraph(Default::default(), "No RFC names this code. A client goes by its first digit.");
        return page.text();
    };
    page.blank();
    page.paragraph(STRONG, "What it means:");
    for (phase, meaning) in about.places {
        page.item("  - ", &format!("{}: {meaning}", place(*phase)));
    }
    section(&mut page, "Who sends it:", [about.senders]);
    section(&mut page, "What follows for a client:", [about.then]);
    if !about.examples.is_empty() {
        page.blank();
        page.paragraph(STRONG, "Examples:");
        about.examples.iter().for_each(|(server, line)| page.item("  | ", &format!("{line}  ({server})")));
    }
    page.blank();
    page.paragraph(STRONG, "Related:");
    for related in about.related.iter().copied().filter_map(ReplyCode::new) {
        page.item(&format!("  {related}  "), &meaning(related));
    }
    page.text()
}

fn cause_page(cause: Cause) -> String {
    let mut page = Page::default();
    page.paragraph(STRONG, &format!("{}: {}", cause.name(), cause.sentence()));
    page.paragraph(FAINT, cause.rfc());
    page.blank();
    page.paragraph(STRONG, "What to check, in this order:");
    for (number, check) in cause.checks().iter().enumerate() {
        page.item(&format!("  {}. ", number + 1), check);
    }
    page.blank();
    page.paragraph(STRONG, "What the server's administrator looks at:");
    for admin in cause.admin() {
        page.item("  - ", &format!("{}: {}", admin.server(), admin.look_at()));
    }
    page.text()
}

fn section<'t>(page: &mut Page, title: &str, items: impl IntoIterator<Item = &'t str>) {
    page.blank();
    page.paragraph(STRONG, title);
    items.into_iter().for_each(|item| page.item("  ", item));
}

fn code_json(code: ReplyCode) -> Value {
    let about = explained(code);
    let places = about
        .iter()
        .flat_map(|about| about.places)
        .map(|(phase, means)| (phase.name().into(), (*means).into()));
    let examples = about.iter().flat_map(|about| about.examples);
    json!({
        "code": code.get(),
        "meaning": code.meaning(),
        "rfc": code.rfc(),
        "kind": digits(code),
        "phases": places.collect::<serde_json::Map<_, Value>>(),
        "senders": about.map(|about| about.senders),
        "then": about.map(|about| about.then),
        "related": about.map_or(&[][..], |about| about.related),
        "examples": examples.map(|(server, line)| json!({"server": server, "line": line})).collect::<Vec<_>>(),
    })
}

fn cause_json(cause: Cause) -> Value {
    let admin =
        cause.admin().iter().map(|admin| json!({"server": admin.server(), "look_at": admin.look_at()}));
    json!({
        "cause": cause.name(),
        "sentence": cause.sentence(),
        "checks": cause.checks(),
        "admin": admin.collect::<Vec<_>>(),
        "rfc": cause.rfc(),
    })
}

fn meaning(code: ReplyCode) -> String {
    match (code.meaning(), code.rfc()) {
        (Some(meaning), Some(rfc)) => format!("{meaning} (RFC {rfc})"),
        _ => "in no RFC".to_owned(),
    }
}

/// Returns what the first two digits say.
fn digits(code: ReplyCode) -> String {
    let severity = match code.severity() {
        Severity::Preliminary => "begun, another reply follows",
        Severity::Completion => "done",
        Severity::Intermediate => "go on with another command",
        Severity::Transient => "refused for now",
        Severity::Permanent => "refused",
        Severity::Protected => "a reply in protected form, and no success as it stands",
    };
    let topic = match code.topic() {
        Topic::Syntax => "about syntax",
        Topic::Information => "about information",
        Topic::Connections => "about connections",
        Topic::Authentication => "about login and security",
        Topic::FileSystem => "about files",
        Topic::Unspecified => "about nothing that is specified",
    };
    let [first, second, _] = code.digits().map(char::from);
    format!("{first}yz: {severity}; x{second}z: {topic}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cause = |cause| Ok(Subject::Cause(cause));
        assert_eq!(Subject::named("530"), Ok(Subject::Code(ReplyCode::NOT_LOGGED_IN)));
        assert_eq!(Subject::named("299").map(|subject| subject.page().contains("in no RFC")), Ok(true));
        assert_eq!(Subject::named("wrong_credentials"), cause(Cause::WrongCredentials));
        assert_eq!(Subject::named("TLS-required"), cause(Cause::TlsRequired));
        assert!(Subject::named("tls_requird").unwrap_err().contains("tls_required"));
        assert_eq!(Subject::named("530 Login incorrect."), Ok(Subject::Code(ReplyCode::NOT_LOGGED_IN)));
        let certificates = Subject::named("certificates").unwrap_err();
        for name in ["certificate_untrusted", "certificate_expired", "client_certificate_required"] {
            assert!(certificates.contains(name), "{certificates}");
        }
        for nothing in ["", "99", "700", "53", "x"] {
            assert!(Subject::named(nothing).unwrap_err().contains("codes lists"), "{nothing}");
        }
    }

    #[test]
    fn everything_is_listed_and_explained() {
        let (list, json) = (list(), list_json().to_string());
        let codes = ReplyCode::registered().map(|code| (code.to_string(), Subject::Code(code)));
        let causes = Cause::all().iter().map(|cause| (cause.name().to_owned(), Subject::Cause(*cause)));
        for (name, subject) in codes.chain(causes) {
            assert!(list.contains(&name) && json.contains(&name), "{name}");
            assert!(subject.page().contains(&name) && subject.json().to_string().contains(&name), "{name}");
        }
    }
}
