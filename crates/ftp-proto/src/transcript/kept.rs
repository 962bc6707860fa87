//! A queue of entries whose allocations stay within a limit.

use crate::transcript::Entry;
use alloc::collections::VecDeque;

/// A queue of entries, the oldest first.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    entries: VecDeque<Entry>,
    /// The number of bytes that the entries have allocated besides their places in the queue.
    heap: usize,
}

impl Kept {
    /// Adds an entry if it fits into `limit` bytes. Returns it as the error otherwise.
    pub(crate) fn push_within(&mut self, limit: usize, entry: Entry) -> Result<(), Entry> {
        let heap = self.heap.saturating_add(entry.heap());
        let places = limit.checked_sub(heap).map_or(0, |left| left / PLACE);
        if self.entries.len() >= places || self.entries.capacity() > places {
            return Err(entry);
        }
        if self.entries.len() == self.entries.capacity() {
            // `push_back` would double it, past the limit.
            let more = GROWTH.max(self.entries.len() / 8);
            self.entries.reserve_exact(more.min(places - self.entries.len()));
        }
        self.heap = heap;
        self.entries.push_back(entry);
        Ok(())
    }

    /// Adds an entry, and drops the oldest ones to make room. Returns how many were dropped: all, and the new one too, if it
    /// is larger than `limit` bytes.
    pub(crate) fn push(&mut self, limit: usize, mut entry: Entry) -> usize {
        let mut gone = 0;
        while let Err(back) = self.push_within(limit, entry) {
            gone += 1;
            if self.entries.is_empty() {
                break;
            }
            self.pop();
            entry = back;
        }
        gone
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    fn pop(&mut self) {
        let Some(oldest) = self.entries.pop_front() else { return };
        self.heap = self.heap.saturating_sub(oldest.heap());
        let len = self.entries.len();
        if self.entries.capacity() > len + len / 4 + 2 * GROWTH || len == 0 {
            self.entries.shrink_to(len);
        }
    }
}

/// The bytes that an entry takes in the queue itself.
const PLACE: usize = size_of::<Entry>();

/// The queue grows by this many places, or by an eighth if that is more.
const GROWTH: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Sent;
    use alloc::vec;

    fn sent(len: usize) -> Entry {
        Entry::Sent(Sent::new(&vec![b'x'; len]))
    }

    fn held(kept: &Kept) -> usize {
        kept.entries.capacity() * PLACE + kept.entries.iter().map(Entry::heap).sum::<usize>()
    }

    #[test]
    fn never_more_than_the_limit() {
        for limit in [0, 1, PLACE - 1, PLACE, PLACE + 1, 5 * PLACE, 1000, 10_000] {
            let mut kept = Kept::default();
            for (at, len) in [0, 1, 100, 0, 900, 3, 9_000, 10_001].into_iter().cycle().take(4_000).enumerate()
            {
                // Many short entries make the queue long before a long entry needs the memory.
                let len = if at % 500 < 400 { 0 } else { len };
                let before = kept.entries.len();
                let gone = kept.push(limit, sent(len));
                assert!(held(&kept) <= limit, "{} of {limit}", held(&kept));
                assert_eq!(kept.entries.len(), before + 1 - gone);
                assert!(
                    gone == 0 || limit < held(&kept) + 4 * PLACE + len + 9_000,
                    "no more goes than has to"
                );
            }
        }
    }

    #[test]
    fn most_of_the_limit_is_used() {
        let mut kept = Kept::default();
        (0..100_000).for_each(|_| {
            kept.push(100_000, sent(10));
        });
        assert!(kept.entries.len() > 75_000 / (PLACE + 10), "{} entries", kept.entries.len());
    }

    #[test]
    fn entries_without_memory_of_their_own_take_all_of_the_limit() {
        let mut kept = Kept::default();
        (0..100).for_each(|_| {
            kept.push(10 * PLACE, Entry::Closed);
        });
        assert_eq!(kept.len(), 10);
    }

    /// A long entry replaces some short ones, but not all.
    #[test]
    fn most_entries_stay_when_a_long_one_comes() {
        for places in 1000..1010 {
            let mut kept = Kept::default();
            (0..places).for_each(|_| {
                kept.push(places * PLACE, Entry::Closed);
            });
            kept.push(places * PLACE, sent(2 * PLACE));
            assert!(kept.len() > places * 3 / 4, "{} of {places} entries", kept.len());
        }
    }
}
