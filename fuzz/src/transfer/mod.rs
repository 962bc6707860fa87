//! Property of a transfer, whatever the server does, and whichever lane is first.

mod events;
mod script;
mod server;

pub use script::{Busy, Final, Opens, Script, Shake};
pub use server::{PEER, Server};

use ftp_proto::command::Protection;
use ftp_proto::session::{Health, Transfer};
use ftp_proto::transfer::{Data, DataEvent, DataSettings, End, Ending, Known, Pipelining, Plan, Report};
use ftp_proto::{Action, Arg, Dialogue, Input, Limits, Session};

/// More steps than any script takes.
const STEPS: usize = 400;

/// Which lane is first when both can move, one choice after the other. After the last choice, the control lane is
/// first.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    choices: Vec<bool>,
    taken: usize,
}

impl Schedule {
    pub fn new(choices: Vec<bool>) -> Self {
        Schedule { choices, taken: 0 }
    }

    fn choose(&mut self) -> bool {
        let choice = self.choices.get(self.taken).copied().unwrap_or(false);
        self.taken += 1;
        choice
    }

    /// Returns the next schedule in a walk through all of them, or `None` after the last. This schedule must have
    /// been played.
    pub fn next(mut self) -> Option<Self> {
        self.choices.resize(self.taken, false);
        while let Some(last) = self.choices.pop() {
            if !last {
                self.choices.push(true);
                return Some(Schedule::new(self.choices));
            }
        }
        None
    }
}

/// Returns a session after its login.
pub fn session(script: &Script) -> Session {
    let data = if script.tls { Protection::Private } else { Protection::DangerClear };
    let mut session = Session::take_over(Limits::default(), data, data);
    let settings = DataSettings::default().peer(PEER).mode(script.mode).pipelining(script.pipelining);
    session.set_data(settings.trust(script.trust));
    session.set_known(Known::default().by_asking_ahead());
    session
}

/// The name of the file of a transfer that is left.
const LEFT: &[u8] = b"left";

/// Returns the plan of a script.
pub fn plan(script: &Script) -> Plan {
    let path = Arg::new(if script.left_at.is_some() { LEFT } else { b"file" }).expect("an argument");
    let plan = if script.up { Plan::store(path) } else { Plan::retrieve(path) };
    let plan = plan.offset(script.offset).expected(script.bytes);
    if script.verify { plan.verify() } else { plan }
}

/// Plays one transfer, and checks at each step what must hold. Returns `None` if the script leaves the transfer.
pub fn play(
    session: &mut Session,
    server: &mut Server,
    script: &Script,
    schedule: &mut Schedule,
) -> Option<Report> {
    let mut transfer = session.transfer(plan(script)).expect("nothing is under way");
    let mut played = Played::default();
    while !transfer.is_over() {
        if script.left_at.is_some_and(|at| usize::from(at) == played.steps) {
            // A connection on its way still arrives, and is closed.
            if let data @ Data::Connect(_) = transfer.data() {
                server.happens(data, script.bytes);
            }
            drop(transfer);
            if server.is_connected() {
                server.lets_go();
            }
            return None;
        }
        played.steps += 1;
        assert!(played.steps < STEPS, "no end: {transfer:?} {server:?}");
        played.step(&mut transfer, server, script, schedule);
    }
    assert!(!server.is_connected(), "over with a data connection open");
    assert!(!played.open);
    let moved = transfer.moved();
    let report = transfer.finish();
    assert_eq!(report.moved, moved);
    assert_ne!(report.ending, Ending::Unfinished);
    assert_ne!(report.ending, Ending::Misuse);
    Some(report)
}

#[derive(Default)]
struct Played {
    steps: usize,
    /// From Connect or Listen to Gone.
    open: bool,
    ended: bool,
    stopped: bool,
}

impl Played {
    fn step(
        &mut self,
        transfer: &mut Transfer<'_>,
        server: &mut Server,
        script: &Script,
        schedule: &mut Schedule,
    ) {
        let data = transfer.data();
        self.look(data);
        let moves = matches!(data, Data::Read | Data::Write);
        if moves && !self.stopped && script.stops_at.is_some_and(|at| at <= transfer.moved()) {
            self.stopped = true;
            return transfer.happened(DataEvent::CallerStopped);
        }
        let wants_control = match transfer.action() {
            Action::Done => false,
            Action::Poll | Action::Send(_) | Action::StartTls => true,
            Action::Receive => !server.replies.is_empty() || server.closed,
        };
        let data_first = can_move(data) && (!wants_control || schedule.choose());
        if let Some(event) = data_first.then(|| server.happens(data, script.bytes)).flatten() {
            self.note(event);
            return transfer.happened(event);
        }
        match transfer.action() {
            Action::Poll if script.slow && schedule.choose() => transfer.handle(Input::Pending),
            Action::Poll => match server.replies.pop_front() {
                Some(reply) => transfer.handle(Input::Bytes(&reply)),
                None => transfer.handle(Input::Pending),
            },
            Action::Send(bytes) => {
                server.takes(bytes);
                let n = bytes.len();
                transfer.handle(Input::Sent(n));
            }
            Action::Receive => match server.replies.pop_front() {
                Some(reply) => transfer.handle(Input::Bytes(&reply)),
                None if server.closed => transfer.handle(Input::Eof),
                None => match (!data_first && can_move(data))
                    .then(|| server.happens(data, script.bytes))
                    .flatten()
                {
                    Some(event) => {
                        self.note(event);
                        transfer.happened(event);
                    }
                    None if server.idles() => {}
                    None if self.steps.is_multiple_of(2) => transfer.handle(Input::TimedOut),
                    None => transfer.happened(DataEvent::TimedOut),
                },
            },
            Action::StartTls => unreachable!("a transfer starts no TLS on the control connection"),
            Action::Done => {
                let event = server.happens(data, script.bytes).unwrap_or(DataEvent::TimedOut);
                self.note(event);
                transfer.happened(event);
            }
        }
    }

