//! What a data connection did, as far as a transcript has it.

use super::scene::{Fact, Facts};
use ftp_proto::transfer::{DataEvent, End, Reach, Secured};

/// One data connection.
#[derive(Default)]
pub(super) struct Lane {
    /// As many exchanges had begun when it was asked for.
    pub(super) since: usize,
    up: bool,
    reach: Option<Reach>,
    secured: Option<Secured>,
    tls_failed: bool,
    moved: u64,
    end: Option<End>,
}

impl Lane {
    pub(super) fn new(since: usize) -> Self {
        Lane { since, ..Lane::default() }
    }

    pub(super) fn take(&mut self, event: &DataEvent) {
        match event {
            DataEvent::Connected | DataEvent::Accepted(_) => self.up = true,
            DataEvent::Unreachable(why) => self.reach = Some(*why),
            DataEvent::Secured(how) => self.secured = Some(*how),
            DataEvent::TlsFailed(_) => self.tls_failed = true,
            DataEvent::Moved(bytes) => self.moved = self.moved.saturating_add(*bytes),
            DataEvent::Ended(how) => self.end = Some(*how),
            // Nothing came of the connect.
            DataEvent::TimedOut if !self.up => self.reach = Some(Reach::Silent),
            _ => {}
        }
    }

    /// Whether it did not come about, or its TLS did not.
    pub(super) fn failed(&self) -> bool {
        self.reach.is_some() || self.tls_failed
    }

    /// Whether it ended as anybody on the way could have ended it.
    pub(super) fn cut(&self) -> bool {
        match self.end {
            Some(End::Reset | End::Broken) => true,
            Some(End::Fin) => self.secured.is_some(),
            _ => false,
        }
    }

    pub(super) fn note(&self, facts: &mut Facts) {
        let resumed = self.secured.and_then(|how| how.resumed) == Some(true);
        facts.note(Fact::DataUp, self.up);
        facts.note(Fact::DataRefused, self.reach == Some(Reach::Refused));
        facts.note(Fact::DataSilent, matches!(self.reach, Some(Reach::Silent | Reach::NoRoute)));
        facts.note(Fact::DataSecured, self.secured.is_some());
        facts.note(Fact::DataResumed, resumed);
        facts.note(Fact::DataTlsFailed, self.tls_failed);
        facts.note(Fact::DataEmpty, self.up && self.moved == 0);
        facts.note(Fact::DataMoved, self.moved > 0);
        facts.note(Fact::DataCut, self.cut());
        facts.note(Fact::DataEndClean, matches!(self.end, Some(End::CloseNotify | End::Fin)));
    }
}
