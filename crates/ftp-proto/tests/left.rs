//! Transfers whose commands are answered in another order, or that are left before they are.

#![cfg(feature = "alloc")]

use ftp_proto::command::Protection;
use ftp_proto::transfer::{Data, DataEvent, Ending, Plan};
use ftp_proto::{Action, Arg, Command, Dialogue, Input, Limits, Session};

/// Writes what is to be written, and gives it.
fn write(dialogue: &mut impl Dialogue) -> String {
    let mut written = String::new();
    loop {
        let input = match dialogue.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => {
                written.push_str(std::str::from_utf8(bytes).unwrap());
                Input::Sent(bytes.len())
            }
            _ => return written.replace("\r\n", " "),
        };
        dialogue.handle(input);
    }
}

fn session() -> Session {
    Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear)
}

fn plan() -> Plan {
    Plan::retrieve(Arg::new(b"file").unwrap())
}

#[test]
fn a_server_that_answers_in_another_order_is_understood() {
    let mut session = session();
    let mut transfer = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut transfer), "TYPE I SIZE file EPSV ");
    transfer.handle(Input::Bytes(b"200 fine\r\n229 here (|||2000|)\r\n213 400\r\n"));
    assert!(matches!(transfer.data(), Data::Connect(target) if target.port.get() == 2000));
    assert_eq!(transfer.size(), Some(400));
}

#[test]
fn a_size_and_a_time_are_told_apart_in_either_order() {
    for replies in ["213 400\r\n213 20261128224732\r\n", "213 20261128224732\r\n213 400\r\n"] {
        let mut session = session();
        let mut transfer = session.transfer(plan().modified()).unwrap();
        assert_eq!(write(&mut transfer), "TYPE I SIZE file MDTM file EPSV ");
        transfer.handle(Input::Bytes(b"200 fine\r\n229 here (|||2000|)\r\n"));
        transfer.handle(Input::Bytes(replies.as_bytes()));
        assert_eq!(transfer.size(), Some(400), "{replies:?}");
        let modified = transfer.finish().modified.unwrap();
        assert_eq!((modified.year(), modified.minute()), (2026, 47), "{replies:?}");
    }
}

#[test]
fn an_offset_that_was_sent_is_taken_back_when_its_transfer_is_left() {
    for between in [false, true] {
        let mut session = session();
        let mut transfer = session.transfer(plan().offset(5)).unwrap();
        let _ = write(&mut transfer);
        transfer.handle(Input::Bytes(b"200 fine\r\n213 400\r\n229 here (|||2000|)\r\n"));
        transfer.happened(DataEvent::Connected);
        assert_eq!(write(&mut transfer), "REST 5 ");
        drop(transfer);

        if between {
            let mut exchange = session.start(&Command::noop()).unwrap();
            assert_eq!(write(&mut exchange), "PWD ");
            exchange.handle(Input::Bytes(b"350 from there\r\n257 \"/\"\r\n"));
            assert_eq!(write(&mut exchange), "NOOP ");
            exchange.handle(Input::Bytes(b"200 fine\r\n"));
            assert!(exchange.finish().into_final().is_ok());
        }
        let mut transfer = session.transfer(plan()).unwrap();
        if !between {
            assert_eq!(write(&mut transfer), "PWD ");
            transfer.handle(Input::Bytes(b"350 from there\r\n257 \"/\"\r\n"));
        }
        assert_eq!(write(&mut transfer), "REST 0 SIZE file EPSV ");
    }
}

/// ProFTPD looks at its control connection between the reads of an upload, and can answer the sentinel before it sees
/// that the data connection was reset.
#[test]
fn a_server_that_is_still_at_a_stopped_upload_is_asked_again() {
    let mut session = session();
    let mut upload = session.transfer(Plan::store(Arg::new(b"up").unwrap())).unwrap();
    assert_eq!(write(&mut upload), "TYPE I EPSV ");
    upload.handle(Input::Bytes(b"200 fine\r\n229 here (|||2000|)\r\n"));
    upload.happened(DataEvent::Connected);
    assert_eq!(write(&mut upload), "STOR up ");
    upload.handle(Input::Bytes(b"150 go\r\n"));
    upload.happened(DataEvent::CallerStopped);
    assert_eq!(upload.data(), Data::Reset);
    upload.happened(DataEvent::Gone);
    assert_eq!(write(&mut upload), "PWD ");
    upload.handle(Input::Bytes(b"257 \"/\"\r\n"));
    assert_eq!(upload.finish().ending, Ending::Stopped);

    let mut transfer = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut transfer), "SIZE file EPSV ");
    transfer.handle(Input::Bytes(b"213 400\r\n450 EPSV: data transfer in progress\r\n"));
    assert_eq!(write(&mut transfer), "EPSV ");
    transfer.handle(Input::Bytes(b"450 EPSV: data transfer in progress\r\n"));
    assert_eq!(write(&mut transfer), "EPSV ");
    transfer.handle(Input::Bytes(b"426 aborted\r\n229 here (|||2001|)\r\n"));
    assert!(matches!(transfer.data(), Data::Connect(target) if target.port.get() == 2001));

    // Where nothing is owed, the refusal is one.
    let mut session = self::session();
    let mut transfer = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut transfer), "TYPE I SIZE file EPSV ");
    transfer.handle(Input::Bytes(b"200 fine\r\n213 400\r\n450 EPSV: not now\r\n"));
    assert_eq!(write(&mut transfer), "PASV ");
}
