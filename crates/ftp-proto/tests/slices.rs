//! Where replies end in a slice with many replies.

#![cfg(feature = "alloc")]

use ftp_proto::reply::{Replies, ReplyError};
use ftp_proto::{Limits, Reply};

#[test]
fn the_end_of_a_reply_is_found_wherever_it_is() {
    // A missed end shows, because other replies with the same code follow.
    let behind = b"220-next\r\n220 end\r\n".repeat(30);
    // More than a block without a blank or a line end after the code.
    let long = [b"220 ", &b"x".repeat(100)[..], b"\r\n"].concat();
    for text in (0..300).chain(3900..4300) {
        // This puts the line before the last, and the end of the last, at each place of a block.
        for last in [&b"220 end\r\n"[..], b"220\r\n", b"220\n", &long] {
            let reply = [b"220-", &b"x".repeat(text)[..], b"\n", last].concat();
            let input = [&reply[..], &behind].concat();
            let limits = Limits::default();
            let found = Reply::parse(&input, &limits).map(|found| found.map(|(_, len)| len));
            assert_eq!(found, Ok(Some(reply.len())), "a first line of {text} bytes");
            let mut replies = Vec::new();
            Replies::new(&input, limits).for_each(|found| replies.push(found.map(|reply| reply.raw().len())));
            assert_eq!(replies.first(), Some(&Ok(reply.len())), "a first line of {text} bytes, iterated");
            assert_eq!(replies.len(), 31, "what is behind a first line of {text} bytes");
        }
    }
}

/// A caller that reads until a reply is complete must not read for ever.
#[test]
fn a_slice_that_cannot_become_a_reply_is_an_error_before_its_end() {
    let limits = Limits::default().with_line(10).with_reply(30);
    let four = "220-a\r\n".repeat(4);
    for (bytes, error) in [
        ("220 xxxxx".into(), None),
        ("220 xxxxxx".into(), Some(ReplyError::LineTooLong { at: 0, limit: 10 })),
        (format!("220-a\r\n{}", "x".repeat(9)), None),
        (format!("220-a\r\n{}", "x".repeat(10)), Some(ReplyError::LineTooLong { at: 7, limit: 10 })),
        (format!("{four}x"), None),
        (format!("{four}xx"), Some(ReplyError::ReplyTooLong { limit: 30 })),
    ] {
        assert_eq!(Reply::parse(bytes.as_bytes(), &limits).err(), error, "{bytes:?}");
    }
}

/// What follows a long reply is not part of it, however much it is.
#[test]
fn a_long_reply_ends_where_it_ends_with_much_behind_it() {
    let limits = Limits::default().with_lines(100_000);
    for text in [4000, 4090, 4100, 5000, 8000] {
        let reply = [b"220-", &b"x".repeat(text)[..], b"\r\n220 end\r\n"].concat();
        let input = [&reply[..], &b"331 next\r\n".repeat(10_000)].concat();
        let found = Reply::parse(&input, &limits).map(|found| found.map(|(_, len)| len));
        assert_eq!(found, Ok(Some(reply.len())), "a first line of {text} bytes");
    }
}
