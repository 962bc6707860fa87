//! A server that follows a script.

use socket2::SockRef;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

/// What the server does next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Writes the text in one segment.
    Send(&'static str),
    /// Reads a line.
    Line,
    /// Reads this many bytes.
    Read(usize),
    /// Waits for this time.
    Wait(Duration),
    /// Waits until the test says that the client is connected: see [`Server::go_on`].
    Held,
    /// Writes one byte after another, with this pause after each.
    Drip(&'static str, Duration),
    /// Ends the stream in an orderly way.
    Close,
    /// Breaks the connection with a reset.
    Reset,
}

/// A running server, which serves one connection.
pub(crate) struct Server {
    pub(crate) port: u16,
    /// The number of steps that are done.
    done: Arc<AtomicUsize>,
    goes_on: Arc<AtomicBool>,
    thread: JoinHandle<Vec<u8>>,
}

impl Server {
    /// Starts a server. After its last step it reads to the end of the stream.
    pub(crate) fn start(script: Vec<Step>) -> Result<Self, String> {
        let start = || -> io::Result<Self> {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            let port = listener.local_addr()?.port();
            let done = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&done);
            let goes_on = Arc::new(AtomicBool::new(false));
            let held = Arc::clone(&goes_on);
            let thread = spawn(move || {
                let mut received = Vec::new();
                if let Ok((mut tcp, _)) = listener.accept() {
                    let _ = serve(&mut tcp, &script, &mut received, &counter, &held);
                }
                received
            });
            Ok(Server { port, done, goes_on, thread })
        };
        start().map_err(|error| format!("no server: {error}"))
    }

    /// Waits until this many steps are done. Over loopback, what was sent can then be read.
    pub(crate) fn wait_for(&self, steps: usize) {
        wait_until(|| self.done.load(Ordering::Acquire) >= steps);
    }

    /// Ends [`Step::Held`].
    pub(crate) fn go_on(&self) {
        self.goes_on.store(true, Ordering::Release);
    }

    /// Waits until the client has closed. Returns everything that was received.
    pub(crate) fn received(self) -> Vec<u8> {
        self.thread.join().unwrap_or_default()
    }
}

fn wait_until(holds: impl Fn() -> bool) {
    for _ in 0..2000 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(2));
    }
}

fn serve(
    tcp: &mut TcpStream,
    script: &[Step],
    received: &mut Vec<u8>,
    done: &AtomicUsize,
    goes_on: &AtomicBool,
) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    tcp.set_read_timeout(Some(Duration::from_millis(1500)))?;
    for step in script {
        match step {
            Step::Send(text) => tcp.write_all(text.as_bytes())?,
            Step::Line => {
                let mut byte = [0];
                while byte != *b"\n" {
                    tcp.read_exact(&mut byte)?;
                    received.extend(byte);
                }
            }
            Step::Read(n) => {
                tcp.take(*n as u64).read_to_end(received)?;
            }
            Step::Wait(time) => sleep(*time),
            Step::Held => wait_until(|| goes_on.load(Ordering::Acquire)),
            Step::Drip(text, pause) => {
                for byte in text.bytes() {
                    tcp.write_all(&[byte])?;
                    sleep(*pause);
                }
            }
            Step::Close => {
                let closed = tcp.shutdown(Shutdown::Write);
                done.fetch_add(1, Ordering::Release);
                return closed;
            }
            // Unsent bytes are discarded, and the peer gets a reset.
            Step::Reset => return SockRef::from(&*tcp).set_linger(Some(Duration::ZERO)),
        }
        done.fetch_add(1, Ordering::Release);
    }
    tcp.read_to_end(received)?;
    Ok(())
}
