use super::*;
use crate::command::Arg;
use crate::dialogue::TlsFailure;
use crate::login::{Credentials, ProxyStyle, Script};
use crate::reply::{Decoder, Limits, ReplyError};
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};

/// The table in `state.rs` has exactly the ways that the function takes.
#[test]
fn the_table_of_the_states_draws_every_way_and_no_other() {
    let page = include_str!("../state.rs");
    let drawn: BTreeSet<(String, String)> = page.lines().filter_map(drawn).collect();
    let mut walked = BTreeSet::new();
    for config in configs() {
        for state in states() {
            for (event, awaited) in events() {
                let from = name(&state);
                let (to, _) = transition(state.clone(), event.as_event(), awaited, &config);
                walked.insert((from, name(&to)));
            }
        }
    }
    // Ways that stay in the same state need not be in the table.
    let moves = |ways: &BTreeSet<(String, String)>| -> BTreeSet<(String, String)> {
        ways.iter().filter(|(from, to)| from != to).cloned().collect()
    };
    assert_eq!(moves(&walked), moves(&drawn), "left: what the function does, right: what `state.rs` draws");
    assert!(drawn.is_subset(&walked), "drawn, but never done: {:?}", drawn.difference(&walked));
}

#[test]
fn an_end_is_never_left_but_by_another_attempt() {
    for config in configs() {
        for state in states().into_iter().filter(State::is_end) {
            for (event, awaited) in events() {
                let again = matches!(event, Happening::Retry | Happening::Answer);
                let (to, effects) = transition(state.clone(), event.as_event(), awaited, &config);
                if again && matches!(state, State::Failed { .. }) {
                    assert!(matches!(to, State::LoggingIn { .. }), "{state:?}, {event:?}");
                } else {
                    assert_eq!(to, state, "{event:?}");
                    assert_eq!(effects.enqueue, [], "{state:?}, {event:?}");
                }
            }
        }
    }
}

/// The failure stands, but later events decide whether the connection can take another attempt.
#[test]
fn what_comes_behind_an_end_says_how_the_connection_went_on() {
    let state = State::Failed { kind: LoginErrorKind::Closed, phase: Phase::User, channel: Channel::Clear };
    let config = &configs()[0];
    for (event, unusable, stop, violation) in [
        (Happening::Reply(Step::PASS, reply("503")), false, false, None),
        (Happening::Reply(Step::PASS, reply("421")), true, false, None),
        (Happening::Exhausted(Step::PASS, reply("331")), false, false, None),
        (Happening::Early(reply("230")), true, true, Some(Violation::EarlyReply)),
        (Happening::Early(reply("421")), true, true, None),
        (Happening::Other(5), true, true, None),
    ] {
        let (_, effects) = transition(state.clone(), event.as_event(), None, config);
        assert_eq!((effects.unusable, effects.stop), (unusable, stop), "{event:?}");
        assert_eq!(effects.violation, violation, "{event:?}");
    }
}

#[test]
fn credentials_are_never_enqueued_in_clear_where_tls_is_required() {
    let required = |config: &LoginConfig| matches!(config.tls, TlsPolicy::Required | TlsPolicy::Implicit);
    for config in configs().into_iter().filter(required) {
        for channel in [Channel::Clear, Channel::TlsDemanded] {
            // Under such a policy `LoggingIn` is entered only over `Tls`, so its states in clear are left out.
            for state in [State::TlsFirst, State::Greeting { channel }, State::Auth { channel }] {
                for (event, awaited) in events() {
                    let (to, effects) = transition(state.clone(), event.as_event(), awaited, &config);
                    let lines = effects.enqueue.iter().any(|step| matches!(step, Step::Line(_)));
                    if config.tls == TlsPolicy::Required || !matches!(state, State::Greeting { .. }) {
                        assert!(!lines, "{state:?}, {event:?} leads to {to:?}");
                    }
                }
            }
        }
    }
}

/// `| `From` | what happens | `To` |`
fn drawn(line: &str) -> Option<(String, String)> {
    let row = line.strip_prefix("//! | `")?;
    let (from, rest) = row.split_once('`')?;
    let to = rest.strip_suffix("` |")?.rsplit('`').next()?;
    Some((from.to_string(), to.to_string()))
}

fn name(state: &State) -> String {
    alloc::format!("{state:?}").split(' ').next().unwrap_or_default().to_string()
}

