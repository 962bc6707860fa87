//! What real servers list for a directory whose content is known.

use ftp_proto::listing::{Item, Kind, Listing, Options, Zone};
use ftp_proto::response::{Passive, Timestamp};
use ftp_proto::{Decoder, Limits};
use ftp_tests::embedded::{self, Embedded};
use ftp_tests::servers::{ALICE, Server, Setup, skip_or_fail};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Names that confuse parsers. Each file has as many bytes as its position here.
const FILES: &[&[u8]] = &[
    b"plain.txt",
    b" lead",
    b"trail ",
    b"two  spaces",
    b"a -> b",
    b"Nov 27 2026 x",
    b"123 456",
    b"semi;colon=x",
    b"-dash",
    b"quo\"te",
    b"..hidden",
    b"total 3",
    b"h\xc3\xa9llo.txt",
];

const DIR: &[u8] = b"dir with space";
const LINKS: &[(&[u8], &[u8])] = &[(b"link", b"plain.txt"), (b"li -> nk", b"a -> b")];

/// When the files were changed: the first one long ago, the others recently.
fn changed(place: usize) -> SystemTime {
    match place {
        0 => UNIX_EPOCH + Duration::from_secs(981_173_100), // 2001-02-03 04:05
        _ => {
            let day = Duration::from_secs(86_400 * (1 + u64::try_from(place).expect("small")));
            let then = SystemTime::now() - day;
            let seconds = then.duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
            UNIX_EPOCH + Duration::from_secs(seconds / 60 * 60)
        }
    }
}

fn furnish(home: &Path) -> io::Result<()> {
    let path = |name: &[u8]| home.join(std::ffi::OsString::from_vec(name.to_vec()));
    for (place, name) in FILES.iter().enumerate() {
        fs::write(path(name), vec![b'x'; place])?;
        File::options().write(true).open(path(name))?.set_modified(changed(place))?;
    }
    fs::create_dir(path(DIR))?;
    for (name, target) in LINKS {
        symlink(std::ffi::OsStr::from_bytes(target), path(name))?;
    }
    Ok(())
}

