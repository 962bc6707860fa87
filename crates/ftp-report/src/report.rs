//! What a check or a log shows, and how it is told to people.

use crate::attempt::Attempt;
use crate::page::{BAD, FAINT, GOOD, Page, STRONG};
use crate::password::Password;
use crate::printable::printable;
use crate::probe::{Found, Probe};
use crate::read::Reading;
use crate::seen::Seen;
use anstyle::Style;
use ftp_diagnosis::{
    Admin, Cause, Client, Confidence, Diagnosis, Ended, Finding, Greeting, ServerSoftware, diagnose,
};
use ftp_proto::Transcript;
use ftp_proto::login::Phase;
use ftp_proto::transcript::{ConnectFailure, Entry, Notice};

const NO_ADDRESS: Entry = Entry::ConnectFailed(ConnectFailure::NameNotFound);

/// What a conversation shows.
#[derive(Debug)]
pub struct Report {
    /// How the conversation ended, and why.
    pub diagnosis: Diagnosis,
    /// What was sent and received.
    pub transcript: Transcript,
    /// The TLS session, if there was one.
    pub tls: Option<Tls>,
    /// What else was found, on this port and on others.
    pub probes: Vec<Probe>,
    /// What was seen of data connections; `None` if the check did not get that far.
    pub seen: Option<Seen>,
    /// What was tried; `None` if the conversation is that of another client.
    pub attempt: Option<Attempt>,
    /// The client whose conversation it is, if it is known.
    pub client: Option<Client>,
    /// What the password that was sent looked like, if known.
    pub password: Option<Password>,
    /// The paragraph for whoever runs the server, if wanted.
    pub for_hoster: Option<String>,
}

/// A TLS session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The version: "TLSv1.3" or "TLSv1.2".
    pub version: String,
    /// Whether the certificate was verified.
    pub verified: bool,
}

impl Report {
    /// Diagnoses a conversation. With an attempt, the client is `ftp-doctor` itself.
    pub fn new(transcript: Transcript, attempt: Option<Attempt>, tls: Option<Tls>) -> Self {
        let client = attempt.as_ref().map(|_| Client::FtpDoctor);
        let diagnosis = diagnose(&transcript);
        Report {
            diagnosis,
            transcript,
            tls,
            attempt,
            client,
            probes: Vec::new(),
            seen: None,
            password: None,
            for_hoster: None,
        }
    }

    /// Returns the report with what the password looked like.
    pub fn with_password(self, password: Option<Password>) -> Self {
        Report { password, ..self }
    }

    /// Diagnoses the conversation in another client's log. If the reply is made of somebody's words
    /// ([`Reading::remark`]), no cause is more than likely.
    pub fn of_reading(reading: Reading) -> Self {
        let client = reading.program.and_then(|program| program.client);
        let mut report = Report::new(reading.transcript, None, None).with_password(reading.password);
        if reading.remark.is_some() {
            report.diagnosis = report.diagnosis.at_most(Confidence::Likely);
        }
        Report { client, ..report }
    }

    /// Returns the first cause.
    pub fn cause(&self) -> Option<Cause> {
        self.diagnosis.causes().first().map(Finding::cause)
    }

    /// Returns the server software, judged by the first reply.
    pub fn software(&self) -> ServerSoftware {
        let first = self.transcript.entries().find_map(|entry| match entry {
            Entry::Received { reply, .. } => Some(Greeting::parse(&reply.as_reply()).family),
            _ => None,
        });
        first.unwrap_or(ServerSoftware::Unknown)
    }

    /// Returns what to set in the client, in its own words.
    pub fn in_client(&self) -> Option<(Client, &'static str)> {
        Some((self.client?, self.cause()?.in_client(self.client?)?))
    }

