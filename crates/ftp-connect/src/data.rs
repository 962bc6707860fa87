//! The data connection: does what a transfer wants of it, as far as that is possible now.

use crate::link::Left;
use crate::wire::{ControlWire, DataSocket, is_pause};
use crate::{Link, data_end, reach};
#[cfg(not(feature = "rustls"))]
use ftp_proto::TlsFailure;
use ftp_proto::command::Direction;
use ftp_proto::transfer::{Data, DataEvent, End};
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
#[cfg(feature = "rustls")]
use {
    crate::TlsStream,
    crate::stream::{Few, READS},
    crate::wire::HandshakeError,
};

/// How many bytes are written at once without TLS. With fewer, the calls cost more than the bytes. With more, the bytes
/// have left the processor's cache before a server on the same machine copies them: with 64 KiB an upload over loopback
/// takes a fifth longer.
const PIECE: usize = 8 * 1024;

/// The bytes that the caller has for the file, or its room for them.
#[derive(Debug)]
pub enum Bytes<'a> {
    /// Neither bytes nor room yet.
    None,
    /// Room for bytes that come.
    Room(&'a mut [u8]),
    /// Bytes to send.
    Some(&'a [u8]),
    /// The caller has or wants no more.
    End,
}

/// The data connection of a transfer. Each call takes its socket.
#[derive(Default)]
pub(crate) struct DataLane {
    #[cfg(feature = "rustls")]
    tls: Option<Box<TlsStream>>,
    /// How often TLS may still read in this turn.
    #[cfg(feature = "rustls")]
    reads: usize,
    /// Whether our end was sent.
    ended: bool,
    /// Whether bytes of the file were moved.
    moved: bool,
    /// The first error of the operating system, or of TLS.
    pub(crate) error: Option<io::Error>,
}

impl DataLane {
    /// Does what the transfer wants, or a part of it. `None`: nothing is wanted, or nothing can be done now.
    pub(crate) fn perform(
        &mut self,
        wanted: Data,
        control: &mut impl ControlWire,
        socket: &mut impl DataSocket,
        bytes: &mut Bytes<'_>,
    ) -> Option<DataEvent> {
        #[cfg(feature = "rustls")]
        {
            self.reads = READS;
        }
        let connects = matches!(wanted, Data::Connect(_));
        let event = match wanted {
            Data::Idle | Data::Hold => return None,
            Data::Connect(target) => control.link().connect(target, socket),
            Data::Listen => {
                let here = control.local_addr().map(any_port);
                here.and_then(|here| socket.listen(here)).map(DataEvent::Listening)
            }
            Data::Accept(peer) => accept(peer, socket),
            Data::Secure => self.secure(control.link(), socket),
            Data::Read | Data::Write | Data::Finish => self.move_bytes(wanted, bytes, socket),
            Data::Close | Data::Reset => {
                self.let_go(control.link(), socket, wanted == Data::Reset);
                Ok(DataEvent::Gone)
            }
        };
        match event {
            Ok(event) => Some(event),
            Err(error) if is_pause(&error) && !(connects && error.kind() == ErrorKind::TimedOut) => None,
            Err(error) => {
                let event = match wanted {
                    Data::Connect(_) | Data::Listen | Data::Accept(_) => {
                        DataEvent::Unreachable(reach(&error))
                    }
                    _ => DataEvent::Ended(data_end(&error)),
                };
                self.error.get_or_insert(error);
                Some(event)
            }
        }
    }

    /// Whether the last turn stopped although more may be here.
    pub(crate) fn goes_on(&self) -> bool {
        #[cfg(feature = "rustls")]
        if self.reads == 0 {
            return true;
        }
        false
    }

    /// Sends what TLS holds back.
    pub(crate) fn flush(&mut self, socket: &mut impl DataSocket) -> io::Result<()> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return tls.flush(socket);
        }
        socket.flush()
    }

    /// Returns what has to be finished after a transfer that wants this is dropped. `secure`: the data goes under TLS, in
    /// this direction.
    pub(crate) fn leave(&mut self, wanted: Data, secure: Option<Direction>) -> Option<Left> {
        match (wanted, secure) {
            (Data::Connect(to), _) => Some(Left::Connecting(to, secure)),
            #[cfg(feature = "rustls")]
            (Data::Secure, Some(direction)) => self.tls.take().map(|tls| Left::Securing(tls, direction)),
            #[cfg(feature = "rustls")]
            (Data::Read, Some(_)) if !self.moved => self.tls.take().map(Left::Secured),
            _ => None,
        }
    }

    /// Closes whatever is open. `reset`: the server must not take what it has for the whole file.
    pub(crate) fn let_go(&mut self, link: &mut Link, socket: &mut impl DataSocket, reset: bool) {
        #[cfg(feature = "rustls")]
        let mut reset = reset;
        #[cfg(feature = "rustls")]
        if let Some(mut tls) = self.tls.take() {
            socket.stop_waiting();
            // A session ticket may have arrived, and tickets are few.
            let came = tls.read_once(socket);
            // A reset could discard the end of the handshake before the server reads it, which would end the session too.
            reset &= self.moved || came || tls.connection().is_none();
            if !reset && tls.connection().is_some() {
                // If our `close_notify` is missing, a server may call the transfer broken although it has ended TLS itself.
                tls.end();
                let _ = tls.flush(socket);
            }
            link.keep(*tls);
        }
        let _ = link;
        (self.ended, self.moved) = (false, false);
        socket.close(reset);
    }

    #[cfg(feature = "rustls")]
    fn secure(&mut self, link: &mut Link, socket: &mut impl DataSocket) -> io::Result<DataEvent> {
        if self.tls.is_none() {
            // Otherwise the last record would wait for an acknowledgement of the one before.
            socket.set_nodelay()?;
        }
        let tls = match self.tls.take().map_or_else(|| link.data_tls(), Ok) {
            Ok(tls) => self.tls.insert(tls),
            Err(why) => return Ok(DataEvent::TlsFailed(why)),
        };
        match tls.handshake(&mut Few { socket, left: &mut self.reads }) {
            Ok(()) => Ok(DataEvent::Secured(link.secured(tls))),
            Err(HandshakeError::Pending) => Err(ErrorKind::WouldBlock.into()),
            Err(HandshakeError::Failed(why)) => Ok(DataEvent::TlsFailed(why)),
        }
    }

    #[cfg(not(feature = "rustls"))]
    fn secure(&mut self, _: &mut Link, _: &mut impl DataSocket) -> io::Result<DataEvent> {
        Ok(DataEvent::TlsFailed(TlsFailure::Unavailable))
    }

    fn move_bytes(
        &mut self,
        wanted: Data,
        bytes: &mut Bytes<'_>,
        socket: &mut impl DataSocket,
    ) -> io::Result<DataEvent> {
        let moved = match (wanted, bytes) {
            (Data::Finish, _) => {
                self.finish(socket)?;
                return Ok(DataEvent::Ended(self.end()));
            }
            (Data::Read, Bytes::Room(room)) => self.read(socket, room)?,
            (Data::Write, Bytes::Some(bytes)) => self.write(socket, bytes)?,
            (Data::Write, Bytes::End) => return Ok(DataEvent::SourceEnded),
            // The caller may have read everything except the end.
            (Data::Read, Bytes::End) => match self.read(socket, &mut [0])? {
                0 => 0,
                _ => {
                    self.moved = true;
                    return Ok(DataEvent::CallerStopped);
                }
            },
            (_, Bytes::None) => return Err(ErrorKind::WouldBlock.into()),
            _ => return Ok(DataEvent::CallerStopped),
        };
        self.moved |= moved > 0;
        Ok(match (wanted, moved) {
            (Data::Read, 0) => DataEvent::Ended(self.end()),
            (_, moved) => DataEvent::Moved(moved as u64),
        })
    }

    /// Returns what an orderly end means on this connection.
    fn end(&self) -> End {
        #[cfg(feature = "rustls")]
        if self.tls.is_some() {
            return End::CloseNotify;
        }
        End::Fin
    }

    fn read(&mut self, socket: &mut impl DataSocket, room: &mut [u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return tls.read(&mut Few { socket, left: &mut self.reads }, room);
        }
        socket.read(room)
    }

    fn write(&mut self, socket: &mut impl DataSocket, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return tls.write(socket, bytes);
        }
        socket.write(bytes.get(..PIECE).unwrap_or(bytes))
    }

    /// Ends our side and reads the server's end. Bytes instead of the end are an error: either they were meant for another
    /// transfer, so the server does not have this one, or they never end.
    fn finish(&mut self, socket: &mut impl DataSocket) -> io::Result<()> {
        if !self.ended {
            #[cfg(feature = "rustls")]
            if let Some(tls) = &mut self.tls {
                tls.end();
            }
            self.flush(socket)?;
            socket.shutdown()?;
            self.ended = true;
        }
        match self.read(socket, &mut [0])? {
            0 => Ok(()),
            _ => {
                Err(io::Error::new(ErrorKind::InvalidData, "the server sent bytes where it was sent a file"))
            }
        }
    }
}

