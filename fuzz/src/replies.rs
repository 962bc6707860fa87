//! Properties of replies: the fast path against the specification, and the decoder against a model and
//! against itself in other chunks.

use crate::model::{self, Outcome};
use arbitrary::{Arbitrary, Unstructured};
use ftp_proto::{Decoder, Ending, Limits, Replies, Reply, ReplyBuf, ReplyCode, ReplyError, grammar};

/// For any bytes, taken as they are: parsing agrees with the grammar, in each way of iterating; what a
/// reply says of itself holds; the raw bytes of all replies are the input's, less blank lines.
pub fn reply(input: &[u8]) {
    for limits in some_limits() {
        let expected = by_grammar(input, &limits);
        assert_eq!(by_parse(input, &limits), expected, "one by one, {limits:?}");
        assert_eq!(by_next(input, limits), expected, "by next, {limits:?}");
        assert_eq!(by_fold(input, limits), expected, "by fold, {limits:?}");
        for cut in [1, input.len() / 3, input.len() / 2] {
            // A part of the input is an input, and `fold` may start where `next` left off.
            let part = input.get(cut..).unwrap_or_default();
            assert_eq!(Reply::parse(part, &limits), grammar::reply(part, &limits), "from {cut}");
            let mut replies = Replies::new(input, limits);
            let mut got: Vec<_> = replies.by_ref().take(cut % 5).collect();
            replies.for_each(|reply| got.push(reply));
            assert_eq!(got, expected, "fold after {} by next", cut % 5);
        }
        let mut rest = input;
        for reply in expected.into_iter().flatten() {
            rest = model::without_blank_lines(rest).strip_prefix(reply.raw()).expect("its bytes are next");
            consistent(reply, &limits);
        }
    }
}

/// For any stream in any chunks: the same replies, oddities, errors and pending bytes as for the whole
/// stream, and as the model says; never more memory than the limits.
///
/// The first byte chooses between a stream as it is and one made of pieces, the second the limits, the
/// third the chunks.
pub fn decoder_chunks(data: &[u8]) {
    let [kind, limits, chunks, data @ ..] = data else { return };
    let limits = some_limits().get(usize::from(limits % 5)).copied().unwrap_or_else(|| small_limits(*chunks));
    let stream = if kind % 2 == 0 { data.to_vec() } else { pieces(data) };
    let sizes = |step: u8| {
        let mut seed = u32::from(*chunks) * 256 + u32::from(step) + 1;
        std::iter::repeat_with(move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            1 + (seed >> 16) as usize % (1 << (step % 9))
        })
    };
    let (whole, finished) = decode(&stream, limits, std::iter::repeat(usize::MAX));
    for step in [0, 1, chunks % 9, 5] {
        let in_chunks = decode(&stream, limits, sizes(step));
        assert_eq!(in_chunks, (whole.clone(), finished.clone()), "in chunks of up to {}", 1 << (step % 9));
    }
    against_model(&stream, limits, &whole);
}

/// A reply of any lines that is written is read back: its code, its lines, and where it ends.
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

/// What can be one line's text: no LF, and no CR at its end.
fn one_line(line: &[u8]) -> Vec<u8> {
    let mut line: Vec<u8> = line.iter().copied().filter(|byte| *byte != b'\n').collect();
    line.truncate(line.iter().rposition(|byte| *byte != b'\r').map_or(0, |at| at + 1));
    line
}

/// A reply as a server writes it: the code on each line, or on the first and the last, and on such as would
/// be taken for the last.
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

/// Limits that nearly everything goes over; that of the line may be over that of the reply. Both hold a byte
/// order mark, which the decoder keeps until it is known to be none.
fn small_limits(chosen: u8) -> Limits {
    let chosen = usize::from(chosen);
    tight(3 + chosen % 11, 3 + chosen / 3, chosen % 4)
}

fn tight(line: usize, reply: usize, lines: usize) -> Limits {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines) = (line, reply, lines);
    limits
}

/// Limits that everything stays within, limits that much goes over, and the other ending.
fn some_limits() -> [Limits; 4] {
    let mut lenient = Limits::default();
    lenient.ending = Ending::AnyCode;
    [Limits::default(), tight(40, 120, 6), tight(300, 300, 300), lenient]
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
    assert!(lines <= limits.lines);
    assert!(raw.split_inclusive(|byte| *byte == b'\n').all(|line| line.len() <= limits.line));
    assert_eq!(reply.text().split('\n').count(), lines);
    let owned = reply.to_owned();
    assert_eq!(owned.as_reply(), reply);
    assert_eq!(owned.as_reply().oddities(), reply.oddities());
    assert_eq!(reply.oddities().nul(), raw.contains(&0));
    assert_eq!(reply.oddities().not_utf8(), std::str::from_utf8(raw).is_err());
    assert_eq!(reply.oddities().is_empty(), reply.oddities().names().next().is_none());
}

