//! A server that accepts every login, and treats data connections as a test wants.

use crate::support::Listening;
use ftp_tests::certificates::Certificates;
use rustls::{HandshakeKind, ServerConfig, ServerConnection, StreamOwned};
use socket2::SockRef;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// What the server does with a listing or a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Data {
    /// The transfer completes, and the reply is 226.
    Fine,
    /// The data connection stays open after one line.
    StandsStill,
    /// The data connection is reset in the middle, and the reply is 226.
    Reset,
    /// All data is sent, and the control connection closes before the final reply.
    ControlCloses,
    /// The reply is 425 if the data connection resumes a TLS session.
    RefusesResumed,
    /// The data connection closes before its handshake, and the reply is 425.
    NoHandshake,
    /// A file is stored without its last byte.
    CutsFiles,
    /// After a file, the control connection closes.
    ClosesAfterFile,
    /// A file is created but stays empty: 425 without a 150, and it cannot be removed.
    LeavesEmptyFile,
    /// A file cannot be removed.
    KeepsFile,
    /// Data goes in clear, whatever PROT said, and the reply is 226.
    ForgetsTls,
    /// PROT P is refused, and data goes in clear.
    RefusesProt,
    /// A listing goes on until the client closes, and the reply is 426.
    Endless,
    /// The same, but the reply comes after those to later commands.
    EndlessAndLate,
}

/// How the server answers.
#[derive(Clone, Copy)]
pub struct Answers {
    pub data: Data,
    /// The reply to EPSV instead of a port.
    pub epsv: Option<&'static str>,
    /// The reply to PASV; `{port}` stands for the two numbers of the port.
    pub pasv: &'static str,
}

pub const FINE: Answers =
    Answers { data: Data::Fine, epsv: None, pasv: "227 Entering Passive Mode (127,0,0,1,{port})" };

/// Starts the server, in clear.
pub fn start(answers: Answers) -> Listening {
    Listening::new(move |tcp| {
        let mut session =
            Session { answers, tls: None, waiting: None, size: 0, late: String::new(), received: Vec::new() };
        let mut control = Control { to: tcp.try_clone().unwrap(), from: BufReader::new(tcp) };
        // An error only means that the client has gone.
        let _ = session.serve(&mut control);
        session.received
    })
}

/// Starts the server with TLS from the first byte, and returns the certificate to trust.
pub fn start_with_tls(answers: Answers) -> (Listening, String) {
    let certificates = Certificates::new().unwrap();
    let config = certificates.server_config(rustls::ALL_VERSIONS, false);
    let listening = Listening::new(move |tcp| {
        let mut session = Session {
            answers,
            tls: Some(config.clone()),
            waiting: None,
            size: 0,
            late: String::new(),
            received: Vec::new(),
        };
        let _ = session.serve(&mut StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), tcp));
        session.received
    });
    (listening, certificates.ca)
}

/// Both directions of a connection in clear.
struct Control {
    to: TcpStream,
    from: BufReader<TcpStream>,
}

struct Session {
    answers: Answers,
    tls: Option<Arc<ServerConfig>>,
    waiting: Option<TcpListener>,
    /// The size of the stored file.
    size: usize,
    /// A reply that is sent before the reply to QUIT.
    late: String,
    received: Vec<String>,
}

impl Session {
    fn serve(&mut self, control: &mut (impl Read + Write)) -> io::Result<()> {
        control.write_all(b"220 hello\r\n")?;
        loop {
            let line = line(control)?;
            let verb = line.split(' ').next().unwrap_or_default().to_owned();
            self.received.push(line);
            let reply = match verb.as_str() {
                "USER" => "331 password".to_owned(),
                "PASS" => "230 in".to_owned(),
                "EPSV" | "PASV" => self.port(&verb)?,
                "STOR" if self.answers.data == Data::LeavesEmptyFile => "425 no".to_owned(),
                "DELE" if matches!(self.answers.data, Data::LeavesEmptyFile | Data::KeepsFile) => {
                    "550 no".to_owned()
                }
                "LIST" | "STOR" => {
                    control.write_all(b"150 go\r\n")?;
                    match self.moved(&verb)? {
                        Some(reply) if self.answers.data == Data::EndlessAndLate => {
                            self.late = format!("{reply}\r\n");
                            continue;
                        }
                        Some(reply) => reply.to_owned(),
                        None => return Ok(()),
                    }
                }
                "SIZE" => format!("213 {}", self.size),
                "DELE" => "250 gone".to_owned(),
                "PROT" if self.answers.data == Data::RefusesProt => "534 no".to_owned(),
                "PWD" => "257 \"/\"".to_owned(),
                "QUIT" => format!("{}221 bye", self.late),
                _ => "200 fine".to_owned(),
            };
            control.write_all(format!("{reply}\r\n").as_bytes())?;
        }
    }

