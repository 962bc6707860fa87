//! What a data connection did, as far as the transcript shows.

use super::scene::{Fact, Facts};
use ftp_proto::login::Phase;
use ftp_proto::transfer::{DataEvent, End, Reach, Secured, Target};

/// One data connection.
#[derive(Default)]
pub(super) struct Lane {
    /// How many exchanges had begun when the data connection was requested.
    pub(super) since: usize,
    /// The data connection went to the host of the control connection, whatever address a reply named.
    own_host: bool,
    up: bool,
    reach: Option<Reach>,
    secured: Option<Secured>,
    tls_failed: bool,
    moved: u64,
    end: Option<End>,
    /// Nothing moved for as long as the client waits.
    stalled: bool,
    /// The client wanted no more data.
    stopped: bool,
}

impl Lane {
    pub(super) fn new(since: usize, target: Option<&Target>) -> Self {
        let own_host = target.is_some_and(|target| target.address.is_none());
        Lane { since, own_host, ..Lane::default() }
    }

    pub(super) fn take(&mut self, event: &DataEvent) {
        match event {
            DataEvent::Connected | DataEvent::Accepted(_) => self.up = true,
            DataEvent::Unreachable(why) => self.reach = Some(*why),
            DataEvent::Secured(how) => self.secured = Some(*how),
            DataEvent::TlsFailed(_) => self.tls_failed = true,
            DataEvent::Moved(bytes) => self.moved = self.moved.saturating_add(*bytes),
            DataEvent::Ended(how) => self.end = Some(*how),
            DataEvent::TimedOut => self.timed_out(),
            DataEvent::CallerStopped => self.stopped = true,
            _ => {}
        }
    }

    /// Notes that the client waited in vain.
    pub(super) fn timed_out(&mut self) {
        match self.up {
            true => self.stalled |= self.end.is_none(),
            // The connection attempt led to nothing.
            false => _ = self.reach.get_or_insert(Reach::Silent),
        }
    }

    /// Whether the data connection or its TLS did not come up.
    pub(super) fn failed(&self) -> bool {
        self.reach.is_some() || self.tls_failed
    }

    /// Whether the client ended the data connection while all went well.
    pub(super) fn let_go(&self) -> bool {
        self.stopped && !self.stalled
    }

    /// Whether the data connection ended in a way that anybody on the network path could have caused.
    pub(super) fn cut(&self) -> bool {
        self.broke() || self.end == Some(End::Fin) && self.secured.is_some()
    }

    /// Whether the data connection was reset, or broke.
    pub(super) fn broke(&self) -> bool {
        matches!(self.end, Some(End::Reset | End::Broken))
    }

    /// Whether the data connection was up, and ended in order.
    pub(super) fn worked(&self) -> bool {
        self.up && self.ended_in_order() && !self.cut()
    }

    /// Returns how many bytes were transferred, if the data connection came to an end.
    pub(super) fn carried(&self) -> Option<u64> {
        self.end.map(|_| self.moved)
    }

    /// Returns the step at which the data connection failed, if the server answered with this code.
    pub(super) fn phase(&self, code: Option<u16>) -> Phase {
        let refused = self.secured.is_some() && self.moved == 0 && matches!(code, Some(425 | 426 | 522));
        match self.reach {
            Some(_) => Phase::DataConnect,
            None if self.tls_failed || refused => Phase::DataTls,
            None => Phase::Transfer,
        }
    }

    fn ended_in_order(&self) -> bool {
        matches!(self.end, Some(End::CloseNotify | End::Fin))
    }

    pub(super) fn note(&self, facts: &mut Facts) {
        let resumed = self.secured.and_then(|how| how.resumed) == Some(true);
        let stranger = self.secured.is_some_and(|how| how.same_certificate == Some(false)) && !resumed;
        facts.note(Fact::DataUp, self.up);
        facts.note(Fact::DataRefused, self.reach == Some(Reach::Refused));
        facts.note(Fact::DataSilent, matches!(self.reach, Some(Reach::Silent | Reach::NoRoute)));
        facts.note(Fact::DataSecured, self.secured.is_some());
        facts.note(Fact::DataResumed, resumed);
        facts.note(Fact::DataTlsFailed, self.tls_failed);
        facts.note(Fact::DataOtherCertificate, stranger);
        facts.note(Fact::DataStalled, self.stalled);
        facts.note(Fact::DataEmpty, self.up && self.moved == 0);
        facts.note(Fact::DataMoved, self.moved > 0);
        facts.note(Fact::DataCut, self.cut());
        facts.note(Fact::DataEndClean, self.ended_in_order());
        facts.note(Fact::DataToOwnHost, self.own_host);
    }
}
