//! Every state that a login can be in, found by trying every input in every state.

mod event;
mod promises;
mod setting;
mod walk;
mod wire;

pub use event::Event;
pub use promises::Promises;
pub use setting::{ACCOUNT, ANSWER, KEEPER, PASSWORD, SECOND, Setting};
pub use walk::Walk;
pub use wire::{Account, Happened, Wire, verb};

use ftp_proto::{Action, Dialogue};
use std::collections::{HashMap, VecDeque};
use std::iter::Sum;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fmt, thread};

/// What was found.
#[derive(Debug, Default)]
pub struct Map {
    /// The number of different states.
    pub states: usize,
    /// The number of inputs tried in them.
    pub transitions: usize,
    /// The number of states in which the login is done.
    pub ends: usize,
    /// The longest possible sequence of inputs before the end, counting only those that change something.
    pub longest: usize,
}

impl fmt::Display for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Map { states, transitions, ends, longest } = self;
        write!(f, "{states:>7} states {transitions:>8} ways {ends:>7} ends {longest:>4} inputs")
    }
}

impl Sum for Map {
    fn sum<I: Iterator<Item = Map>>(maps: I) -> Map {
        maps.fold(Map::default(), |all, map| Map {
            states: all.states + map.states,
            transitions: all.transitions + map.transitions,
            ends: all.ends + map.ends,
            longest: all.longest.max(map.longest),
        })
    }
}

/// Walks through all states of each of these settings, with as many settings at a time as there are processors. Panics
/// unless all promises hold in all states. Prints a line for each setting.
pub fn walk_through(settings: &[Setting]) -> Map {
    let promises = Promises::default();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut maps = Vec::new();
        while let Some(setting) = settings.get(next.fetch_add(1, Ordering::Relaxed)) {
            let map = explore(setting, |path, walk| promises.hold(setting, path, walk));
            println!("{:72} {map}", setting.to_string());
            maps.push(map);
        }
        maps
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).sum()
    })
}

/// Tries every event in every state, beginning at the start. `check` sees each new state once, with the shortest path
/// to it. Panics if a state can lead back to itself, because such a login would not end.
pub fn explore(setting: &Setting, mut check: impl FnMut(&[Event], &Walk)) -> Map {
    let events = Event::all(setting);
    let start = Walk::new(setting);
    check(&[], &start);
    let mut map = Map::default();
    let mut numbers = HashMap::from([(start.key(), 0)]);
    let mut successors: Vec<Vec<usize>> = vec![Vec::new()];
    let mut open = VecDeque::from([(0, Vec::new(), start)]);
    while let Some((from, path, here)) = open.pop_front() {
        for event in events.iter().filter(|event| here.can(**event)) {
            let Some(walk) = here.clone().then(*event) else { continue };
            map.transitions += 1;
            let next = numbers.len();
            let to = *numbers.entry(walk.key()).or_insert(next);
            if to != from {
                successors[from].push(to);
            }
            if to == next {
                successors.push(Vec::new());
                let path = [&path[..], &[*event]].concat();
                check(&path, &walk);
                map.ends += usize::from(walk.login.action() == Action::Done);
                open.push_back((to, path, walk));
            }
        }
    }
    map.states = numbers.len();
    map.longest = longest(&successors);
    map
}

/// Returns the length of the longest path through a graph without cycles.
fn longest(successors: &[Vec<usize>]) -> usize {
    let mut incoming = vec![0; successors.len()];
    successors.iter().flatten().for_each(|to| incoming[*to] += 1);
    let mut free: Vec<usize> = (0..successors.len()).filter(|state| incoming[*state] == 0).collect();
    let mut depth = vec![0; successors.len()];
    let mut seen = 0;
    while let Some(state) = free.pop() {
        seen += 1;
        for to in &successors[state] {
            depth[*to] = depth[*to].max(depth[state] + 1);
            incoming[*to] -= 1;
            if incoming[*to] == 0 {
                free.push(*to);
            }
        }
    }
    assert_eq!(seen, successors.len(), "a login can go in circles");
    depth.into_iter().max().unwrap_or(0)
}
