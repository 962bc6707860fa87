//! The documentation of the causes, generated from the tables.

use ftp_diagnosis::{Cause, Rule};
use std::fmt::Write;

pub const PATH: &str = "crates/ftp-diagnosis/src/causes.md";

pub fn page() -> String {
    let mut out = String::from(
        "# Causes\n\nEvery cause with what to do about it, and the rules that name it. This page is made from the tables by\n\
         `UPDATE_DOCS=1 cargo test -p ftp-tests --test diagnosis`.\n",
    );
    for cause in Cause::all() {
        write!(out, "\n## `{cause}`\n\n{}\n\n", escape(cause.sentence())).unwrap();
        for line in cause.checks() {
            writeln!(out, "- {}", escape(line)).unwrap();
        }
        out.push_str("\nAn administrator looks at:\n\n");
        for line in cause.admin() {
            writeln!(out, "- {}: {}", escape(line.server()), escape(line.look_at())).unwrap();
        }
        writeln!(out, "\n{}.", cause.rfc()).unwrap();
    }
    rules(&mut out, "Rules where words or behaviour tell", "All that match count.", Rule::telling());
    rules(
        &mut out,
        "Rules for answers that tell nothing",
        "The first that matches says what the answer may hide.",
        Rule::hiding(),
    );
    rules(
        &mut out,
        "Circumstances",
        "What the conversation adds where an answer tells nothing.",
        Rule::circumstances(),
    );
    rules(
        &mut out,
        "Behind the login",
        "The first that matches says most; what the others say is possible.",
        Rule::behind(),
    );
    rules(
        &mut out,
        "Behind the login, where the words tell nothing",
        "The first that matches says what the answer may hide.",
        Rule::behind_hiding(),
    );
    out
}

fn rules(out: &mut String, title: &str, how: &str, rules: impl Iterator<Item = &'static Rule>) {
    writeln!(
        out,
        "\n# {title}\n\n{how}\n\n| rule | looks at | says | because | seen on |\n| - | - | - | - | - |"
    )
    .unwrap();
    for rule in rules {
        let says: Vec<String> = rule.says().map(|(cause, sure, _)| format!("`{cause}` ({sure})")).collect();
        let because: Vec<&str> = rule.says().map(|(_, _, because)| because).collect();
        let cells = [rule.looks_at(), says.join(", "), because.join("; "), rule.seen_on().join(", ")];
        writeln!(out, "| {} | {} |", rule.name(), cells.map(|cell| escape(&cell)).join(" | ")).unwrap();
    }
}

/// Escapes what Markdown would interpret.
fn escape(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('>', "&gt;")
}
