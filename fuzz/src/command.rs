//! Commands: one line each, whatever the argument.

use ftp_proto::{Arg, ArgProblem, Command};

/// An argument with CR, LF or NUL cannot be made, and what is made is one line, the same by both writers.
pub fn command(data: &[u8]) {
    let unsafe_byte = data.iter().position(|b| matches!(b, b'\r' | b'\n' | 0));
    let argument = match Arg::named("data", data) {
        Ok(argument) => argument,
        Err(error) => {
            match error.problem {
                ArgProblem::Empty => assert!(data.is_empty()),
                ArgProblem::ControlByte { at } => assert_eq!(Some(at), unsafe_byte),
                _ => assert!(data.len() > ftp_proto::ARGUMENT_LIMIT),
            }
            return;
        }
    };
    assert_eq!(unsafe_byte, None);
    for command in [
        Command::user(argument),
        Command::pass(Some(argument)),
        Command::acct(argument),
        Command::cwd(argument),
        Command::site(argument),
        Command::list(Some(argument)),
        Command::retr(argument),
    ] {
        let mut line = Vec::new();
        command.write_to(&mut line);
        let (end, text) = (line.split_off(line.len() - 2), line);
        assert_eq!(end, b"\r\n");
        assert!(!text.iter().any(|b| matches!(b, b'\r' | b'\n' | 0)));
        assert_eq!(text, [command.verb().as_bytes(), b" ", data].concat());
        let mut written = vec![0; command.line_len()];
        assert_eq!(command.write(&mut written), Some(written.len()));
        assert_eq!(written, [&text[..], b"\r\n"].concat());
        if command.is_secret() {
            assert_eq!(command.to_string(), format!("{} ***", command.verb()));
        }
    }
}
