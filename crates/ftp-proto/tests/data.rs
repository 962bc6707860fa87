//! The data lane: when it wants what, which connections it accepts, and what their end means.

#![cfg(feature = "alloc")]

mod support;

use core::net::IpAddr;
use ftp_proto::command::Protection;
use ftp_proto::dialogue::TlsFailure;
use ftp_proto::response::DataAddress;
use ftp_proto::session::{Health, Poison};
use ftp_proto::transfer::{
    Data, DataEvent, DataSettings, Doubt, End, Ending, Known, Pipelining, Plan, Reach, Refusal, Secured,
    Step, Trust,
};
use ftp_proto::{Dialogue, Input, Limits, Session};
use support::{HERE, begin, listen, move_all, path, say, session, write};

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn protected() -> Session {
    Session::take_over(Limits::default(), Protection::Private, Protection::Private)
}

/// A session in which a data connection has worked. From then on, a command is sent while its connection is being
/// made.
fn worked() -> Session {
    let mut session = session();
    let (mut listing, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
    say(&mut listing, &["150 go"]);
    move_all(&mut listing, 5);
    say(&mut listing, &["226 done"]);
    assert!(listing.finish().is_complete());
    assert!(session.known().connects());
    session
}

/// Bytes sent before the command is written, or before the server has agreed to an offset, would be lost.
#[test]
fn bytes_are_moved_when_the_server_is_ready_for_them() {
    let in_step = DataSettings::default().pipelining(Pipelining::InStep);
    let (prepare, five) = (DataSettings::default(), &["213 5"][..]);
    for (settings, plan, size, sent, preliminary) in [
        (prepare, Plan::store(path()), &[][..], Data::Write, Data::Write),
        (prepare, Plan::store(path()).offset(5), five, Data::Hold, Data::Write),
        (prepare, Plan::retrieve(path()).size(9).offset(5), &[], Data::Read, Data::Read),
        (in_step, Plan::store(path()), &[], Data::Hold, Data::Write),
        (in_step, Plan::list(None), &[], Data::Read, Data::Read),
    ] {
        for reply in ["150 go", "226 done", ""] {
            let mut session = session();
            session.set_data(settings);
            let mut transfer = session.transfer(plan.clone()).unwrap();
            let replies = ["200 fine"].into_iter().chain(size.iter().copied()).chain([HERE]);
            let mut writes = vec![write(&mut transfer)];
            for reply in replies {
                say(&mut transfer, &[reply]);
                writes.push(write(&mut transfer));
            }
            let all: usize = writes.iter().map(|line| line.matches(' ').count()).sum();
            let alone = writes.iter().filter(|line| !line.is_empty()).count();
            assert_eq!(settings == in_step, alone > 1 && all > 1, "{writes:?}");
            transfer.happened(DataEvent::Connected);
            assert_eq!(transfer.data(), Data::Hold);
            if plan.starts_at() > 0 {
                assert_eq!(write(&mut transfer), "REST 5 ");
                say(&mut transfer, &["350 from there"]);
            }
            // A command of which only a part is written does not count.
            transfer.handle(Input::Pending);
            transfer.handle(Input::Sent(3));
            assert_eq!(transfer.data(), Data::Hold);
            let _ = write(&mut transfer);
            assert_eq!(transfer.data(), sent, "{plan:?}");
            if !reply.is_empty() {
                say(&mut transfer, &[reply]);
                assert_eq!(transfer.data(), preliminary, "{plan:?} {reply}");
            }
        }
    }
    // The TLS handshake does not wait for the preliminary reply.
    let mut session = protected();
    session.set_data(in_step);
    let mut upload = session.transfer(Plan::store(path())).unwrap();
    for reply in ["200 fine", HERE] {
        let _ = write(&mut upload);
        say(&mut upload, &[reply]);
    }
    upload.happened(DataEvent::Connected);
    let _ = write(&mut upload);
    assert_eq!(upload.data(), Data::Secure);
    upload.happened(DataEvent::Secured(Secured { resumed: Some(true), same_certificate: None }));
    assert_eq!(upload.data(), Data::Hold);
    say(&mut upload, &["150 go"]);
    assert_eq!(upload.data(), Data::Write);
}

#[test]
fn a_download_is_as_long_as_it_is_said_to_be_and_ends_in_order() {
    use Ending::{Complete, Doubtful, Truncated};
    for (tls, size, end, ending) in [
        (false, Some(5), End::Fin, Complete),
        (false, Some(6), End::Fin, Truncated),
        (false, Some(4), End::Fin, Doubtful(Doubt::Longer)),
        (false, None, End::Fin, Complete),
        (false, Some(5), End::Reset, Doubtful(Doubt::Broken)),
        (false, None, End::Broken, Doubtful(Doubt::Broken)),
        (true, Some(5), End::Fin, Complete),
        (true, Some(6), End::CloseNotify, Truncated),
        (true, None, End::CloseNotify, Complete),
        (true, None, End::Fin, Doubtful(Doubt::NoCloseNotify)),
    ] {
        let mut session = if tls { protected() } else { session() };
        let plan = size.map_or(Plan::list(None), |size| Plan::retrieve(path()).size(size));
        let (mut transfer, _) = begin(&mut session, plan, &["200 fine", HERE]);
        if tls {
            transfer.happened(DataEvent::Secured(Secured { resumed: Some(true), same_certificate: None }));
        }
        say(&mut transfer, &["150 go"]);
        transfer.happened(DataEvent::Moved(5));
        transfer.happened(DataEvent::Ended(end));
        transfer.happened(DataEvent::Gone);
        say(&mut transfer, &["226 done"]);
        assert_eq!(transfer.finish().ending, ending, "{tls} {size:?} {end:?}");
    }
}

/// Anyone may get to the port first, so TLS has to show that the peer is the server of the control connection.
#[test]
fn tls_of_a_data_connection_is_that_of_the_server() {
    for (trust, resumed, same_certificate, trusted) in [
        (Trust::SameServer, Some(true), None, true),
        (Trust::SameServer, Some(true), Some(false), true),
        (Trust::SameServer, Some(false), Some(true), true),
        (Trust::SameServer, None, Some(true), true),
        (Trust::SameServer, Some(false), Some(false), false),
        (Trust::SameServer, None, None, false),
        (Trust::Resumed, Some(true), Some(false), true),
        (Trust::Resumed, Some(false), Some(true), false),
        (Trust::Resumed, None, Some(true), false),
        (Trust::DangerAny, None, None, true),
    ] {
        let mut session = protected();
        session.set_data(DataSettings::default().trust(trust));
        let (mut transfer, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
        assert_eq!(transfer.data(), Data::Secure);
        transfer.happened(DataEvent::Secured(Secured { resumed, same_certificate }));
        let what = format!("{trust:?} {resumed:?} {same_certificate:?}");
        assert_eq!(transfer.data(), if trusted { Data::Read } else { Data::Reset }, "{what}");
        if !trusted {
            transfer.happened(DataEvent::Gone);
            let _ = write(&mut transfer);
            say(&mut transfer, &["426 cut", "257 \"/\""]);
            assert_eq!(transfer.finish().ending, Ending::NotTrusted, "{what}");
        }
    }
    let mut session = protected();
    let (mut transfer, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
    transfer.happened(DataEvent::TlsFailed(TlsFailure::Expired));
    assert_eq!(transfer.data(), Data::Reset);
    transfer.happened(DataEvent::Gone);
    let _ = write(&mut transfer);
    say(&mut transfer, &["150 go", "226 done", "257 \"/\""]);
    let report = transfer.finish();
    assert_eq!(report.ending, Ending::TlsFailed(TlsFailure::Expired));
    assert_eq!(report.data.tls, Some(Err(TlsFailure::Expired)));
}

/// In active mode the port is open to everyone, and only the server may connect.
#[test]
fn only_the_server_connects_in_active_mode() {
    fn listening(session: &mut Session, peer: Option<IpAddr>) -> ftp_proto::session::Transfer<'_> {
        let settings = DataSettings::default();
        let transfer = listen(session, peer.map_or(settings, |peer| settings.peer(peer)));
        assert_eq!(transfer.data(), Data::Accept(peer.map(|peer| peer.to_canonical())));
        transfer
    }
    let server = ip("192.0.2.9");
    for (peer, from, accepted) in [
        (None, "203.0.113.5", true),
        (Some(server), "192.0.2.9", true),
        (Some(server), "::ffff:192.0.2.9", true),
        (Some(ip("::ffff:192.0.2.9")), "192.0.2.9", true),
        (Some(server), "203.0.113.5", false),
    ] {
        let mut session = session();
        let mut transfer = listening(&mut session, peer);
        transfer.happened(DataEvent::Accepted(ip(from)));
        assert_eq!(transfer.data(), if accepted { Data::Read } else { Data::Reset }, "{peer:?} {from}");
        drop(transfer);
        let misuse = Health::Poisoned(Poison::Misuse);
        assert_eq!(session.health() == misuse, !accepted, "{peer:?} {from}");
    }
    // Some strangers are sent away, but not an unlimited number.
    let mut session = session();
    let mut transfer = listening(&mut session, Some(server));
    for _ in 0..64 {
        transfer.happened(DataEvent::Stranger(ip("203.0.113.5")));
        assert_eq!(transfer.data(), Data::Accept(Some(server)));
    }
    transfer.happened(DataEvent::Stranger(ip("203.0.113.5")));
    assert_eq!(transfer.data(), Data::Reset);
    transfer.happened(DataEvent::Gone);
    say(&mut transfer, &["425 nobody"]);
    let report = transfer.finish();
    assert_eq!((report.data.strangers, report.data.connected), (65, Some(Err(Reach::Other))));
}

/// The address in a reply to PASV may be one that a router should have rewritten, or a host that an attacker wants us
/// to connect to.
#[test]
fn the_address_that_a_reply_says_is_believed_as_far_as_is_allowed() {
    let (other, same) = ("227 at (203,0,113,5,7,208)", "227 at (192,0,2,9,7,208)");
    for (address, reply, target) in [
        (DataAddress::Peer, other, Some(None)),
        (DataAddress::Peer, same, Some(None)),
        (DataAddress::RefuseIfDifferent, other, None),
        (DataAddress::RefuseIfDifferent, same, Some(None)),
        (DataAddress::DangerTrustReply, other, Some(Some(ip("203.0.113.5")))),
        (DataAddress::DangerTrustReply, same, Some(None)),
    ] {
        let mut session = session();
        session.set_data(DataSettings::default().address(address).peer(ip("192.0.2.9")));
        session.set_known(Known::default().by_pasv());
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        assert_eq!(write(&mut transfer), "TYPE I PASV ");
        say(&mut transfer, &["200 fine", reply]);
        let wanted = match transfer.data() {
            Data::Connect(target) => Some(target.address),
            _ => None,
        };
        assert_eq!(wanted, target, "{address:?} {reply}");
        if target.is_none() {
            assert_eq!(write(&mut transfer), "EPSV ");
            say(&mut transfer, &["500 what?"]);
            assert_eq!(transfer.ending(), Ending::Refused(Step::Opening, Refusal::NotUnderstood));
        }
    }
}

/// The other command is tried once, if there is one.
#[test]
fn the_other_command_is_tried_where_the_first_does_not_do() {
    let pasv = "227 at (192,0,2,9,7,208)";
    // PASV has no IPv6.
    for (peer, other) in [("192.0.2.9", "PASV "), ("2001:db8::9", ""), ("::ffff:192.0.2.9", "PASV ")] {
        let mut session = session();
        session.set_data(DataSettings::default().peer(ip(peer)));
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut transfer);
        say(&mut transfer, &["200 fine", "500 what?"]);
        assert_eq!(write(&mut transfer), other, "{peer}");
        assert_eq!(transfer.is_over(), other.is_empty(), "{peer}");
    }
    // A command that worked after the first one failed is used from then on.
    for (reaches, uses_pasv) in [(true, false), (false, true)] {
        let mut session = session();
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut transfer);
        say(&mut transfer, &["200 fine", HERE]);
        if !reaches {
            transfer.happened(DataEvent::Unreachable(Reach::Silent));
            assert_eq!(write(&mut transfer), "PASV ");
            say(&mut transfer, &[pasv]);
        }
        transfer.happened(DataEvent::Connected);
        drop(transfer);
        assert_eq!(session.known().uses_pasv(), uses_pasv);
        assert!(!session.known().connects(), "nothing was moved");
    }
    // Both commands were tried: when the transfer is done over, they are not tried again in turn.
    let mut session = session();
    let mut upload = session.transfer(Plan::store(path()).offset(5)).unwrap();
    let _ = write(&mut upload);
    say(&mut upload, &["200 fine", "213 5", "500 what?"]);
    assert_eq!(write(&mut upload), "PASV ");
    say(&mut upload, &[pasv]);
    upload.happened(DataEvent::Connected);
    assert_eq!(write(&mut upload), "REST 5 ");
    say(&mut upload, &["502 no"]);
    upload.happened(DataEvent::Gone);
    assert_eq!(write(&mut upload), "SIZE file PASV ");
    say(&mut upload, &["213 5", pasv]);
    upload.happened(DataEvent::Unreachable(Reach::Refused));
    assert_eq!(write(&mut upload), "");
    assert_eq!(upload.finish().ending, Ending::Unreachable(Reach::Refused));
}

