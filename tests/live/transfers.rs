//! What `ftp-doctor check` sees of data connections of real servers after the login, and why they fail.

use crate::diagnosed::{attempt, described};
use crate::rewritten::{Leads, Rewriting};
use ftp_diagnosis::{Cause, Confidence, Ended};
use ftp_doctor::check::{Next, Observer, check};
use ftp_doctor::transfers::{Extent, Further};
use ftp_proto::login::Phase;
use ftp_proto::transcript::Entry;
use ftp_proto::{Credentials, LoginError, TlsPolicy};
use ftp_report::attempt::Attempt;
use ftp_report::report::Report;
use ftp_tests::servers::{ALICE, Account, BOB, Running, Server, Setup, skip_or_fail};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use {Confidence::*, Ended::*, Server::*, TlsPolicy::*};

/// What goes wrong with a listing or an upload, on the way or at the server.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    None,
    /// The data ports lead elsewhere.
    Way(Leads),
    /// The account's directory has this mode.
    Mode(u32),
    /// Data connections begin a TLS session of their own.
    NoResumption,
}
use Trouble::{Mode, NoResumption, Way};

struct Case {
    name: &'static str,
    setup: Setup,
    tls: TlsPolicy,
    extent: Extent,
    trouble: Trouble,
    expected: &'static [Expected],
}

/// How it ends, in which phase, and the first cause with its confidence.
type Expected = (Server, Ended, Phase, Option<(Cause, Confidence)>);

const fn fails(server: Server, phase: Phase, cause: Cause, confidence: Confidence) -> Expected {
    (server, TransferFailed, phase, Some((cause, confidence)))
}

const fn works(server: Server) -> Expected {
    (server, LoggedIn, Phase::AfterLogin, None)
}

const ALL_WORK: &[Expected] = &[works(Vsftpd), works(ProFtpd), works(PureFtpd), works(Pyftpdlib)];

const ALL_TIME_OUT: &[Expected] = &[
    fails(Vsftpd, Phase::DataConnect, Cause::DataConnectionTimeout, Likely),
    fails(ProFtpd, Phase::DataConnect, Cause::DataConnectionTimeout, Likely),
    fails(PureFtpd, Phase::DataConnect, Cause::DataConnectionTimeout, Likely),
    fails(Pyftpdlib, Phase::DataConnect, Cause::DataConnectionTimeout, Likely),
];

const CASES: &[Case] = &[
    Case {
        name: "listing and upload, in clear",
        setup: Setup::Plain,
        tls: DangerCleartext,
        extent: Extent::Upload,
        trouble: Trouble::None,
        expected: ALL_WORK,
    },
    Case {
        name: "listing and upload, TLS",
        setup: Setup::ExplicitTls,
        tls: Required,
        extent: Extent::Upload,
        trouble: Trouble::None,
        expected: ALL_WORK,
    },
    Case {
        name: "listing and upload, session reuse required",
        setup: Setup::SessionReuse,
        tls: Required,
        extent: Extent::Upload,
        trouble: Trouble::None,
        expected: &[works(Vsftpd), works(ProFtpd)],
    },
    Case {
        name: "session reuse required, and not done",
        setup: Setup::SessionReuse,
        tls: Required,
        extent: Extent::Listing,
        trouble: NoResumption,
        expected: &[
            fails(Vsftpd, Phase::DataTls, Cause::TlsSessionReuseRequired, Certain),
            fails(ProFtpd, Phase::DataTls, Cause::TlsSessionReuseRequired, Certain),
        ],
    },
    Case {
        name: "a wrong address in PASV",
        setup: Setup::WrongAddress,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Trouble::None,
        expected: ALL_WORK,
    },
    Case {
        name: "a wrong address, and ports blocked",
        setup: Setup::WrongAddress,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Way(Leads::ToSilence),
        expected: ALL_TIME_OUT,
    },
    Case {
        name: "ports blocked",
        setup: Setup::Plain,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Way(Leads::ToSilence),
        expected: ALL_TIME_OUT,
    },
    Case {
        name: "ports closed",
        setup: Setup::Plain,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Way(Leads::ToNothing),
        expected: &[
            fails(Vsftpd, Phase::DataConnect, Cause::DataConnectionRefused, Likely),
            fails(ProFtpd, Phase::DataConnect, Cause::DataConnectionRefused, Likely),
            fails(PureFtpd, Phase::DataConnect, Cause::DataConnectionRefused, Likely),
            fails(Pyftpdlib, Phase::DataConnect, Cause::DataConnectionRefused, Likely),
        ],
    },
    Case {
        name: "no passive mode",
        setup: Setup::NoPassive,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Trouble::None,
        expected: &[
            fails(Vsftpd, Phase::Passive, Cause::PassiveDisabled, Likely),
            fails(ProFtpd, Phase::Passive, Cause::PassiveDisabled, Likely),
            fails(Pyftpdlib, Phase::Passive, Cause::PassiveDisabled, Likely),
        ],
    },
    Case {
        name: "data has to be under TLS, and is not",
        setup: Setup::DataTls,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Trouble::None,
        expected: &[
            fails(Vsftpd, Phase::Transfer, Cause::DataTlsRequired, Likely),
            fails(ProFtpd, Phase::Transfer, Cause::DataTlsRequired, Likely),
            fails(Pyftpdlib, Phase::Passive, Cause::DataTlsRequired, Likely),
        ],
    },
    Case {
        name: "a directory that cannot be read",
        setup: Setup::Plain,
        tls: DangerCleartext,
        extent: Extent::Listing,
        trouble: Mode(0o311),
        expected: &[
            fails(Vsftpd, Phase::Transfer, Cause::ListingFailed, Likely),
            // These call it empty.
            works(ProFtpd),
            works(PureFtpd),
        ],
    },
    Case {
        name: "nothing may be stored",
        setup: Setup::ReadOnly,
        tls: DangerCleartext,
        extent: Extent::Upload,
        trouble: Mode(0o555),
        expected: &[
            fails(Vsftpd, Phase::Transfer, Cause::UploadDenied, Likely),
            fails(ProFtpd, Phase::Transfer, Cause::PermissionDenied, Likely),
            fails(PureFtpd, Phase::Transfer, Cause::PermissionDenied, Likely),
            fails(Pyftpdlib, Phase::Transfer, Cause::UploadDenied, Likely),
        ],
    },
];

