//! Properties of the parsers in `response`, whatever the bytes.

use crate::choice;
use ftp_diagnosis::{Greeting, ServerSoftware};
use ftp_proto::response::{
    Challenge, DataAddress, Facts, Features, FileSize, Opening, OtpAlgorithm, Passive, QuotedPath,
    ResponseError, Timestamp,
};
use ftp_proto::{Limits, Reply};
use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Runs every parser on a reply with `data` as its text. The header chooses the code and the form of the reply.
///
/// # Panics
/// If a parser panics, returns an impossible value, or does not read back what it returned.
pub fn structured(data: &[u8]) {
    let ([which], data) = choice::header(data);
    in_form(which, data);
}

/// Runs the parsers on replies of every code and form.
pub fn in_every_form(data: &[u8]) {
    (0..64).for_each(|which| in_form(192 | which, data));
}

fn in_form(which: u8, data: &[u8]) {
    const CODES: [&str; 16] = [
        "125", "150", "211", "213", "220", "227", "229", "234", "250", "257", "331", "332", "334", "335",
        "336", "530",
    ];
    let code = CODES[usize::from(which & 15)];
    match which >> 4 & 3 {
        0 => every_parser(which, &[code.as_bytes(), b" ", data, b"\r\n"].concat()),
        1 => every_parser(
            which,
            &[code.as_bytes(), b"-\r\n", data, b"\r\n", code.as_bytes(), b" end\r\n"].concat(),
        ),
        2 => every_parser(which, data),
        _ => {
            line(data);
            quoting(data);
        }
    }
}

/// Runs every parser. The parser of greetings accepts all codes and takes longer than the others together, so it
/// runs for the usual code, and for other codes only if the two highest bits of `which` are set.
fn every_parser(which: u8, bytes: &[u8]) {
    let Ok(Some((reply, _))) = Reply::parse(bytes, &Limits::default()) else { return };
    if reply.code().get() == 220 || which >= 192 {
        greeting(&reply);
    }
    let read = [
        (&[227, 229][..], passive(&reply)),
        (&[257], path(&reply)),
        (&[213], size(&reply)),
        (&[213], time(&reply)),
        (&[125, 150], opening(&reply)),
        (&[211], features(&reply)),
        (&[250], facts(&reply)),
        (&[331, 332, 336], challenge(&reply)),
    ];
    for (codes, read) in read {
        assert!(read.is_none() || codes.contains(&reply.code().get()), "{reply:?} read by the wrong parser");
    }
}

/// Returns the value that was read. Checks that the place of an error is in the reply.
fn checked<T: Debug>(reply: &Reply<'_>, result: Result<T, ResponseError>) -> Option<T> {
    if let Err(error) = &result {
        assert!(error.at <= reply.raw().len(), "{error} in {reply:?}");
        assert_eq!(error.code, Some(reply.code()));
        assert!(!error.to_string().is_empty());
    }
    result.ok()
}

fn read_back<T: Debug + PartialEq>(
    text: &[u8],
    expected: T,
    parse: impl FnOnce(&Reply<'_>) -> Result<T, ResponseError>,
) {
    let bytes = [text, b"\r\n"].concat();
    let (reply, len) = Reply::parse(&bytes, &Limits::default()).unwrap().unwrap();
    assert_eq!(len, bytes.len());
    assert_eq!(parse(&reply), Ok(expected), "{reply:?}");
}

fn greeting(reply: &Reply<'_>) {
    let greeting = Greeting::parse(reply);
    assert!(!greeting.named || greeting.family != ServerSoftware::Unknown);
    let Some(version) = greeting.version else { return };
    assert!(greeting.named && version.starts_with(|c: char| c.is_ascii_digit()));
    assert!(reply.raw().windows(version.len()).any(|part| part == version.as_bytes()));
}

fn passive(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, Passive::parse(reply))?;
    let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 21));
    assert_eq!(DataAddress::Peer.choose(found, peer), Ok(SocketAddr::new(peer.ip(), found.port.get())));
    match DataAddress::RefuseIfDifferent.choose(found, peer) {
        Ok(address) => assert_eq!(address.ip(), peer.ip()),
        Err(mismatch) => assert_eq!(Some(mismatch.in_reply), found.address),
    }
    let text = match (reply.code().get(), found.address) {
        (227, Some(IpAddr::V4(address))) => {
            let ([a, b, c, d], [high, low]) = (address.octets(), found.port.get().to_be_bytes());
            format!("227 Entering Passive Mode ({a},{b},{c},{d},{high},{low}).")
        }
        (229, Some(IpAddr::V4(address))) => format!("229 (|1|{address}|{}|)", found.port),
        (229, Some(IpAddr::V6(address))) => format!("229 (|2|{address}|{}|)", found.port),
        (229, None) => format!("229 (|||{}|)", found.port),
        _ => panic!("{found:?} from {reply:?}"),
    };
    read_back(text.as_bytes(), found, Passive::parse);
    Some(())
}

