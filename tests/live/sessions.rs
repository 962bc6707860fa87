//! What a session reports about itself, compared with what real servers do.

use ftp_blocking::{Control, Options, connect, drive};
use ftp_proto::command::Representation;
use ftp_proto::reply::ReplyBuf;
use ftp_proto::response::Passive;
use ftp_proto::session::Health;
use ftp_proto::transcript::Entry;
use ftp_proto::{Arg, Command, Credentials, Login, LoginConfig, Session, TlsPolicy};
use ftp_tests::servers::{ALICE, BOB, Running, Server, Setup, with_each};
use std::fs::{self, File, Permissions};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

struct Client {
    control: Control,
    session: Session,
    /// The last reply.
    reply: Option<ReplyBuf>,
}

impl Client {
    fn log_in(running: &Running) -> Self {
        let credentials = Credentials::new(ALICE.name, ALICE.password).unwrap();
        let mut login = Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext));
        let options = Options { timeout: Duration::from_secs(10), ..Options::default() };
        let mut control = connect("127.0.0.1", running.port, &options).unwrap();
        drive(&mut control, &mut login);
        Client { control, session: login.finish().unwrap(), reply: None }
    }

    /// Sends a command. Returns the code of the reply.
    fn say(&mut self, command: &Command<'_>) -> u16 {
        let mut exchange = self.session.start(command).unwrap();
        drive(&mut self.control, &mut exchange);
        self.reply = exchange.finish().reply().cloned();
        self.reply.as_ref().expect("there is a reply").code().get()
    }
}

fn code(entry: &Entry) -> Option<u16> {
    match entry {
        Entry::Received { reply, .. } => Some(reply.code().get()),
        _ => None,
    }
}

fn arg(text: &str) -> Arg<'_> {
    Arg::new(text.as_bytes()).unwrap()
}

/// The server's answer to PWD shows the truth.
#[test]
fn a_session_knows_whether_it_is_logged_in() {
    with_each(Setup::Plain, |server, running| {
        let running = &running;
        let again = [
            vec![Command::user(arg(ALICE.name))],
            vec![Command::user(arg(BOB.name))],
            vec![Command::user(arg(ALICE.name)), Command::pass(Some(arg(ALICE.password)))],
            vec![Command::user(arg(BOB.name)), Command::pass(Some(arg(BOB.password)))],
            vec![Command::pass(Some(arg(ALICE.password)))],
            vec![Command::rein()],
            vec![Command::abor()],
            vec![Command::user(arg(BOB.name)), Command::list(None)],
        ];
        for commands in again {
            let mut client = Client::log_in(running);
            let codes: Vec<_> = commands.iter().map(|command| client.say(command)).collect();
            let logged_in = client.session.is_logged_in();
            let known = client.session.recovery().is_none();
            let truth = client.say(&Command::pwd()) == 257;
            assert_eq!((logged_in, known), (truth, truth), "{server}: {commands:?} {codes:?}");
            assert_eq!(client.session.is_logged_in(), truth, "{server}: {commands:?} {codes:?}, PWD");
            assert_eq!(client.session.health(), Health::InSync, "{server}: {commands:?} {codes:?}");
        }
    });
}

#[test]
fn a_transfer_is_aborted_and_both_replies_are_heard() {
    with_each(Setup::Plain, |server, running| {
        let running = &running;
        let big = running.ca.with_file_name("home").join(ALICE.name).join("big");
        File::create(&big).unwrap().set_len(256 << 20).unwrap();
        fs::set_permissions(&big, Permissions::from_mode(0o644)).unwrap();
        let mut client = Client::log_in(running);
        assert_eq!(client.say(&Command::type_(Representation::Image)), 200, "{server}");
        assert_eq!(client.say(&Command::pasv()), 227, "{server}");
        let passive = Passive::parse(&client.reply.as_ref().unwrap().as_reply()).unwrap();
        let data = TcpStream::connect((Ipv4Addr::LOCALHOST, passive.port.get())).unwrap();
        // pyftpdlib says 125 if the data connection is already there.
        assert!(matches!(client.say(&Command::retr(arg("big"))), 125 | 150), "{server}");
        assert_eq!(client.session.start(&Command::noop()).map(|_| ()).unwrap_err().0, Health::ReplyPending);

        let mut abort = client.session.start(&Command::abor()).unwrap();
        // vsftpd looks for ABOR only after the transfer.
        drop(data);
        drive(&mut client.control, &mut abort);
        let _ = abort.finish();
        if let Ok(mut rest) = client.session.resume() {
            drive(&mut client.control, &mut rest);
            let _ = rest.finish();
        }
        // Pure-FTPd sometimes answers only one of the two; then the session keeps waiting and says so.
        if server == Server::PureFtpd && client.session.health() == Health::ReplyPending {
            return;
        }
        let codes_seen: Vec<_> = client.session.transcript().entries().filter_map(code).collect();
        assert!(
            matches!(codes_seen[codes_seen.len() - 2..], [426 | 451, 225 | 226]),
            "{server}: {codes_seen:?}"
        );
        assert_eq!(client.session.health(), Health::InSync, "{server}");
        assert_eq!(client.say(&Command::pwd()), 257, "{server}");
    });
}
