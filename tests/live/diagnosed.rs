//! What `ftp-doctor check` diagnoses with real servers.

use ftp_blocking::{Options, connect, drive};
use ftp_diagnosis::Cause;
use ftp_diagnosis::Ended;
use ftp_doctor::check::{Unobserved, check};
use ftp_doctor::transfers::Further;
use ftp_proto::login::Phase;
use ftp_proto::{Credentials, Login, LoginConfig, TlsPolicy};
use ftp_report::attempt::Attempt;
use ftp_report::json;
use ftp_report::report::Report;
use ftp_tests::raw::raw_lines;
use ftp_tests::servers::{
    ALICE, Account, BOB, CAROL, DAVE, NOBODY, Running, Server, Setup, share_each, skip_or_fail,
};
use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use {Ended::*, Server::*, TlsPolicy::*};

/// A password that no server accepts and that no output may show.
const WRONG: &str = "canary-wrong-password";
const STRANGER: Account = Account { name: "alice", password: WRONG };
const ANONYMOUS: Account = Account { name: "anonymous", password: "somebody@example.com" };

struct Case {
    name: &'static str,
    setup: Setup,
    tls: TlsPolicy,
    account: Account,
    /// Whether somebody else is logged in meanwhile.
    held: bool,
    expected: &'static [Expected],
}

