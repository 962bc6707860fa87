//! The control connection over TCP.

use crate::Transport;
#[cfg(feature = "rustls")]
use crate::session::Session;
use ftp_connect::Options;
#[cfg(feature = "rustls")]
use ftp_connect::{Tls, TlsInfo, tls_failure};
use ftp_proto::TlsFailure;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A control connection: a [`Transport`] over TCP, with TLS once it is started. After a handshake that
/// failed nothing can be written.
pub struct Control {
    tcp: TcpStream,
    peer: SocketAddr,
    #[cfg(feature = "rustls")]
    tls: Option<(Tls, String)>,
    #[cfg(feature = "rustls")]
    session: Option<Box<Session>>,
}

impl Control {
    /// Over a connection that the caller has made, through a proxy for instance. `host` is the name that
    /// the server's certificate has to have.
    pub fn new(tcp: TcpStream, host: &str, options: &Options) -> io::Result<Self> {
        tcp.set_nodelay(true)?;
        tcp.set_read_timeout(Some(options.timeout))?;
        tcp.set_write_timeout(Some(options.timeout))?;
        let _ = host;
        Ok(Control {
            peer: tcp.peer_addr()?,
            tcp,
            #[cfg(feature = "rustls")]
            tls: options.tls.clone().map(|tls| (tls, host.to_string())),
            #[cfg(feature = "rustls")]
            session: None,
        })
    }

    /// The server's address.
    pub fn peer_addr(&self) -> SocketAddr {
        self.peer
    }

    /// What TLS came to. `None`: there is none.
    #[cfg(feature = "rustls")]
    pub fn tls_info(&self) -> Option<TlsInfo> {
        let session = self.session.as_ref().filter(|session| !session.0.is_handshaking())?;
        self.tls.as_ref().map(|(tls, _)| tls.info(&session.0))
    }
}

impl Transport for Control {
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        #[cfg(feature = "rustls")]
        if let (Some((tls, host)), None) = (&self.tls, &self.session) {
            return self.session.insert(Session::new(tls, host)?).handshake(&mut self.tcp);
        }
        Err(TlsFailure::Unavailable)
    }

    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        self.tcp.set_nonblocking(true)?;
        let read = self.read(buffer);
        self.tcp.set_nonblocking(false)?;
        match read {
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
            read => read.map(Some),
        }
    }

    #[cfg(feature = "rustls")]
    fn tls_failure(&self, error: &io::Error) -> Option<TlsFailure> {
        tls_failure(error)
    }
}

impl Read for Control {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(session) = &mut self.session {
            return session.read(&mut self.tcp, buffer);
        }
        self.tcp.read(buffer)
    }
}

impl Write for Control {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(session) = &mut self.session {
            return session.write(&mut self.tcp, bytes);
        }
        self.tcp.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
