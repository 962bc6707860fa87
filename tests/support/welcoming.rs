//! A server that lets everybody in, for any number of clients at once.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Starts the server on its own thread for as long as the process lives. Returns its port on 127.0.0.1.
pub fn start() -> io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    std::thread::spawn(move || runtime.block_on(accept(listener)));
    Ok(port)
}

async fn accept(listener: TcpListener) -> io::Result<Infallible> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (tcp, _) = listener.accept().await?;
        tokio::spawn(serve(tcp));
    }
}

async fn serve(mut tcp: TcpStream) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    tcp.write_all(b"220 ready\r\n").await?;
    let (read, mut write) = tcp.split();
    let mut lines = BufReader::with_capacity(256, read).lines();
    while let Some(line) = lines.next_line().await? {
        let verb = line.split(' ').next().unwrap_or_default();
        write.write_all(answer(verb).as_bytes()).await?;
        if verb == "QUIT" {
            break;
        }
    }
    Ok(())
}

fn answer(verb: &str) -> &'static str {
    match verb {
        "USER" => "331 password?\r\n",
        "PASS" => "230 welcome\r\n",
        "PWD" => "257 \"/\" is where you are\r\n",
        "NOOP" => "200 still here\r\n",
        "QUIT" => "221 goodbye\r\n",
        _ => "502 not here\r\n",
    }
}
