//! Resumed uploads, and what the server says about their size before and after.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::transfer::{DataEvent, Doubt, Ending, Plan, Resume};
use ftp_proto::{Command, Dialogue, Input};
use support::{HERE, begin, move_all, path, say, session, write};

/// Stores five bytes, answers SIZE with `size` if the upload asks for it, and returns the ending.
fn stored(plan: Plan, prepares: &[&str], size: Option<&str>) -> Ending {
    let mut session = session();
    let (mut upload, _) = begin(&mut session, plan, prepares);
    say(&mut upload, &["150 go"]);
    move_all(&mut upload, 5);
    say(&mut upload, &["226 stored"]);
    match (write(&mut upload).as_str(), size) {
        ("", None) => {}
        ("SIZE file ", Some("")) => upload.handle(Input::TimedOut),
        ("SIZE file ", Some(reply)) => say(&mut upload, &[reply]),
        (asked, _) => panic!("{asked:?} is asked, and {size:?} answered"),
    }
    assert!(upload.is_over());
    upload.finish().ending
}

#[test]
fn an_upload_is_verified_or_doubtful() {
    let prepares = ["200 fine", HERE];
    for (plan, size, ending) in [
        (Plan::store(path()), None, Ending::Complete),
        (Plan::store(path()).verify(), Some("213 5"), Ending::Complete),
        (Plan::store(path()).verify(), Some("213 4"), Ending::Doubtful(Doubt::SizeDiffers)),
        (Plan::store(path()).verify(), Some("550 no such file"), Ending::Doubtful(Doubt::NotVerified)),
        (Plan::store(path()).verify(), Some("500 what?"), Ending::Doubtful(Doubt::NotVerified)),
        (Plan::store(path()).verify(), Some("213 five"), Ending::Doubtful(Doubt::NotVerified)),
        (Plan::store(path()).size(5).verify(), Some(""), Ending::Doubtful(Doubt::NotVerified)),
        (Plan::store(path()).size(5), None, Ending::Complete),
        (Plan::store(path()).size(1000), None, Ending::Truncated),
        (Plan::store(path()).size(4), None, Ending::Doubtful(Doubt::Longer)),
    ] {
        assert_eq!(stored(plan.clone(), &prepares, size), ending, "{plan:?} {size:?}");
    }
}

/// The file must have grown by the bytes that were sent.
#[test]
fn what_is_appended_is_verified() {
    for (before, after, ending) in [
        ("213 10", Some("213 15"), Ending::Complete),
        ("550 no such file", Some("213 5"), Ending::Complete),
        ("213 10", Some("213 14"), Ending::Doubtful(Doubt::SizeDiffers)),
        ("213 10", Some("213 20"), Ending::Doubtful(Doubt::SizeDiffers)),
        ("450 not now", Some("213 15"), Ending::Doubtful(Doubt::NotVerified)),
    ] {
        let prepares = ["200 fine", before, HERE];
        assert_eq!(stored(Plan::append(path()).verify(), &prepares, after), ending, "{before} {after:?}");
    }
    assert_eq!(stored(Plan::append(path()).size(1000), &["200 fine", HERE], None), Ending::Complete);
}

/// A server that does not know SIZE is not asked again; one that refuses it for one file is.
#[test]
fn what_one_file_shows_of_size() {
    for (reply, then) in
        [("500 what?", ""), ("502 no", ""), ("504 not of this", "SIZE file "), ("550 none", "SIZE file ")]
    {
        let mut session = session();
        for asked in ["SIZE file ", then] {
            let (mut upload, _) = begin(&mut session, Plan::store(path()).verify(), &["200 fine"]);
            say(&mut upload, &[HERE]);
            upload.happened(DataEvent::Connected);
            let _ = write(&mut upload);
            say(&mut upload, &["150 go"]);
            move_all(&mut upload, 5);
            say(&mut upload, &["226 stored"]);
            assert_eq!(write(&mut upload), asked, "{reply}");
            if !asked.is_empty() {
                say(&mut upload, &[reply]);
            }
            assert_eq!(upload.finish().ending, Ending::Doubtful(Doubt::NotVerified), "{reply}");
        }
    }
}

#[test]
fn an_upload_goes_on_only_where_the_server_has_as_much() {
    for (size, goes_on) in [
        ("213 100", true),
        ("213 99", false),
        ("213 101", false),
        ("550 no such file", false),
        ("500 what?", false),
        ("502 no", false),
        ("504 not of this", false),
        ("450 not now", false),
        ("213 hundred", false),
    ] {
        let mut session = session();
        let plan = Plan::store(path()).offset(100).size(1000);
        let (upload, written) = begin(&mut session, plan, &["200 fine", size, HERE]);
        // The size of the whole file is the one that the caller gave.
        assert_eq!(upload.size(), Some(1000), "{size}");
        let expected = if goes_on { "TYPE I SIZE file EPSV REST 100 " } else { "TYPE I SIZE file EPSV " };
        assert_eq!(written, expected, "{size}");
        if !goes_on {
            assert_eq!(upload.finish().ending, Ending::OffsetMismatch, "{size}");
        }
    }
}

