//! The lists of codes and causes, and of the programs that write logs.

use crate::html::{Page, Text, escaped, link};
use ftp_diagnosis::Cause;
use ftp_proto::ReplyCode;
use ftp_report::programs::PROGRAMS;

/// Lists every code and every cause.
pub fn codes_and_causes() -> Page {
    let mut text = Text::default();
    text.element("h1", "FTP reply codes and causes");
    text.element("h2 id=\"causes\"", "Causes").markup("<ul class=\"list\">");
    for cause in Cause::all() {
        row(&mut text, &link(cause.name(), &cause.name().replace('_', " ")), cause.sentence());
    }
    text.markup("</ul>").element("h2 id=\"codes\"", "Codes").markup("<ul class=\"list codes\">");
    for code in ReplyCode::registered() {
        row(&mut text, &link(&code.to_string(), &code.to_string()), code.meaning().unwrap_or_default());
    }
    text.markup("</ul>");
    Page {
        address: "codes".to_owned(),
        title: "FTP reply codes, and causes of failed logins and transfers".to_owned(),
        description:
            "Every FTP reply code and every cause of a failed login or transfer, each with what to do."
                .to_owned(),
        text: text.end(),
    }
}

/// Lists how each program logs more.
pub fn logs() -> Page {
    let mut text = Text::default();
    text.element("h1", "How to get a log out of an FTP client or server");
    text.element("p class=\"lead\"", "Switch on its log, repeat what fails, and paste all that it prints.");
    text.markup("<ul class=\"list\">");
    for program in &PROGRAMS {
        text.markup(&format!(
            "<li><strong>{}</strong> <code>{}</code></li>",
            escaped(program.name),
            escaped(program.switch)
        ));
    }
    text.markup("</ul>");
    Page {
        address: "logs".to_owned(),
        title: "How to get a log out of an FTP client or server".to_owned(),
        description:
            "The option or setting by which each FTP client and server writes a log of the conversation."
                .to_owned(),
        text: text.end(),
    }
}

fn row(text: &mut Text, term: &str, said: &str) {
    text.markup(&format!("<li><span>{term}</span> <span>{}</span></li>", escaped(said)));
}
