//! The cases with ftp-tokio, and calls that are dropped at each point where they wait.

use super::world::{Moves, World, in_clear_and_under_tls, last_sent};
use super::{cases, hard};
use ::tokio::io::{self, AsyncReadExt, AsyncWriteExt};
use ::tokio::runtime::{Builder, Runtime};
use ftp_proto::command::Command;
use ftp_proto::transfer::{DataSettings, Ending, Plan, Report};
use ftp_proto::{Arg, LoginConfig, session::Health};
use ftp_tests::dropped::dropped_at;
use ftp_tokio::{Client, Error, Options};
use std::ops::ControlFlow;
use std::time::Duration;
use std::{fs, os::unix::fs::PermissionsExt};

/// A client and the runtime that it waits with: one task on one thread.
struct Driven {
    runtime: Runtime,
    client: Client,
}

impl Driven {
    fn connect(world: &World) -> Self {
        Driven::connect_as(world, &world.login())
    }

    fn connect_as(world: &World, login: &LoginConfig) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(Driven::connection(world, login));
        Driven { runtime, client }
    }

    async fn connection(world: &World, login: &LoginConfig) -> Client {
        let options =
            Options { tls: Some(world.trust.clone()), timeout: world.limit(), ..Options::default() };
        // libunftp sometimes takes the first bytes of TLS for a command.
        for _ in 0..5 {
            if let Ok(client) = Client::connect("localhost", world.port, &options, login.clone()).await {
                return client;
            }
            ::tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("{world}: no login")
    }
}

fn ending(result: Result<Report, Error>) -> Ending {
    match result {
        Ok(report) => report.ending,
        Err(error) => error.report().unwrap_or_else(|| panic!("{error}")).ending,
    }
}

fn complete<T>(result: Result<Report, Error>, all: T) -> Result<T, Ending> {
    match ending(result) {
        Ending::Complete => Ok(all),
        other => Err(other),
    }
}

async fn get(client: &mut Client, plan: Plan) -> Result<Vec<u8>, Ending> {
    let mut bytes = Vec::new();
    let result = client.download(plan, &mut bytes, |_| ControlFlow::Continue(())).await;
    complete(result, bytes)
}

async fn put(client: &mut Client, plan: Plan, mut bytes: &[u8]) -> Result<(), Ending> {
    complete(client.upload(plan, &mut bytes, |_| ControlFlow::Continue(())).await, ())
}

impl Moves for Driven {
    fn get(&mut self, plan: Plan) -> Result<Vec<u8>, Ending> {
        self.runtime.block_on(get(&mut self.client, plan))
    }

    fn put(&mut self, plan: Plan, bytes: &[u8]) -> Result<(), Ending> {
        self.runtime.block_on(put(&mut self.client, plan, bytes))
    }

    fn stop_get(&mut self, plan: Plan, after: usize) -> Ending {
        self.runtime.block_on(async {
            let mut download = self.client.read(plan).await.unwrap();
            download.read_exact(&mut vec![0; after]).await.unwrap();
            ending(download.stop().await)
        })
    }

    fn stop_put(&mut self, plan: Plan, bytes: &[u8]) -> Ending {
        self.runtime.block_on(async {
            let mut upload = self.client.write(plan).await.unwrap();
            upload.write_all(bytes).await.unwrap();
            ending(upload.stop().await)
        })
    }

    fn drop_get(&mut self, plan: Plan, after: usize) {
        self.runtime.block_on(async {
            self.client.read(plan).await.unwrap().read_exact(&mut vec![0; after]).await.unwrap();
        });
    }

    fn drop_put(&mut self, plan: Plan, bytes: &[u8]) {
        self.runtime.block_on(async {
            self.client.write(plan).await.unwrap().write_all(bytes).await.unwrap();
        });
    }

    fn get_meanwhile(&mut self, plan: Plan, after: usize, meanwhile: &mut dyn FnMut()) -> Ending {
        self.runtime.block_on(async {
            let mut download = self.client.read(plan).await.unwrap();
            download.read_exact(&mut vec![0; after]).await.unwrap();
            meanwhile();
            // The report says what went wrong.
            let _ = io::copy(&mut download, &mut io::sink()).await;
            ending(download.finish().await)
        })
    }

    fn put_meanwhile(&mut self, plan: Plan, bytes: &[u8], meanwhile: &mut dyn FnMut()) -> Ending {
        self.runtime.block_on(async {
            let mut upload = self.client.write(plan).await.unwrap();
            upload.write_all(bytes).await.unwrap();
            meanwhile();
            let _ = io::copy(&mut io::repeat(b'x').take(64 << 20), &mut upload).await;
            ending(upload.finish().await)
        })
    }

    fn set_data(&mut self, settings: DataSettings) {
        self.client.set_data(settings);
    }

    fn last_sent(&self) -> String {
        last_sent(self.client.session().transcript())
    }

    fn size(&mut self, path: &[u8]) -> Option<u64> {
        self.runtime.block_on(self.client.size(path)).ok()
    }

    fn quote(&mut self, command: &Command<'_>) -> Option<u16> {
        self.runtime.block_on(self.client.quote(command)).ok().map(|reply| reply.code().get())
    }
}

/// Runs every case, two sessions of one process that each resume their own TLS session, and dropped
/// transfers.
pub fn all(world: &World) {
    if world.runs_out_of_tickets() {
        return;
    }
    for (name, case) in cases::CASES {
        println!("{world}, ftp-tokio: {name}");
        case(&mut Driven::connect(world), world);
    }
    cases::in_turn([&mut Driven::connect(world), &mut Driven::connect(world)], world);
    dropped_wherever_it_waits(world);
}

/// After each drop the session settles, and the next transfers are correct.
fn dropped_wherever_it_waits(world: &World) {
    // libunftp answers an abandoned transfer after the commands that follow it.
    if world.server.is_none() || world.loses_tickets() {
        return;
    }
    let file = vec![b'x'; 300_000];
    fs::write(world.home.join("kept"), &file).unwrap();
    fs::set_permissions(world.home.join("kept"), fs::Permissions::from_mode(0o666)).unwrap();
    let plan = |path: &'static str| Arg::new(path.as_bytes()).unwrap();
    let Driven { runtime, mut client } = Driven::connect(world);
    runtime.block_on(async {
        for upload in [false, true] {
            for waits in 1.. {
                let done = match upload {
                    true => dropped_at(waits, put(&mut client, Plan::store(plan("new")), &file)).await,
                    false => {
                        let get = get(&mut client, Plan::retrieve(plan("kept")));
                        dropped_at(waits, get).await.map(|got| got.map(drop))
                    }
                };
                let at = format!("{world}: upload {upload}, dropped after {waits} waits");
                let got = get(&mut client, Plan::retrieve(plan("kept"))).await;
                assert!(got.as_ref() == Ok(&file), "{at}: {:?}", got.map(|got| got.len()));
                assert_eq!(put(&mut client, Plan::store(plan("next")), &file).await, Ok(()), "{at}");
                assert_eq!(client.session().health(), Health::InSync, "{at}");
                if let Some(done) = done {
                    assert_eq!(done, Ok(()), "{at}");
                    assert!(waits > 3, "{at}");
                    break;
                }
            }
        }
    });
}

#[test]
fn what_goes_wrong_is_an_error_and_the_session_goes_on_where_it_can() {
    in_clear_and_under_tls(|world| hard::all(world, &|login| Box::new(Driven::connect_as(world, login))));
}
