//! A login that is watched: what is said is shown as it happens, and how long the server took is noted.

use ftp_proto::{Action, Dialogue, Entry, Input, Login, Transcript};
use std::time::{Duration, Instant};

/// A reply that took this long is noted in the transcript: some servers delay a refusal.
const SLOW: Duration = Duration::from_secs(2);

/// Shows each entry of a growing transcript once.
pub struct Watch<'w> {
    show: &'w mut dyn FnMut(&Entry),
    seen: usize,
}

impl<'w> Watch<'w> {
    /// Nothing is shown yet.
    pub fn new(show: &'w mut dyn FnMut(&Entry)) -> Self {
        Watch { show, seen: 0 }
    }

    /// Shows what is new, and says whether anything was.
    pub fn update(&mut self, transcript: &Transcript) -> bool {
        let total = transcript.left_out() + transcript.entries().count();
        let new = total.saturating_sub(self.seen);
        let entries: Vec<&Entry> = transcript.entries().rev().take(new).collect();
        entries.into_iter().rev().for_each(|entry| (self.show)(entry));
        self.seen = total;
        new > 0
    }
}

/// A login with somebody watching. A server that sends now and then a byte, and never a whole reply, is
/// out of time like one that sends nothing.
pub struct Watched<'l, 'w> {
    login: &'l mut Login,
    watch: &'l mut Watch<'w>,
    timeout: Duration,
    since: Instant,
    noted: bool,
}

impl<'l, 'w> Watched<'l, 'w> {
    /// The time counts from now.
    pub fn new(login: &'l mut Login, watch: &'l mut Watch<'w>, timeout: Duration) -> Self {
        watch.update(login.transcript());
        Watched { login, watch, timeout, since: Instant::now(), noted: false }
    }
}

impl Dialogue for Watched<'_, '_> {
    fn action(&self) -> Action<'_> {
        self.login.action()
    }

    fn handle(&mut self, input: Input<'_>) {
        let waited = self.since.elapsed();
        let input = match input {
            Input::Bytes(_) if waited > self.timeout => Input::TimedOut,
            input => input,
        };
        if matches!(input, Input::Bytes(_)) && waited >= SLOW && !self.noted {
            self.noted = true;
            self.login.note(Entry::Waited { seconds: u32::try_from(waited.as_secs()).unwrap_or(u32::MAX) });
            self.watch.update(self.login.transcript());
        }
        self.login.handle(input);
        if self.watch.update(self.login.transcript()) {
            self.since = Instant::now();
            self.noted = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::{Credentials, LoginConfig, TlsPolicy};

    fn login() -> Login {
        let alice = Credentials::new("alice", "hunter2").unwrap();
        Login::new(LoginConfig::new(alice).tls(TlsPolicy::DangerCleartext))
    }

    #[test]
    fn each_entry_is_shown_once_and_as_it_happens() {
        let mut shown = Vec::new();
        let mut show = |entry: &Entry| shown.push(format!("{entry:?}"));
        let mut watch = Watch::new(&mut show);
        let mut login = login();
        login.note(Entry::Connected { port: 21 });
        let mut watched = Watched::new(&mut login, &mut watch, Duration::from_secs(60));
        watched.handle(Input::Bytes(b"220 rea"));
        watched.handle(Input::Bytes(b"dy\r\n"));
        let Action::Send(line) = watched.action() else { panic!("a command is due") };
        let length = line.len();
        watched.handle(Input::Sent(length));
        watched.handle(Input::Eof);
        let starts: Vec<_> = shown.iter().map(|entry| entry.split([' ', '(']).next().unwrap()).collect();
        assert_eq!(starts, ["Connected", "Got", "Sent", "Closed"]);
    }

    #[test]
    fn a_server_that_dribbles_is_out_of_time() {
        let mut show = |_: &Entry| {};
        let mut watch = Watch::new(&mut show);
        let mut login = login();
        let mut watched = Watched::new(&mut login, &mut watch, Duration::ZERO);
        std::thread::sleep(Duration::from_millis(2));
        watched.handle(Input::Bytes(b"2"));
        assert_eq!(watched.action(), Action::Done);
        assert!(login.transcript().entries().any(|entry| *entry == Entry::TimedOut));
    }

    #[test]
    fn a_transcript_that_forgot_its_middle_is_shown_to_its_end() {
        let mut shown = 0;
        let mut show = |_: &Entry| shown += 1;
        let mut watch = Watch::new(&mut show);
        let mut transcript = Transcript::new();
        for _ in 0..10_000 {
            transcript.push(Entry::TimedOut);
            watch.update(&transcript);
        }
        assert!(transcript.left_out() > 0);
        assert_eq!(shown, 10_000);
    }
}
