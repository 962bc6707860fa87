//! The real tool against servers that follow a script.

use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::{self, JoinHandle};

/// What the tool did.
pub struct Done {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Done {
    /// The one JSON object that was printed.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}{}", self.stdout, self.stderr))
    }

    /// Outcome, code and phase of the JSON, and its first cause.
    pub fn verdict(&self) -> (String, Option<u64>, String, String) {
        let json = self.json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (
            text(&json["outcome"]),
            json["code"].as_u64(),
            text(&json["phase"]),
            text(&json["causes"][0]["cause"]),
        )
    }

    pub fn everything(&self) -> String {
        format!("{}\n{}", self.stdout, self.stderr)
    }
}

/// The tool, without the environment variables that could change what it does.
pub fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ftp-doctor"));
    for name in ["FTP_PASSWORD", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// Runs `ftp-doctor check` with this on its standard input.
pub fn check<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, input: &str) -> Done {
    run(tool().arg("check").args(arguments), input)
}

/// An output whose reader has gone.
pub fn broken() -> Stdio {
    let (reader, writer) = UnixStream::pair().expect("a pair of sockets");
    drop(reader);
    OwnedFd::from(writer).into()
}

pub fn run(command: &mut Command, input: impl AsRef<[u8]>) -> Done {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool starts");
    // A tool that does not read its input is done before it is written.
    let _ = child.stdin.take().expect("piped").write_all(input.as_ref());
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the tool ends");
    Done {
        status: status.code().expect("the tool is not killed"),
        stdout: String::from_utf8(stdout).expect("UTF-8"),
        stderr: String::from_utf8(stderr).expect("UTF-8"),
    }
}

/// A server for one connection. [`Scripted::end`] waits for its end, and returns what the script returns.
pub struct Scripted<T> {
    pub address: SocketAddr,
    thread: JoinHandle<T>,
}

impl<T: Send + 'static> Scripted<T> {
    pub fn new(script: impl FnOnce(TcpStream) -> T + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let thread = thread::spawn(move || script(listener.accept().expect("the tool connects").0));
        Scripted { address, thread }
    }

    pub fn end(self) -> T {
        self.thread.join().expect("the script went well")
    }
}

/// A server for any number of connections, each on a thread, for as long as the test runs.
/// [`Listening::received`] returns what all connections received.
pub struct Listening {
    pub port: u16,
    received: Arc<Mutex<Vec<String>>>,
    /// Read by each connection for as long as it is served.
    serving: Arc<RwLock<()>>,
}

impl Listening {
    pub fn new(serve: impl Fn(TcpStream) -> Vec<String> + Send + Sync + 'static) -> Self {
        let serving = Arc::new(RwLock::new(()));
        let each = serving.clone();
        let all = Self::noting(move |tcp, received| {
            let _serving = each.read().expect("no panic");
            let lines = serve(tcp);
            received.lock().expect("no panic").extend(lines);
        });
        Listening { serving, ..all }
    }

    /// A server that answers each line with what `answer` returns; for an empty line it returns the greeting.
    pub fn answering(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self::noting(move |mut tcp, received| {
            let lines = BufReader::new(tcp.try_clone().expect("a second handle")).lines();
            for line in std::iter::once(Ok(String::new())).chain(lines) {
                let Ok(line) = line else { break };
                let reply = format!("{}\r\n", answer(&line));
                if !line.is_empty() {
                    received.lock().expect("no panic").push(line);
                }
                if tcp.write_all(reply.as_bytes()).is_err() {
                    break;
                }
            }
        })
    }

    fn noting(serve: impl Fn(TcpStream, &Mutex<Vec<String>>) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let (serve, all) = (Arc::new(serve), received.clone());
        thread::spawn(move || {
            for tcp in listener.incoming().flatten() {
                let (serve, received) = (serve.clone(), all.clone());
                thread::spawn(move || serve(tcp, &received));
            }
        });
        Listening { port, received, serving: Arc::default() }
    }

    pub fn received(&self) -> Vec<String> {
        // Until those that are served are done.
        drop(self.serving.write());
        self.received.lock().expect("no panic").clone()
    }
}

/// A server that greets, answers each line with the next reply, and closes after the last one. It returns the lines
/// that it received.
pub fn answering(replies: Vec<Vec<u8>>) -> Scripted<Vec<String>> {
    Scripted::new(move |mut tcp| {
        let mut lines = BufReader::new(tcp.try_clone().expect("a second handle")).lines();
        let mut received = Vec::new();
        for reply in replies {
            tcp.write_all(&reply).expect("the tool reads");
            match lines.next() {
                Some(Ok(line)) => received.push(line),
                _ => break,
            }
        }
        received
    })
}

pub fn replies<const N: usize>(replies: [&str; N]) -> Vec<Vec<u8>> {
    replies.iter().map(|reply| format!("{reply}\r\n").into_bytes()).collect()
}
