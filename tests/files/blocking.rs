//! The cases with ftp-blocking.

use super::world::{Moves, World, in_clear_and_under_tls, last_sent};
use super::{cases, hard};
use ftp_blocking::{Client, Error, Options};
use ftp_proto::LoginConfig;
use ftp_proto::command::Command;
use ftp_proto::transfer::{DataSettings, Ending, Plan, Report};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;

fn connect(world: &World) -> Client {
    connect_as(world, &world.login())
}

fn connect_as(world: &World, login: &LoginConfig) -> Client {
    let options = Options { tls: Some(world.trust.clone()), timeout: world.limit(), ..Options::default() };
    // libunftp sometimes takes the first bytes of TLS for a command.
    let mut errors = Vec::new();
    for _ in 0..5 {
        match Client::connect("localhost", world.port, &options, login.clone()) {
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

    fn drop_get(&mut self, plan: Plan, after: usize) {
        self.read(plan).unwrap().read_exact(&mut vec![0; after]).unwrap();
    }

    fn drop_put(&mut self, plan: Plan, bytes: &[u8]) {
        self.write(plan).unwrap().write_all(bytes).unwrap();
    }

    fn get_meanwhile(&mut self, plan: Plan, after: usize, meanwhile: &mut dyn FnMut()) -> Ending {
        let mut download = self.read(plan).unwrap();
        download.read_exact(&mut vec![0; after]).unwrap();
        meanwhile();
        // The report says what went wrong.
        let _ = io::copy(&mut download, &mut io::sink());
        ending(download.finish())
    }

    fn put_meanwhile(&mut self, plan: Plan, bytes: &[u8], meanwhile: &mut dyn FnMut()) -> Ending {
        let mut upload = self.write(plan).unwrap();
        upload.write_all(bytes).unwrap();
        meanwhile();
        let _ = io::copy(&mut io::repeat(b'x').take(64 << 20), &mut upload);
        ending(upload.finish())
    }

    fn set_data(&mut self, settings: DataSettings) {
        Client::set_data(self, settings);
    }

    fn last_sent(&self) -> String {
        last_sent(self.session().transcript())
    }

    fn size(&mut self, path: &[u8]) -> Option<u64> {
        Client::size(self, path).ok()
    }

    fn quote(&mut self, command: &Command<'_>) -> Option<u16> {
        Client::quote(self, command).ok().map(|reply| reply.code().get())
    }
}

/// Runs every case, and two sessions of one process that each resume their own TLS session.
pub fn all(world: &World) {
    if world.runs_out_of_tickets() {
        return cases::downloads_in_turn([&mut connect(world), &mut connect(world)], world);
    }
    for (name, case) in cases::CASES {
        println!("{world}, ftp-blocking: {name}");
        case(&mut connect(world), world);
    }
    cases::in_turn([&mut connect(world), &mut connect(world)], world);
}

#[test]
fn what_goes_wrong_is_an_error_and_the_session_goes_on_where_it_can() {
    in_clear_and_under_tls(|world| hard::all(world, &|login| Box::new(connect_as(world, login))));
}
