//! Moves files with one of the Rust clients, for `benches/transfer`: `mover CLIENT plain|tls ADDRESS CA USER PASSWORD TASK
//! …`.
//!
//! The tasks are `get NAME FILE`, `put FILE NAME`, `list`, and `gets N SESSIONS` and `puts N SESSIONS` for N files
//! `small-0` to `small-N`, which are read into memory and written from there.

use ftp_blocking::{Options, TlsOptions};
use ftp_proto::transfer::{DataSettings, Pipelining, Plan};
use ftp_proto::{Arg, Credentials, Login, LoginConfig, TlsPolicy};
use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use suppaftp::rustls::pki_types::{CertificateDer, pem::PemObject};
use suppaftp::rustls::{ClientConfig, RootCertStore};
use suppaftp::types::{FileType, Mode};
use suppaftp::{RustlsConnector, RustlsFtpStream};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[derive(Clone)]
struct Place {
    tls: bool,
    address: SocketAddr,
    ca: PathBuf,
    user: String,
    password: String,
}

/// The operations of each client.
trait Moves {
    fn get(&mut self, name: &str, to: File) -> Result<()>;
    fn put(&mut self, name: &str, from: File) -> Result<()>;
    fn small(&mut self, name: &str, up: bool) -> Result<()>;
    fn list(&mut self) -> Result<()>;
    fn quit(self: Box<Self>) -> Result<()>;
}

const SMALL: &[u8] = &[b'x'; 1024];

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let [client, tls, address, ca, user, password, task, rest @ ..] = &words[..] else {
        return Err("mover CLIENT plain|tls ADDRESS CA USER PASSWORD TASK …".into());
    };
    let place = Place {
        tls: *tls == "tls",
        address: address.parse()?,
        ca: ca.into(),
        user: (*user).to_owned(),
        password: (*password).to_owned(),
    };
    match (*task, rest) {
        ("get", [name, file]) => once(client, &place, |moves| moves.get(name, File::create(file)?)),
        ("put", [file, name]) => once(client, &place, |moves| moves.put(name, File::open(file)?)),
        ("list", []) => once(client, &place, |moves| moves.list()),
        ("gets" | "puts", [files, sessions]) => {
            many(client, &place, *task == "puts", files.parse()?, sessions.parse()?)
        }
        _ => Err("get, put, list, gets, puts".into()),
    }
}

fn once(client: &str, place: &Place, work: impl FnOnce(&mut dyn Moves) -> Result<()>) -> Result<()> {
    let mut moves = connect(client, place)?;
    work(&mut *moves)?;
    moves.quit()
}

fn many(client: &str, place: &Place, up: bool, files: usize, sessions: usize) -> Result<()> {
    thread::scope(|scope| {
        let all: Vec<_> = (0..sessions)
            .map(|first| {
                scope.spawn(move || {
                    once(client, place, |moves| {
                        (first..files)
                            .step_by(sessions)
                            .try_for_each(|n| moves.small(&format!("small-{n}"), up))
                    })
                })
            })
            .collect();
        all.into_iter().try_for_each(|session| session.join().map_err(|_| "a session panicked")?)
    })
}

fn connect(client: &str, place: &Place) -> Result<Box<dyn Moves>> {
    Ok(match client {
        "ftp-blocking" => Box::new(blocking(place)?),
        "ftp-blocking-ahead" => {
            let mut client = blocking(place)?;
            client.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
            Box::new(client)
        }
        "ftp-tokio" => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let client = runtime.block_on(tokio(place))?;
            Box::new(Tokio { runtime, client })
        }
        _ => Box::new(suppaftp(place)?),
    })
}

fn settings(place: &Place) -> Result<(Options, LoginConfig)> {
    let tls = TlsOptions { ca_file: Some(place.ca.clone()), ..TlsOptions::default() };
    let tls = if place.tls { Some(tls.build().map_err(|error| error.to_string())?) } else { None };
    let policy = if place.tls { TlsPolicy::Required } else { TlsPolicy::DangerCleartext };
    let login = LoginConfig::new(Credentials::new(&*place.user, &*place.password)?).tls(policy);
    Ok((Options { tls, ..Options::default() }, login))
}

