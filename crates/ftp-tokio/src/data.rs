//! The data connection: what a transfer wants of it, as far as that can be done now.

use crate::connect::Control;
use crate::drive::{Polled, in_time};
use ftp_connect::{data_end, reach};
use ftp_proto::transfer::{Data, DataEvent, End, Target};
use socket2::SockRef;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
#[cfg(feature = "rustls")]
use {
    ftp_connect::{DataTls, HandshakeError},
    ftp_proto::TlsFailure,
    std::io::{Read, Write},
};

/// What the caller has for the file, or room for.
pub(crate) enum Bytes<'a, 'b> {
    /// Nothing yet.
    None,
    Room(&'a mut ReadBuf<'b>),
    Some(&'a [u8]),
    /// No more.
    End,
}

#[derive(Default)]
pub(crate) struct DataConnection {
    stage: Stage,
    /// The first error of the operating system, or of TLS.
    pub(crate) error: Option<io::Error>,
}

#[derive(Default)]
enum Stage {
    #[default]
    None,
    Connecting(Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send>>),
    Listening(TcpListener),
    Open(Box<Open>),
}

struct Open {
    tcp: TcpStream,
    #[cfg(feature = "rustls")]
    tls: Option<DataTls>,
    /// Our FIN is sent.
    ended: bool,
}

impl DataConnection {
    /// Does what is wanted, or a part of it. It waits where bytes of the caller are wanted that are not there.
    pub(crate) fn poll(
        &mut self,
        wanted: Data,
        control: &mut Control,
        bytes: &mut Bytes<'_, '_>,
        cx: &mut Context<'_>,
    ) -> Poll<DataEvent> {
        let failed = |error: &io::Error| match wanted {
            Data::Connect(_) | Data::Listen | Data::Accept(_) => DataEvent::Unreachable(reach(error)),
            _ => DataEvent::Ended(data_end(error)),
        };
        let event = match wanted {
            Data::Idle | Data::Hold => return Poll::Pending,
            Data::Connect(target) => ready!(self.connect(target, control, cx)).map(|()| DataEvent::Connected),
            Data::Listen => self.listen(control).map(DataEvent::Listening),
            Data::Accept(peer) => ready!(self.accept(peer, cx)),
            Data::Secure => return self.secure(control, cx),
            Data::Read | Data::Write | Data::Finish => match &mut self.stage {
                Stage::Open(open) => ready!(open.move_bytes(wanted, bytes, cx)),
                _ => Err(ErrorKind::NotConnected.into()),
            },
            Data::Close | Data::Reset => {
                self.let_go(control, wanted == Data::Reset);
                Ok(DataEvent::Gone)
            }
        };
        Poll::Ready(event.unwrap_or_else(|error| {
            let event = failed(&error);
            self.error.get_or_insert(error);
            event
        }))
    }

    /// Sends what TLS holds back.
    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Polled<()> {
        match &mut self.stage {
            Stage::Open(open) => open.flush(cx),
            _ => Poll::Ready(Ok(())),
        }
    }

    /// Closes what is open. `reset`: the server is not to take what it has for the whole file.
    pub(crate) fn let_go(&mut self, control: &mut Control, reset: bool) {
        let Stage::Open(open) = std::mem::take(&mut self.stage) else { return };
        if reset {
            let _ = SockRef::from(&open.tcp).set_linger(Some(Duration::ZERO));
        }
        #[cfg(feature = "rustls")]
        control.keep_data_tls(open.tls);
        #[cfg(not(feature = "rustls"))]
        let _ = control;
    }

    fn connect(&mut self, target: Target, control: &Control, cx: &mut Context<'_>) -> Polled<()> {
        if matches!(self.stage, Stage::None) {
            let host = target.address.or(control.peer_addr().map(|peer| peer.ip()));
            let address = SocketAddr::new(host.ok_or(ErrorKind::NotConnected)?, target.port.get());
            let connect = in_time(control.data_timeout(), TcpStream::connect(address));
            self.stage = Stage::Connecting(Box::pin(connect));
        }
        let Stage::Connecting(connect) = &mut self.stage else {
            return Poll::Ready(Err(ErrorKind::NotConnected.into()));
        };
        let connected = ready!(connect.as_mut().poll(cx));
        self.stage = Stage::None;
        self.stage = Stage::Open(Box::new(Open::new(connected?)?));
        Poll::Ready(Ok(()))
    }

