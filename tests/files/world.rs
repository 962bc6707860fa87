//! The servers that the cases run against, and what a client has to do for the cases.

use ftp_blocking::{Tls as ClientTls, TlsOptions};
use ftp_proto::command::Command;
use ftp_proto::transcript::Entry;
use ftp_proto::transfer::{DataSettings, Ending, Plan};
use ftp_proto::{Credentials, LoginConfig, TlsPolicy, Transcript};
use ftp_tests::embedded::{self, Embedded};
use ftp_tests::servers::{ALICE, Running, Server, Setup, skip_or_fail};
use ftp_tests::whole;
use std::fmt;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// What a client does, however it waits. An error is the ending of the transfer.
pub trait Moves {
    /// Fetches a whole file.
    fn get(&mut self, plan: Plan) -> Result<Vec<u8>, Ending>;
    /// Stores a whole file.
    fn put(&mut self, plan: Plan, bytes: &[u8]) -> Result<(), Ending>;
    /// Stops a download once this many bytes are here.
    fn stop_get(&mut self, plan: Plan, after: usize) -> Ending;
    /// Stops an upload once these bytes were taken.
    fn stop_put(&mut self, plan: Plan, bytes: &[u8]) -> Ending;
    /// Drops a download when so many bytes are here.
    fn drop_get(&mut self, plan: Plan, after: usize);
    /// Drops an upload when these bytes were taken.
    fn drop_put(&mut self, plan: Plan, bytes: &[u8]);
    /// Calls `meanwhile` once a part of a download is here, then continues to the end.
    fn get_meanwhile(&mut self, plan: Plan, after: usize, meanwhile: &mut dyn FnMut()) -> Ending;
    /// Calls `meanwhile` once these bytes of an upload were taken, then continues with others to the end.
    fn put_meanwhile(&mut self, plan: Plan, bytes: &[u8], meanwhile: &mut dyn FnMut()) -> Ending;
    /// Sets how data connections are made from now on.
    fn set_data(&mut self, settings: DataSettings);
    /// Returns the command that was sent last.
    fn last_sent(&self) -> String;
    /// Returns the size of a file.
    fn size(&mut self, path: &[u8]) -> Option<u64>;
    /// Returns the code of the reply to a command without a data connection.
    fn quote(&mut self, command: &Command<'_>) -> Option<u16>;
}

/// A server as the cases see it.
pub struct World {
    /// Servers without TLS, with TLS 1.2 and with 1.3 each occur equally often among the even and the odd numbers.
    pub number: usize,
    /// `None`: libunftp in this process.
    pub server: Option<Server>,
    pub port: u16,
    pub home: PathBuf,
    /// What clients trust.
    pub trust: ClientTls,
    pub tls: Tls,
    /// Whether a data connection has to resume the session of its control connection.
    pub reuse: bool,
    running: Mutex<Option<Running>>,
    _embedded: Option<Embedded>,
}

/// Which server, how it is configured, and how the client asks for TLS.
type Kind = (Option<Server>, Setup, Tls);

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tls {
    None,
    V12,
    V13,
}

impl World {
    /// Whether no upload may continue where another ended, as in ProFTPD's default configuration.
    pub fn forbids_resume(&self) -> bool {
        self.server == Some(Server::ProFtpd) && self.tls == Tls::None
    }

    /// Whether tickets run out. ProFTPD requires each data connection to resume a session but gives no TLS 1.3 ticket with
    /// an upload, and rustls gives out each of the first two tickets once.
    pub fn runs_out_of_tickets(&self) -> bool {
        self.server == Some(Server::ProFtpd) && self.tls == Tls::V13 && self.reuse
    }

    /// Whether a reset loses tickets: the ticket that would come with a transfer is lost, and each ticket is used once.
    pub fn loses_tickets(&self) -> bool {
        self.tls == Tls::V13 && self.reuse
    }

    /// How often to repeat a case, out of `n` times. libunftp writes two replies separately without TCP_NODELAY, so each of
    /// its transfers waits 40 ms for an acknowledgement.
    pub fn times(&self, n: usize) -> usize {
        if self.server.is_none() && !whole() { n.div_ceil(4) } else { n }
    }

    /// How long a client waits for anything. pyftpdlib never replies when the disk is full, at least under TLS.
    pub fn limit(&self) -> Duration {
        Duration::from_secs(if self.server == Some(Server::Pyftpdlib) { 4 } else { 20 })
    }