/// What `check` has to say about a server: the true cause, and its place among the causes.
type Expected = (Server, Ended, Option<u16>, Phase, &'static str, Rank);

/// The place that the true cause must have.
#[derive(Clone, Copy, PartialEq)]
enum Rank {
    /// First: the server's words or behaviour reveal it.
    First,
    /// Anywhere: the server's text can have other causes too.
    Listed,
    /// There is no cause, because the login succeeds.
    No,
}
use Rank::*;

const LOGIN: &[Expected] = &[
    (Vsftpd, LoggedIn, Some(230), Phase::AfterLogin, "", No),
    (ProFtpd, LoggedIn, Some(230), Phase::AfterLogin, "", No),
    (PureFtpd, LoggedIn, Some(230), Phase::AfterLogin, "", No),
    (Pyftpdlib, LoggedIn, Some(230), Phase::AfterLogin, "", No),
];

const WRONG_CREDENTIALS: &[Expected] = &[
    (Vsftpd, Refused, Some(530), Phase::Pass, "wrong_credentials", First),
    (ProFtpd, Refused, Some(530), Phase::Pass, "wrong_credentials", First),
    (PureFtpd, Refused, Some(530), Phase::Pass, "wrong_credentials", First),
    (Pyftpdlib, Refused, Some(530), Phase::Pass, "wrong_credentials", First),
];

const CASES: &[Case] = &[
    Case {
        name: "login in clear",
        setup: Setup::Plain,
        tls: DangerCleartext,
        account: ALICE,
        held: false,
        expected: LOGIN,
    },
    Case {
        name: "login, explicit TLS",
        setup: Setup::ExplicitTls,
        tls: Required,
        account: BOB,
        held: false,
        expected: LOGIN,
    },
    Case {
        name: "login, implicit TLS",
        setup: Setup::ImplicitTls,
        tls: Implicit,
        account: ALICE,
        held: false,
        expected: LOGIN,
    },
    Case {
        name: "wrong password",
        setup: Setup::ExplicitTls,
        tls: Required,
        account: STRANGER,
        held: false,
        expected: WRONG_CREDENTIALS,
    },
    Case {
        name: "unknown user",
        setup: Setup::Plain,
        tls: DangerCleartext,
        account: NOBODY,
        held: false,
        expected: WRONG_CREDENTIALS,
    },
    Case {
        name: "TLS demanded, not used",
        setup: Setup::TlsRequired,
        tls: DangerCleartext,
        account: ALICE,
        held: false,
        expected: &[
            (Vsftpd, Refused, Some(530), Phase::User, "tls_required", First),
            (ProFtpd, Refused, Some(550), Phase::User, "tls_required", First),
            (PureFtpd, Refused, Some(421), Phase::User, "tls_required", First),
            (Pyftpdlib, Refused, Some(550), Phase::User, "tls_required", First),
        ],
    },
    Case {
        name: "TLS wanted, not there",
        setup: Setup::Plain,
        tls: Required,
        account: ALICE,
        held: false,
        expected: &[
            (Vsftpd, TlsFailed, Some(530), Phase::AuthTls, "tls_unsupported", First),
            (ProFtpd, TlsFailed, Some(500), Phase::AuthTls, "tls_unsupported", First),
            (PureFtpd, TlsFailed, Some(500), Phase::AuthTls, "tls_unsupported", First),
            (Pyftpdlib, TlsFailed, Some(500), Phase::AuthTls, "tls_unsupported", First),
        ],
    },
    Case {
        name: "account disabled",
        setup: Setup::Plain,
        tls: DangerCleartext,
        account: CAROL,
        held: false,
        expected: &[
            (Vsftpd, Refused, Some(530), Phase::User, "account_disabled", First),
            (ProFtpd, Refused, Some(530), Phase::Pass, "account_disabled", Listed),
            (PureFtpd, Refused, Some(530), Phase::Pass, "account_disabled", First),
            (Pyftpdlib, Refused, Some(530), Phase::Pass, "account_disabled", First),
        ],
    },
    Case {
        name: "home directory gone",
        setup: Setup::Plain,
        tls: DangerCleartext,
        account: DAVE,
        held: false,
        expected: &[
            (Vsftpd, Refused, Some(500), Phase::Pass, "home_directory", First),
            (ProFtpd, Refused, Some(530), Phase::Pass, "home_directory", Listed),
            (PureFtpd, Refused, Some(421), Phase::Pass, "home_directory", First),
            (Pyftpdlib, TransferFailed, Some(550), Phase::Transfer, "not_found", First),
        ],
    },
    Case {
        name: "anonymous refused",
        setup: Setup::Plain,
        tls: DangerCleartext,
        account: ANONYMOUS,
        held: false,
        expected: &[
            (Vsftpd, Refused, Some(530), Phase::Pass, "anonymous_refused", First),
            (ProFtpd, Refused, Some(530), Phase::Pass, "anonymous_refused", First),
            (PureFtpd, Refused, Some(530), Phase::Pass, "anonymous_refused", First),
            (Pyftpdlib, Refused, Some(530), Phase::Pass, "anonymous_refused", First),
        ],
    },
    Case {
        name: "anonymous",
        setup: Setup::Anonymous,
        tls: DangerCleartext,
        account: ANONYMOUS,
        held: false,
        expected: LOGIN,
    },
    Case {
        name: "too many clients",
        setup: Setup::OneClient,
        tls: DangerCleartext,
        account: ALICE,
        held: true,
        expected: &[
            (Vsftpd, Refused, Some(421), Phase::Greeting, "too_many_connections", First),
            (ProFtpd, Refused, Some(530), Phase::Pass, "too_many_connections", First),
            (PureFtpd, Refused, Some(421), Phase::Greeting, "too_many_connections", First),
            (Pyftpdlib, Refused, Some(421), Phase::Greeting, "too_many_connections", First),
        ],
    },
    Case {
        name: "too many from one address",
        setup: Setup::OnePerAddress,
        tls: DangerCleartext,
        account: ALICE,
        held: true,
        expected: &[
            (Vsftpd, Refused, Some(421), Phase::Greeting, "too_many_connections", First),
            (ProFtpd, Refused, Some(530), Phase::Greeting, "too_many_connections", First),
            (PureFtpd, Refused, Some(421), Phase::Greeting, "too_many_connections", First),
            (Pyftpdlib, Refused, Some(421), Phase::Greeting, "too_many_connections", First),
        ],
    },
    Case {
        name: "implicit TLS to a plain port",
        setup: Setup::Plain,
        tls: Implicit,
        account: ALICE,
        held: false,
        expected: &[
            (Vsftpd, TlsFailed, None, Phase::TlsHandshake, "explicit_tls_expected", Listed),
            (ProFtpd, TlsFailed, None, Phase::TlsHandshake, "explicit_tls_expected", Listed),
            (PureFtpd, TlsFailed, None, Phase::TlsHandshake, "explicit_tls_expected", Listed),
            (Pyftpdlib, TlsFailed, None, Phase::TlsHandshake, "explicit_tls_expected", Listed),
        ],
    },
    Case {
        name: "in clear to an implicit TLS port",
        setup: Setup::ImplicitTls,
        tls: DangerCleartext,
        account: ALICE,
        held: false,
        expected: &[
            (Vsftpd, TimedOut, None, Phase::Greeting, "implicit_tls_expected", Listed),
            (ProFtpd, TimedOut, None, Phase::Greeting, "implicit_tls_expected", Listed),
            (Pyftpdlib, TimedOut, None, Phase::Greeting, "implicit_tls_expected", Listed),
        ],
    },
];

#[test]
fn every_server_in_every_situation() {
    let results = thread::scope(|scope| {
        let is_new = |(at, case): &(usize, &Case)| CASES[..*at].iter().all(|other| other.setup != case.setup);
        let setups = CASES.iter().enumerate().filter(is_new).map(|(_, case)| case.setup);
        let all = setups.flat_map(|setup| Server::ALL.map(|server| (server, setup)));
        let all: Vec<_> = all.map(|(server, setup)| scope.spawn(move || all_of(server, setup))).collect();
        all.into_iter().flat_map(|cases| cases.join().unwrap()).collect::<Vec<_>>()
    });
    for line in results.iter().map(|result| result.as_ref().unwrap_or_else(|wrong| wrong)) {
        println!("{line}");
    }
    let wrong: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} of {} are not as expected: {wrong:#?}", wrong.len(), results.len());
}

/// Runs the cases of one setup against one server and all at once, because most of the time is spent waiting
/// for refusals.
fn all_of(server: Server, setup: Setup) -> Vec<Result<String, String>> {
    let Some(running) = skip_or_fail(server, setup, server.share(setup)) else { return Vec::new() };
    thread::scope(|scope| {
        let expected = |case: &'static Case| case.expected.iter().find(|expected| expected.0 == server);
        let cases = CASES.iter().filter(|case| case.setup == setup);
        let cases = cases.filter_map(|case| Some((case, expected(case)?)));
        let running = &running;
        let runs: Vec<_> =
            cases.map(|(case, expected)| scope.spawn(|| run(case, running, expected))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    })
}

fn run(case: &Case, running: &Running, expected: &Expected) -> Result<String, String> {
    let server = expected.0;
    let held = case.held.then(|| hold(running));
    let attempt = attempt(running, case.account.name, case.tls);
    let credentials = match case.account.name {
        "anonymous" => Credentials::anonymous(case.account.password).unwrap(),
        name => Credentials::new(name, case.account.password).unwrap(),
    };
    let timeout = Duration::from_secs(if expected.1 == TimedOut { 2 } else { 40 });
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let report =
        runtime.block_on(check(attempt, credentials, timeout, Further::LISTING, &mut Unobserved)).unwrap();
    drop(held);
    let line = described(&format!("{:9} {:33}", server.to_string(), case.name), &report);
    let shown = json::object(&report, None).unwrap() + &report.for_people() + &format!("{report:?}");
    if case.account.name != "anonymous" && shown.contains(case.account.password) {
        return Err(format!("{line}: the password shows in {shown}"));
    }
    judged(line, &report, expected)
}

pub fn attempt(running: &Running, user: &str, tls: TlsPolicy) -> Attempt {
    Attempt {
        host: "127.0.0.1".into(),
        port: running.port,
        user: user.into(),
        tls,
        ca_file: Some(running.ca.clone()),
        certificate: None,
        insecure: false,
        ip: None,
        account: false,
        directory: Vec::new(),
    }
}

#[test]
fn a_certificate_of_the_client_s() {
    for server in [Vsftpd, ProFtpd] {
        let setup = Setup::ClientCertificate;
        let Some(running) = skip_or_fail(server, setup, server.start(setup)) else { continue };
        let own = running.ca.with_file_name("server.pem");
        for (certificate, expected) in [
            (None, (server, TlsFailed, Some(234), Phase::TlsHandshake, "client_certificate_required", First)),
            (Some((own.clone(), own)), (server, LoggedIn, Some(230), Phase::AfterLogin, "", No)),
        ] {
            let attempt = Attempt { certificate, ..attempt(&running, ALICE.name, Required) };
            let credentials = Credentials::new(ALICE.name, ALICE.password).unwrap();
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            let timeout = Duration::from_secs(40);
            let report = runtime
                .block_on(check(attempt, credentials, timeout, Further::LISTING, &mut Unobserved))
                .unwrap();
            let line = described(&format!("{:9} {:33}", server.to_string(), "a client certificate"), &report);
            println!("{}", judged(line, &report, &expected).unwrap_or_else(|wrong| panic!("{wrong}")));
        }
    }
}

fn judged(
    line: String,
    report: &Report,
    &(_, outcome, code, phase, cause, rank): &Expected,
) -> Result<String, String> {
    let found = &report.diagnosis;
    let causes: Vec<_> = found.causes().iter().map(|finding| finding.cause()).collect();
    let place = causes.iter().position(|found| Some(*found) == Cause::from_name(cause));
    let ranked = match rank {
        First => place == Some(0),
        Listed => place.is_some(),
        No => causes.is_empty(),
    };
    // The greeting of a plain port may come before the handshake begins, or break it.
    let greeted = phase == Phase::TlsHandshake && found.code().is_some_and(|c| c.get() == 220);
    let coded = greeted || found.code().map(|c| c.get()) == code;
    let fits = found.ended() == outcome && coded && found.phase() == phase && ranked;
    if fits {
        Ok(line)
    } else {
        Err(format!("{line}  EXPECTED {outcome:?} {code:?} {phase:?} {cause}\n{:#?}", report.transcript))
    }
}

/// One line of the table: what the server answered, and the diagnosis.
pub fn described(title: &str, report: &Report) -> String {
    let found = &report.diagnosis;
    let causes: Vec<_> =
        found.causes().iter().map(|f| format!("{} ({})", f.cause().name(), f.confidence().name())).collect();
    let code = found.code().map(|code| code.to_string()).unwrap_or_default();
    format!("{title} {:10} {code:3} {:13} {}", found.ended().name(), found.phase().name(), causes.join(", "))
}

/// A session that stays logged in as long as it is kept.
fn hold(running: &Running) -> impl Sized + use<> {
    let mut control = connect("127.0.0.1", running.port, &Options::default()).unwrap();
    let credentials = Credentials::new(ALICE.name, ALICE.password).unwrap();
    let mut login = Login::new(LoginConfig::new(credentials).tls(DangerCleartext));
    drive(&mut control, &mut login);
    (login.finish().unwrap(), control)
}

#[test]
fn a_file_command_before_the_login() {
    share_each(Setup::Plain, |server, running| {
        let transcript = raw_lines(([127, 0, 0, 1], running.port).into(), &["LIST"]).unwrap();
        let report = Report::new(transcript, None, None);
        let line = described(&format!("{:9} {:33}", server.to_string(), "LIST before the login"), &report);
        println!("{line}");
        let expected = (server, Refused, Some(530), Phase::BeforeLogin, "not_logged_in", First);
        judged(line, &report, &expected).unwrap();
    });
}