    fn listen(&mut self, control: &Control) -> io::Result<SocketAddr> {
        let listener = std::net::TcpListener::bind((control.local_addr()?.ip(), 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        self.stage = Stage::Listening(TcpListener::from_std(listener)?);
        Ok(address)
    }

    fn accept(&mut self, peer: Option<IpAddr>, cx: &mut Context<'_>) -> Polled<DataEvent> {
        let Stage::Listening(listener) = &self.stage else {
            return Poll::Ready(Err(ErrorKind::NotConnected.into()));
        };
        let (tcp, from) = ready!(listener.poll_accept(cx))?;
        let from = from.ip();
        if peer.is_some_and(|peer| peer.to_canonical() != from.to_canonical()) {
            return Poll::Ready(Ok(DataEvent::Stranger(from)));
        }
        self.stage = Stage::Open(Box::new(Open::new(tcp)?));
        Poll::Ready(Ok(DataEvent::Accepted(from)))
    }

    #[cfg(feature = "rustls")]
    fn secure(&mut self, control: &mut Control, cx: &mut Context<'_>) -> Poll<DataEvent> {
        let Stage::Open(open) = &mut self.stage else {
            return Poll::Ready(DataEvent::TlsFailed(TlsFailure::Closed));
        };
        let tls = match &mut open.tls {
            Some(tls) => tls,
            tls => match control.data_tls() {
                Ok(new) => tls.insert(new),
                Err(why) => return Poll::Ready(DataEvent::TlsFailed(why)),
            },
        };
        Poll::Ready(match (tls.handshake(&mut Now(&mut open.tcp, cx)), control.tls_connection()) {
            (Err(HandshakeError::Pending), _) => return Poll::Pending,
            (Err(HandshakeError::Failed(why)), _) => DataEvent::TlsFailed(why),
            (Ok(()), Some(connection)) => DataEvent::Secured(tls.secured(connection)),
            (Ok(()), None) => DataEvent::TlsFailed(TlsFailure::Unavailable),
        })
    }

    #[cfg(not(feature = "rustls"))]
    fn secure(&mut self, _: &mut Control, _: &mut Context<'_>) -> Poll<DataEvent> {
        Poll::Ready(DataEvent::TlsFailed(ftp_proto::TlsFailure::Unavailable))
    }
}

impl Open {
    fn new(tcp: TcpStream) -> io::Result<Self> {
        // The last record of TLS would wait for an acknowledgement of the one before.
        tcp.set_nodelay(true)?;
        Ok(Open {
            tcp,
            #[cfg(feature = "rustls")]
            tls: None,
            ended: false,
        })
    }

    fn move_bytes(
        &mut self,
        wanted: Data,
        bytes: &mut Bytes<'_, '_>,
        cx: &mut Context<'_>,
    ) -> Polled<DataEvent> {
        let end = if self.is_tls() { End::CloseNotify } else { End::Fin };
        let moved = match (wanted, bytes) {
            (Data::Finish, _) => {
                ready!(self.finish(cx))?;
                return Poll::Ready(Ok(DataEvent::Ended(end)));
            }
            (Data::Read, Bytes::Room(room)) => ready!(self.read(room, cx))?,
            (Data::Write, Bytes::Some(bytes)) => ready!(self.write(bytes, cx))?,
            (Data::Write, Bytes::End) => return Poll::Ready(Ok(DataEvent::SourceEnded)),
            // All may have been read but the end.
            (Data::Read, Bytes::End) => match ready!(self.read(&mut ReadBuf::new(&mut [0]), cx))? {
                0 => 0,
                _ => return Poll::Ready(Ok(DataEvent::CallerStopped)),
            },
            _ => return Poll::Pending,
        };
        Poll::Ready(Ok(match (wanted, moved) {
            (Data::Read, 0) => DataEvent::Ended(end),
            (_, moved) => DataEvent::Moved(moved as u64),
        }))
    }

    fn is_tls(&self) -> bool {
        #[cfg(feature = "rustls")]
        return self.tls.is_some();
        #[cfg(not(feature = "rustls"))]
        return false;
    }

    fn read(&mut self, room: &mut ReadBuf<'_>, cx: &mut Context<'_>) -> Polled<usize> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            let n = ready!(poll_of(tls.read(&mut Now(&mut self.tcp, cx), room.initialize_unfilled())))?;
            room.advance(n);
            return Poll::Ready(Ok(n));
        }
        let before = room.filled().len();
        ready!(Pin::new(&mut self.tcp).poll_read(cx, room))?;
        Poll::Ready(Ok(room.filled().len() - before))
    }

    fn write(&mut self, bytes: &[u8], cx: &mut Context<'_>) -> Polled<usize> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return poll_of(tls.write(&mut Now(&mut self.tcp, cx), bytes));
        }
        Pin::new(&mut self.tcp).poll_write(cx, bytes)
    }

    fn flush(&mut self, cx: &mut Context<'_>) -> Polled<()> {
        #[cfg(feature = "rustls")]
        if let Some(tls) = &mut self.tls {
            return poll_of(tls.flush(&mut Now(&mut self.tcp, cx)));
        }
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    /// Ends our side, and waits for the end of the other.
    fn finish(&mut self, cx: &mut Context<'_>) -> Polled<()> {
        if !self.ended {
            #[cfg(feature = "rustls")]
            if let Some(tls) = &mut self.tls {
                tls.end();
            }
            ready!(self.flush(cx))?;
            ready!(Pin::new(&mut self.tcp).poll_shutdown(cx))?;
            self.ended = true;
        }
        let mut rest = [0; 1024];
        while ready!(self.read(&mut ReadBuf::new(&mut rest), cx))? > 0 {}
        Poll::Ready(Ok(()))
    }
}

/// A socket that gives what it can now.
#[cfg(feature = "rustls")]
struct Now<'a, 'b>(&'a mut TcpStream, &'a mut Context<'b>);

#[cfg(feature = "rustls")]
impl Read for Now<'_, '_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut to = ReadBuf::new(to);
        match Pin::new(&mut *self.0).poll_read(self.1, &mut to) {
            Poll::Ready(read) => read.map(|()| to.filled().len()),
            Poll::Pending => Err(ErrorKind::WouldBlock.into()),
        }
    }
}

#[cfg(feature = "rustls")]
impl Write for Now<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match Pin::new(&mut *self.0).poll_write(self.1, bytes) {
            Poll::Ready(written) => written,
            Poll::Pending => Err(ErrorKind::WouldBlock.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(feature = "rustls")]
fn poll_of<T>(result: io::Result<T>) -> Polled<T> {
    match result {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Poll::Pending,
        result => Poll::Ready(result),
    }
}