/// APPE is remembered only once it has worked.
#[test]
fn a_server_that_appends_no_more_than_it_goes_on_is_asked_each_time() {
    let mut session = session();
    for prepares in [&["200 fine", "213 100", HERE][..], &["213 100", HERE]] {
        let (mut upload, written) = begin(&mut session, Plan::store(path()).offset(100), prepares);
        assert!(written.ends_with("SIZE file EPSV REST 100 "), "{written}");
        say(&mut upload, &["350 from there"]);
        assert_eq!(write(&mut upload), "STOR file ");
        say(&mut upload, &["451 Append/Restart not permitted"]);
        upload.happened(DataEvent::Gone);
        // A second reply to STOR must not be taken for the reply to APPE.
        assert_eq!(write(&mut upload), "PWD ");
        say(&mut upload, &["257 \"/\""]);
        assert_eq!(write(&mut upload), "SIZE file EPSV ");
        say(&mut upload, &["213 100", "229 here (|||2001|)"]);
        upload.happened(DataEvent::Connected);
        assert_eq!(write(&mut upload), "APPE file ");
        say(&mut upload, &["451 Append/Restart not permitted"]);
        upload.happened(DataEvent::Gone);
        assert!(upload.is_over());
    }
}

/// Only the caller knows how many bytes a failed writer has kept.
#[test]
fn a_download_that_the_caller_could_not_keep_does_not_go_on_by_itself() {
    for (event, resume) in [
        (DataEvent::CallerFailed, None),
        (DataEvent::CallerStopped, Some(Resume::Download { offset: 128, size: Some(400) })),
    ] {
        let mut session = session();
        let prepares = ["200 fine", "213 400", HERE];
        let (mut download, _) = begin(&mut session, Plan::retrieve(path()), &prepares);
        say(&mut download, &["150 go"]);
        download.happened(DataEvent::Moved(128));
        download.happened(event);
        download.happened(DataEvent::Gone);
        let _ = write(&mut download);
        say(&mut download, &["426 aborted", "257 \"/\""]);
        assert_eq!(download.finish().resume(), resume, "{event:?}");
    }
}

/// Programs that take their commands from a file or another language may write verbs in lower case.
#[test]
fn the_case_of_a_verb_changes_nothing() {
    let plan = |line: &str| Plan::of(&Command::parse(line.as_bytes()).unwrap()).unwrap();
    for verb in ["RETR", "retr", "ReTr"] {
        let mut session = session();
        let prepares = ["200 fine", "213 5", HERE];
        let (mut download, written) = begin(&mut session, plan(&format!("{verb} file")).offset(1), &prepares);
        assert_eq!(written, "TYPE I SIZE file EPSV REST 1 ", "{verb}");
        say(&mut download, &["350 from there"]);
        let _ = write(&mut download);
        say(&mut download, &["150 go"]);
        move_all(&mut download, 3);
        say(&mut download, &["226 done"]);
        let report = download.finish();
        assert_eq!(report.ending, Ending::Truncated, "{verb}");
        assert_eq!(report.resume(), Some(Resume::Download { offset: 4, size: Some(5) }), "{verb}");
    }
    let prepares = ["200 fine", HERE];
    for verb in ["STOR", "stor"] {
        let plan = plan(&format!("{verb} file"));
        let ending = stored(plan.clone().verify(), &prepares, Some("213 4"));
        assert_eq!(ending, Ending::Doubtful(Doubt::SizeDiffers), "{verb}");
        let mut session = session();
        let (_, written) = begin(&mut session, plan.offset(5), &["200 fine", "213 5", HERE]);
        assert_eq!(written, "TYPE I SIZE file EPSV REST 5 ", "{verb}");
    }
    for verb in ["APPE", "appe"] {
        let prepares = ["200 fine", "213 10", HERE];
        let ending = stored(plan(&format!("{verb} file")).verify(), &prepares, Some("213 15"));
        assert_eq!(ending, Ending::Complete, "{verb}");
    }
}

/// Only the server can say under which name the file was stored; otherwise it cannot be verified.
#[test]
fn what_is_stored_under_a_name_of_the_servers_is_verified() {
    for (preliminary, asked, ending) in
        [("150 FILE: u1", "SIZE u1 ", Ending::Complete), ("150 go", "", Ending::Doubtful(Doubt::NotVerified))]
    {
        let mut session = session();
        let prepares = ["200 fine", HERE];
        let (mut upload, _) = begin(&mut session, Plan::store_unique().verify(), &prepares);
        say(&mut upload, &[preliminary]);
        move_all(&mut upload, 5);
        say(&mut upload, &["226 stored"]);
        assert_eq!(write(&mut upload), asked);
        say(&mut upload, &["213 5"][..usize::from(!asked.is_empty())]);
        assert_eq!(upload.finish().ending, ending, "{preliminary}");
    }
}

/// A listing has no time, and the name of STOU is not known yet.
#[test]
fn the_time_is_asked_for_only_of_a_file_that_is_named() {
    for (plan, asked) in [
        (Plan::retrieve(path()), "TYPE I SIZE file MDTM file EPSV "),
        (Plan::store(path()), "TYPE I MDTM file EPSV "),
        (Plan::list(Some(path())), "TYPE I EPSV "),
        (Plan::store_unique(), "TYPE I EPSV "),
    ] {
        let mut session = session();
        assert_eq!(begin(&mut session, plan.modified(), &[]).1, asked);
    }
}
