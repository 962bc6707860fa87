//! Conversation files of transfers: what a server does on both connections, and the result.
//!
//! The notation is described in `tests/data/transfers/README.md`.

use crate::conversation::unescape;
use ftp_proto::command::{Command, Protection};
use ftp_proto::transfer::{Data, DataEvent, End, Ending, Plan, Reach, Report, Resume};
use ftp_proto::{Action, Arg, Dialogue, Input, Limits, Session};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// One file.
#[derive(Debug, Default)]
pub struct TransferFile {
    settings: Vec<(String, String)>,
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    /// A reply of one line.
    Server(String),
    /// A command.
    Client(String),
    Closed,
    Connected,
    Refused,
    /// Bytes to the client.
    Down(Vec<u8>),
    /// Bytes from the client.
    Up(Vec<u8>),
    UpEnd,
    Ends(End),
    /// The client closes the data connection.
    Gone,
}

impl TransferFile {
    /// Parses a file. Panics if it is not in the notation, because it is test data.
    pub fn parse(text: &str) -> Self {
        let mut file = TransferFile::default();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, value) = line.split_once(' ').expect("a key and a value");
            file.steps.push(match (key, value) {
                ("S:", text) => Step::Server(text.to_owned()),
                ("C:", text) => Step::Client(text.to_owned()),
                ("*", "closed") => Step::Closed,
                ("D:", "connected") => Step::Connected,
                ("D:", "refused") => Step::Refused,
                ("D:", "end") => Step::Ends(End::Fin),
                ("D:", "reset") => Step::Ends(End::Reset),
                ("D:", "gone") => Step::Gone,
                ("D>", bytes) => Step::Down(unescape(bytes)),
                ("D<", "end") => Step::UpEnd,
                ("D<", bytes) => Step::Up(unescape(bytes)),
                _ => {
                    let known = [
                        "transfer", "upload", "offset", "verify", "stop", "end", "moved", "resume", "health",
                    ];
                    let key = key.strip_suffix(':').filter(|key| known.contains(key));
                    file.settings.push((key.expect("a known key").to_owned(), value.to_owned()));
                    continue;
                }
            });
        }
        file
    }

    fn setting(&self, key: &str) -> Option<&str> {
        self.settings.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// Returns what to transfer.
    pub fn plan(&self) -> Plan {
        let line = self.setting("transfer").expect("a transfer");
        let (verb, path) = line.split_once(' ').unwrap_or((line, ""));
        let path = (!path.is_empty()).then(|| Arg::new(path.as_bytes()).unwrap());
        let command = Command::custom(verb, path).unwrap();
        let plan = Plan::of(&command).expect("a command with a data connection");
        let plan = plan.offset(self.setting("offset").map_or(0, |offset| offset.parse().unwrap()));
        if self.setting("verify").is_some() { plan.verify() } else { plan }
    }

    /// Returns what the caller sends, if anything.
    pub fn upload(&self) -> Option<Vec<u8>> {
        self.setting("upload").map(unescape)
    }

    /// Returns after how many bytes the caller stops, if it does.
    pub fn stop(&self) -> Option<usize> {
        self.setting("stop").map(|stop| stop.parse().unwrap())
    }

    /// Returns what the server sends of the file.
    pub fn download(&self) -> Vec<u8> {
        let down = |step: &Step| if let Step::Down(bytes) = step { bytes.clone() } else { Vec::new() };
        self.steps.iter().flat_map(down).collect()
    }

    /// Returns a session that is logged in.
    pub fn session() -> Session {
        Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear)
    }

    /// Panics, naming `name`, if the transfer did not end as the file says. `before`: the client saw the refusal before it
    /// moved anything, which is possible with two connections whatever the server's order was; then nothing was moved.
    pub fn judge(&self, name: &str, report: &Report, session: &Session, before: bool) {
        let ending = match report.ending {
            Ending::Refused(..) => {
                let code = report.reply.as_ref().map_or(0, |reply| reply.code().get());
                format!("refused {code}")
            }
            Ending::Doubtful(doubt) => format!("doubtful {}", doubt.name()),
            ending => ending.name().to_owned(),
        };
        let got = [
            ("end", Some(ending)),
            ("moved", Some(report.moved.to_string())),
            (
                "resume",
                report.resume().map(|resume| match resume {
                    Resume::Download { offset, size: None } => format!("at {offset}"),
                    Resume::Download { offset, size: Some(size) } => format!("at {offset} of {size}"),
                    Resume::Upload { sent } => format!("as SIZE says, up to {sent}"),
                }),
            ),
            ("health", Some(session.health().name().to_owned())),
        ];
        let before = before && self.setting("moved") != Some("0");
        if before {
            assert!(matches!(report.ending, Ending::Refused(..)) && report.moved == 0, "{name}: {report:?}");
        }
        for (key, got) in got {
            if !(before && matches!(key, "moved" | "resume")) {
                assert_eq!(got.as_deref(), self.setting(key), "{name}: {key}");
            }
        }
    }

    /// Plays the file, with replies in chunks of `chunk` bytes.
    pub fn play(&self, name: &str, chunk: usize) {
        let mut session = Self::session();
        let mut transfer = session.transfer(self.plan()).unwrap();
        let mut written = Vec::new();
        for step in &self.steps {
            loop {
                match (transfer.data(), transfer.action()) {
                    (Data::Close | Data::Reset, _) if !matches!(step, Step::Gone) => {
                        transfer.happened(DataEvent::Gone);
                    }
                    (_, Action::Poll) => transfer.handle(Input::Pending),
                    (_, Action::Send(bytes)) => {
                        let n = bytes.len().min(chunk);
                        written.extend_from_slice(&bytes[..n]);
                        transfer.handle(Input::Sent(n));
                    }
                    _ => break,
                }
            }
            let at = format!("{name} in chunks of {chunk}: {step:?}");
            match step {
                Step::Server(text) => {
                    let line = at_port(text, 6446) + "\r\n";
                    line.as_bytes().chunks(chunk).for_each(|bytes| transfer.handle(Input::Bytes(bytes)));
                }
                Step::Client(line) => {
                    let line = format!("{line}\r\n");
                    assert!(written.starts_with(line.as_bytes()), "{at}: {}", written.escape_ascii());
                    written.drain(..line.len());
                }
                Step::Closed => transfer.handle(Input::Eof),
                Step::Connected | Step::Refused => {
                    assert!(matches!(transfer.data(), Data::Connect(_)), "{at}: {:?}", transfer.data());
                    transfer.happened(match step {
                        Step::Connected => DataEvent::Connected,
                        _ => DataEvent::Unreachable(Reach::Refused),
                    });
                }
                Step::Down(bytes) => {
                    assert_eq!(transfer.data(), Data::Read, "{at}");
                    transfer.happened(DataEvent::Moved(bytes.len() as u64));
                }
                Step::Up(bytes) => {
                    assert_eq!(transfer.data(), Data::Write, "{at}");
                    transfer.happened(DataEvent::Moved(bytes.len() as u64));
                }
                Step::UpEnd => {
                    assert_eq!(transfer.data(), Data::Write, "{at}");
                    transfer.happened(DataEvent::SourceEnded);
                    assert_eq!(transfer.data(), Data::Finish, "{at}");
                }
                Step::Ends(end) => transfer.happened(DataEvent::Ended(*end)),
                Step::Gone => {
                    if self.stop().is_some() {
                        transfer.happened(DataEvent::CallerStopped);
                    }
                    assert!(
                        matches!(transfer.data(), Data::Close | Data::Reset),
                        "{at}: {:?}",
                        transfer.data()
                    );
                    transfer.happened(DataEvent::Gone);
                }
            }
        }
        if let Data::Close | Data::Reset = transfer.data() {
            transfer.happened(DataEvent::Gone);
        }
        assert!(transfer.is_over() && written.is_empty(), "{name} in chunks of {chunk}: there is more");
        let report = transfer.finish();
        self.judge(name, &report, &session, false);
    }

    /// Acts as the server on this control connection, and keeps it open until the client closes it. Panics if the client
    /// does something else than the file says.
    pub fn serve(&self, mut control: TcpStream) {
        control.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let (mut listener, mut data) = (None, None);
        for step in &self.steps {
            match step {
                Step::Server(text) => {
                    let here = TcpListener::bind("127.0.0.1:0").unwrap();
                    let line = at_port(text, here.local_addr().unwrap().port()) + "\r\n";
                    if text.contains("PORT") || text.contains("P1,P2") {
                        listener = Some(here);
                    }
                    control.write_all(line.as_bytes()).unwrap();
                }
                Step::Client(line) => {
                    let mut got = vec![0; line.len() + 2];
                    control.read_exact(&mut got).unwrap();
                    assert_eq!(String::from_utf8_lossy(&got), format!("{line}\r\n"));
                }
                Step::Closed => return,
                Step::Connected => {
                    let (tcp, _) = listener.take().expect("a port").accept().unwrap();
                    tcp.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                    data = Some(tcp);
                }
                Step::Refused => {}
                Step::Down(bytes) => data.as_ref().expect("a connection").write_all(bytes).unwrap(),
                Step::Up(bytes) => {
                    let mut got = vec![0; bytes.len()];
                    data.as_ref().expect("a connection").read_exact(&mut got).unwrap();
                    assert_eq!(got, *bytes);
                }
                Step::UpEnd => {
                    assert_eq!(data.as_ref().expect("a connection").read(&mut [0]).unwrap(), 0);
                }
                Step::Ends(end) => {
                    let tcp = data.take().expect("a connection");
                    if *end == End::Reset {
                        // What was sent has to arrive first.
                        std::thread::sleep(Duration::from_millis(300));
                        socket2::SockRef::from(&tcp).set_linger(Some(Duration::ZERO)).unwrap();
                    }
                }
                Step::Gone => {
                    let mut rest = Vec::new();
                    // A reset is as good as any other end.
                    let _ = data.take().expect("a connection").read_to_end(&mut rest);
                    assert!(rest.is_empty(), "{rest:?}");
                }
            }
        }
        let mut rest = Vec::new();
        let _ = control.read_to_end(&mut rest);
        assert!(rest.is_empty(), "the client goes on: {}", rest.escape_ascii());
    }
}

/// Returns a reply with the port inserted. Nothing listens on port 1.
fn at_port(text: &str, port: u16) -> String {
    let [high, low] = port.to_be_bytes();
    let pair = format!("{high},{low}");
    text.replace("PORT", &port.to_string()).replace("P1,P2", &pair).replace("CLOSED", "1")
}