/// The server has sent the data, or will send it, so it is read to its end without the control connection.
#[test]
fn the_data_connection_outlives_the_control_connection_where_that_leads_somewhere() {
    let mut session = worked();
    let mut listing = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut listing);
    say(&mut listing, &["229 here (|||2001|)"]);
    assert_eq!(write(&mut listing), "LIST ");
    say(&mut listing, &["150 go", "226 done"]);
    listing.handle(Input::Eof);
    assert!(matches!(listing.data(), Data::Connect(_)));
    listing.happened(DataEvent::Connected);
    assert_eq!(listing.data(), Data::Read);
    move_all(&mut listing, 5);
    assert_eq!(listing.finish().ending, Ending::Complete);

    // An upload that the server confirms while the client waits for the end of the data connection.
    let mut session = support::session();
    let (mut upload, _) = begin(&mut session, Plan::store(path()), &["200 fine", HERE]);
    say(&mut upload, &["150 go"]);
    upload.happened(DataEvent::Moved(5));
    upload.happened(DataEvent::SourceEnded);
    say(&mut upload, &["226 done"]);
    upload.handle(Input::Broken);
    assert_eq!(upload.data(), Data::Finish);
    upload.happened(DataEvent::Ended(End::Fin));
    assert_eq!(upload.data(), Data::Close);
    upload.happened(DataEvent::Gone);
    assert_eq!(upload.finish().ending, Ending::Complete);

    // Without a control connection, data that the caller no longer wants is not read.
    let mut session = support::session();
    let (mut listing, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
    say(&mut listing, &["150 go"]);
    listing.handle(Input::Eof);
    listing.happened(DataEvent::CallerStopped);
    assert_eq!(listing.data(), Data::Reset);
    listing.happened(DataEvent::Gone);
    assert_eq!(listing.finish().ending, Ending::Stopped);
}