    /// Checks what the data lane may want now.
    fn look(&mut self, data: Data) {
        match data {
            Data::Idle => {}
            Data::Connect(_) | Data::Listen => {
                assert!(!self.open || data == Data::Listen, "two data connections")
            }
            Data::Secure | Data::Read | Data::Write => assert!(!self.ended, "{data:?} after the end"),
            _ => {}
        }
        if data == Data::Idle {
            assert!(!self.open, "idle with a data connection open");
        }
    }

    fn note(&mut self, event: DataEvent) {
        match event {
            DataEvent::Connected | DataEvent::Listening(_) => (self.open, self.ended) = (true, false),
            DataEvent::Ended(_) => self.ended = true,
            DataEvent::Gone => self.open = false,
            _ => {}
        }
    }
}

fn can_move(data: Data) -> bool {
    !matches!(data, Data::Idle | Data::Hold)
}

/// Returns what has to be the same whichever lane was first. The health of the session is left out if the control
/// connection ends or a PWD goes unanswered: whether the client notices that may depend on the order.
pub fn outcome(script: &Script, session: &Session, report: &Report) -> (Ending, Option<Health>) {
    (report.ending, Some(session.health()).filter(|_| script.control_ends.is_none() && script.pwd == 257))
}

/// For any server and any order of the lanes: at each step, what must hold holds; a complete transfer has all
/// bytes; and if the session goes on, the next transfer from a good server succeeds.
pub fn transfer(data: &[u8]) {
    if let Some((0xee, events)) = data.split_first() {
        return events::any(events);
    }
    let mut bytes = data.iter().copied();
    let script = Script::of(&mut bytes);
    let choices = bytes.flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 != 0)).collect();
    let mut session = session(&script);
    let mut server = Server::new(script.clone());
    if script.second {
        server.follow(good(&script));
        let report = play(&mut session, &mut server, &good(&script), &mut Schedule::default());
        assert!(report.is_some_and(|report| report.is_complete()), "the first transfer of a good server");
        // A server that answers no PWD.
        if session.health().is_over() {
            return;
        }
        server.follow(script.clone());
    }
    let report = play(&mut session, &mut server, &script, &mut Schedule::new(choices));
    if let Some(report) = report {
        check(&script, &report);
    }
    goes_on(session, server, &script);
}

/// Checks what a report may say about a script.
pub fn check(script: &Script, report: &Report) {
    if report.is_complete() {
        // With `Ahead`, the first of two final replies can be the refusal of what was sent after the command.
        let either = script.pipelining == Pipelining::Ahead;
        let last = if either { script.finals.len() } else { 1 };
        let accepted = script.finals.iter().take(last).any(|reply| reply.code == 226);
        assert!(accepted && script.refuses.is_none(), "complete without a final 2yz: {report:?} {script:?}");
        assert!(script.stops_at.is_none_or(|at| at > report.moved), "complete, and was stopped");
        // A transfer that was cut off can have as many bytes as the size that the server says.
        let by_size = script.busy == Busy::Cuts && report.size == Some(report.offset + report.moved);
        assert!(by_size || report.moved == script.bytes, "complete, and not whole: {report:?} {script:?}");
        assert_eq!(report.data.tls.is_some(), script.tls);
    }
}

/// Checks that a session that can go on after a transfer does so, and that no reply to that transfer is taken for
/// one to the next.
pub fn goes_on(mut session: Session, mut server: Server, script: &Script) {
    let health = session.health();
    // A reply that comes after the next command was sent cannot be told from that command's own.
    let twice = script.finals.len() > 1 || script.preliminary > 1;
    if !matches!(health, Health::InSync | Health::Unsettled) || twice || server.closed {
        return;
    }
    let good = good(script);
    server.follow(good.clone());
    let before = server.log.len();
    let report = play(&mut session, &mut server, &good, &mut Schedule::default());
    let late = server.log.iter().skip(before).find(|line| line.ends_with(LEFT));
    assert_eq!(late, None, "it was left before, and is sent now");
    let report = report.expect("it is not dropped");
    let silent = health == Health::Unsettled && script.pwd != 257;
    assert!(report.is_complete() || silent, "the next transfer: {report:?}\n{:?}", session.transcript());
}

/// Returns a server without faults that is otherwise like that of the script.
fn good(script: &Script) -> Script {
    Script {
        tls: script.tls,
        mode: script.mode,
        pwd: script.pwd,
        busy: if script.busy == Busy::Cuts { Busy::Answers } else { script.busy },
        slow: script.slow,
        end: Some(if script.tls { End::CloseNotify } else { End::Fin }),
        ..Script::plain()
    }
}