fn path(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, QuotedPath::parse(reply))?;
    let path = found.to_vec();
    assert!(!path.contains(&b'\n') && path.len() <= reply.raw().len());
    assert_eq!(found.as_slice().map(<[u8]>::to_vec), Some(path.clone()).filter(|path| !path.contains(&b'"')));
    quoting(&path);
    Some(())
}

/// Checks that a quoted path is read back. An LF would end the line.
fn quoting(path: &[u8]) {
    let path: Vec<u8> = path.iter().copied().filter(|byte| *byte != b'\n').take(4000).collect();
    let quoted: Vec<u8> = b"257 ".iter().copied().chain(QuotedPath::quote(&path)).collect();
    read_back(&[&quoted[..], b" is the current directory"].concat(), path, |reply| {
        QuotedPath::parse(reply).map(|found| found.to_vec())
    });
}

fn size(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, FileSize::parse(reply))?;
    read_back(format!("213 {}", found.bytes).as_bytes(), found, FileSize::parse);
    Some(())
}

fn time(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, Timestamp::parse(reply))?;
    read_back(format!("213 {found}").as_bytes(), found, Timestamp::parse);
    Some(())
}

fn opening(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, Opening::parse(reply))?;
    if let Some(size) = found.size {
        read_back(format!("150 Opening (x) ({size} bytes).").as_bytes(), found, Opening::parse);
    }
    Some(())
}

fn features(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, Features::parse(reply))?;
    for feature in found.iter() {
        assert!(!feature.name.is_empty() && !feature.name.contains(&b' ') && !feature.name.contains(&b'\n'));
        let Ok(name) = str::from_utf8(feature.name) else { continue };
        let first = found.get(&name.to_ascii_uppercase()).unwrap();
        assert!(first.name.eq_ignore_ascii_case(feature.name));
        for item in feature.items().filter_map(|item| str::from_utf8(item).ok()) {
            assert!(found.has(&name.to_ascii_lowercase(), &item.to_ascii_uppercase()));
        }
    }
    Some(())
}

fn facts(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, Facts::parse(reply))?;
    written_facts(&found);
    Some(())
}

fn line(line: &[u8]) {
    match Facts::parse_line(line) {
        Ok(found) => written_facts(&found),
        Err(error) => assert!(error.at <= line.len() && error.code.is_none()),
    }
}

fn written_facts(found: &Facts<'_>) {
    let mut line = Vec::new();
    for (name, value) in found.iter() {
        line.extend_from_slice(&[name, b"=", value, b";"].concat());
    }
    let line = [&line[..], b" ", found.name(), b"\r\n"].concat();
    let again = Facts::parse_line(&line).unwrap();
    assert!(again.iter().eq(found.iter()) && again.name() == found.name(), "{}", line.escape_ascii());
    assert_eq!((again.size(), again.modify()), (found.size(), found.modify()));
}

fn challenge(reply: &Reply<'_>) -> Option<()> {
    let found = checked(reply, Challenge::parse(reply))?;
    let algorithm = match found.algorithm {
        OtpAlgorithm::Md4 => "md4",
        OtpAlgorithm::Md5 => "md5",
        OtpAlgorithm::Sha1 => "sha1",
        other => panic!("{other:?} is not written here"),
    };
    let extension = if found.extended { " ext" } else { "" };
    let text = format!("331 otp-{algorithm} {} {}{extension}", found.sequence, found.seed.as_str());
    read_back(text.as_bytes(), found, Challenge::parse);
    Some(())
}
