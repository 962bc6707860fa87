//! Operations on a TCP stream, with as few system calls as the platform allows.

use crate::timed::Means;
use std::io::{self, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

pub(crate) fn means() -> Means<TcpStream> {
    Means {
        set_read_timeout: TcpStream::set_read_timeout,
        read_now,
        write,
        set_nodelay: TcpStream::set_nodelay,
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn read_now(tcp: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    let (read, _) = rustix::net::recv(tcp, buffer, rustix::net::RecvFlags::DONTWAIT)?;
    Ok(read)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn read_now(mut tcp: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    use std::io::Read;
    tcp.set_nonblocking(true)?;
    let read = tcp.read(buffer);
    tcp.set_nonblocking(false)?;
    read
}

/// Writes without setting a time limit first: that system call is needed only when there is no room for the
/// bytes.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn write(mut tcp: &TcpStream, bytes: &[u8], limit: Duration) -> io::Result<usize> {
    use rustix::net::{SendFlags, send};
    use std::io::ErrorKind;
    match send(tcp, bytes, SendFlags::DONTWAIT | SendFlags::NOSIGNAL).map_err(io::Error::from) {
        Err(error) if error.kind() == ErrorKind::WouldBlock => {
            tcp.set_write_timeout(Some(limit))?;
            tcp.write(bytes)
        }
        written => written,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn write(mut tcp: &TcpStream, bytes: &[u8], limit: Duration) -> io::Result<usize> {
    tcp.set_write_timeout(Some(limit))?;
    tcp.write(bytes)
}

/// Connects within a time limit. On Linux the send timeout also limits connecting, which takes two system calls fewer than std.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn connect(address: &SocketAddr, limit: Duration) -> io::Result<TcpStream> {
    use rustix::net::{self, AddressFamily, SocketFlags, SocketType, sockopt};
    use std::io::ErrorKind;
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let socket = net::socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
    sockopt::set_socket_timeout(&socket, sockopt::Timeout::Send, Some(limit))?;
    match net::connect(&socket, address).map_err(io::Error::from) {
        Ok(()) => Ok(TcpStream::from(socket)),
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::INPROGRESS.raw_os_error()) => {
            Err(ErrorKind::TimedOut.into())
        }
        // A signal interrupted the call: start again with std.
        Err(error) if error.kind() == ErrorKind::Interrupted => TcpStream::connect_timeout(address, limit),
        Err(error) => Err(error),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn connect(address: &SocketAddr, limit: Duration) -> io::Result<TcpStream> {
    TcpStream::connect_timeout(address, limit)
}

/// Makes closing the stream send a reset to the peer. std cannot ask for that, so elsewhere the stream is
/// closed as usual.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn reset_on_close(tcp: &TcpStream) {
    let _ = rustix::net::sockopt::set_socket_linger(tcp, Some(Duration::ZERO));
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn reset_on_close(_: &TcpStream) {}
