//! The data connection: what a transfer wants of it, as far as that can be done now.

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

/// So many bytes are written in clear at once. With fewer, calls cost more than bytes. With more, a server nearby copies what has
/// left the processor's cache by then: an upload over loopback takes a fifth longer with 64 KiB.
const PIECE: usize = 8 * 1024;

/// What the caller has for the file, or room for.
#[derive(Debug)]
pub enum Bytes<'a> {
    /// Nothing yet.
    None,
    /// Room for what comes.
    Room(&'a mut [u8]),
    /// What is to be sent.
    Some(&'a [u8]),
    /// No more.
    End,
}

/// The data connection of a transfer, over the socket that each call takes.
#[derive(Default)]
pub(crate) struct DataLane {
    #[cfg(feature = "rustls")]
    tls: Option<Box<TlsStream>>,
    /// So often TLS may read in this turn.
    #[cfg(feature = "rustls")]
    reads: usize,
    /// Our end was sent.
    ended: bool,
    /// Bytes of the file were moved.
    moved: bool,
    /// The first error of the operating system, or of TLS.
    pub(crate) error: Option<io::Error>,
}

impl DataLane {
    /// Does what is wanted, or a part of it. `None`: it has to be waited for, or nothing is wanted.
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

    /// Whether the last turn ended though more may be here.
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

    /// What is to be gone on with where a transfer is dropped that wants this. `secure`: data goes under TLS, in this direction.
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

    /// Closes what is open. `reset`: the server is not to take what it has for the whole file.
    pub(crate) fn let_go(&mut self, link: &mut Link, socket: &mut impl DataSocket, reset: bool) {
        #[cfg(feature = "rustls")]
        let mut reset = reset;
        #[cfg(feature = "rustls")]
        if let Some(mut tls) = self.tls.take() {
            socket.stop_waiting();
            // A ticket may be here, of which there are few.
            let came = tls.read_once(socket);
            // A reset could take from the server what completes the handshake, and that ends the session too.
            reset &= self.moved || came || tls.connection().is_none();
            if !reset && tls.connection().is_some() {
                // Where ours is missing a server may call the transfer broken, though it has ended TLS itself.
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
            // The last record would wait for an acknowledgement of the one before.
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
            // All may have been read but the end.
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

    /// What an end in order is here.
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

    /// Ends our side, and reads the end of the other. Bytes in its place are an error: they were meant for another transfer, so
    /// that the server does not have this one, or they never end.
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

/// Where a server is to connect: the address that it knows, which is one of IPv4 where a socket of IPv6 reached it so. A link-local
/// address cannot be listened at without its scope.
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