/// A connection that is being closed gets time to close. A server that does not answer the last question is given up.
#[test]
fn time_outs_behind_the_end_of_the_data() {
    let mut session = session();
    let (mut listing, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
    say(&mut listing, &["150 go"]);
    listing.happened(DataEvent::Ended(End::Fin));
    listing.happened(DataEvent::TimedOut);
    assert_eq!(listing.data(), Data::Close);
    listing.happened(DataEvent::Gone);
    say(&mut listing, &["226 done"]);
    assert_eq!(listing.finish().ending, Ending::Complete);

    let (mut listing, _) = begin(&mut session, Plan::list(None), &["229 here (|||2001|)"]);
    say(&mut listing, &["150 go"]);
    listing.happened(DataEvent::Moved(1));
    listing.happened(DataEvent::CallerStopped);
    listing.happened(DataEvent::Gone);
    assert_eq!(write(&mut listing), "PWD ");
    listing.handle(Input::TimedOut);
    assert!(listing.is_over());
    assert_eq!(listing.finish().ending, Ending::Stopped);
    assert_eq!(session.health(), Health::Poisoned(Poison::Stuck));
}

/// An owner that keeps reporting nothing cannot keep a transfer going for ever. Moved bytes count as something.
#[test]
fn events_that_say_nothing_are_taken_so_often_only() {
    for (bytes, count, data) in [(1, 1000, Data::Read), (0, 64, Data::Read), (0, 65, Data::Reset)] {
        let mut session = session();
        let (mut listing, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
        (0..count).for_each(|_| listing.happened(DataEvent::Moved(bytes)));
        assert_eq!(listing.data(), data, "{count} times {bytes}");
        assert_eq!(listing.moved(), if bytes == 0 { 0 } else { count });
        if data == Data::Read {
            // A download has no source that could end.
            listing.happened(DataEvent::SourceEnded);
            assert_eq!(listing.data(), Data::Reset);
        }
        listing.happened(DataEvent::Gone);
        assert_eq!(listing.finish().ending, Ending::Misuse);
        assert_eq!(session.health(), Health::Poisoned(Poison::Misuse));
    }
}

/// If the server says why it gave up waiting for the connection, the transfer ends with the server's reason.
#[test]
fn what_the_server_says_to_a_connection_that_could_not_be_made() {
    for (reply, refusal) in [
        ("425 nobody came", Refusal::CannotOpen),
        ("426 gone", Refusal::ConnectionLost),
        ("451 failed", Refusal::LocalError),
    ] {
        let mut session = worked();
        let mut listing = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut listing);
        say(&mut listing, &["229 here (|||2001|)"]);
        assert_eq!(write(&mut listing), "LIST ");
        listing.happened(DataEvent::Unreachable(Reach::Silent));
        say(&mut listing, &[reply]);
        assert_eq!(listing.finish().ending, Ending::Refused(Step::Command, refusal), "{reply}");
    }
}
