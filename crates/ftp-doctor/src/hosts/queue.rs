//! Who is next: so many at a time in all, and so many at a time to one address.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;

/// Those that wait, by their addresses. What has no address waits for nobody.
pub(super) struct Queue<T> {
    per_address: usize,
    addresses: BTreeMap<IpAddr, Address<T>>,
    ready: VecDeque<(Option<IpAddr>, T)>,
}

struct Address<T> {
    running: usize,
    waiting: VecDeque<T>,
}

impl<T> Queue<T> {
    pub(super) fn new(per_address: usize) -> Self {
        Queue { per_address: per_address.max(1), addresses: BTreeMap::new(), ready: VecDeque::new() }
    }

    /// One more, whose address is known now.
    pub(super) fn add(&mut self, address: Option<IpAddr>, one: T) {
        let Some(ip) = address else { return self.ready.push_back((None, one)) };
        let there = self.addresses.entry(ip).or_insert(Address { running: 0, waiting: VecDeque::new() });
        if there.running < self.per_address {
            there.running += 1;
            self.ready.push_back((Some(ip), one));
        } else {
            there.waiting.push_back(one);
        }
    }

    /// The next one to begin, with the address to give back when it is done.
    pub(super) fn next(&mut self) -> Option<(Option<IpAddr>, T)> {
        self.ready.pop_front()
    }

    /// One at this address is done.
    pub(super) fn done(&mut self, address: Option<IpAddr>) {
        let Some((ip, there)) = address.and_then(|ip| Some((ip, self.addresses.get_mut(&ip)?))) else {
            return;
        };
        match there.waiting.pop_front() {
            Some(one) => self.ready.push_back((Some(ip), one)),
            None => there.running = there.running.saturating_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_has_more_than_its_share() {
        let ip = |last| Some(IpAddr::from([192, 0, 2, last]));
        let mut queue = Queue::new(2);
        for number in 0..5 {
            queue.add(ip(1), number);
        }
        queue.add(ip(2), 10);
        queue.add(None, 20);
        let begun: Vec<_> = std::iter::from_fn(|| queue.next()).collect();
        assert_eq!(begun, [(ip(1), 0), (ip(1), 1), (ip(2), 10), (None, 20)]);
        queue.done(None);
        queue.done(ip(2));
        assert_eq!(queue.next(), None);
        queue.done(ip(1));
        assert_eq!((queue.next(), queue.next()), (Some((ip(1), 2)), None));
        for _ in 0..4 {
            queue.done(ip(1));
        }
        assert_eq!((queue.next(), queue.next(), queue.next()), (Some((ip(1), 3)), Some((ip(1), 4)), None));
        queue.add(ip(1), 30);
        assert_eq!(queue.next(), Some((ip(1), 30)));
    }
}