/// Logs in and returns what came over the data connection for the command.
fn listed(port: u16, user: &str, password: &str, command: &str) -> io::Result<Vec<u8>> {
    let mut control = TcpStream::connect(("127.0.0.1", port))?;
    control.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut decoder = Decoder::new(Limits::default());
    reply(&mut control, &mut decoder)?;
    for line in [format!("USER {user}"), format!("PASS {password}"), "TYPE I".into()] {
        control.write_all(format!("{line}\r\n").as_bytes())?;
        reply(&mut control, &mut decoder)?;
    }
    control.write_all(b"PASV\r\n")?;
    let data_port = reply(&mut control, &mut decoder)?.expect("a passive address");
    control.write_all(format!("{command}\r\n").as_bytes())?;
    let mut data = TcpStream::connect(("127.0.0.1", data_port))?;
    data.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut bytes = Vec::new();
    data.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Waits for a final reply. Returns the port if the reply is a passive address.
fn reply(control: &mut TcpStream, decoder: &mut Decoder) -> io::Result<Option<u16>> {
    let mut buffer = [0; 1];
    loop {
        if control.read(&mut buffer)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(reply) = decoder.decode(&mut &buffer[..]).map_err(io::Error::other)? {
            if reply.code().get() < 400 {
                return Ok(Passive::parse(&reply).ok().map(|passive| passive.port.get()));
            }
            return Err(io::Error::other(format!("{reply:?}")));
        }
    }
}

#[test]
fn what_servers_list_is_what_is_there() {
    let mut servers = 0;
    for server in Server::ALL {
        let Some(running) = skip_or_fail(server, Setup::Plain, server.start(Setup::Plain)) else { continue };
        furnish(&running.home(ALICE)).expect("files");
        servers += 1;
        for command in ["LIST", "MLSD"] {
            if (server, command) == (Server::Vsftpd, "MLSD") {
                continue; // it has none
            }
            let bytes = listed(running.port, ALICE.name, ALICE.password, command);
            check(&server.to_string(), command, bytes);
        }
    }
    println!("{servers} servers");
}

#[test]
fn what_libunftp_lists_is_what_is_there() {
    let server = Embedded::start(false).expect("a server in this process");
    furnish(&server.home()).expect("files");
    for command in ["LIST", "MLSD"] {
        let bytes = listed(server.address().port(), embedded::USER, embedded::PASSWORD, command);
        check("libunftp", command, bytes);
    }
}

/// `LISTINGS_TO=FOLDER` saves what was sent.
fn check(server: &str, command: &str, bytes: io::Result<Vec<u8>>) {
    let bytes = bytes.unwrap_or_else(|error| panic!("{server} {command}: {error}"));
    if let Ok(folder) = std::env::var("LISTINGS_TO") {
        fs::write(Path::new(&folder).join(format!("{server}-{command}")), &bytes).expect("written");
    }
    compare(server, command, &bytes);
}

fn compare(server: &str, command: &str, bytes: &[u8]) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    let now = Timestamp::from_unix_seconds(i64::try_from(seconds).expect("small")).expect("a time");
    let mut entries = BTreeMap::new();
    let mut parser = Listing::new(Options::new().with_now(now));
    let mut see = |item: Item<'_>| match item {
        Item::Entry(entry) if entry.is_itself_or_parent() => {}
        Item::Entry(entry) => {
            let modified = entry.modified().expect("a time");
            let (size, target) = (entry.size(), entry.target().map(<[u8]>::to_vec));
            entries.insert(entry.name().to_vec(), (entry.kind(), size, modified, target));
        }
        Item::NoEntry(line) => assert!(line.kind().is_harmless(), "{server} {command}: {line:?}"),
    };
    for mut chunk in bytes.chunks(7) {
        while let Some(item) = parser.read(&mut chunk) {
            see(item);
        }
    }
    while let Some(item) = parser.finish() {
        see(item);
    }
    for (place, name) in FILES.iter().enumerate() {
        let what = format!("{server} {command} {}", name.escape_ascii());
        let Some((kind, size, modified, target)) = entries.remove(*name) else {
            // Pure-FTPd hides names that begin with a dot.
            assert!(name.starts_with(b"."), "{what} is missing in {}", bytes.escape_ascii());
            continue;
        };
        assert_eq!((kind, size, target), (Kind::File, Some(place as u64), None), "{what}");
        let truth = changed(place).duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let truth = i64::try_from(truth).expect("small");
        if command == "MLSD" {
            assert_eq!(modified.unix_seconds(), Some(truth), "{what}");
        } else {
            // LIST gives minutes, or only days if it gives the year; it does not give the time zone.
            assert_eq!((modified.zone(), modified.unix_seconds()), (Zone::Unknown, None), "{what}");
            let date = (modified.year().expect("a year"), modified.month(), modified.day());
            let time = (modified.hour().min(23), modified.minute(), 0);
            let said = Timestamp::new(date, time, 0).expect("a time").unix_seconds();
            assert!((truth - said).abs() <= 86_400 + 120, "{what}: {modified}");
        }
    }
    let (kind, size, _, _) =
        entries.remove(DIR).unwrap_or_else(|| panic!("{server} {command}: no directory"));
    assert_eq!((kind, size), (Kind::Dir, None), "{server} {command}");
    for (name, to) in LINKS {
        let (kind, _, _, target) =
            entries.remove(*name).unwrap_or_else(|| panic!("{server} {command}: no link"));
        // pyftpdlib's MLSD shows the target of the link, and libunftp's knows only files and directories.
        let knows_links = !["pyftpdlib", "libunftp"].contains(&server);
        if command != "MLSD" || knows_links {
            assert_eq!(kind, Kind::Link, "{server} {command} {}", name.escape_ascii());
        }
        assert!(command == "MLSD" || target.as_deref() == Some(*to), "{server} {command} {target:?}");
    }
    assert!(entries.is_empty(), "{server} {command}: {entries:?}");
}
