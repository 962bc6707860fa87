//! The data connection: what a transfer wants of it, done as far as a short wait goes.

use crate::{Control, tcp};
#[cfg(feature = "rustls")]
use ftp_connect::{DataTls, HandshakeError};
use ftp_connect::{data_end, reach};
use ftp_proto::transfer::{Data, DataEvent, End, Target};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::{thread, time::Duration};

/// The shortest wait: then the control connection is looked at. Each is twice as long as the one before where nothing
/// moves.
const SHORT: Duration = Duration::from_millis(5);
const LONG: Duration = Duration::from_millis(250);

/// std waits for a connection to be made without looking at anything else.
const CONNECT: Duration = Duration::from_secs(15);

/// What the caller has for the file, or room for.
pub(crate) enum Bytes<'a> {
    /// Nothing: it waits for the end.
    None,
    Room(&'a mut [u8]),
    Some(&'a [u8]),
}

/// One at a time.
#[derive(Default)]
pub(crate) struct DataConnection {
    listener: Option<TcpListener>,
    open: Option<Open>,
    /// TLS that no server answered yet.
    #[cfg(feature = "rustls")]
    unanswered: Option<DataTls>,
    wait: Wait,
    /// The first error of the operating system, or of TLS.
    pub(crate) error: Option<io::Error>,
}

struct Open {
    tcp: TcpStream,
    #[cfg(feature = "rustls")]
    tls: Option<DataTls>,
    /// How long reads and writes wait now.
    wait: Duration,
    /// Our FIN is sent.
    ended: bool,
}

/// How long the next wait is.
struct Wait(Duration);

impl Default for Wait {
    fn default() -> Self {
        Wait(SHORT)
    }
}

impl DataConnection {
    /// Does what is wanted. `None`: it takes longer than the short wait.
    pub(crate) fn perform(
        &mut self,
        wanted: Data,
        control: &Control,
        bytes: &mut Bytes<'_>,
    ) -> Option<DataEvent> {
        let event = match wanted {
            Data::Idle | Data::Hold => return None,
            Data::Connect(target) => self.connect(target, control).map(|()| DataEvent::Connected),
            Data::Listen => self.listen(control).map(DataEvent::Listening),
            Data::Accept(peer) => self.accept(peer),
            Data::Secure => self.secure(control),
            Data::Read | Data::Write | Data::Finish => match &mut self.open {
                Some(open) => open.move_bytes(wanted, bytes, self.wait.0),
                None => Err(ErrorKind::NotConnected.into()),
            },
            Data::Close | Data::Reset => {
                self.let_go(wanted == Data::Reset);
                Ok(DataEvent::Gone)
            }
        };
        let event = match event {
            Ok(event) => event,
            Err(error) if is_pause(&error) && !matches!(wanted, Data::Connect(_)) => {
                self.wait.0 = (self.wait.0 * 2).min(LONG);
                return None;
            }
            Err(error) => {
                let event = match wanted {
                    Data::Connect(_) | Data::Listen | Data::Accept(_) => {
                        DataEvent::Unreachable(reach(&error))
                    }
                    _ => DataEvent::Ended(data_end(&error)),
                };
                self.error.get_or_insert(error);
                event
            }
        };
        self.wait.0 = SHORT;
        Some(event)
    }

    /// Closes what is open.
    pub(crate) fn let_go(&mut self, reset: bool) {
        self.listener = None;
        let Some(open) = self.open.take() else { return };
        if reset {
            tcp::reset_on_close(&open.tcp);
        }
        #[cfg(feature = "rustls")]
        if let Some(mut tls) = open.tls {
            if open.tcp.set_nonblocking(true).is_ok() {
                // A ticket may be here, of which there are few.
                let _ = tls.read(&mut &open.tcp, &mut [0]);
            }
            self.unanswered = self.unanswered.take().or(tls.unanswered());
        }
    }

    fn connect(&mut self, target: Target, control: &Control) -> io::Result<()> {
        let peer = control.peer_addr().ok_or(ErrorKind::NotConnected)?;
        let mut address = target.address.map_or(peer, |address| SocketAddr::new(address, 0));
        address.set_port(target.port.get());
        self.open(tcp::connect(&address, control.connect_timeout().min(CONNECT))?)
    }

    fn listen(&mut self, control: &Control) -> io::Result<SocketAddr> {
        let listener = TcpListener::bind((control.local_addr()?.ip(), 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        self.listener = Some(listener);
        Ok(address)
    }

    fn accept(&mut self, peer: Option<IpAddr>) -> io::Result<DataEvent> {
        let listener = self.listener.as_ref().ok_or(ErrorKind::NotConnected)?;
        match listener.accept() {
            Err(error) if is_pause(&error) => {
                thread::sleep(self.wait.0);
                Err(error)
            }
            Err(error) => Err(error),
            Ok((tcp, from)) => {
                let from = from.ip().to_canonical();
                if peer.is_some_and(|peer| peer.to_canonical() != from) {
                    return Ok(DataEvent::Stranger(from));
                }
                self.listener = None;
                tcp.set_nonblocking(false)?;
                self.open(tcp)?;
                Ok(DataEvent::Accepted(from))
            }
        }
    }

    fn open(&mut self, tcp: TcpStream) -> io::Result<()> {
        tcp.set_nodelay(true)?;
        self.open = Some(Open {
            tcp,
            #[cfg(feature = "rustls")]
            tls: None,
            wait: Duration::ZERO,
            ended: false,
        });
        Ok(())
    }

    #[cfg(feature = "rustls")]
    fn secure(&mut self, control: &Control) -> io::Result<DataEvent> {
        let open = self.open.as_mut().ok_or(ErrorKind::NotConnected)?;
        if open.tls.is_none() {
            let made = self.unanswered.take().map_or_else(|| control.data_tls(), Ok);
            match made {
                Ok(tls) => open.tls = Some(tls),
                Err(why) => return Ok(DataEvent::TlsFailed(why)),
            }
        }
        open.set_wait(self.wait.0)?;
        let Some(tls) = &mut open.tls else { return Err(ErrorKind::NotConnected.into()) };
        match tls.handshake(&mut &open.tcp) {
            Ok(()) => Ok(DataEvent::Secured(control.secured(tls))),
            Err(HandshakeError::Pending) => Err(ErrorKind::WouldBlock.into()),
            Err(HandshakeError::Failed(why)) => Ok(DataEvent::TlsFailed(why)),
        }
    }

    #[cfg(not(feature = "rustls"))]
    fn secure(&mut self, _: &Control) -> io::Result<DataEvent> {
        Ok(DataEvent::TlsFailed(ftp_proto::TlsFailure::Unavailable))
    }
}

impl Open {
    fn set_wait(&mut self, wait: Duration) -> io::Result<()> {
        if self.wait != wait {
            self.tcp.set_read_timeout(Some(wait))?;
            self.tcp.set_write_timeout(Some(wait))?;
            self.wait = wait;
        }
        Ok(())
    }

    fn move_bytes(&mut self, wanted: Data, bytes: &mut Bytes<'_>, wait: Duration) -> io::Result<DataEvent> {
        self.set_wait(wait)?;
        match (wanted, bytes) {
            (Data::Read, Bytes::Room(room)) => self.read(room),
            (Data::Write, Bytes::Some(bytes)) => Ok(DataEvent::Moved(self.write(bytes)? as u64)),
            (Data::Write, _) => Ok(DataEvent::SourceEnded),
            (Data::Finish, _) => self.finish(),
            _ => Ok(DataEvent::CallerStopped),
        }
    }

    fn read(&mut self, room: &mut [u8]) -> io::Result<DataEvent> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return Ok(match tls.read(&mut &self.tcp, room)? {
                0 => DataEvent::Ended(End::CloseNotify),
                n => DataEvent::Moved(n as u64),
            });
        }
        Ok(match (&self.tcp).read(room)? {
            0 => DataEvent::Ended(End::Fin),
            n => DataEvent::Moved(n as u64),
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return tls.write(&mut &self.tcp, bytes);
        }
        (&self.tcp).write(bytes)
    }

    /// Ends our side, and reads to the end of the other. What comes there is nobody's.
    fn finish(&mut self) -> io::Result<DataEvent> {
        if !self.ended {
            #[cfg(feature = "rustls")]
            if let Some(tls) = &mut self.tls {
                tls.end();
                tls.flush(&mut &self.tcp)?;
            }
            self.tcp.shutdown(Shutdown::Write)?;
            self.ended = true;
        }
        loop {
            if let end @ DataEvent::Ended(_) = self.read(&mut [0; 1024])? {
                return Ok(end);
            }
        }
    }
}

fn is_pause(error: &io::Error) -> bool {
    crate::drive::is_time_out(error) || error.kind() == ErrorKind::Interrupted
}

impl std::fmt::Debug for DataConnection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataConnection").field("open", &self.open.is_some()).finish_non_exhaustive()
    }
}
