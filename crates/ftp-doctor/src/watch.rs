//! Watches a login: shows what is sent and received as it happens, and notes how long the server took.

use crate::check::Observer;
use ftp_proto::transcript::Entry;
use ftp_proto::{Action, Dialogue, Input, Login, Transcript};
use std::time::{Duration, Instant};

/// A wait for the server of this length or more is noted in the transcript: some servers delay a refusal.
const SLOW: Duration = Duration::from_secs(2);

/// Shows each entry of a growing transcript once.
#[derive(Default)]
pub struct Watch {
    seen: usize,
}

impl Watch {
    /// Shows the new entries, and returns whether there were any.
    pub fn update(&mut self, transcript: &Transcript, observer: &mut dyn Observer) -> bool {
        let total = transcript.recorded();
        let new = total > self.seen;
        transcript.since(self.seen).for_each(|entry| observer.happened(entry));
        self.seen = total;
        new
    }
}

/// A login that an observer watches.
pub struct Watched<'w> {
    login: &'w mut Login,
    watch: &'w mut Watch,
    observer: &'w mut dyn Observer,
    since: Instant,
    noted: bool,
}

impl<'w> Watched<'w> {
    /// Shows what is in the transcript so far, and starts to measure the server's time.
    pub fn new(login: &'w mut Login, watch: &'w mut Watch, observer: &'w mut dyn Observer) -> Self {
        watch.update(login.transcript(), observer);
        Watched { login, watch, observer, since: Instant::now(), noted: false }
    }

    fn update(&mut self) -> bool {
        self.watch.update(self.login.transcript(), self.observer)
    }
}

impl Dialogue for Watched<'_> {
    fn action(&self) -> Action<'_> {
        self.login.action()
    }

    fn handle(&mut self, input: Input<'_>) {
        let waited = self.since.elapsed();
        if matches!(input, Input::Bytes(_)) && waited >= SLOW && !self.noted {
            self.noted = true;
            self.login.note(Entry::Waited { seconds: u32::try_from(waited.as_secs()).unwrap_or(u32::MAX) });
            self.update();
        }
        self.login.handle(input);
        if self.update() {
            self.since = Instant::now();
            self.noted = false;
        }
    }

    fn replies(&self) -> usize {
        self.login.replies()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Next;
    use ftp_proto::{Credentials, LoginConfig, LoginError, TlsPolicy};
    use ftp_report::lines::text;

    #[derive(Default)]
    struct Lines(Vec<String>);

    impl Observer for Lines {
        fn happened(&mut self, entry: &Entry) {
            self.0.push(text(entry));
        }

        fn refused(&mut self, _: &LoginError) -> Next {
            Next::Stop
        }

        fn wait(&mut self, _: u32) {}

        fn begins(&mut self, _: &str) {}
    }

    fn login() -> Login {
        let alice = Credentials::new("alice", "hunter2").unwrap();
        Login::new(LoginConfig::new(alice).tls(TlsPolicy::DangerCleartext))
    }

    #[test]
    fn each_entry_is_shown_once_and_as_it_happens() {
        let (mut shown, mut watch, mut login) = (Lines::default(), Watch::default(), login());
        login.note(Entry::Connected { port: 21 });
        let mut watched = Watched::new(&mut login, &mut watch, &mut shown);
        watched.handle(Input::Bytes(b"220 rea"));
        watched.handle(Input::Bytes(b"dy\r\n"));
        watched.handle(Input::Pending);
        let Action::Send(line) = watched.action() else { panic!("a command is due") };
        let length = line.len();
        watched.handle(Input::Sent(length));
        watched.handle(Input::Eof);
        assert_eq!(shown.0, ["* connected to port 21\n", "S: 220 ready\n", "C: USER alice\n", "* closed\n"]);
    }

    #[test]
    fn a_transcript_that_forgot_its_middle_is_shown_to_its_end() {
        let (mut shown, mut watch) = (Lines::default(), Watch::default());
        let mut transcript = Transcript::new();
        for _ in 0..10_000 {
            transcript.push(Entry::TimedOut);
            watch.update(&transcript, &mut shown);
        }
        assert!(transcript.left_out() > 0);
        assert_eq!(shown.0.len(), 10_000);
    }
}