    /// Kills the server with all its sessions, and removes its folder.
    pub fn kill(&self) {
        self.running.lock().unwrap().take();
    }

    /// Returns the login with the usual account.
    pub fn login(&self) -> LoginConfig {
        match self.server {
            Some(_) => self.login_as(ALICE.name, ALICE.password),
            None => self.login_as(embedded::USER, embedded::PASSWORD),
        }
    }

    /// Returns the login with another account.
    pub fn login_as(&self, user: &str, password: &str) -> LoginConfig {
        let policy = if self.tls == Tls::None { TlsPolicy::DangerCleartext } else { TlsPolicy::Required };
        LoginConfig::new(Credentials::new(user, password).unwrap()).tls(policy)
    }
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.server {
            Some(server) => write!(f, "{server}")?,
            None => f.write_str("libunftp")?,
        }
        match self.tls {
            Tls::None => f.write_str(", in clear")?,
            Tls::V12 => f.write_str(", TLS 1.2")?,
            Tls::V13 => f.write_str(", TLS 1.3")?,
        }
        if self.reuse { f.write_str(", session reuse required") } else { Ok(()) }
    }
}

/// Runs this against every server in every setup, all at once. Each run has its own server. TLS 1.2 without resumption is
/// only tested in the full run.
pub fn everywhere(run: impl Fn(&World) + Sync) {
    wherever(|_| true, run);
}

/// The same without TLS and with TLS 1.3, in setups where resumption does not matter.
pub fn in_clear_and_under_tls(run: impl Fn(&World) + Sync) {
    wherever(|(_, setup, tls)| *setup != Setup::SessionReuse && *tls != Tls::V12, run);
}

/// Runs this against the wanted servers.
pub fn wherever(wanted: impl Fn(&Kind) -> bool, run: impl Fn(&World) + Sync) {
    let mut worlds = Vec::new();
    for server in Server::ALL {
        worlds.push((Some(server), Setup::Plain, Tls::None));
        for tls in [Tls::V12, Tls::V13] {
            worlds.push((Some(server), Setup::ExplicitTls, tls));
            worlds.push((Some(server), Setup::SessionReuse, tls));
        }
    }
    worlds.extend([Tls::None, Tls::V12, Tls::V13].map(|tls| (None, Setup::Plain, tls)));
    worlds.retain(wanted);
    // TLS 1.2 makes a difference if sessions are resumed.
    worlds.retain(|(_, setup, tls)| whole() || *setup == Setup::SessionReuse || *tls != Tls::V12);
    let worlds = worlds.chunk_by(|a, b| a.0 == b.0).enumerate();
    let numbered = worlds.flat_map(|(server, worlds)| (server..).zip(worlds));
    thread::scope(|scope| {
        for (number, world) in numbered {
            let run = &run;
            scope.spawn(move || {
                if let Some(world) = start(number, *world) {
                    run(&world);
                }
            });
        }
    });
}

fn start(number: usize, (server, setup, tls): Kind) -> Option<World> {
    let reuse = setup == Setup::SessionReuse;
    let Some(server) = server else {
        let embedded = Embedded::start(false).unwrap();
        return Some(World {
            number,
            server: None,
            port: embedded.address().port(),
            home: embedded.home(),
            trust: trust(embedded.ca_file(), tls),
            tls,
            reuse,
            running: Mutex::default(),
            _embedded: Some(embedded),
        });
    };
    let running = skip_or_fail(server, setup, server.start(setup))?;
    Some(World {
        number,
        server: Some(server),
        port: running.port,
        home: running.home(ALICE),
        trust: trust(running.ca.clone(), tls),
        tls,
        reuse,
        running: Mutex::new(Some(running)),
        _embedded: None,
    })
}

fn trust(ca_file: PathBuf, tls: Tls) -> ClientTls {
    let ca_file = Some(ca_file);
    TlsOptions { ca_file, tls12_only: tls == Tls::V12, ..TlsOptions::default() }.build().unwrap()
}

/// Returns the last command in a transcript.
pub fn last_sent(transcript: &Transcript) -> String {
    let sent = transcript.entries().rev().find_map(|entry| match entry {
        Entry::Sent(sent) => Some(String::from_utf8_lossy(sent.line()).trim_end().to_owned()),
        _ => None,
    });
    sent.unwrap_or_default()
}
