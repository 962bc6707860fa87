//! What each real server answers in each situation, received by a minimal client. This checks that the servers are
//! set up as intended and still send what the diagnosis expects of them.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use ftp_tests::servers::{
    ALICE, Account, BOB, CAROL, DAVE, NOBODY, Running, Server, Setup, share_each, skip_or_fail, with_each,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use Act::{Auth, Connect, List, Login, User, Wrong};
use Setup::{Anonymous, ExplicitTls, ImplicitTls, OneClient, OnePerAddress, Plain, TlsRequired};
use Then::{Closed, Open, Silent};
use Wire::{AuthTls, Clear, Implicit};

/// Only Pure-FTPd takes up to 20 s to refuse a password.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the client connects.
#[derive(Clone, Copy, Debug)]
enum Wire {
    Clear,
    AuthTls,
    Implicit,
}

/// What the client sends.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Nothing: only the greeting matters.
    Connect,
    /// AUTH TLS without a handshake.
    Auth,
    User(Account),
    Login(Account),
    /// With a wrong password.
    Wrong(Account),
    /// Without a login.
    List,
}

/// What the server does after its reply.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// It answers QUIT with 221.
    Open,
    Closed,
    /// It waits for a handshake.
    Silent,
}

/// The setup; how the client connects; what another client did before, which still holds its connection; what this
/// client sends; then the code and words of the reply, and what follows.
type Situation = (Setup, Wire, Option<Act>, Act, &'static str, &'static str, Then);

const GUEST: Account = Account { name: "anonymous", password: "someone@example.com" };

