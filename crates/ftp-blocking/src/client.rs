//! A client: one object that logs in, lists and moves files.

use crate::streams::Moving;
use crate::{Control, Download, Upload, connect, drive};
use ftp_connect::{Bytes, Call, Error, Options, Pace, Progress, Turn, call};
use ftp_proto::reply::ReplyBuf;
use ftp_proto::response::Timestamp;
use ftp_proto::session::Health;
use ftp_proto::transfer::{DataEvent, DataSettings, Plan, Report};
use ftp_proto::{Command, Login, LoginConfig, Session};
use std::io::{ErrorKind, Read, Write};
use std::ops::ControlFlow;

/// So many bytes of a download are moved at once. The server does not wait for this side while it writes them elsewhere.
const DOWN: usize = 256 * 1024;

/// And of an upload: with more, they are out of the processor's cache when they are sent.
const UP: usize = 64 * 1024;

/// A client that is logged in. Its calls decide nothing: what each came to is the core's word.
///
/// A reply that did not come in time, or is only preliminary, is waited for by the next call before that does anything.
///
/// Its control connection is one of TCP, not any stream: data connections go to the host of its peer, and come to its own
/// address. Over another stream, through a proxy for instance, [`Control::over`] and [`drive`] do commands without data.
#[derive(Debug)]
pub struct Client {
    pub(crate) control: Control,
    pub(crate) session: Session,
}

impl Client {
    /// Connects and logs in.
    pub fn connect(host: &str, port: u16, options: &Options, config: LoginConfig) -> Result<Self, Error> {
        let mut control = connect(host, port, options)?;
        let mut login = Login::new(config);
        let broke = drive(&mut control, &mut login);
        match login.finish() {
            Ok(session) => Ok(Client::new(control, session)),
            Err(error) => Err(Error::from(error).with_io(broke)),
        }
    }

    /// After a login in steps.
    pub fn new(control: Control, session: Session) -> Self {
        let mut client = Client { control, session };
        client.set_data(DataSettings::default());
        client
    }

    /// The connection and the session back.
    pub fn into_parts(self) -> (Control, Session) {
        (self.control, self.session)
    }

    /// The session: its health, its transcript, what it knows of the server.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The control connection.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// How data connections are made from now on. Their peer is that of the control connection.
    pub fn set_data(&mut self, settings: DataSettings) {
        self.session.set_data(self.control.link.settings(settings));
    }

