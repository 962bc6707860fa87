//! Looks at other ports and other ways to TLS on the same host, if a failed login does not show the cause. No name and no
//! password is sent.

mod look;

use crate::check::ip;
use ftp_diagnosis::{Cause, Confidence, Diagnosis, Ended};
use ftp_proto::login::Phase;
use ftp_proto::transcript::ConnectFailure;
use ftp_proto::{TlsFailure, TlsPolicy};
use ftp_report::attempt::Attempt;
use ftp_report::printable::printable;
use ftp_report::probe::{Found, Probe};
use ftp_tokio::{Options, TlsOptions, connect, drive};
use look::{Look, Seen};
use std::time::Duration;

/// The usual ports of FTP, FTP in TLS, FTP without the right to port 21, and SFTP.
pub const PORTS: [u16; 4] = [21, 990, 2121, 22];

/// The longest that a probe waits for any one answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Probes the ports that can explain a login that ended like this: its own port, and the others among `ports`.
pub async fn look_around(attempt: &Attempt, end: &Diagnosis, ports: &[u16], timeout: Duration) -> Vec<Probe> {
    let (own, others) = left_open(attempt, end);
    let others = ports.iter().copied().filter(|port| others && *port != attempt.port);
    let limit = timeout.min(PATIENCE);
    let mut looks = tokio::task::JoinSet::new();
    for port in own.then_some(attempt.port).into_iter().chain(others) {
        let (host, ip) = (attempt.host.clone(), ip(attempt));
        looks.spawn(async move {
            let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().ok();
            let options = Options { connect_timeout: limit, timeout: limit, ip, tls };
            look_at(&host, port, &options).await
        });
    }
    let mut probes = looks.join_all().await;
    probes.sort_by_key(|probe| (probe.port != attempt.port, probe.port));
    probes
}

/// Whether the port of the login can show something more, and whether other ports can.
fn left_open(attempt: &Attempt, end: &Diagnosis) -> (bool, bool) {
    let first = end.causes().first();
    let certain = first.is_some_and(|first| first.confidence() == Confidence::Certain);
    let missing =
        first.is_some_and(|first| matches!(first.cause(), Cause::NothingListening | Cause::NoAnswer));
    match (end.ended(), end.phase()) {
        (Ended::Unreachable, _) => (false, missing),
        (Ended::ProtocolError | Ended::TimedOut | Ended::Closed, Phase::Greeting) => (true, true),
        (Ended::TimedOut | Ended::Closed | Ended::TlsFailed, Phase::TlsHandshake) => (!certain, false),
        (Ended::TlsFailed, Phase::AuthTls) => (false, true),
        (Ended::Refused, _) => (!certain && attempt.tls == TlsPolicy::DangerCleartext, false),
        _ => (false, false),
    }
}

async fn look_at(host: &str, port: u16, options: &Options) -> Probe {
    let mut probe = Probe { port, found: Found::Silence, auth_tls: None, said: None };
    for look in [Look::in_clear(), Look::with_tls(), Look::for_a_page()] {
        let looked = tokio::time::timeout(options.timeout * 3, look_once(host, port, options, look)).await;
        let seen = match looked {
            Ok(Ok(seen)) => seen,
            Ok(Err(ConnectFailure::TimedOut)) | Err(_) => break,
            Ok(Err(_)) => {
                probe.found = Found::Nothing;
                break;
            }
        };
        probe.found = what(&seen);
        probe.auth_tls = seen.auth_tls;
        probe.said = seen
            .bytes
            .split(|byte| *byte == b'\n')
            .next()
            .filter(|line| !line.is_empty())
            .map(printable_line);
        if probe.found != Found::Silence {
            break;
        }
    }
    probe
}

fn printable_line(line: &[u8]) -> String {
    printable(line.trim_ascii_end())
}

async fn look_once(host: &str, port: u16, options: &Options, mut look: Look) -> Result<Seen, ConnectFailure> {
    let mut control = connect(host, port, options).await.map_err(|error| error.failure)?;
    drive(&mut control, &mut look).await;
    Ok(look.seen)
}

fn what(seen: &Seen) -> Found {
    let starts = |mark: &[u8]| seen.bytes.starts_with(mark);
    let first = seen.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mail = [&b"SMTP"[..], b"NNTP"].iter().any(|name| first.windows(4).any(|four| four == *name));
    match (&seen.tls, &seen.greeting) {
        (_, Some(_)) if mail => Found::Mail,
        (Some(Ok(())), Some(_)) if seen.auth_tls.is_none() => Found::FtpInTls,
        (_, Some(_)) => Found::Ftp,
        (Some(Ok(()) | Err(TlsFailure::Version | TlsFailure::ClientCertificateRequired)), None) => Found::Tls,
        _ if starts(b"SSH-") => Found::Ssh,
        _ if starts(b"HTTP/") => Found::Web,
        _ if starts(b"+OK") || starts(b"* OK") => Found::Mail,
        _ if seen.bytes.is_empty() => Found::Silence,
        _ => Found::Other,
    }
}