#[test]
fn every_server_and_what_goes_wrong_after_the_login() {
    let results: Vec<_> = thread::scope(|scope| {
        let is_new = |(at, case): &(usize, &Case)| CASES[..*at].iter().all(|other| other.setup != case.setup);
        let setups = CASES.iter().enumerate().filter(is_new).map(|(_, case)| case.setup);
        let all = setups.flat_map(|setup| Server::ALL.map(|server| (server, setup)));
        let all: Vec<_> = all.map(|(server, setup)| scope.spawn(move || all_of(server, setup))).collect();
        all.into_iter().flat_map(|cases| cases.join().unwrap()).collect()
    });
    for line in results.iter().map(|result| result.as_ref().unwrap_or_else(|wrong| wrong)) {
        println!("{line}");
    }
    let wrong: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} of {} are not as expected: {wrong:#?}", wrong.len(), results.len());
}

/// Runs the cases of one setup against one server and all at once. Cases that change a directory use another account.
fn all_of(server: Server, setup: Setup) -> Vec<Result<String, String>> {
    let cases = CASES.iter().filter(|case| case.setup == setup);
    let cases = cases.filter_map(|case| Some((case, case.expected.iter().find(|one| one.0 == server)?)));
    let cases: Vec<_> = cases.collect();
    if cases.is_empty() {
        return Vec::new();
    }
    let Some(running) = skip_or_fail(server, setup, server.share(setup)) else { return Vec::new() };
    thread::scope(|scope| {
        let running = &running;
        let runs: Vec<_> =
            cases.iter().map(|(case, expected)| scope.spawn(|| run(case, running, expected))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    })
}

fn run(case: &Case, running: &Running, expected: &Expected) -> Result<String, String> {
    let account = if let Mode(_) = case.trouble { BOB } else { ALICE };
    if let Mode(mode) = case.trouble {
        fs::set_permissions(running.home(account), Permissions::from_mode(mode)).unwrap();
    }
    let (report, announced) = checked(case, running, account);
    let line = described(&format!("{:9} {:43}", expected.0.to_string(), case.name), &report);
    let found = &report.diagnosis;
    let first = found.causes().first().map(|first| (first.cause(), first.confidence()));
    let fits = (found.ended(), found.phase(), first) == (expected.1, expected.2, expected.3);
    let name = report.seen.as_ref().and_then(|seen| seen.stored.as_ref()).map(|stored| &stored.name);
    let left = name.is_some_and(|name| running.home(account).join(name).exists());
    match fits && !left && well_described(case, &report, &announced) {
        true => Ok(line),
        false => Err(format!(
            "{line}  EXPECTED {expected:?}, left: {left}\n{announced:?}\n{:#?}\n{:#?}",
            report.seen, report.transcript
        )),
    }
}

/// Checks what belongs to each case besides the cause.
fn well_described(case: &Case, report: &Report, announced: &[String]) -> bool {
    let Some(seen) = &report.seen else { return false };
    let transfer = seen.transfer.as_ref().map(|transfer| &transfer.report);
    let resumed = transfer.and_then(|report| report.data.tls).and_then(|tls| tls.ok()?.resumed);
    let stored = seen.stored.as_ref();
    match case.setup {
        Setup::WrongAddress => seen.other_address() == Some([10, 0, 0, 7].into()),
        Setup::SessionReuse if case.trouble == NoResumption => {
            resumed == Some(false)
                && matches!(&seen.tried[..], [tried, ..] if tried.works == Some(true))
                && announced.len() == seen.tried.len()
        }
        Setup::SessionReuse => resumed == Some(true),
        Setup::ReadOnly => stored.is_some_and(|stored| stored.removed != Some(false)),
        _ if case.extent == Extent::Upload => {
            stored.is_some_and(|stored| stored.size == Some(1024) && stored.removed == Some(true))
                && announced.len() == 1
        }
        _ => true,
    }
}

/// Keeps the announcements.
#[derive(Default)]
struct Announced(Vec<String>);

impl Observer for Announced {
    fn happened(&mut self, _: &Entry) {}

    fn refused(&mut self, _: &LoginError) -> Next {
        Next::Stop
    }

    fn wait(&mut self, _: u32) {}

    fn begins(&mut self, what: &str) {
        self.0.push(what.to_owned());
    }
}

fn checked(case: &Case, running: &Running, account: Account) -> (Report, Vec<String>) {
    let mut attempt = attempt(running, account.name, case.tls);
    let between = match case.trouble {
        Way(leads) => Some(Rewriting::start(([127, 0, 0, 1], running.port).into(), leads).unwrap()),
        _ => None,
    };
    if let Some(between) = &between {
        attempt = Attempt { port: between.port, ..attempt };
    }
    let timeout = Duration::from_secs(if case.trouble == Way(Leads::ToSilence) { 2 } else { 20 });
    let further = Further { extent: case.extent, probes: true, resume: case.trouble != NoResumption };
    let credentials = Credentials::new(account.name, account.password).unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let mut announced = Announced::default();
    let report = runtime.block_on(check(attempt, credentials, timeout, further, &mut announced)).unwrap();
    (report, announced.0)
}