    /// Returns what to look at in the server, in its own words.
    pub fn in_server(&self) -> Option<&'static Admin> {
        self.cause()?.in_server(self.software())
    }

    /// Adds what other connections showed, and diagnoses again. Only probes of the same port count for the diagnosis.
    pub fn look_around(&mut self, probes: Vec<Probe>) {
        let own = self.attempt.as_ref().map(|attempt| attempt.port);
        let notices = probes.iter().filter(|probe| Some(probe.port) == own).flat_map(Probe::notices);
        notices.for_each(|notice| self.transcript.push(Entry::Noticed(*notice)));
        self.diagnosis = diagnose(&self.transcript);
        self.probes = probes;
    }

    /// Adds what another login showed, and diagnoses again.
    pub fn notice(&mut self, notice: Notice) {
        self.transcript.push(Entry::Noticed(notice));
        self.diagnosis = diagnose(&self.transcript);
    }

    /// Returns the exit status of the tool.
    pub fn exit_status(&self) -> u8 {
        match self.diagnosis.ended() {
            Ended::LoggedIn => 0,
            Ended::Refused => 1,
            Ended::TransferFailed => 6,
            Ended::Unreachable | Ended::Closed | Ended::TimedOut | Ended::Unfinished => 3,
            Ended::TlsFailed => 4,
            _ => 5,
        }
    }

    /// Returns the report in sentences, 80 columns wide, with ANSI colours.
    pub fn for_people(&self) -> String {
        let mut page = Page::default();
        let logged_in = self.diagnosis.ended() == Ended::LoggedIn;
        page.paragraph(if logged_in { GOOD } else { BAD }, &self.headline());
        if let Some(seen) = self.seen.as_ref().filter(|_| logged_in) {
            seen.worked().iter().for_each(|line| page.paragraph(GOOD, line));
        }
        if let Some((first, others)) = self.diagnosis.causes().split_first() {
            page.blank();
            first_cause(&mut page, first);
            other_causes(&mut page, first, others);
        }
        if password_went_in_clear(&self.transcript) {
            page.blank();
            page.paragraph(
                BAD,
                "The password went over the network in clear: anyone on the way could read it.",
            );
        }
        if self.seen.as_ref().is_some_and(|seen| self.tls.is_some() && seen.is_clear()) {
            page.blank();
            page.paragraph(
                BAD,
                "TLS is for the login only: the server refuses it for data (PROT P), and names and files go in clear.",
            );
        }
        if let Some(password) = self.password.as_ref().filter(|_| self.password_was_refused()) {
            page.blank();
            page.paragraph(Default::default(), &password.sentences());
        }
        let looked_at = self.seen.as_ref().map(Seen::looked_at).unwrap_or_default();
        if !self.probes.is_empty() || !looked_at.is_empty() {
            page.blank();
            page.paragraph(STRONG, "What else was looked at:");
            looked_at.iter().for_each(|line| page.item("  - ", line));
            for probe in &self.probes {
                page.item("  - ", &probe.sentence());
                probe.said.iter().for_each(|said| page.line(&format!("    | {said}")));
            }
        }
        for remark in self.seen.as_ref().map(Seen::remarks).unwrap_or_default() {
            page.blank();
            page.paragraph(Style::new(), &remark);
        }
        let advice = self.advice();
        if !logged_in && !advice.is_empty() {
            page.blank();
            page.paragraph(STRONG, "What to do:");
            for (i, line) in advice.iter().enumerate() {
                page.item(&format!("  {}. ", i + 1), line);
            }
        }
        if let Some(cause) = self.cause().filter(|_| !logged_in) {
            page.blank();
            page.paragraph(STRONG, "For whoever runs the server:");
            if let Some(admin) = self.in_server() {
                page.item("  ", &format!("{}: {}", admin.server(), admin.look_at()));
            }
            page.line(&format!("  ftp-doctor explain {}", cause.name()));
        }
        if let Some(attempt) = self.attempt.as_ref().filter(|_| !logged_in) {
            page.blank();
            page.paragraph(STRONG, &attempt.curl_title(self.cause()));
            page.line(&format!("  {}", attempt.curl(self.cause())));
        }
        page.text()
    }

    /// Returns what to do, in at most [`Diagnosis::STEPS`] steps: about the kind of address, about servers that answer there,
    /// in the client's own words, and about the causes.
    pub fn advice(&self) -> Vec<String> {
        let attempt = self.attempt.as_ref();
        let family = attempt.filter(|_| self.transcript.entries().any(|entry| *entry == NO_ADDRESS));
        let family = family.and_then(Attempt::family).map(|(option, kind)| {
            format!("With {option} only {kind} addresses count, and the name has none: try without it.")
        });
        // Another FTP server is closer to what the user wanted than an SFTP server.
        let (ssh, ftp): (Vec<_>, Vec<_>) = self.probes.iter().partition(|probe| probe.found == Found::Ssh);
        let probed = ftp.into_iter().chain(ssh).filter_map(|probe| probe.advice(attempt?));
        let in_client = self.in_client().map(|(client, option)| format!("In {client}: {option}."));
        family
            .into_iter()
            .chain(probed)
            .chain(in_client)
            .chain(self.diagnosis.advice().into_iter().map(str::to_owned))
            .take(Diagnosis::STEPS)
            .collect()
    }

    /// Whether the server refused the password, so that its shape matters.
    pub fn password_was_refused(&self) -> bool {
        let end = &self.diagnosis;
        let named = end.causes().iter().any(|found| found.cause() == Cause::WrongCredentials);
        end.ended() == Ended::Refused && end.phase() == Phase::Pass && named
    }

    /// Returns how the conversation ended, in a sentence.
    pub fn headline(&self) -> String {
        let server = self.attempt.as_ref().map_or_else(|| "the server".to_owned(), Attempt::server);
        // If no reply refused the transfer, the code is that of the login.
        let behind = self.diagnosis.ended() == Ended::TransferFailed;
        let code = self.diagnosis.code().filter(|code| !(behind && code.is_success()));
        let code = code.map_or_else(String::new, |code| format!(" ({})", code.get()));
        let phase = place(self.diagnosis.phase());
        match self.diagnosis.ended() {
            Ended::LoggedIn => self.logged_in(&server),
            Ended::Refused => format!("Refused by {server} {phase}{code}."),
            Ended::TransferFailed => match place(self.diagnosis.phase()) {
                "after the login" => format!(
                    "The login at {server} worked; what failed is a command or a transfer after it{code}."
                ),
                place => format!("The login at {server} worked; what failed came after it, {place}{code}."),
            },
            Ended::Unreachable => match self.attempt.as_ref().and_then(Attempt::family) {
                Some((_, kind)) => format!("No connection to {server} over {kind}."),
                None => format!("No connection to {server}."),
            },
            Ended::TlsFailed => format!("No TLS with {server}: it failed {phase}{code}."),
            Ended::TimedOut => format!("No answer from {server} in time, {phase}."),
            Ended::Unfinished => format!("The log ends here, {phase}{code}: what follows is not in it."),
            Ended::Closed => format!("Closed by {server} without saying why, {phase}."),
            _ => format!("Not what an FTP server may say: {server}, {phase}{code}."),
        }
    }

    fn logged_in(&self, server: &str) -> String {
        let user = self.attempt.as_ref().map_or_else(String::new, |a| format!(" as {}", printable(&a.user)));
        let tls = match &self.tls {
            Some(tls) if tls.verified => format!(", over {}, certificate verified", tls.version),
            Some(tls) => format!(", over {}, certificate not verified", tls.version),
            None => String::new(),
        };
        format!("Logged in at {server}{user}{tls}.")
    }
}

