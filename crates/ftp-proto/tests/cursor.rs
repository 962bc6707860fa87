//! A cursor that follows a transcript as it grows.

#![cfg(feature = "alloc")]

use ftp_proto::{Limits, Transcript};

#[test]
fn a_cursor_sees_each_entry_once_in_order_or_it_is_left_out() {
    for (limit, step) in [(0, 1), (200, 1), (2_000, 1), (2_000, 7), (2_000, 100), (1 << 20, 3)] {
        let mut transcript = Transcript::with_limits(Limits::default().with_transcript(limit));
        let (mut cursor, mut seen): (usize, Vec<String>) = (0, Vec::new());
        for at in 1..=500 {
            transcript.sent(format!("NOOP {at:03}").as_bytes());
            assert_eq!(transcript.recorded(), at);
            if at % step == 0 {
                let kept = transcript.entries().count();
                let new = transcript.since(cursor);
                let before = seen.len();
                seen.extend(new.map(|entry| format!("{entry:?}")));
                assert!(seen.len() - before <= step.min(kept));
                cursor = transcript.recorded();
                assert_eq!(transcript.since(cursor).count(), 0);
            }
        }
        assert!(seen.is_sorted() && seen.windows(2).all(|two| two[0] != two[1]));
        assert_eq!(transcript.since(0).count(), transcript.entries().count());
        if limit == 1 << 20 {
            assert_eq!(seen.len(), 498);
        }
        if limit == 2_000 && step == 1 {
            assert_eq!(seen.len(), 500, "whoever looks often enough sees what is left out later");
        }
    }
}
