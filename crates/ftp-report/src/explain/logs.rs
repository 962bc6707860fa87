//! How to get a log out of a client or a server.

use crate::page::{FAINT, Page, STRONG};
use crate::programs::{PROGRAMS, Program, of_log};
use serde_json::{Value, json};

/// Returns what to say about a log that holds nothing of FTP: what was looked for, and how to get a log out of the program
/// that seems to have written it.
pub fn nothing_found(log: &[u8]) -> String {
    let looked = "There is nothing of an FTP conversation in that log, or not in that format: no line with a code \
                  of three digits, no command, and no words of a client about its connection.";
    match of_log(log, None) {
        Some(Program { name, switch, .. }) => {
            format!("{looked} It seems to be of {name}, which logs more with: {switch}.")
        }
        None => format!("{looked} ftp-doctor explain log lists how clients log more."),
    }
}

/// Returns how to get a log out of one program, or out of every program, for people.
pub fn page(program: Option<&Program>) -> String {
    let mut page = Page::default();
    page.paragraph(STRONG, "How to get a log:");
    for program in PROGRAMS.iter().filter(|one| program.is_none_or(|wanted| wanted == *one)) {
        page.item(&format!("  {}: ", program.name), program.switch);
    }
    page.blank();
    page.paragraph(FAINT, "What comes out goes into: ftp-doctor read FILE");
    page.text()
}

/// Returns the same as JSON.
pub fn json(program: Option<&Program>) -> Value {
    let all = PROGRAMS.iter().filter(|one| program.is_none_or(|wanted| wanted == *one));
    json!({ "logs": all.map(|one| json!({ "program": one.name, "switch": one.switch })).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programs::named;

    #[test]
    fn the_program_is_known_by_its_signs() {
        for (log, wanted) in [
            ("FluentFTP.Exceptions.FtpException: something", "fluentftp"),
            ("ftp> nothing", "ftp"),
            ("at x (node_modules/ftp/lib/connection.js:1:2)", "node-ftp"),
        ] {
            let said = nothing_found(log.as_bytes());
            let switch = named(wanted).unwrap().switch;
            assert!(said.contains(switch), "{said}");
        }
        assert!(nothing_found(b"hello").contains("explain log"));
    }

    #[test]
    fn one_program_or_all() {
        assert!(page(named("CURL")).contains("--trace-ascii"));
        assert!(!page(named("curl")).contains("lftp"));
        assert_eq!(json(None)["logs"].as_array().map(Vec::len), Some(PROGRAMS.len()));
    }
}
