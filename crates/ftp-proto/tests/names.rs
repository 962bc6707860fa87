//! A name has the same bytes in both directions: in a command and in a reply.

#![cfg(feature = "alloc")]

use ftp_proto::response::QuotedPath;
use ftp_proto::{Arg, Command, Decoder, Limits};

const IAC: u8 = 255;

/// Returns the argument of `MKD` as it is written.
fn written(name: &[u8]) -> Vec<u8> {
    let mut line = Vec::new();
    Command::mkd(Arg::new(name).unwrap()).write_to(&mut line);
    line.strip_prefix(b"MKD ").unwrap().strip_suffix(b"\r\n").unwrap().to_vec()
}

/// Returns the path of a 257 with this name, from a decoder that gets `chunk` bytes at a time.
fn received(name: &[u8], chunk: usize) -> Vec<u8> {
    let quoted: Vec<u8> = QuotedPath::quote(name).collect();
    let reply = [b"257 ", &*quoted, b" created\r\n"].concat();
    let mut decoder = Decoder::new(Limits::default());
    for mut bytes in reply.chunks(chunk) {
        if let Some(reply) = decoder.decode(&mut bytes).unwrap() {
            return QuotedPath::parse(&reply).unwrap().bytes().collect();
        }
    }
    panic!("{}", reply.escape_ascii());
}

#[test]
fn every_two_bytes() {
    for (first, second) in (1..=255).flat_map(|first| (1..=255).map(move |second| (first, second))) {
        // Line ends cannot be in an argument, and Telnet commands are removed from a reply.
        let command = first == IAC && (240..255).contains(&second);
        let name = [b'a', first, second, b'b'];
        if command || name.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
            continue;
        }
        assert_eq!(written(&name), name);
        for chunk in [1, 2, 64] {
            assert_eq!(received(&name, chunk), name, "{} by {chunk}", name.escape_ascii());
        }
    }
}

#[test]
fn many_bytes_255() {
    for count in 1..10 {
        let name = vec![IAC; count];
        assert_eq!(written(&name), name);
        assert_eq!(received(&name, 1), name);
        assert_eq!(received(&name, 64), name);
    }
}