#[rustfmt::skip]
const VSFTPD: &[Situation] = &[
    (Plain,         Clear,    None,               Connect,       "220", "(vsFTPd 3.",                                  Open),
    (Plain,         Clear,    None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (Plain,         Clear,    None,               Login(BOB),    "230", "Login successful.",                           Open),
    (Plain,         Clear,    None,               Wrong(ALICE),  "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               Login(NOBODY), "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               User(CAROL),   "530", "Permission denied.",                          Open),
    (Plain,         Clear,    None,               Login(DAVE),   "500", "OOPS: cannot change directory:",              Closed),
    (Plain,         Clear,    None,               Login(GUEST),  "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               List,          "530", "Please login with USER and PASS.",            Open),
    (Plain,         Clear,    None,               Auth,          "530", "Please login with USER and PASS.",            Open),
    (ExplicitTls,   Clear,    None,               Auth,          "234", "Proceed with negotiation.",                   Silent),
    (ExplicitTls,   Clear,    None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (ExplicitTls,   AuthTls,  None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (ExplicitTls,   AuthTls,  None,               Wrong(ALICE),  "530", "Login incorrect.",                            Open),
    (ImplicitTls,   Implicit, None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (TlsRequired,   Clear,    None,               User(ALICE),   "530", "Non-anonymous sessions must use encryption.", Closed),
    (TlsRequired,   AuthTls,  None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (OneClient,     Clear,    Some(Connect),      Connect,       "421", "There are too many connected users",          Closed),
    (OnePerAddress, Clear,    Some(Connect),      Connect,       "421", "too many connections from your internet",     Closed),
    (Anonymous,     Clear,    None,               Login(GUEST),  "230", "Login successful.",                           Open),
];

#[rustfmt::skip]
const PROFTPD: &[Situation] = &[
    (Plain,         Clear,    None,               Connect,       "220", "ProFTPD Server",                              Open),
    (Plain,         Clear,    None,               Login(ALICE),  "230", "User alice logged in",                        Open),
    (Plain,         Clear,    None,               Login(BOB),    "230", "User bob logged in",                          Open),
    (Plain,         Clear,    None,               Wrong(ALICE),  "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               Login(NOBODY), "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               Login(CAROL),  "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               Login(DAVE),   "530", "Login incorrect.",                            Closed),
    (Plain,         Clear,    None,               Login(GUEST),  "530", "Login incorrect.",                            Open),
    (Plain,         Clear,    None,               List,          "530", "Please login with USER and PASS",             Open),
    (Plain,         Clear,    None,               Auth,          "500", "AUTH not understood",                         Open),
    (ExplicitTls,   Clear,    None,               Auth,          "234", "AUTH TLS successful",                         Silent),
    (ExplicitTls,   Clear,    None,               Login(ALICE),  "230", "User alice logged in",                        Open),
    (ExplicitTls,   AuthTls,  None,               Login(ALICE),  "230", "User alice logged in",                        Open),
    (ExplicitTls,   AuthTls,  None,               Wrong(ALICE),  "530", "Login incorrect.",                            Open),
    (ImplicitTls,   Implicit, None,               Login(ALICE),  "230", "User alice logged in",                        Open),
    (TlsRequired,   Clear,    None,               User(ALICE),   "550", "SSL/TLS required on the control channel",     Open),
    (TlsRequired,   AuthTls,  None,               Login(ALICE),  "230", "User alice logged in",                        Open),
    (OneClient,     Clear,    Some(Login(ALICE)), Login(BOB),    "530", "maximum number of allowed clients (1)",       Closed),
    (OnePerAddress, Clear,    Some(Connect),      Connect,       "530", "maximum number of connections (1)",           Closed),
    (Anonymous,     Clear,    None,               Login(GUEST),  "230", "Anonymous access granted",                    Open),
];

#[rustfmt::skip]
const PURE_FTPD: &[Situation] = &[
    (Plain,         Clear,    None,               Connect,       "220", "Welcome to Pure-FTPd",                        Open),
    (Plain,         Clear,    None,               Login(ALICE),  "230", "OK. Current directory is /",                  Open),
    (Plain,         Clear,    None,               Login(BOB),    "230", "OK. Current directory is /",                  Open),
    (Plain,         Clear,    None,               Wrong(ALICE),  "530", "Login authentication failed",                 Open),
    (Plain,         Clear,    None,               Login(NOBODY), "530", "Login authentication failed",                 Open),
    (Plain,         Clear,    None,               Login(CAROL),  "530", "Sorry, but I can't trust you",                Open),
    (Plain,         Clear,    None,               Login(DAVE),   "421", "Home directory not available - aborting",     Closed),
    (Plain,         Clear,    None,               Login(GUEST),  "530", "Login authentication failed",                 Open),
    (Plain,         Clear,    None,               List,          "530", "You aren't logged in",                        Open),
    (Plain,         Clear,    None,               Auth,          "500", "This security scheme is not implemented",     Open),
    (ExplicitTls,   Clear,    None,               Auth,          "234", "AUTH TLS OK.",                                Silent),
    (ExplicitTls,   Clear,    None,               Login(ALICE),  "230", "OK. Current directory is /",                  Open),
    (ExplicitTls,   AuthTls,  None,               Login(ALICE),  "230", "OK. Current directory is /",                  Open),
    (ExplicitTls,   AuthTls,  None,               Wrong(ALICE),  "530", "Login authentication failed",                 Open),
    (ImplicitTls,   Implicit, None,               Login(ALICE),  "230", "OK. Current directory is /",                  Open),
    (TlsRequired,   Clear,    None,               User(ALICE),   "421", "cleartext sessions and weak ciphers",         Open),
    (TlsRequired,   AuthTls,  None,               Login(ALICE),  "230", "OK. Current directory is /",                  Open),
    (OneClient,     Clear,    Some(Connect),      Connect,       "421", "1 users (the maximum) are already logged in", Closed),
    (OnePerAddress, Clear,    Some(Connect),      Connect,       "421", "Too many connections (1) from this IP",       Closed),
];

#[rustfmt::skip]
const PYFTPDLIB: &[Situation] = &[
    (Plain,         Clear,    None,               Connect,       "220", "pyftpdlib",                                   Open),
    (Plain,         Clear,    None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (Plain,         Clear,    None,               Login(BOB),    "230", "Login successful.",                           Open),
    (Plain,         Clear,    None,               Wrong(ALICE),  "530", "Authentication failed.",                      Open),
    (Plain,         Clear,    None,               Login(NOBODY), "530", "Authentication failed.",                      Open),
    (Plain,         Clear,    None,               Login(CAROL),  "530", "User carol is not allowed to login.",         Open),
    // Only a file command would reveal this.
    (Plain,         Clear,    None,               Login(DAVE),   "230", "Login successful.",                           Open),
    (Plain,         Clear,    None,               Login(GUEST),  "530", "Anonymous access not allowed.",               Open),
    (Plain,         Clear,    None,               List,          "530", "Log in with USER and PASS first.",            Open),
    (Plain,         Clear,    None,               Auth,          "500", "Command \"AUTH\" not understood.",            Open),
    (ExplicitTls,   Clear,    None,               Auth,          "234", "AUTH TLS successful.",                        Silent),
    (ExplicitTls,   Clear,    None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (ExplicitTls,   AuthTls,  None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (ExplicitTls,   AuthTls,  None,               Wrong(ALICE),  "530", "Authentication failed.",                      Open),
    (ImplicitTls,   Implicit, None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (TlsRequired,   Clear,    None,               User(ALICE),   "550", "SSL/TLS required on the control channel.",    Open),
    (TlsRequired,   AuthTls,  None,               Login(ALICE),  "230", "Login successful.",                           Open),
    (OneClient,     Clear,    Some(Connect),      Connect,       "421", "Too many connections. Service temporarily",   Closed),
    (OnePerAddress, Clear,    Some(Connect),      Connect,       "421", "Too many connections from the same IP",       Closed),
    (Anonymous,     Clear,    None,               Login(GUEST),  "230", "Login successful.",                           Open),
];

#[test]
fn vsftpd_answers() {
    check_all(Server::Vsftpd, VSFTPD);
}

#[test]
fn proftpd_answers() {
    check_all(Server::ProFtpd, PROFTPD);
}

#[test]
fn pure_ftpd_answers() {
    check_all(Server::PureFtpd, PURE_FTPD);
}

#[test]
fn pyftpdlib_answers() {
    check_all(Server::Pyftpdlib, PYFTPDLIB);
}

#[test]
fn implicit_tls_has_no_greeting_in_clear() {
    share_each(ImplicitTls, |server, running| {
        let socket = connect(running).unwrap();
        expect_silence(&socket).unwrap_or_else(|error| panic!("{server}: {error}"));
    });
}

#[test]
fn dropping_stops_the_sessions_and_removes_the_folder() {
    with_each(Plain, |server, running| {
        let folder = running.ca.parent().unwrap().to_owned();
        assert!(folder.exists() && !processes(&folder).is_empty(), "{server}");
        let mut client = Client::new(Clear, &running).unwrap();
        client.perform(Login(ALICE)).unwrap();

        drop(running);
        client.expect(Closed).unwrap_or_else(|error| panic!("{server}: {error}"));
        // All were killed at once; each disappears when the system gets to it.
        let deadline = Instant::now() + Duration::from_secs(10);
        while !processes(&folder).is_empty() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(processes(&folder), [] as [String; 0], "{server}");
        assert!(!folder.exists(), "{server}");
    });
}

/// Returns the command lines of the processes that contain this folder.
fn processes(folder: &Path) -> Vec<String> {
    let lines = fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| fs::read(entry.path().join("cmdline")).ok());
    let lines = lines.map(|line| String::from_utf8_lossy(&line).replace('\0', " "));
    lines.filter(|line| line.contains(folder.to_str().unwrap())).collect()
}

/// Runs the situations of one setup, which are adjacent in the table, against one server and all at once, because
/// most of the time is spent waiting for refusals.
fn check_all(server: Server, situations: &[Situation]) {
    let complaints: Vec<String> = thread::scope(|scope| {
        let setups = situations.chunk_by(|one, next| one.0 == next.0);
        let checks: Vec<_> = setups.map(|setup| scope.spawn(move || check_setup(server, setup))).collect();
        checks.into_iter().flat_map(|check| check.join().expect("its own words are above")).collect()
    });
    assert!(complaints.is_empty(), "{server}:\n{}", complaints.join("\n"));
}

fn check_setup(server: Server, situations: &[Situation]) -> Vec<String> {
    let setup = situations[0].0;
    let Some(running) = skip_or_fail(server, setup, server.share(setup)) else { return Vec::new() };
    thread::scope(|scope| {
        let checks =
            situations.iter().map(|situation| (situation, scope.spawn(|| check(&running, situation))));
        let checks: Vec<_> = checks.collect();
        let ended =
            checks.into_iter().map(|(situation, check)| (situation, check.join().expect("see above")));
        ended.filter_map(|(situation, end)| Some(format!("{situation:?}: {}", end.err()?))).collect()
    })
}

fn check(running: &Running, situation: &Situation) -> Result<(), String> {
    let (_, wire, held, act, code, words, then) = *situation;
    let inner = || -> io::Result<()> {
        let held = held.map(|act| {
            let mut client = Client::new(Clear, running)?;
            let reply = client.perform(act)?;
            if reply.starts_with('2') { Ok(client) } else { Err(io::Error::other(format!("held: {reply}"))) }
        });
        let _held = held.transpose()?;
        let mut client = Client::new(wire, running)?;
        let reply = client.perform(act)?;
        if !(reply.starts_with(code) && reply.contains(words)) {
            return Err(io::Error::other(format!("answered {reply:?}")));
        }
        client.expect(then)
    };
    inner().map_err(|error| format!("{error}\n{}", running.log()))
}

trait Transport: Read + Write {}
impl<T: Read + Write> Transport for T {}

struct Client {
    /// The socket below the transport.
    socket: TcpStream,
    transport: Box<dyn Transport>,
    greeting: String,
}

impl Client {
    fn new(wire: Wire, running: &Running) -> io::Result<Self> {
        let mut socket = connect(running)?;
        let below = socket.try_clone()?;
        let (transport, greeting): (Box<dyn Transport>, _) = match wire {
            Clear => {
                let greeting = reply(&mut socket)?;
                (Box::new(socket), greeting)
            }
            AuthTls => {
                let greeting = reply(&mut socket)?;
                socket.write_all(b"AUTH TLS\r\n")?;
                let answer = reply(&mut socket)?;
                if !answer.starts_with("234 ") {
                    return Err(io::Error::other(answer));
                }
                (Box::new(secure(socket, &running.ca)?), greeting)
            }
            Implicit => {
                let mut stream = secure(socket, &running.ca)?;
                let greeting = reply(&mut stream)?;
                (Box::new(stream), greeting)
            }
        };
        Ok(Self { socket: below, transport, greeting })
    }

    /// Performs an act. Returns the last reply.
    fn perform(&mut self, act: Act) -> io::Result<String> {
        match act {
            Connect => Ok(self.greeting.clone()),
            Auth => self.say("AUTH TLS"),
            List => self.say("LIST"),
            User(account) => self.say(&format!("USER {}", account.name)),
            Login(account) => self.log_in(account.name, account.password),
            Wrong(account) => self.log_in(account.name, "not the password"),
        }
    }

    fn log_in(&mut self, name: &str, password: &str) -> io::Result<String> {
        let asked = self.say(&format!("USER {name}"))?;
        if asked.starts_with("331") { self.say(&format!("PASS {password}")) } else { Ok(asked) }
    }

    fn say(&mut self, line: &str) -> io::Result<String> {
        self.transport.write_all(format!("{line}\r\n").as_bytes())?;
        reply(&mut self.transport)
    }

    fn expect(mut self, then: Then) -> io::Result<()> {
        match then {
            Silent => expect_silence(&self.socket),
            Open => match self.say("QUIT")? {
                goodbye if goodbye.starts_with("221") => Ok(()),
                other => Err(io::Error::other(format!("answered QUIT with {other:?}"))),
            },
            // Last words may come before the end; a reset counts as an end too.
            Closed => match self.transport.read_to_end(&mut Vec::new()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(error),
                _ => Ok(()),
            },
        }
    }
}

fn connect(running: &Running) -> io::Result<TcpStream> {
    let socket = TcpStream::connect((Ipv4Addr::LOCALHOST, running.port))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    Ok(socket)
}

fn expect_silence(mut socket: &TcpStream) -> io::Result<()> {
    socket.set_read_timeout(Some(Duration::from_millis(500)))?;
    match socket.read_exact(&mut [0]) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        received => Err(io::Error::other(format!("not silent: {received:?}"))),
    }
}

fn secure(socket: TcpStream, ca: &Path) -> io::Result<StreamOwned<ClientConnection, TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(ca).map_err(io::Error::other)?).map_err(io::Error::other)?;
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::from(std::net::IpAddr::from(Ipv4Addr::LOCALHOST));
    let connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
    Ok(StreamOwned::new(connection, socket))
}

/// Reads one reply with all its lines (RFC 959 section 4.2).
fn reply(from: &mut impl Read) -> io::Result<String> {
    let mut text = String::new();
    loop {
        let line = line(from)?;
        text += &line;
        let first = text.get(..3).unwrap_or_default();
        if line.strip_prefix(first).is_some_and(|rest| rest.starts_with(' ')) {
            return Ok(text);
        }
    }
}

fn line(from: &mut impl Read) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while !line.ends_with(b"\n") {
        from.read_exact(&mut byte)?;
        line.extend_from_slice(&byte);
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}
