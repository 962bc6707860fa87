//! What each reply code means in each phase, as tables: one file for the first digits 1 to 3, one for 4, one for 5 and 6.

mod permanent;
mod positive;
mod transient;

use ftp_proto::ReplyCode;
use ftp_proto::login::Phase;

/// What there is to say about a code besides the name that its RFC gives it.
pub struct Explained {
    /// The code.
    pub code: u16,
    /// What the code means in each phase.
    pub places: &'static [(Phase, &'static str)],
    /// Which servers send the code.
    pub senders: &'static str,
    /// What follows for a client.
    pub then: &'static str,
    /// Related codes.
    pub related: &'static [u16],
    /// Lines of servers with that code, each with the name of the server.
    pub examples: &'static [(&'static str, &'static str)],
}

/// Returns the entry for a code. Every registered code has one.
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