fn first_cause(page: &mut Page, finding: &Finding) {
    let doubt = match finding.confidence() {
        Confidence::Certain => "",
        Confidence::Likely => "Likely: ",
        Confidence::Possible => "Possibly: ",
    };
    page.paragraph(STRONG, &format!("{doubt}{}", finding.cause().sentence()));
    evidence(page, finding.quote(), finding.because(), "  ");
}

fn other_causes(page: &mut Page, first: &Finding, others: &[Finding]) {
    if others.is_empty() {
        return;
    }
    page.blank();
    page.paragraph(STRONG, "It can also be:");
    for finding in others {
        page.item("  - ", finding.cause().sentence());
        let quote = finding.quote().filter(|quote| Some(*quote) != first.quote());
        evidence(page, quote, finding.because(), "    ");
    }
}

/// Adds the line that shows the cause, and what follows from it.
fn evidence(page: &mut Page, quote: Option<&str>, because: &str, indent: &str) {
    for line in quote.into_iter().flat_map(str::lines).take(QUOTED_LINES) {
        page.line(&format!("{indent}| {}", printable(line.as_bytes())));
    }
    if !because.is_empty() {
        page.styled_item(FAINT, indent, &format!("because {}", printable(because.as_bytes())));
    }
}

/// How many lines of a reply are quoted.
const QUOTED_LINES: usize = 8;

/// Returns the phase in words.
pub fn place(phase: Phase) -> &'static str {
    match phase {
        Phase::Connect => "while connecting",
        Phase::Greeting => "in the greeting",
        Phase::AuthTls => "at AUTH TLS",
        Phase::TlsHandshake => "in the TLS handshake",
        Phase::User => "at the name (USER)",
        Phase::Pass => "at the password (PASS)",
        Phase::Acct => "at the account (ACCT)",
        Phase::BeforeLogin => "before the login",
        Phase::Passive => "at EPSV and PASV",
        Phase::DataConnect => "connecting for data",
        Phase::DataTls => "in TLS of the data connection",
        Phase::Transfer => "in the transfer",
        _ => "after the login",
    }
}

/// Whether anyone on the network path could read the password. That of an anonymous login does not count.
pub fn password_went_in_clear(transcript: &Transcript) -> bool {
    let clear = transcript.entries().take_while(|entry| !matches!(entry, Entry::TlsUp));
    let mut sent = clear.filter_map(|entry| if let Entry::Sent(sent) = entry { Some(sent) } else { None });
    let mut anonymous = false;
    sent.any(|sent| {
        if sent.verb().eq_ignore_ascii_case(b"USER") {
            anonymous = sent.argument() == b"anonymous";
        }
        sent.verb().eq_ignore_ascii_case(b"PASS") && !sent.shape().empty && !anonymous
    })
}
