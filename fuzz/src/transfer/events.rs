//! A transfer whose owner reports any event at any moment.

use super::{Script, plan, session};
use crate::diagnose::tls_failure;
use ftp_proto::session::Health;
use ftp_proto::transfer::{Data, DataEvent, End, Ending, Reach, Secured};
use ftp_proto::{Action, Command, Dialogue, Input};

/// This many events that close what is open end a transfer that nobody wants any more.
const TO_THE_END: usize = 200;

/// The transfer does not panic. An event that it did not want ends the transfer and the session. Once nothing moves
/// any more, the transfer comes to its end, without a data connection.
pub fn any(data: &[u8]) {
    let mut bytes = data.iter().copied();
    let script = Script::of(&mut bytes);
    let mut session = session(&script);
    let mut transfer = session.transfer(plan(&script)).expect("nothing is under way");
    while let Some(kind) = bytes.next() {
        let more = bytes.next().unwrap_or(0);
        match kind % 24 {
            0 => transfer.happened(DataEvent::Connected),
            1 => transfer.happened(DataEvent::Unreachable(Reach::Refused)),
            2 => transfer.happened(DataEvent::Listening("192.0.2.9:1024".parse().expect("an address"))),
            3 => transfer.happened(DataEvent::Accepted([192, 0, 2, more & 1].into())),
            4 => transfer.happened(DataEvent::Stranger([192, 0, 2, 3].into())),
            5 => transfer.happened(DataEvent::Secured(Secured {
                resumed: [None, Some(false), Some(true)][usize::from(more % 3)],
                same_certificate: [None, Some(false), Some(true)][usize::from(more / 3 % 3)],
            })),
            6 => transfer.happened(DataEvent::TlsFailed(tls_failure(more))),
            7 => transfer.happened(DataEvent::Moved(if more == 255 { u64::MAX } else { more.into() })),
            8 => transfer.happened(DataEvent::SourceEnded),
            9 => transfer.happened(DataEvent::CallerStopped),
            10 => transfer.happened(DataEvent::CallerFailed),
            11 => transfer
                .happened(DataEvent::Ended([End::CloseNotify, End::Fin, End::Reset][usize::from(more % 3)])),
            12 => transfer.happened(DataEvent::TimedOut),
            13 => transfer.happened(DataEvent::Gone),
            14 => transfer.handle(Input::TimedOut),
            15 => transfer.handle(Input::Pending),
            16 => transfer.handle(Input::Eof),
            17 => transfer.handle(Input::Sent(more.into())),
            18..=20 => {
                let sent = match transfer.action() {
                    Action::Send(bytes) => Some(bytes.len()),
                    Action::Poll => {
                        transfer.handle(Input::Pending);
                        None
                    }
                    _ => None,
                };
                if let Some(n) = sent {
                    transfer.handle(Input::Sent(n));
                }
            }
            _ => {
                let code = [150, 200, 213, 226, 227, 229, 257, 350, 421, 425, 426, 451, 500, 503, 550, 257]
                    [usize::from(more & 15)];
                transfer.handle(Input::Bytes(format!("{code} 5 (|||1|) (1,2,3,4,0,2)\r\n").as_bytes()));
            }
        }
    }
    for _ in 0..TO_THE_END {
        if transfer.is_over() {
            break;
        }
        match transfer.data() {
            Data::Close | Data::Reset => transfer.happened(DataEvent::Gone),
            _ => transfer.happened(DataEvent::TimedOut),
        }
    }
    assert!(transfer.is_over(), "{transfer:?}");
    let report = transfer.finish();
    assert_ne!(report.ending, Ending::Unfinished);
    let over = session.health().is_over();
    assert!(over || report.ending != Ending::Misuse, "misused, and {}", session.health());
    assert_ne!(session.health(), Health::ReplyPending);
    assert_eq!(session.start(&Command::noop()).is_err(), over);
}
