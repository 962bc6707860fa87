//! Properties of the decoders: agreement with a model, and with themselves in other chunks.

use crate::choice;
use crate::model::{self, Bytes, Decoded, Taken};
use arbitrary::{Arbitrary, Unstructured};
use ftp_proto::reply::{FixedDecoder, ReplyBuf, ReplyError};
use ftp_proto::{Decoder, Limits, Reply};

/// The memory in which a decoder gathers replies.
enum Memory {
    Own,
    Fixed,
}

/// The common interface of both decoders.
trait Decode {
    fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError>;
    fn finish(&mut self) -> Option<Reply<'_>>;
    fn pending(&self) -> &[u8];
}

macro_rules! decode {
    ($decoder:ty) => {
        impl Decode for $decoder {
            fn decode<'d, 'i: 'd>(
                &'d mut self,
                input: &mut &'i [u8],
            ) -> Result<Option<Reply<'d>>, ReplyError> {
                self.decode(input)
            }

            fn finish(&mut self) -> Option<Reply<'_>> {
                self.finish()
            }

            fn pending(&self) -> &[u8] {
                self.pending()
            }
        }
    };
}

decode!(Decoder);
decode!(FixedDecoder<'_>);

/// For any stream in any chunks, the decoder gives the same replies, irregularities, errors and pending bytes as
/// for the whole stream, and as the model; and it never uses more memory than the limits allow.
///
/// The header chooses between the stream as it is and one made of pieces, between chunks and the model, the
/// limits, the chunks, and the memory of the decoder that gets chunks.
pub fn decoder_chunks(data: &[u8]) {
    let ([kind, chunks, how, line, reply, lines], data) = choice::header(data);
    let limits = choice::limits([how, line, reply, lines]);
    let made;
    let stream = match kind & 1 {
        0 => data,
        _ => {
            made = pieces(data);
            &made[..]
        }
    };
    let whole = decode(&mut Decoder::new(limits), stream, limits, std::iter::repeat(usize::MAX));
    match kind & 2 {
        0 => {
            in_chunks(stream, limits, &whole, chunks, if kind & 4 == 0 { Memory::Own } else { Memory::Fixed })
        }
        _ => against_model(stream, limits, &whole.0),
    }
}

/// Checks one stream in several chunkings and against the model.
pub fn in_every_way(stream: &[u8], limits: Limits) {
    let whole = decode(&mut Decoder::new(limits), stream, limits, std::iter::repeat(usize::MAX));
    for chunks in [0, 1, 5, 17, 41, 76] {
        in_chunks(stream, limits, &whole, chunks, Memory::Own);
    }
    for chunks in [0, 17] {
        in_chunks(stream, limits, &whole, chunks, Memory::Fixed);
    }
    against_model(stream, limits, &whole.0);
}

/// Checks the stream in chunks of up to 1, 2, 4, … 256 bytes.
fn in_chunks(stream: &[u8], limits: Limits, whole: &(Decoded, Option<Bytes>), chunks: u8, memory: Memory) {
    let most = 1 << (chunks % 9);
    let mut seed = u32::from(chunks);
    let sizes = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        1 + (seed >> 16) as usize % most
    });
    let got = match memory {
        Memory::Own => decode(&mut Decoder::new(limits), stream, limits, sizes),
        Memory::Fixed => {
            // No more than the stream can fill.
            let mut buffer = vec![0; limits.reply.min(stream.len() + 1).max(3)];
            decode(&mut FixedDecoder::new(&mut buffer, limits), stream, limits, sizes)
        }
    };
    assert_eq!(got, *whole, "in chunks of up to {most}");
}

/// Decodes a stream. Returns what it gave, and the reply that could be taken when it ended.
fn decode(
    decoder: &mut impl Decode,
    stream: &[u8],
    limits: Limits,
    mut sizes: impl Iterator<Item = usize>,
) -> (Decoded, Option<Bytes>) {
    let mut outcome = Decoded::default();
    let mut rest = stream;
    while !rest.is_empty() {
        let size = sizes.next().unwrap_or(1).min(rest.len());
        let (mut chunk, behind) = rest.split_at(size);
        rest = behind;
        loop {
            match decoder.decode(&mut chunk) {
                Ok(Some(reply)) => outcome.replies.push(reply.into()),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(decoder.decode(&mut &b"220 a\r\n"[..]), Err(error), "for ever");
                    assert!(decoder.finish().is_none());
                    outcome.error = Some(error);
                    outcome.pending = decoder.pending().into();
                    return (outcome, None);
                }
            }
        }
        assert!(chunk.is_empty(), "everything is taken");
        // A byte order mark is held back until it is known not to be one.
        assert!(decoder.pending().len() <= limits.reply.max(3));
    }
    outcome.pending = decoder.pending().into();
    let finished = decoder.finish().map(|reply| {
        assert!(reply.irregularities().other_code_at_end());
        reply.raw().into()
    });
    if let Some(raw) = &finished {
        assert_eq!(*raw, outcome.pending);
        assert!(decoder.pending().is_empty());
    }
    (outcome, finished)
}

/// Compares with the model, except for the notes on Telnet commands and byte order marks: the model knows only
/// the text that is left without them.
fn against_model(stream: &[u8], limits: Limits, whole: &Decoded) {
    let text = model::text(stream, limits.line);
    let mut expected = model::by_grammar(&text.bytes, &limits);
    // A byte order mark can only be at the start of a connection.
    if !text.marked {
        model::hold_byte_order_mark(&text.bytes, &mut expected);
    }
    if !text.good && expected.error.is_none() {
        expected.error = Some(ReplyError::TelnetTooLong { limit: limits.line });
    }
    let same = |(got, expected): (&Taken, &Taken)| {
        let known = |reply: &Taken| {
            let names = reply.irregularities.names();
            names.filter(|oddity| !matches!(*oddity, "telnet_removed" | "bom_dropped"))
        };
        (got.code, &got.raw) == (expected.code, &expected.raw) && known(got).eq(known(expected))
    };
    let same = whole.replies.len() == expected.replies.len()
        && whole.replies.iter().zip(&expected.replies).all(same)
        && (whole.error, &whole.pending) == (expected.error, &expected.pending);
    assert!(same, "not as the model says: {whole:#?}, expected {expected:#?}");
}

/// The pieces of a stream.
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

/// Makes a stream of replies and of bytes that are nearly replies.
pub fn pieces(data: &[u8]) -> Vec<u8> {
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
