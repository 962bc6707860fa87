//! Errors about replies that do not say what their code promises.

use crate::reply::{Reply, ReplyCode};
use core::fmt;

/// A reply that does not say what its code promises. Either the server is wrong, or the reply answers
/// another command than the caller thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseError {
    /// What is wrong.
    pub problem: ResponseProblem,
    /// The code of the reply; `None` for a line of a listing, which has none.
    pub code: Option<ReplyCode>,
    /// Where the problem is: an offset in bytes from the start of [`Reply::raw`], or of the line of a
    /// listing.
    pub at: usize,
}

macro_rules! problems {
    ($($variant:ident $name:literal $words:literal)*) => {
        /// What is wrong with a reply or with a line of a listing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        #[non_exhaustive]
        pub enum ResponseProblem {
            $(#[doc = concat!("It has ", $words, ".")] $variant,)*
        }

        names! { ResponseProblem { $(ResponseProblem::$variant => $name,)* } }

        impl fmt::Display for ResponseProblem {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(ResponseProblem::$variant => $words,)* })
            }
        }
    };
}

problems! {
    WrongCode         "wrong_code" "a code that does not say this"
    NoAddress         "no_address" "no address and port"
    NumberOver255     "number_over_255" "a part of an address or port over 255"
    NoPort            "no_port" "no port"
    PortOutOfRange    "port_out_of_range" "a port outside 1 to 65535"
    BadNetworkAddress "bad_network_address" "a network address that is none of its protocol"
    NoPath            "no_path" "no path in quotation marks"
    UnclosedQuote     "unclosed_quote" "a quotation mark that is not closed"
    NoSize            "no_size" "no size"
    SizeOverflow      "size_overflow" "a size of 2^64 or more"
    NoTime            "no_time" "no date and time of 14 digits"
    NoSuchTime        "no_such_time" "a date or time that does not exist"
    NoFacts           "no_facts" "no facts"
    NotAFact          "not_a_fact" "a fact without an equals sign"
    NoFileName        "no_file_name" "no space between the facts and the file name"
    NoChallenge       "no_challenge" "no challenge"
    SequenceOverflow  "sequence_overflow" "a sequence number of 2^32 or more"
    BadSeed           "bad_seed" "a seed that is not 1 to 16 letters and digits"
}

impl ResponseError {
    /// An error about a reply. `place` is the part of the reply that is wrong.
    pub(super) fn new(problem: ResponseProblem, reply: &Reply<'_>, place: &[u8]) -> Self {
        ResponseError { problem, code: Some(reply.code()), at: offset(reply.raw(), place) }
    }

    /// Returns an error unless the reply has one of these codes.
    pub(super) fn unless_code(reply: &Reply<'_>, codes: &[u16]) -> Result<(), Self> {
        if codes.contains(&reply.code().get()) {
            return Ok(());
        }
        Err(ResponseError::new(ResponseProblem::WrongCode, reply, reply.raw()))
    }
}

/// Returns the offset of `part` in `whole`, or the length of `whole` if `part` is not inside it.
pub(super) fn offset(whole: &[u8], part: &[u8]) -> usize {
    let at = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize);
    at.filter(|at| *at <= whole.len()).unwrap_or(whole.len())
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "{code} reply has {} at byte {}", self.problem, self.at),
            None => write!(f, "line has {} at byte {}", self.problem, self.at),
        }
    }
}

impl core::error::Error for ResponseError {}
