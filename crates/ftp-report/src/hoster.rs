//! A paragraph to send to whoever runs the server: when, where, what was tried, what the server answered, and
//! what to look at. It holds no secret.

use crate::attempt::Attempt;
use crate::lines::reply_lines;
use crate::printable::printable;
use crate::read::About;
use crate::report::{Report, place};
use ftp_diagnosis::{Cause, Ended};
use ftp_proto::login::Phase;
use ftp_proto::transcript::Entry;
use ftp_proto::{TlsPolicy, Transcript};

/// The maximum number of commands that are named.
const COMMANDS: usize = 12;

/// Where the conversation comes from.
#[derive(Clone, Copy, Debug)]
pub enum Occasion<'a> {
    /// A check at this time, such as "2026-01-31 at 12:00 UTC".
    Check(&'a str),
    /// A log, with what it shows besides its conversation.
    Log(&'a About),
}

/// Returns the paragraph.
pub fn paragraph(report: &Report, occasion: Occasion<'_>) -> String {
    let mut sentences = vec![what_happened(report, occasion)];
    let tried = tried(report);
    if !tried.is_empty() {
        sentences.push(format!("What was tried: {tried}."));
    }
    if let Some(reply) = last_reply(report) {
        sentences.push(format!("The server's answer was: \"{reply}\"."));
    }
    if let Some(cause) = report.cause() {
        sentences.push(format!("That may mean: {}", cause.sentence()));
        sentences.push(format!("Please look at: {}.", what_to_look_at(cause, report)));
    }
    sentences.join(" ")
}

fn what_happened(report: &Report, occasion: Occasion<'_>) -> String {
    let end = &report.diagnosis;
    let (when, logged) = match occasion {
        Occasion::Check(at) => (format!("On {at}, "), None),
        Occasion::Log(About { when: Some(when), host }) => {
            (format!("At {} by the client's clock, ", printable(when.as_bytes())), host.clone())
        }
        Occasion::Log(About { host, .. }) => (String::new(), host.clone()),
    };
    let host = report.attempt.as_ref().map(Attempt::server).or(logged);
    let server = match host {
        Some(host) => format!("your FTP server {}", printable(host.as_bytes())),
        None => "your FTP server".to_owned(),
    };
    let who = user(report).map_or_else(String::new, |user| format!(" as {user}"));
    let behind = end.phase() == Phase::AfterLogin;
    let what = match end.ended() {
        Ended::LoggedIn => "worked".to_owned(),
        Ended::TransferFailed => "worked, but a command or a transfer after it failed".to_owned(),
        Ended::TimedOut if behind => "worked, but no answer came in time after it".to_owned(),
        Ended::Closed if behind => "worked, but the connection was closed after it".to_owned(),
        Ended::Unreachable => "failed: there was no connection".to_owned(),
        Ended::TimedOut => format!("failed: no answer came in time, {}", place(end.phase())),
        Ended::Closed => format!("failed: the connection was closed, {}", place(end.phase())),
        Ended::TlsFailed => format!("failed: TLS did not come up, {}", place(end.phase())),
        Ended::ProtocolError => {
            format!("failed: what came is not what an FTP server may say, {}", place(end.phase()))
        }
        Ended::Unfinished => format!("was begun; the log ends {}", place(end.phase())),
        _ => format!("was refused {}", place(end.phase())),
    };
    let sentence = format!("a login at {server}{who} {what}.");
    match when.is_empty() {
        true => sentence.replacen("a login", "A login", 1),
        false => when + &sentence,
    }
}

/// Returns the kind of TLS, and the commands in order. A transcript holds no secrets.
fn tried(report: &Report) -> String {
    let tls = report.attempt.as_ref().map(|attempt| match attempt.tls {
        TlsPolicy::Implicit => "TLS from the first byte",
        TlsPolicy::DangerCleartext => "no TLS",
        _ => "TLS by AUTH TLS",
    });
    let client = report.client.map(|client| format!("with {client}"));
    let commands = commands(&report.transcript);
    let commands = (!commands.is_empty()).then(|| commands.join(", "));
    let parts = [client, tls.map(str::to_owned), commands];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn commands(transcript: &Transcript) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    for entry in transcript.entries() {
        let step = match entry {
            Entry::Sent(sent) if sent.verb().eq_ignore_ascii_case(b"QUIT") => continue,
            Entry::Sent(sent) => String::from_utf8_lossy(sent.verb()).to_uppercase(),
            Entry::TlsUp => "TLS came up".to_owned(),
            _ => continue,
        };
        if commands.last() != Some(&step) {
            commands.push(printable(step.as_bytes()));
        }
    }
    if commands.len() > COMMANDS {
        let rest = commands.split_off(commands.len() - COMMANDS / 2);
        commands.truncate(COMMANDS / 2);
        commands.push("...".to_owned());
        commands.extend(rest);
    }
    commands
}

/// Returns the quote of the first cause, or else the last reply, on one line.
fn last_reply(report: &Report) -> Option<String> {
    let quote = report.diagnosis.causes().first().and_then(|first| first.quote());
    let last = || {
        report.transcript.entries().rev().find_map(|entry| match entry {
            Entry::Received { reply, .. } => Some(reply_lines(reply.as_reply().raw()).join(" / ")),
            _ => None,
        })
    };
    quote.map(|quote| reply_lines(quote.as_bytes()).join(" / ")).or_else(last)
}

fn user(report: &Report) -> Option<String> {
    let sent = report.transcript.entries().rev().find_map(|entry| match entry {
        Entry::Sent(sent) if sent.verb().eq_ignore_ascii_case(b"USER") => Some(printable(sent.argument())),
        _ => None,
    });
    let tried = || report.attempt.as_ref().map(|attempt| printable(&attempt.user));
    sent.or_else(tried).filter(|user| !user.is_empty() && user != "***")
}

/// Returns the settings of the server software, if it is known, and what to look at in any server.
fn what_to_look_at(cause: Cause, report: &Report) -> String {
    let of_software = report.in_server().map(|admin| format!("in {}: {}", admin.server(), admin.look_at()));
    let of_any = cause.admin().first().map(|admin| admin.look_at().to_owned());
    of_software.into_iter().chain(of_any).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    fn of_log(log: &str) -> String {
        let reading = read(log.as_bytes(), None).unwrap();
        let about = reading.about.clone();
        paragraph(&Report::of_reading(reading), Occasion::Log(&about))
    }

    #[test]
    fn the_paragraph_has_what_an_administrator_needs_and_no_secret() {
        let log = "12:00:01 * Connected to ftp.example.org (192.0.2.7) port 21\n\
                   12:00:01 < 220 (vsFTPd 3.0.3)\n12:00:01 > USER alice\n\
                   12:00:02 < 530 Non-anonymous sessions must use encryption.\n";
        assert_eq!(
            of_log(log),
            "At 12:00:01 by the client's clock, a login at your FTP server ftp.example.org as alice was refused at \
             the name (USER). What was tried: with curl; USER. The server's answer was: \"530 Non-anonymous sessions \
             must use encryption.\". That may mean: The server wants an encrypted connection. Please look at: in \
             vsftpd: force_local_logins_ssl, force_anon_logins_ssl, force_local_data_ssl; whether this account or \
             this network is meant to be served in clear."
        );
        let log = "* Connected to h.example (192.0.2.7) port 21\n< 220 hi\n> USER alice\n< 331 password\n\
                   > PASS hunter2\n< 530 hunter2 is wrong\n";
        let text = of_log(log);
        assert!(
            text.starts_with("A login at your FTP server h.example as alice") && !text.contains("hunter2"),
            "{text}"
        );
    }

    #[test]
    fn what_was_not_refused_is_not_said_to_be() {
        for (log, said) in [
            (
                "< 220 hi\n> USER alice\n< 331 password\n> PASS hunter2\n",
                "A login at your FTP server as alice was begun; the log ends at the password (PASS).",
            ),
            (
                "* Connected to h.example (192.0.2.7) port 21\n< SSH-2.0-OpenSSH_9.2p1\n",
                "failed: what came is not what an FTP server may say, in the greeting.",
            ),
            (
                "* Connected to h.example (192.0.2.7) port 21\n< 220 hi\n> USER alice\n< 331 password\n\
                 > PASS hunter2\n< 230 in\n> CWD sub\n* Connection timed out\n",
                "as alice worked, but no answer came in time after it.",
            ),
        ] {
            let text = of_log(log);
            assert!(text.contains(said) && !text.contains("was refused"), "{text}");
        }
    }

    #[test]
    fn long_conversations_are_cut_in_the_middle() {
        let mut transcript = Transcript::new();
        for number in 0..100 {
            transcript.sent(format!("SITE{} x\r\n", if number % 2 == 0 { "" } else { "S" }).as_bytes());
        }
        let commands = commands(&transcript);
        assert_eq!((commands.len(), commands[COMMANDS / 2].as_str()), (COMMANDS + 1, "..."));
    }
}
