//! Logging by `tracing`, without secrets.

use ftp_proto::Transcript;

/// Logs what is new in a transcript, at the level `DEBUG`.
///
/// Logs all entries that were recorded after `recorded`, and moves `recorded` to the end. Start it at 0 and call this
/// between two drives. A transcript contains no secrets.
pub fn log_new(transcript: &Transcript, recorded: &mut usize) {
    for entry in transcript.since(*recorded) {
        tracing::debug!("{entry:?}");
    }
    *recorded = transcript.recorded();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt;
    use std::sync::{Arc, Mutex};
    use tracing::field::{Field, Visit};
    use tracing::{Event, Metadata, Subscriber, span};

    /// Collects the messages.
    struct Messages(Arc<Mutex<Vec<String>>>);

    impl Visit for Messages {
        fn record_debug(&mut self, _: &Field, value: &dyn fmt::Debug) {
            self.0.lock().unwrap().push(format!("{value:?}"));
        }
    }

    impl Subscriber for Messages {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
            span::Id::from_u64(1)
        }

        fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
        fn enter(&self, _: &span::Id) {}
        fn exit(&self, _: &span::Id) {}

        fn event(&self, event: &Event<'_>) {
            event.record(&mut Messages(self.0.clone()));
        }
    }

    #[test]
    fn each_entry_is_logged_once_and_without_its_secret() {
        let messages = Arc::new(Mutex::new(Vec::new()));
        let mut transcript = Transcript::new();
        let mut recorded = 0;
        tracing::subscriber::with_default(Messages(messages.clone()), || {
            transcript.sent(b"USER alice\r\n");
            log_new(&transcript, &mut recorded);
            transcript.sent(b"PASS secret\r\n");
            log_new(&transcript, &mut recorded);
            log_new(&transcript, &mut recorded);
        });
        assert_eq!(*messages.lock().unwrap(), ["Sent(b\"USER alice\")", "Sent(b\"PASS ***\")"]);
    }
}