    /// Fetches a file as a stream. A server that refuses it can say so here, or only with the first read: so make or shorten a
    /// file for it behind that.
    pub fn retrieve(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::retrieve(path.as_ref())?)
    }

    /// Stores a file as a stream, which is complete only when [`Upload::finish`] says so: one that is dropped before is cut off, and
    /// no later call tells of that, nor of what the server replied.
    ///
    /// ```no_run
    /// # fn backup(client: &mut ftp_blocking::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::open("backup.tar")?;
    /// let mut upload = client.store("backup.tar")?;
    /// std::io::copy(&mut file, &mut upload)?;
    /// let report = upload.finish()?;
    /// println!("{} bytes", report.moved);
    /// # Ok(())
    /// # }
    /// ```
    pub fn store(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(call::store(path.as_ref())?)
    }

    /// Appends to a file as a stream, which has to be [finished](Upload::finish) as with [`Client::store`].
    pub fn append(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(call::append(path.as_ref())?)
    }

    /// Stores under a name that the server chooses, as a stream, which has to be [finished](Upload::finish) as with
    /// [`Client::store`]. [`Report::unique_name`] says the name.
    pub fn store_unique(&mut self) -> Result<Upload<'_>, Error> {
        self.write(Plan::store_unique())
    }

    /// Lists a directory for people. An empty path is the working directory.
    pub fn list(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::list(path.as_ref())?)
    }

    /// Lists the names in a directory. An empty path is the working directory.
    pub fn names(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::names(path.as_ref())?)
    }

    /// Lists the facts of a directory. An empty path is the working directory.
    pub fn metadata(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::metadata(path.as_ref())?)
    }

    /// Fetches by a plan of one's own, as a stream.
    pub fn read(&mut self, plan: Plan) -> Result<Download<'_>, Error> {
        Moving::open(self, plan).map(Download)
    }

    /// Stores by a plan of one's own, as a stream, which has to be [finished](Upload::finish) as with [`Client::store`].
    pub fn write(&mut self, plan: Plan) -> Result<Upload<'_>, Error> {
        Moving::open(self, plan).map(Upload)
    }

    /// Fetches a whole file into `to`. `progress` is called at most every 100 ms or MiB, and can stop it.
    pub fn download(
        &mut self,
        plan: Plan,
        to: &mut impl Write,
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Error> {
        let mut moving = Moving::open(self, plan)?;
        let (mut buffer, mut pace) = (vec![0; DOWN], Pace::default());
        while let Turn::Moved(n) = moving.go_on(Bytes::Room(&mut buffer)) {
            match to.write_all(buffer.get(..n).unwrap_or_default()) {
                Ok(()) => moving.report(&mut pace, &mut progress),
                Err(error) => moving.give_up(DataEvent::CallerFailed, Some(error)),
            }
        }
        if let Err(error) = to.flush() {
            moving.give_up(DataEvent::CallerFailed, Some(error));
        }
        moving.finish(None)
    }

    /// Stores all of `from`.
    pub fn upload(
        &mut self,
        plan: Plan,
        from: &mut impl Read,
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Error> {
        let mut moving = Moving::open(self, plan)?;
        let (mut buffer, mut pace) = (vec![0; UP], Pace::default());
        loop {
            let mut bytes = match from.read(&mut buffer) {
                Ok(0) => return moving.finish(None),
                Ok(n) => buffer.get(..n).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    moving.give_up(DataEvent::CallerFailed, Some(error));
                    return moving.finish(None);
                }
            };
            while !bytes.is_empty() {
                let Turn::Moved(n) = moving.go_on(Bytes::Some(bytes)) else { return moving.finish(None) };
                bytes = bytes.get(n..).unwrap_or_default();
                moving.report(&mut pace, &mut progress);
            }
        }
    }

    /// Renames a file or directory.
    pub fn rename(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::rename(from.as_ref(), to.as_ref())?)
    }

    /// Removes a file.
    pub fn remove(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove(path.as_ref())?)
    }

    /// Makes a directory, and gives its path where the server says it.
    pub fn make_directory(&mut self, path: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, Error> {
        self.call(call::make_directory(path.as_ref())?)
    }

    /// Removes a directory.
    pub fn remove_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove_directory(path.as_ref())?)
    }

    /// The size of a file in bytes.
    pub fn size(&mut self, path: impl AsRef<[u8]>) -> Result<u64, Error> {
        // The reply that is still to come can be one to TYPE.
        self.settle()?;
        self.call(call::size(path.as_ref(), &self.session)?)
    }

    /// When a file was last changed.
    pub fn modified(&mut self, path: impl AsRef<[u8]>) -> Result<Timestamp, Error> {
        self.call(call::modified(path.as_ref())?)
    }

    /// Sets when a file was last changed (MFMT).
    pub fn set_modified(&mut self, path: impl AsRef<[u8]>, time: Timestamp) -> Result<(), Error> {
        self.call(call::set_modified(path.as_ref(), time)?)
    }

    /// The working directory.
    pub fn working_directory(&mut self) -> Result<Vec<u8>, Error> {
        self.call(call::working_directory())
    }

    /// Goes to another directory.
    pub fn change_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::change_directory(path.as_ref())?)
    }

    /// Any command without a data connection, and its final reply, whatever that says.
    pub fn quote(&mut self, command: &Command<'_>) -> Result<ReplyBuf, Error> {
        self.settle()?;
        let mut exchange = self.session.start(command).map_err(|busy| Error::new(busy, command))?;
        let broke = drive(&mut self.control, &mut exchange);
        call::final_reply(exchange.finish(), command, broke, self.session.transcript())
    }

    /// Settles now what a dropped call or stream has left, which the next call would do otherwise.
    pub fn abort(&mut self) -> Result<(), Error> {
        self.call(call::nothing())
    }

    /// Says goodbye and closes.
    pub fn quit(mut self) -> Result<(), Error> {
        self.call(call::quit())
    }

    /// Waits for the reply to a command that had none in time, or only a preliminary one.
    pub(crate) fn settle(&mut self) -> Result<(), Error> {
        while self.session.health() == Health::ReplyPending {
            let mut exchange = self.session.resume()?;
            let broke = drive(&mut self.control, &mut exchange);
            call::settled(exchange.finish(), broke, self.session.transcript())?;
        }
        Ok(())
    }

    fn call<T>(&mut self, mut call: Call<T>) -> Result<T, Error> {
        loop {
            let reply = self.quote(&call.command())?;
            if let Some(result) = call.take(reply) {
                return result.map_err(|error| error.with_transcript(self.session.transcript()));
            }
        }
    }
}
