//! What the core does without `alloc`. These tests run with `--no-default-features`, too.

use ftp_proto::reply::{FixedDecoder, ReplyError};
use ftp_proto::{Arg, Command, Limits};

/// Returns the codes of the replies in these chunks, decoded with a buffer of `ROOM` bytes.
fn codes<const ROOM: usize>(chunks: &[&[u8]]) -> Result<Vec<u16>, ReplyError> {
    let mut buffer = [0; ROOM];
    let mut decoder = FixedDecoder::new(&mut buffer, Limits::default());
    let mut codes = Vec::new();
    for mut chunk in chunks.iter().copied() {
        while let Some(reply) = decoder.decode(&mut chunk)? {
            codes.push(reply.code().get());
        }
    }
    Ok(codes)
}

#[test]
fn a_reply_in_pieces_has_the_room_of_the_buffer() {
    let chunks: [&[u8]; 4] = [b"220-a\r\n22", b"0 b\r", b"\n331 c", b"\r\n230 d\r\n"];
    assert_eq!(codes::<14>(&chunks), Ok(vec![220, 331, 230]));
    assert_eq!(codes::<13>(&chunks), Err(ReplyError::ReplyTooLong { limit: 13 }));
    // The limit is the same for a complete reply and for one in pieces.
    assert_eq!(codes::<13>(&[b"220-a\r\n220 b\r\n"]), Err(ReplyError::ReplyTooLong { limit: 13 }));
}

#[test]
fn a_buffer_with_no_room_is_an_error() {
    for mark in [&b"\xef\xbb\xbf220 a\r\n"[..], b"220 a\r\n", b"\xff\xf1\xff\xff"] {
        let bytes: Vec<&[u8]> = mark.chunks(1).collect();
        assert_eq!(
            codes::<0>(&bytes).map_err(|error| error.name()),
            Err("reply_too_long"),
            "{}",
            mark.escape_ascii()
        );
        assert!(codes::<1>(&bytes).is_err() && codes::<2>(&bytes).is_err(), "{}", mark.escape_ascii());
    }
}

#[test]
fn what_was_gathered_is_overwritten() {
    let mut buffer = [b'x'; 32];
    let mut decoder = FixedDecoder::new(&mut buffer, Limits::default());
    assert_eq!(decoder.decode(&mut &b"530 secret is "[..]), Ok(None));
    assert_eq!(decoder.pending().escape_ascii().to_string(), r"530 secret is ");
    assert_eq!(decoder.decode(&mut &b"no password\r\n"[..]).unwrap().unwrap().code().get(), 530);
    assert_eq!(decoder.decode(&mut &b"2"[..]), Ok(None));
    assert!(!buffer.windows(6).any(|window| window == b"secret"), "{}", buffer.escape_ascii());
}

#[test]
fn a_command_is_written_into_a_line_of_the_caller() {
    let mut line = [0; 16];
    let command = Command::user(Arg::new(b"alice").unwrap());
    assert_eq!(command.write(&mut line), Some(12));
    assert_eq!(&line[..12], b"USER alice\r\n");
    assert_eq!(command.write(&mut line[..11]), None);
}
