//! Decides which server is next, with a limit on how many run at a time at one address.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;

/// A queue in which each item waits for an address that is full. An item without an address does not wait.
pub(super) struct Queue<T> {
    per_address: usize,
    running: BTreeMap<IpAddr, usize>,
    waiting: BTreeMap<IpAddr, VecDeque<(Vec<IpAddr>, T)>>,
    ready: VecDeque<(Vec<IpAddr>, T)>,
}

impl<T> Queue<T> {
    pub(super) fn new(per_address: usize) -> Self {
        let (running, waiting, ready) = (BTreeMap::new(), BTreeMap::new(), VecDeque::new());
        Queue { per_address: per_address.max(1), running, waiting, ready }
    }

    /// Adds an item with its addresses. It counts for each of them, since it may connect to any.
    pub(super) fn add(&mut self, addresses: Vec<IpAddr>, one: T) {
        match addresses.iter().find(|ip| self.is_full(ip)) {
            Some(full) => self.waiting.entry(*full).or_default().push_back((addresses, one)),
            None => {
                addresses.iter().for_each(|ip| *self.running.entry(*ip).or_default() += 1);
                self.ready.push_back((addresses, one));
            }
        }
    }

    /// Returns the next item to begin, with the addresses to pass to `done` when it is done.
    pub(super) fn next(&mut self) -> Option<(Vec<IpAddr>, T)> {
        self.ready.pop_front()
    }

    /// Frees the places of an item at these addresses.
    pub(super) fn done(&mut self, addresses: &[IpAddr]) {
        for ip in addresses {
            if let Some(running) = self.running.get_mut(ip) {
                *running = running.saturating_sub(1);
            }
        }
        for ip in addresses {
            // An item may find another of its addresses full, and then waits for that one.
            while !self.is_full(ip) {
                let next = self.waiting.get_mut(ip).and_then(VecDeque::pop_front);
                let Some((addresses, one)) = next else { break };
                self.add(addresses, one);
            }
        }
    }

    fn is_full(&self, ip: &IpAddr) -> bool {
        self.running.get(ip).is_some_and(|running| *running >= self.per_address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn no_address_has_more_than_its_share() {
        let ip = |last| vec![ip(last)];
        let mut queue = Queue::new(2);
        for number in 0..5 {
            queue.add(ip(1), number);
        }
        queue.add(ip(2), 10);
        queue.add(vec![], 20);
        let begun: Vec<_> = std::iter::from_fn(|| queue.next()).collect();
        assert_eq!(begun, [(ip(1), 0), (ip(1), 1), (ip(2), 10), (vec![], 20)]);
        queue.done(&[]);
        queue.done(&ip(2));
        assert_eq!(queue.next(), None);
        queue.done(&ip(1));
        assert_eq!((queue.next(), queue.next()), (Some((ip(1), 2)), None));
        for _ in 0..4 {
            queue.done(&ip(1));
        }
        assert_eq!((queue.next(), queue.next(), queue.next()), (Some((ip(1), 3)), Some((ip(1), 4)), None));
        queue.add(ip(1), 30);
        assert_eq!(queue.next(), Some((ip(1), 30)));
    }

    #[test]
    fn a_host_counts_for_each_of_its_addresses() {
        let mut queue = Queue::new(1);
        let both = vec![ip(1), ip(2)];
        queue.add(vec![ip(2)], 0);
        queue.add(both.clone(), 1);
        queue.add(vec![ip(1)], 2);
        assert_eq!(queue.next(), Some((vec![ip(2)], 0)));
        assert_eq!((queue.next(), queue.next()), (Some((vec![ip(1)], 2)), None));
        // The item now waits for its other address.
        queue.done(&[ip(2)]);
        assert_eq!(queue.next(), None);
        queue.done(&[ip(1)]);
        assert_eq!((queue.next(), queue.next()), (Some((both, 1)), None));
    }
}
