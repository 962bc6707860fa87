//! Transfers with scripted servers: every order of the two lanes has one outcome.

use ftp_fuzz::transfer::{
    Final, Opens, Schedule, Script, Server, Shake, check, goes_on, outcome, play, session, transfer,
};
use ftp_proto::transfer::{End, Mode, Pipelining, Reach, Trust};
use std::panic::catch_unwind;

fn random(seed: &mut u64) -> u8 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 32) as u8
}

#[test]
fn random_servers_and_orders() {
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    for number in 0..60_000 {
        let input: Vec<u8> = (0..34).map(|_| random(&mut seed)).collect();
        if catch_unwind(|| transfer(&input)).is_err() {
            panic!("input {number}: b\"{}\"", input.escape_ascii());
        }
    }
}

#[test]
fn an_owner_that_reports_anything() {
    let mut seed = 0x1234_5678_9abc_def1;
    for number in 0..100_000 {
        let input: Vec<u8> = std::iter::once(0xee).chain((0..60).map(|_| random(&mut seed))).collect();
        if catch_unwind(|| transfer(&input)).is_err() {
            panic!("input {number}: b\"{}\"", input.escape_ascii());
        }
    }
}

/// Plays all orders of the two lanes for a script. Returns how many there are.
fn confluent(script: &Script) -> usize {
    let mut schedule = Schedule::default();
    let mut first = None;
    let mut orders = 0;
    loop {
        let mut session = session(script);
        let mut server = Server::new(script.clone());
        let report = play(&mut session, &mut server, script, &mut schedule).expect("it is not dropped");
        check(script, &report);
        let outcome = outcome(script, &session, &report);
        match &first {
            None => first = Some(outcome),
            Some(first) => assert_eq!(
                *first,
                outcome,
                "another outcome in another order\n{script:?}\n{schedule:?}\n{report:?}\n{:?}",
                session.transcript()
            ),
        }
        goes_on(session, server, script);
        orders += 1;
        match schedule.next() {
            Some(next) if orders < 2_000 => schedule = next,
            _ => return orders,
        }
    }
}

/// Each script with each of these in one place.
fn each<T: Copy>(scripts: Vec<Script>, values: &[T], set: impl Fn(&mut Script, T)) -> Vec<Script> {
    let with = |script: &Script, value: &T| {
        let mut script = script.clone();
        set(&mut script, *value);
        script
    };
    scripts.iter().flat_map(|script| values.iter().map(|value| with(script, value))).collect()
}

/// All that a server can do with one transfer, in each of the two directions, within these bounds. How it is opened, and what is
/// settled before, has no lane beside it, and comes in once.
#[test]
fn every_order_of_all_scripts_within_bounds_has_one_outcome() {
    let late = |code| Final { code, early: false };
    let early = |code| Final { code, early: true };
    let finals: [&[Final]; 6] =
        [&[late(226)], &[early(226)], &[], &[late(226), late(226)], &[late(451)], &[early(426)]];
    let mut scripts = vec![Script { bytes: 2, size: Ok(2), ..Script::plain() }];
    scripts = each(scripts, &[false, true], |script, up| script.up = up);
    scripts = each(scripts, &finals, |script, finals| script.finals = finals.to_vec());
    scripts = each(scripts, &[0, 1, 2], |script, n| script.preliminary = n);
    scripts = each(scripts, &[Some(550), None], |script, code| script.refuses = code);
    let shakes = [None, Some(Shake::SameCertificate), Some(Shake::Stranger), Some(Shake::Fails)];
    scripts = each(scripts, &shakes, |script, shake| {
        script.tls = shake.is_some();
        script.handshake = shake.unwrap_or(script.handshake);
    });
    let ends = [Some(End::Fin), Some(End::CloseNotify), Some(End::Reset), None];
    scripts = each(scripts, &ends, |script, end| script.end = end);
    scripts.retain(|script| script.tls || script.end != Some(End::CloseNotify));
    scripts = each(scripts, &[0, 2], |script, bytes| script.bytes = bytes);
    scripts.retain(|script| script.bytes > 0 || script.preliminary == 1);
    scripts = each(scripts, &[Ok(2), Err(550)], |script, size| script.size = size);
    scripts =
        each(scripts, &[Pipelining::InStep, Pipelining::Prepare], |script, way| script.pipelining = way);
    // The answer to our own reset is told from a refusal by which was first.
    let refused = |script: &Script| script.finals.iter().any(|reply| reply.code != 226);
    scripts
        .retain(|script| script.handshake != Shake::Stranger || !refused(script) && script.refuses.is_none());
    let stopped = scripts.iter().filter(|script| !refused(script) && script.refuses.is_none() && !script.tls);
    scripts.extend(stopped.cloned().map(|script| Script { stops_at: Some(1), ..script }).collect::<Vec<_>>());
    let other = [
        (Mode::Active, [Opens::Up; 2]),
        (Mode::Passive, [Opens::Refuses(500), Opens::Up]),
        (Mode::Passive, [Opens::Unreachable(Reach::Refused), Opens::Up]),
        (Mode::Passive, [Opens::Garbled, Opens::Refuses(425)]),
    ];
    let plain = scripts.iter().filter(|script| script.preliminary == 1 && !script.tls).cloned().collect();
    scripts.extend(each(plain, &other, |script, (mode, opens)| (script.mode, script.opens) = (mode, opens)));
    let orders: usize = scripts.iter().map(confluent).sum();
    println!("{} scripts, {orders} orders", scripts.len());
    assert!(orders > 100_000);
}

#[test]
fn every_order_of_random_scripts_has_one_outcome() {
    let mut seed = 0x2545_f491_4f6c_dd1d;
    let mut orders = 0;
    let scripts =
        if std::env::var_os("FTP_TESTS").is_some_and(|tests| tests == "whole") { 8_000 } else { 200 };
    for _ in 0..scripts {
        let input: Vec<u8> = (0..16).map(|_| random(&mut seed)).collect();
        let mut script = Script::of(&mut input.iter().copied());
        // A 426 or 451 before the client's own reset is a refusal, and one after it is the answer to the reset. If a
        // server goes away at the moment at which the caller stops or a handshake fails, the order decides, too. Both
        // are left out here.
        if script.control_ends.is_some()
            || script.refuses.is_some()
            || script.finals.iter().any(|reply| reply.code != 226)
        {
            script.stops_at = None;
            script.trust = Trust::DangerAny;
        }
        if script.control_ends.is_some() {
            script.handshake = Shake::Resumed;
        }
        if random(&mut seed) & 3 == 1 {
            script.pipelining = Pipelining::Ahead;
        }
        orders += confluent(&script);
    }
    println!("{orders} orders");
}