/// An event that owns its reply.
#[derive(Clone, Debug)]
enum Happening {
    Reply(Step, ReplyBuf),
    Early(ReplyBuf),
    Exhausted(Step, ReplyBuf),
    TlsUp { mid_reply: bool },
    NotALine(Step),
    Retry,
    Answer,
    Other(u8),
}

impl Happening {
    fn as_event(&self) -> Event<'_> {
        match self {
            Happening::Reply(step, reply) => Event::Reply { step: *step, reply, batched: true },
            Happening::Early(reply) => Event::Early(reply),
            Happening::Exhausted(step, reply) => Event::Exhausted { step: *step, reply },
            Happening::TlsUp { mid_reply } => Event::TlsUp { mid_reply: *mid_reply },
            Happening::NotALine(step) => Event::NotALine(*step),
            Happening::Retry => Event::Retry,
            Happening::Answer => Event::Answer,
            Happening::Other(0) => Event::Endless,
            Happening::Other(1) => Event::Malformed(ReplyError::NoCode { at: 0 }),
            Happening::Other(2) => Event::TlsFailed(TlsFailure::Other),
            Happening::Other(3) => Event::InClear,
            Happening::Other(4) => Event::Silence,
            Happening::Other(5) => Event::End,
            Happening::Other(6) => Event::Broken,
            Happening::Other(_) => Event::Misuse(Misuse::NotAsked),
        }
    }
}

fn configs() -> Vec<LoginConfig> {
    let mut configs = Vec::new();
    for tls in
        [TlsPolicy::Required, TlsPolicy::Implicit, TlsPolicy::DangerIfOffered, TlsPolicy::DangerCleartext]
    {
        for pipelining in [Pipelining::BeforePassword, Pipelining::DangerWithPasswordInClear] {
            let plain = Credentials::new("alice", "x").unwrap();
            let full = plain.clone().account("y").unwrap();
            let host = Arg::new(b"host").unwrap();
            let proxy = Script::proxy(ProxyStyle::Site, host, Some(plain.clone())).unwrap();
            let config = |credentials| LoginConfig::new(credentials).tls(tls).pipelining(pipelining);
            configs.push(config(plain.clone()));
            configs
                .push(config(full.clone()).host(host).utf8().client(host).binary().password_to_challenge());
            configs.push(config(full).through(proxy));
        }
    }
    configs
}

fn states() -> Vec<State> {
    let mut states = vec![State::TlsFirst];
    for channel in [Channel::Clear, Channel::TlsDemanded, Channel::Tls] {
        states.extend([
            State::Greeting { channel },
            State::Auth { channel },
            State::Handshake { channel },
            State::LoggingIn { channel, password: Password::Kept },
            State::LoggingIn { channel, password: Password::Sent },
            State::LoggedIn { channel },
            State::Complete { channel },
            State::Failed { kind: LoginErrorKind::Closed, phase: Phase::User, channel },
        ]);
    }
    states
}

/// Every reply code to every step, and all other events, with the step whose reply is awaited.
fn events() -> Vec<(Happening, Option<Step>)> {
    let mut events = Vec::new();
    let lines = (0..6).map(Step::Line);
    let steps = lines.chain([
        Step::Greeting,
        Step::AuthTls,
        Step::AuthSsl,
        Step::Pbsz,
        Step::Prot,
        Step::Host,
        Step::Feat,
        Step::Utf8,
        Step::Client,
        Step::Binary,
    ]);
    for step in steps {
        for text in [
            "200", "202", "211", "220", "221", "230", "232", "234", "331", "332", "334", "336", "350", "421",
            "500", "503", "504", "530", "534", "550", "631",
        ] {
            events.push((Happening::Reply(step, reply(text)), None));
        }
        for text in ["534 SSL/TLS required", "331 SSL/TLS required", "331 otp-md5 487 dog2"] {
            events.push((Happening::Reply(step, reply(text)), None));
        }
        events.push((Happening::Exhausted(step, reply("331")), None));
        events.push((Happening::NotALine(step), None));
    }
    events.extend(["230", "421"].map(|text| (Happening::Early(reply(text)), Some(Step::USER))));
    events.extend([false, true].map(|mid_reply| (Happening::TlsUp { mid_reply }, Some(Step::USER))));
    events.extend([(Happening::Retry, None), (Happening::Answer, None)]);
    events.extend((0..8).map(|which| (Happening::Other(which), Some(Step::USER))));
    events
}

fn reply(text: &str) -> ReplyBuf {
    let line = alloc::format!("{text}\r\n");
    let mut decoder = Decoder::new(Limits::default());
    decoder.decode(&mut line.as_bytes()).unwrap().unwrap().to_owned()
}