/// Returns the address to listen at, with any port. It is the local address as the server knows it: IPv4 if the server was
/// reached by IPv4 over an IPv6 socket. The scope stays, because a link-local address cannot be listened at without it.
fn any_port(mut local: SocketAddr) -> SocketAddr {
    local.set_ip(local.ip().to_canonical());
    local.set_port(0);
    local
}

fn accept(peer: Option<IpAddr>, socket: &mut impl DataSocket) -> io::Result<DataEvent> {
    let welcome = |from: IpAddr| peer.is_none_or(|peer| peer.to_canonical() == from.to_canonical());
    let from = socket.accept(welcome)?.to_canonical();
    Ok(if welcome(from) { DataEvent::Accepted(from) } else { DataEvent::Stranger(from) })
}

impl fmt::Debug for DataLane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataLane").field("ended", &self.ended).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddrV6;

    #[test]
    fn a_server_is_told_an_address_that_it_knows() {
        let at =
            |ip: &str, port, scope| SocketAddr::from(SocketAddrV6::new(ip.parse().unwrap(), port, 0, scope));
        assert_eq!(any_port(at("fe80::1", 5000, 7)), at("fe80::1", 0, 7));
        assert_eq!(any_port(at("::ffff:192.0.2.1", 5000, 0)), "192.0.2.1:0".parse().unwrap());
        assert_eq!(any_port("192.0.2.1:5000".parse().unwrap()), "192.0.2.1:0".parse().unwrap());
    }
}
