//! A call is dropped while its data connection is being made, as far as Linux lets that be delayed on loopback.
#![cfg(target_os = "linux")]

use ftp_proto::command::Protection;
use ftp_proto::session::Health;
use ftp_proto::{Limits, Session};
use ftp_tokio::{Client, Control, Options};
use socket2::{Domain, Socket, Type};
use std::io::{BufRead, BufReader, Write, copy, sink};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{sleep, spawn};
use std::time::Duration;
use tokio::time::timeout;

/// Returns a listener. If it is `full`, the returned connections fill its queue, so that the client's SYN is lost and sent
/// again after a second.
fn listen(full: bool) -> (TcpListener, Vec<TcpStream>) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    socket.listen(0).unwrap();
    let listener = TcpListener::from(socket);
    let at = listener.local_addr().unwrap();
    (listener, (0..u8::from(full)).map(|_| TcpStream::connect(at).unwrap()).collect())
}

/// Like the usual servers, this one answers nothing to a transfer, or to any command after it, before somebody connects.
fn serve(mut control: TcpStream) {
    let (mut data, mut ahead) = listen(false);
    let mut first = true;
    for line in BufReader::new(control.try_clone().unwrap()).lines().map_while(Result::ok) {
        let reply = match line.as_str() {
            "EPSV" => {
                (data, ahead) = listen(!first);
                format!("229 here (|||{}|)\r\n", data.local_addr().unwrap().port())
            }
            "RETR file" if first => {
                first = false;
                data.accept().unwrap().0.write_all(b"all of it").unwrap();
                "150 here it comes\r\n226 done\r\n".to_string()
            }
            "RETR file" => {
                sleep(Duration::from_millis(200));
                for _ in ahead.drain(..) {
                    data.accept().unwrap();
                }
                // The copy ends when the client closes.
                let _ = copy(&mut data.accept().unwrap().0, &mut sink());
                "150 here it comes\r\n426 gone\r\n".to_string()
            }
            "PWD" => "257 \"/\"\r\n".to_string(),
            "SIZE file" => "213 9\r\n".to_string(),
            _ => "200 yes\r\n".to_string(),
        };
        if control.write_all(reply.as_bytes()).is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn a_server_that_waits_for_the_connection_of_a_dropped_call_gets_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let tcp = tokio::net::TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    spawn(move || serve(listener.accept().unwrap().0));
    let options = Options { timeout: Duration::from_millis(1800), ..Options::default() };
    let control = Control::new(tcp, "localhost", &options).unwrap();
    let clear = Protection::DangerClear;
    let mut client = Client::new(control, Session::take_over(Limits::default(), clear, clear));
    // From now on the next command is sent before its data connection is made.
    assert_eq!(client.retrieve("file").await.unwrap().into_vec(100).await.unwrap(), b"all of it");
    let dropped = timeout(Duration::from_millis(100), client.retrieve("file")).await.is_err();
    assert!(dropped, "it is on its way");
    client.abort().await.unwrap();
    assert_eq!(client.session().health(), Health::InSync);
}

#[test]
fn a_client_can_be_sent_and_shared() {
    fn is_both<T: Send + Sync>() {}
    is_both::<Client>();
}
