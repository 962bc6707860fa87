//! The servers that the cases run against, and what a client has to do for them.

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

/// What a client does, whatever it waits with. An error is what the transfer came to.
pub trait Moves {
    /// Fetches all.
    fn get(&mut self, plan: Plan) -> Result<Vec<u8>, Ending>;
    /// Stores all.
    fn put(&mut self, plan: Plan, bytes: &[u8]) -> Result<(), Ending>;
    /// Stops a download when so many bytes are here.
    fn stop_get(&mut self, plan: Plan, after: usize) -> Ending;
    /// Stops an upload when these bytes were taken.
    fn stop_put(&mut self, plan: Plan, bytes: &[u8]) -> Ending;
    /// Drops a download when so many bytes are here.
    fn drop_get(&mut self, plan: Plan, after: usize);
    /// Drops an upload when these bytes were taken.
    fn drop_put(&mut self, plan: Plan, bytes: &[u8]);
    /// Does something when a part of a download is here, and goes on to its end.
    fn get_meanwhile(&mut self, plan: Plan, after: usize, meanwhile: &mut dyn FnMut()) -> Ending;
    /// Does something when these bytes of an upload were taken, and goes on with others to its end.
    fn put_meanwhile(&mut self, plan: Plan, bytes: &[u8], meanwhile: &mut dyn FnMut()) -> Ending;
    /// How data connections are made from now on.
    fn set_data(&mut self, settings: DataSettings);
    /// The command that was sent last.
    fn last_sent(&self) -> String;
    /// The size of a file.
    fn size(&mut self, path: &[u8]) -> Option<u64>;
    /// The code of the reply to a command without a data connection.
    fn quote(&mut self, command: &Command<'_>) -> Option<u16>;
}

/// A server as the cases see it.
pub struct World {
    /// Even and odd ones have as many servers in clear, under TLS 1.2 and under 1.3.
    pub number: usize,
    /// `None`: libunftp in this process.
    pub server: Option<Server>,
    pub port: u16,
    pub home: PathBuf,
    /// What clients trust.
    pub trust: ClientTls,
    pub tls: Tls,
    /// A data connection has to resume the session of its control connection.
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
    /// ProFTPD as it comes: no upload goes on where another ended.
    pub fn forbids_resume(&self) -> bool {
        self.server == Some(Server::ProFtpd) && self.tls == Tls::None
    }

    /// ProFTPD wants each data connection to resume a session, and gives no ticket of TLS 1.3 with an upload. rustls
    /// gives each of the first two out once.
    pub fn runs_out_of_tickets(&self) -> bool {
        self.server == Some(Server::ProFtpd) && self.tls == Tls::V13 && self.reuse
    }

    /// The ticket that would come with a transfer is lost where that is reset, and each is used once.
    pub fn loses_tickets(&self) -> bool {
        self.tls == Tls::V13 && self.reuse
    }

    /// How often a case is repeated, of so many times. libunftp writes two replies apart without TCP_NODELAY, so that each of its
    /// transfers waits 40 ms for an acknowledgement.
    pub fn times(&self, n: usize) -> usize {
        if self.server.is_none() && !whole() { n.div_ceil(4) } else { n }
    }

    /// How long a client waits for anything. pyftpdlib says nothing where the disk is full, under TLS always.
    pub fn limit(&self) -> Duration {
        Duration::from_secs(if self.server == Some(Server::Pyftpdlib) { 4 } else { 20 })
    }

    /// Ends the server with all its sessions. Its folder goes too.
    pub fn kill(&self) {
        self.running.lock().unwrap().take();
    }

    /// Logs in with the one account.
    pub fn login(&self) -> LoginConfig {
        match self.server {
            Some(_) => self.login_as(ALICE.name, ALICE.password),
            None => self.login_as(embedded::USER, embedded::PASSWORD),
        }
    }

    /// Logs in with another.
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

/// Runs this against every server in every way, all at once. Each has a server of its own. TLS 1.2 without resumption is left to
/// the whole run.
pub fn everywhere(run: impl Fn(&World) + Sync) {
    wherever(|_| true, run);
}

/// The same without TLS and with TLS 1.3, where it makes no difference whether sessions have to be resumed.
pub fn in_clear_and_under_tls(run: impl Fn(&World) + Sync) {
    wherever(|(_, setup, tls)| *setup != Setup::SessionReuse && *tls != Tls::V12, run);
}

/// Runs this against those servers.
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
    // TLS 1.2 makes a difference where sessions are resumed.
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

/// The command that a transcript has last.
pub fn last_sent(transcript: &Transcript) -> String {
    let sent = transcript.entries().rev().find_map(|entry| match entry {
        Entry::Sent(sent) => Some(String::from_utf8_lossy(sent.line()).trim_end().to_owned()),
        _ => None,
    });
    sent.unwrap_or_default()
}