/// What the stream came to, and what was there to be had when it ended.
fn decode(
    stream: &[u8],
    limits: Limits,
    mut sizes: impl Iterator<Item = usize>,
) -> (Outcome, Option<Vec<u8>>) {
    let mut decoder = Decoder::new(limits);
    let mut outcome = Outcome::default();
    let mut rest = stream;
    while !rest.is_empty() {
        let size = sizes.next().unwrap_or(1).min(rest.len());
        let (mut chunk, behind) = rest.split_at(size);
        rest = behind;
        loop {
            match decoder.decode(&mut chunk) {
                Ok(Some(reply)) => {
                    let oddities = reply.oddities().names().collect();
                    outcome.replies.push((reply.code().get(), reply.raw().to_vec(), oddities));
                }
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(decoder.decode(&mut &b"220 a\r\n"[..]), Err(error), "for ever");
                    assert!(decoder.finish().is_none());
                    outcome.error = Some(error);
                    outcome.pending = decoder.pending().to_vec();
                    return (outcome, None);
                }
            }
        }
        assert!(chunk.is_empty(), "everything is taken");
        // A byte order mark is held until it is known to be none.
        assert!(decoder.pending().len() <= limits.reply.max(3));
    }
    outcome.pending = decoder.pending().to_vec();
    let finished = decoder.finish().map(|reply| {
        assert!(reply.oddities().other_code_at_end());
        reply.raw().to_vec()
    });
    if let Some(raw) = &finished {
        assert_eq!(*raw, outcome.pending);
        assert!(decoder.pending().is_empty());
    }
    (outcome, finished)
}

/// Telnet commands and byte order marks apart, of which the model knows only the text that is left.
fn against_model(stream: &[u8], limits: Limits, whole: &Outcome) {
    let (text, good) = model::text(stream, limits.line);
    let mut expected = model::by_grammar(&text, &limits);
    if !good && expected.error.is_none() {
        expected.error = Some(ReplyError::TelnetTooLong { limit: limits.line });
    }
    let mut got = whole.clone();
    for (_, _, oddities) in &mut got.replies {
        oddities.retain(|oddity| !matches!(*oddity, "telnet_removed" | "bom_dropped"));
    }
    assert_eq!(got, expected, "as the model says");
}

/// What a stream may be made of.
#[derive(Arbitrary)]
enum Piece {
    Reply(ReplyBuf),
    Multi { code: u16, line: Vec<u8>, times: u8 },
    Blank(bool),
    Telnet(u8, u8),
    Subnegotiation(Vec<u8>),
    ByteOrderMark,
    Bytes(Vec<u8>),
}

fn pieces(data: &[u8]) -> Vec<u8> {
    let mut stream = Vec::new();
    let pieces = Vec::<Piece>::arbitrary_take_rest(Unstructured::new(data)).unwrap_or_default();
    for piece in pieces {
        match piece {
            Piece::Reply(reply) => stream.extend_from_slice(reply.as_reply().raw()),
            Piece::Multi { code, line, times } => {
                let code = 100 + code % 600;
                stream.extend_from_slice(format!("{code}-\r\n").as_bytes());
                for _ in 0..times {
                    stream.extend_from_slice(&line);
                    stream.extend_from_slice(b"\r\n");
                }
                stream.extend_from_slice(format!("{code} \r\n").as_bytes());
            }
            Piece::Blank(carriage_return) => {
                stream.extend_from_slice(if carriage_return { b"\r\n" } else { b"\n" })
            }
            Piece::Telnet(command, option) => stream.extend_from_slice(&[255, command, option]),
            Piece::Subnegotiation(bytes) => {
                stream.extend_from_slice(b"\xff\xfa");
                stream.extend_from_slice(&bytes);
                stream.extend_from_slice(b"\xff\xf0");
            }
            Piece::ByteOrderMark => stream.extend_from_slice(b"\xef\xbb\xbf"),
            Piece::Bytes(bytes) => stream.extend_from_slice(&bytes),
        }
    }
    stream
}
