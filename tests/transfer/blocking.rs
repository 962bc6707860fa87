//! The cases by ftp-blocking.

use crate::cases;
use crate::world::{Moves, Tls, World, everywhere};
use ftp_blocking::{Client, Error, Options, TlsOptions};
use ftp_proto::command::Command;
use ftp_proto::transfer::{Ending, Plan, Report};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::time::Duration;

fn connect(world: &World) -> Client {
    let tls = TlsOptions {
        ca_file: Some(world.ca.clone()),
        tls12_only: world.tls == Tls::V12,
        ..TlsOptions::default()
    };
    let options =
        Options { tls: Some(tls.build().unwrap()), timeout: Duration::from_secs(20), ..Options::default() };
    // libunftp takes the first bytes of TLS for a command now and then.
    let mut errors = Vec::new();
    for _ in 0..5 {
        match Client::connect("localhost", world.port, &options, world.login()) {
            Ok(client) => return client,
            Err(error) => errors.push(error.to_string()),
        }
    }
    panic!("{world}: no login: {errors:?}")
}

fn ending(result: Result<Report, Error>) -> Ending {
    match result {
        Ok(report) => report.ending,
        Err(error) => error.report().unwrap_or_else(|| panic!("{error}")).ending,
    }
}

impl Moves for Client {
    fn get(&mut self, plan: Plan) -> Result<Vec<u8>, Ending> {
        let mut bytes = Vec::new();
        let result = self.download(plan, &mut bytes, |_| ControlFlow::Continue(()));
        match ending(result) {
            Ending::Complete => Ok(bytes),
            other => Err(other),
        }
    }

    fn put(&mut self, plan: Plan, mut bytes: &[u8]) -> Result<(), Ending> {
        match ending(self.upload(plan, &mut bytes, |_| ControlFlow::Continue(()))) {
            Ending::Complete => Ok(()),
            other => Err(other),
        }
    }

    fn stop_get(&mut self, plan: Plan, after: usize) -> Ending {
        let mut download = self.read(plan).unwrap();
        download.read_exact(&mut vec![0; after]).unwrap();
        ending(download.stop())
    }

    fn stop_put(&mut self, plan: Plan, bytes: &[u8]) -> Ending {
        let mut upload = self.write(plan).unwrap();
        upload.write_all(bytes).unwrap();
        ending(upload.stop())
    }

    fn size(&mut self, path: &[u8]) -> Option<u64> {
        Client::size(self, path).ok()
    }

    fn quote(&mut self, command: &Command<'_>) -> Option<u16> {
        Client::quote(self, command).ok().map(|reply| reply.code().get())
    }
}

#[test]
fn every_case_on_every_server() {
    everywhere(|world| {
        if world.runs_out_of_tickets() {
            return;
        }
        for (name, case) in cases::CASES {
            println!("{world}: {name}");
            case(&mut connect(world), world);
        }
    });
}

#[test]
fn two_sessions_of_a_process_resume_their_own() {
    everywhere(|world| {
        let clients: [&mut dyn Moves; 2] = [&mut connect(world), &mut connect(world)];
        match world.runs_out_of_tickets() {
            true => cases::downloads_in_turn(clients, world),
            false => cases::in_turn(clients, world),
        }
    });
}
