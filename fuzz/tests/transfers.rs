//! Transfers with scripted servers: every order of the two lanes has one outcome.

use ftp_fuzz::transfer::{Schedule, Script, Server, Shake, check, goes_on, outcome, play, session, transfer};
use ftp_proto::transfer::{Pipelining, Trust};
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
