//! Property of commands: each is one line, whatever its argument.

use crate::choice;
use ftp_proto::command::ArgProblem;
use ftp_proto::command::{Protection, Representation};
use ftp_proto::{Arg, Command};
use std::net::SocketAddr;

/// An argument with CR, LF or NUL cannot be made. Any other gives one line, the same from both writers.
pub fn command(data: &[u8]) {
    let ([which], data) = choice::header(data);
    with_nul(which, data);
    let unsafe_byte = data.iter().position(|b| matches!(b, b'\r' | b'\n' | 0));
    let argument = match Arg::named("data", data) {
        Ok(argument) => argument,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            match error.problem {
                ArgProblem::Empty => assert!(data.is_empty()),
                ArgProblem::ControlByte { at } => assert_eq!(Some(at), unsafe_byte),
                _ => assert!(data.len() > ftp_proto::command::ARGUMENT_LIMIT),
            }
            return;
        }
    };
    assert_eq!(unsafe_byte, None);
    let command = any(which, argument);
    let mut line = Vec::new();
    command.write_to(&mut line);
    let text = line.strip_suffix(b"\r\n").expect("a whole line");
    assert!(!text.iter().any(|b| matches!(b, b'\r' | b'\n' | 0)));
    let behind = text.strip_prefix(command.verb().as_bytes()).expect("begins with the verb");
    if which < TAKE_ALL {
        assert_eq!(behind.strip_prefix(b" "), Some(data));
    }
    let mut written = vec![0; command.line_len()];
    assert_eq!(command.write(&mut written), Some(line.len()));
    assert_eq!(written, line);
    let short = written.len() - 1;
    assert_eq!(command.write(&mut written[..short]), None);
    if command.is_secret() && !behind.is_empty() {
        assert_eq!(command.to_string(), format!("{} ***", command.verb()));
    }
    if command.is_secret() && data.len() > 20 {
        assert!(!format!("{command:?}").contains(&*String::from_utf8_lossy(data)));
    }
}

/// A command whose argument has NULs is still one line, and unchanged after it was kept as an owned
/// command.
fn with_nul(which: u8, data: &[u8]) {
    let Ok(argument) = Arg::danger_with_nul(data) else { return };
    let command = any(which, argument);
    let (mut line, mut kept) = (Vec::new(), Vec::new());
    command.write_to(&mut line);
    let text = line.strip_suffix(b"\r\n").expect("a whole line");
    assert!(!text.iter().any(|byte| matches!(byte, b'\r' | b'\n')));
    command.to_owned().as_command().write_to(&mut kept);
    assert_eq!(kept, line);
}

/// The commands below this number write their argument unchanged.
const TAKE_ALL: u8 = 27;

/// Returns the command with this number, with the argument if it takes one.
pub fn any(which: u8, argument: Arg<'_>) -> Command<'_> {
    let address = |text: &str| -> SocketAddr { text.parse().expect("an address") };
    match which {
        0 => Command::user(argument),
        1 => Command::pass(Some(argument)),
        2 => Command::acct(argument),
        3 => Command::cwd(argument),
        4 => Command::site(argument),
        5 => Command::list(Some(argument)),
        6 => Command::retr(argument),
        7 => Command::host(argument),
        8 => Command::auth(argument),
        9 => Command::adat(argument),
        10 => Command::opts(argument),
        11 => Command::clnt(argument),
        12 => Command::lang(Some(argument)),
        13 => Command::open(argument),
        14 => Command::mkd(argument),
        15 => Command::rmd(argument),
        16 => Command::dele(argument),
        17 => Command::rnfr(argument),
        18 => Command::rnto(argument),
        19 => Command::stor(argument),
        20 => Command::appe(argument),
        21 => Command::nlst(Some(argument)),
        22 => Command::mlsd(Some(argument)),
        23 => Command::mlst(Some(argument)),
        24 => Command::size(argument),
        25 => Command::mdtm(argument),
        26 => Command::custom("XMKD", Some(argument)).expect("a verb"),
        27 => Command::noop(),
        28 => Command::pwd(),
        29 => Command::cdup(),
        30 => Command::type_(Representation::Image),
        31 => Command::type_(Representation::Ascii),
        32 => Command::rest(argument.bytes().len() as u64),
        33 => Command::pass(None),
        34 => Command::rein(),
        35 => Command::quit(),
        36 => Command::ccc(),
        37 => Command::feat(),
        38 => Command::syst(),
        39 => Command::stat(None),
        40 => Command::help(None),
        41 => Command::pasv(),
        42 => Command::epsv(),
        43 => Command::stou(),
        44 => Command::prot(Protection::Private),
        45 => Command::prot(Protection::DangerClear),
        46 => Command::pbsz(),
        47 => Command::port(address("192.0.2.7:1025")),
        48 => Command::port(address("[2001:db8::7]:65535")),
        49 => Command::list(None),
        50 => Command::custom("MODE", Some(argument)).expect("a verb"),
        _ => Command::abor(),
    }
}