fn on(_: ftp_blocking::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn retrieve(name: &str) -> Result<Plan> {
    Ok(Plan::retrieve(Arg::new(name.as_bytes())?))
}

fn store(name: &str) -> Result<Plan> {
    Ok(Plan::store(Arg::new(name.as_bytes())?))
}

fn blocking(place: &Place) -> Result<ftp_blocking::Client> {
    let (options, login) = settings(place)?;
    let mut control = ftp_blocking::connect_to([place.address], "localhost", &options)?;
    let mut login = Login::new(login);
    ftp_blocking::drive(&mut control, &mut login);
    Ok(ftp_blocking::Client::new(control, login.finish()?))
}

impl Moves for ftp_blocking::Client {
    fn get(&mut self, name: &str, mut to: File) -> Result<()> {
        drop(self.download(retrieve(name)?, &mut to, on)?);
        Ok(())
    }

    fn put(&mut self, name: &str, mut from: File) -> Result<()> {
        drop(self.upload(store(name)?, &mut from, on)?);
        Ok(())
    }

    fn small(&mut self, name: &str, up: bool) -> Result<()> {
        match up {
            true => drop(self.upload(store(name)?.expected(SMALL.len() as u64), &mut &*SMALL, on)?),
            false => drop(self.read(retrieve(name)?.expected(SMALL.len() as u64))?.into_vec(1 << 20)?),
        }
        Ok(())
    }

    fn list(&mut self) -> Result<()> {
        ftp_blocking::Client::list(self, "")?.into_vec(1 << 20)?;
        Ok(())
    }

    fn quit(self: Box<Self>) -> Result<()> {
        Ok((*self).quit()?)
    }
}

struct Tokio {
    runtime: tokio::runtime::Runtime,
    client: ftp_tokio::Client,
}

async fn tokio(place: &Place) -> Result<ftp_tokio::Client> {
    let (options, login) = settings(place)?;
    let mut control = ftp_tokio::connect_to([place.address], "localhost", &options).await?;
    let mut login = Login::new(login);
    ftp_tokio::drive(&mut control, &mut login).await;
    Ok(ftp_tokio::Client::new(control, login.finish()?))
}

impl Moves for Tokio {
    fn get(&mut self, name: &str, to: File) -> Result<()> {
        let mut to = tokio::fs::File::from_std(to);
        drop(self.runtime.block_on(self.client.download(retrieve(name)?, &mut to, on))?);
        Ok(())
    }

    fn put(&mut self, name: &str, from: File) -> Result<()> {
        let mut from = tokio::fs::File::from_std(from);
        drop(self.runtime.block_on(self.client.upload(store(name)?, &mut from, on))?);
        Ok(())
    }

    fn small(&mut self, name: &str, up: bool) -> Result<()> {
        self.runtime.block_on(async {
            match up {
                true => drop(self.client.upload(store(name)?, &mut &*SMALL, on).await?),
                false => drop(self.client.retrieve(name).await?.into_vec(1 << 20).await?),
            }
            Ok(())
        })
    }

    fn list(&mut self) -> Result<()> {
        self.runtime.block_on(async { self.client.list("").await?.into_vec(1 << 20).await })?;
        Ok(())
    }

    fn quit(self: Box<Self>) -> Result<()> {
        Ok(self.runtime.block_on(self.client.quit())?)
    }
}

fn suppaftp(place: &Place) -> Result<RustlsFtpStream> {
    let mut ftp = RustlsFtpStream::connect(place.address)?;
    if place.tls {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&place.ca)?)?;
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        ftp = ftp.into_secure(RustlsConnector::from(Arc::new(config)), "localhost")?;
    }
    ftp.login(&place.user, &place.password)?;
    ftp.set_mode(Mode::ExtendedPassive);
    ftp.transfer_type(FileType::Binary)?;
    Ok(ftp)
}

impl Moves for RustlsFtpStream {
    fn get(&mut self, name: &str, mut to: File) -> Result<()> {
        let mut stream = self.retr_as_stream(name)?;
        std::io::copy(&mut stream, &mut to)?;
        stream.finish()?;
        Ok(())
    }

    fn put(&mut self, name: &str, mut from: File) -> Result<()> {
        self.put_file(name, &mut from)?;
        Ok(())
    }

    fn small(&mut self, name: &str, up: bool) -> Result<()> {
        if up {
            self.put_file(name, &mut &*SMALL)?;
            return Ok(());
        }
        let mut stream = self.retr_as_stream(name)?;
        stream.read_to_end(&mut Vec::new())?;
        stream.finish()?;
        Ok(())
    }

    fn list(&mut self) -> Result<()> {
        RustlsFtpStream::list(self, None)?;
        Ok(())
    }

    fn quit(mut self: Box<Self>) -> Result<()> {
        Ok(RustlsFtpStream::quit(&mut self)?)
    }
}
