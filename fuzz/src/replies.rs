//! Properties of replies: the fast path against the specification.

use crate::{choice, model};
use ftp_proto::reply::grammar;
use ftp_proto::reply::{Replies, ReplyError};
use ftp_proto::{Limits, Reply, ReplyCode};

/// For any bytes, taken as they are: parsing agrees with the grammar in the way of iterating that the header
/// chooses, limits included; what a reply says about itself holds; and the raw bytes of all replies together
/// are the input without blank lines.
pub fn reply(data: &[u8]) {
    let ([way, cut, how, line, reply, lines], input) = choice::header(data);
    let limits = choice::limits([how, line, reply, lines]);
    let expected = by_grammar(input, &limits);
    by_way(way, usize::from(cut), input, limits, &expected);
    properties(input, &limits, expected);
}

/// Checks one input in every way and with several limits.
pub fn reply_in_every_way(input: &[u8]) {
    for limits in [[0; 4], [1, 0, 0, 0], [2, 0, 0, 0], [4, 0, 0, 0]].map(choice::limits) {
        let expected = by_grammar(input, &limits);
        for way in 0..WAYS {
            for cut in [1, input.len() / 3, input.len() / 2] {
                by_way(way, cut, input, limits, &expected);
            }
        }
        properties(input, &limits, expected);
    }
}

const WAYS: u8 = 5;

/// Checks that parsing in this way gives what is expected.
fn by_way(way: u8, cut: usize, input: &[u8], limits: Limits, expected: &[Result<Reply<'_>, ReplyError>]) {
    match way % WAYS {
        0 => assert_eq!(by_parse(input, &limits), expected, "one by one, {limits:?}"),
        1 => assert_eq!(by_next(input, limits), expected, "by next, {limits:?}"),
        2 => assert_eq!(by_fold(input, limits), expected, "by fold, {limits:?}"),
        3 => {
            // `fold` may start where `next` left off.
            let mut replies = Replies::new(input, limits);
            let mut got: Vec<_> = replies.by_ref().take(cut % 5).collect();
            replies.for_each(|reply| got.push(reply));
            assert_eq!(got, expected, "fold after {} by next, {limits:?}", cut % 5);
        }
        _ => {
            // The rest of an input is an input, too.
            let part = input.get(cut..).unwrap_or_default();
            assert_eq!(Reply::parse(part, &limits), grammar::reply(part, &limits), "from {cut}, {limits:?}");
        }
    }
}

fn properties(input: &[u8], limits: &Limits, expected: Vec<Result<Reply<'_>, ReplyError>>) {
    let mut rest = input;
    for reply in expected.into_iter().flatten() {
        rest = model::without_blank_lines(rest).strip_prefix(reply.raw()).expect("its bytes are next");
        consistent(reply, limits);
    }
}

/// Checks that a written reply is read back: its code, its lines, and where it ends.
pub fn read_back(code: ReplyCode, lines: &[Vec<u8>], code_on_each: bool, behind: &[u8]) {
    let lines: Vec<Vec<u8>> = lines.iter().map(|line| one_line(line)).collect();
    let mut stream = written(code, &lines, code_on_each);
    let end = stream.len();
    stream.extend_from_slice(behind);
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines) = (usize::MAX, usize::MAX, usize::MAX);
    let (reply, len) = Reply::parse(&stream, &limits).expect("a reply").expect("all of it");
    assert_eq!((reply.code(), len), (code, end), "{reply:?}");
    assert!(reply.lines().eq(lines.iter().map(Vec::as_slice)), "{reply:?} has the lines {lines:?}");
}

/// Turns bytes into the text of one line, without LF and without CR at the end.
fn one_line(line: &[u8]) -> Vec<u8> {
    let mut line: Vec<u8> = line.iter().copied().filter(|byte| *byte != b'\n').collect();
    line.truncate(line.iter().rposition(|byte| *byte != b'\r').map_or(0, |at| at + 1));
    line
}

/// Writes a reply as a server does: the code stands on each line, or on the first, the last, and those that
/// could otherwise be taken for the last.
pub fn written(code: ReplyCode, lines: &[Vec<u8>], code_on_each: bool) -> Vec<u8> {
    let digits = code.digits();
    let mut raw = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let last = at + 1 == lines.len();
        if at == 0 || last || code_on_each || line.starts_with(&digits) {
            raw.extend_from_slice(&digits);
            raw.push(if last { b' ' } else { b'-' });
        }
        raw.extend_from_slice(line);
        raw.extend_from_slice(b"\r\n");
    }
    raw
}

fn by_grammar<'a>(mut input: &'a [u8], limits: &Limits) -> Vec<Result<Reply<'a>, ReplyError>> {
    std::iter::from_fn(|| {
        let (reply, len) = grammar::reply(input, limits).transpose()?.ok()?;
        input = &input[len..];
        Some(Ok(reply))
    })
    .collect::<Vec<_>>()
    .into_iter()
    .chain(grammar::reply(input, limits).err().map(Err))
    .collect()
}

fn by_parse<'a>(mut input: &'a [u8], limits: &Limits) -> Vec<Result<Reply<'a>, ReplyError>> {
    let mut replies = Vec::new();
    loop {
        match Reply::parse(input, limits) {
            Ok(Some((reply, len))) => {
                replies.push(Ok(reply));
                input = &input[len..];
            }
            Ok(None) => return replies,
            Err(error) => {
                replies.push(Err(error));
                return replies;
            }
        }
    }
}

fn by_next(input: &[u8], limits: Limits) -> Vec<Result<Reply<'_>, ReplyError>> {
    let mut replies = Replies::new(input, limits);
    let mut got = Vec::new();
    for reply in replies.by_ref() {
        got.push(reply);
    }
    assert!(input.ends_with(replies.remaining()));
    assert_eq!(replies.next(), None);
    got
}

fn by_fold(input: &[u8], limits: Limits) -> Vec<Result<Reply<'_>, ReplyError>> {
    Replies::new(input, limits).fold(Vec::new(), |mut got, reply| {
        got.push(reply);
        got
    })
}

fn consistent(reply: Reply<'_>, limits: &Limits) {
    let raw = reply.raw();
    assert!(raw.len() <= limits.reply);
    assert!(raw.starts_with(&reply.code().digits()));
    assert!(raw.ends_with(b"\n"));
    let lines = reply.lines().count();
    assert_eq!(lines, raw.iter().filter(|byte| **byte == b'\n').count());
    // The first line is read, however few lines are allowed.
    assert!(lines <= limits.lines.max(1));
    assert!(raw.split_inclusive(|byte| *byte == b'\n').all(|line| line.len() <= limits.line));
    assert_eq!(reply.text().split('\n').count(), lines);
    let owned = reply.to_owned();
    assert_eq!(owned.as_reply(), reply);
    assert_eq!(owned.as_reply().irregularities(), reply.irregularities());
    assert_eq!(reply.irregularities().nul(), raw.contains(&0));
    assert_eq!(reply.irregularities().not_utf8(), std::str::from_utf8(raw).is_err());
    assert_eq!(reply.irregularities().is_empty(), reply.irregularities().names().next().is_none());
}
