//! What each reply code means where, as tables: one file for each first digit, 1 to 3 together.

mod permanent;
mod positive;
mod transient;

use ftp_proto::ReplyCode;
use ftp_proto::login::Phase;

/// What there is to say of a code besides what its RFC calls it.
pub struct Explained {
    /// The code.
    pub code: u16,
    /// What it means, place by place.
    pub places: &'static [(Phase, &'static str)],
    /// Who sends it.
    pub senders: &'static str,
    /// What follows from it for a client.
    pub then: &'static str,
    /// Codes to read too.
    pub related: &'static [u16],
    /// Lines that servers send, each with the server.
    pub examples: &'static [(&'static str, &'static str)],
}

/// The table's line for a code. Every registered code has one.
pub fn explained(code: ReplyCode) -> Option<&'static Explained> {
    all().find(|line| line.code == code.get())
}

fn all() -> impl Iterator<Item = &'static Explained> {
    [positive::CODES, transient::CODES, permanent::CODES].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::{Limits, Reply};

    #[test]
    fn every_registered_code_is_explained_once_and_in_order() {
        let codes: Vec<u16> = all().map(|line| line.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert_eq!(codes, ReplyCode::registered().map(ReplyCode::get).collect::<Vec<_>>());
    }

    #[test]
    fn lines_are_whole_and_examples_are_replies_of_that_code() {
        for line in all() {
            assert!(!line.places.is_empty() && !line.related.is_empty(), "{}", line.code);
            for related in line.related {
                assert!(*related != line.code && codes_has(*related), "{}: {related}", line.code);
            }
            for (server, example) in line.examples {
                let raw = format!("{example}\r\n");
                let reply = Reply::parse(raw.as_bytes(), &Limits::default()).unwrap();
                let (reply, length) = reply.unwrap_or_else(|| panic!("{server}: {example}"));
                assert_eq!((reply.code().get(), length), (line.code, raw.len()), "{server}: {example}");
            }
        }
    }

    fn codes_has(code: u16) -> bool {
        all().any(|line| line.code == code)
    }
}