    fn port(&mut self, verb: &str) -> io::Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        self.waiting = Some(listener);
        let numbers = format!("{},{}", port >> 8, port & 255);
        Ok(match (verb, self.answers.epsv) {
            ("PASV", _) => self.answers.pasv.replace("{port}", &numbers),
            (_, Some(reply)) => reply.to_owned(),
            (_, None) => format!("229 ok (|||{port}|)"),
        })
    }

    /// Moves the data, and returns the final reply, or `None` if the control connection closes.
    fn moved(&mut self, verb: &str) -> io::Result<Option<&'static str>> {
        let Some(listener) = self.waiting.take() else { return Ok(Some("503 where to?")) };
        let (mut tcp, _) = listener.accept()?;
        let data = self.answers.data;
        if data == Data::NoHandshake {
            return Ok(Some("425 no"));
        }
        let Some(config) = self.tls.clone().filter(|_| !matches!(data, Data::ForgetsTls | Data::RefusesProt))
        else {
            return self.over(verb, &mut tcp.try_clone()?, &tcp);
        };
        let mut tls = ServerConnection::new(config).unwrap();
        while tls.is_handshaking() {
            tls.complete_io(&mut tcp)?;
        }
        if data == Data::RefusesResumed && tls.handshake_kind() == Some(HandshakeKind::Resumed) {
            return Ok(Some("425 Unable to build data connection"));
        }
        let mut stream = StreamOwned::new(tls, tcp.try_clone()?);
        let reply = self.over(verb, &mut stream, &tcp);
        stream.conn.send_close_notify();
        let _ = stream.flush();
        reply
    }

    fn over(
        &mut self,
        verb: &str,
        stream: &mut (impl Read + Write),
        tcp: &TcpStream,
    ) -> io::Result<Option<&'static str>> {
        if verb == "STOR" {
            let mut file = Vec::new();
            stream.read_to_end(&mut file)?;
            self.size = file.len() - usize::from(self.answers.data == Data::CutsFiles);
            return Ok((self.answers.data != Data::ClosesAfterFile).then_some("226 stored"));
        }
        const LINE: &[u8] = b"-rw-r--r-- 1 a a 5 Jan  1 00:00 file\r\n";
        if matches!(self.answers.data, Data::Endless | Data::EndlessAndLate) {
            while stream.write_all(&LINE.repeat(1000)).is_ok() {}
            return Ok(Some("426 Failure writing network stream."));
        }
        stream.write_all(LINE)?;
        Ok(match self.answers.data {
            Data::StandsStill => {
                // Waits until the client resets the connection.
                let _ = stream.read(&mut [0]);
                Some("426 aborted")
            }
            Data::Reset => {
                std::thread::sleep(Duration::from_millis(50));
                SockRef::from(tcp).set_linger(Some(Duration::ZERO))?;
                Some("226 done")
            }
            Data::ControlCloses => None,
            _ => Some("226 done"),
        })
    }
}

fn line(from: &mut impl Read) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while !line.ends_with(b"\n") {
        from.read_exact(&mut byte)?;
        line.extend(byte);
    }
    Ok(String::from_utf8_lossy(line.trim_ascii_end()).into_owned())
}

impl Read for Control {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.from.fill_buf()?.read(to)?;
        self.from.consume(n);
        Ok(n)
    }
}

impl Write for Control {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
