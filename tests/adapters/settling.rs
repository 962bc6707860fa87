//! What a call left behind is settled before the next one decides anything.

use crate::runtime;
use ftp_blocking::Options;
use ftp_proto::command::{Protection, Representation};
use ftp_proto::{Command, Limits, Session};
use ftp_tests::scripted::{Scripted, Turn};
use std::time::Duration;
use tokio::time::timeout;

const LIMIT: Duration = Duration::from_millis(100);

/// A server whose client is already logged in. In between, a transfer in text mode is requested and answered
/// late.
fn server() -> Scripted {
    let size =
        [Turn::Expect("TYPE I"), Turn::Say("200 yes\r\n"), Turn::Expect("SIZE f"), Turn::Say("213 5\r\n")];
    let text = [Turn::Expect("TYPE A"), Turn::Wait(2 * LIMIT), Turn::Say("200 yes\r\n")];
    Scripted::start([&size[..], &text, &size].concat()).unwrap()
}

fn session() -> Session {
    Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear)
}

#[test]
fn a_size_in_bytes_is_asked_for_after_a_late_reply_to_type() {
    let text = Command::type_(Representation::Ascii);
    let (std, options) = (server(), Options { timeout: LIMIT * 3 / 2, ..Options::default() });
    let control = ftp_blocking::connect("127.0.0.1", std.port, &options).unwrap();
    let mut client = ftp_blocking::Client::new(control, session());
    assert_eq!(client.size("f").unwrap(), 5);
    assert!(client.quote(&text).is_err(), "it is late");
    assert_eq!(client.size("f").unwrap(), 5);

    let tokio = server();
    runtime().block_on(async {
        let control = ftp_tokio::connect("127.0.0.1", tokio.port, &Options::default()).await.unwrap();
        let mut client = ftp_tokio::Client::new(control, session());
        assert_eq!(client.size("f").await.unwrap(), 5);
        assert!(timeout(LIMIT, client.quote(&text)).await.is_err(), "it is late");
        assert_eq!(client.size("f").await.unwrap(), 5);
    });
}
