//! A client: one object that logs in, lists directories and moves files.

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

/// The buffer size of a download, in bytes. The server does not wait while the client writes that much elsewhere.
const DOWN: usize = 256 * 1024;

/// The buffer size of an upload, in bytes. With a larger one, bytes have left the processor's cache by the time they are
/// sent.
const UP: usize = 64 * 1024;

/// A client that is logged in.
///
/// The client decides nothing itself: the core judges the result of each call. If a reply did not come in time, or only a
/// preliminary one came, the next call waits for it before it does anything else.
///
/// The control connection has to be TCP: data connections go to the address of its peer, and in active mode the server
/// connects to its local address. Over any other stream, such as one through a proxy, [`Control::over`] and [`drive`] run
/// commands that need no data connection.
///
/// # Errors
///
/// Each call that fails returns an [`Error`], whose [`Failure`](crate::Failure) says why: the server refused it, no reply came,
/// the transfer is not complete, or nothing was sent (an argument is over 4,000 bytes, has a CR, LF or NUL, or is empty where a
/// path is needed; or the session cannot take a command any more).
#[derive(Debug)]
pub struct Client {
    pub(crate) control: Control,
    pub(crate) session: Session,
}

impl Client {
    /// Connects and logs in. For the name lookup, the connection and each reply, it has the time limits of `options`.
    pub fn connect(host: &str, port: u16, options: &Options, config: LoginConfig) -> Result<Self, Error> {
        let mut control = connect(host, port, options)?;
        let mut login = Login::new(config);
        let broke = drive(&mut control, &mut login);
        match login.finish() {
            Ok(session) => Ok(Client::new(control, session)),
            Err(error) => Err(Error::from(error).with_io(broke)),
        }
    }

    /// Makes a client from a control connection and a session that were logged in step by step.
    pub fn new(control: Control, session: Session) -> Self {
        let mut client = Client { control, session };
        client.set_data(DataSettings::default());
        client
    }

    /// Returns the control connection and the session.
    pub fn into_parts(self) -> (Control, Session) {
        (self.control, self.session)
    }

    /// Returns the session: its health, its transcript, and what it knows about the server.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the control connection.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Sets how data connections are made from now on. Their peer is always the peer of the control connection.
    pub fn set_data(&mut self, settings: DataSettings) {
        self.session.set_data(self.control.link.settings(settings));
    }

    /// Fetches a file as a stream.
    ///
    /// The server can refuse the file here or only at the first read, so create or truncate a local file only after that.
    pub fn retrieve(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::retrieve(path.as_ref())?)
    }

    /// Stores a file as a stream.
    ///
    /// The file is complete only when [`Upload::finish`] returns `Ok`. An upload that is dropped earlier is cut off, and no
    /// later call reports that or the server's reply to it.
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

    /// Appends to a file as a stream. [Finish](Upload::finish) it as with [`Client::store`].
    pub fn append(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(call::append(path.as_ref())?)
    }

    /// Stores a file under a name that the server chooses, as a stream. [Finish](Upload::finish) it as with
    /// [`Client::store`]; [`Report::unique_name`] is the name.
    pub fn store_unique(&mut self) -> Result<Upload<'_>, Error> {
        self.write(Plan::store_unique())
    }

    /// Lists a directory in a format for people (LIST). An empty path means the working directory.
    pub fn list(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::list(path.as_ref())?)
    }

    /// Lists the names in a directory (NLST). An empty path means the working directory.
    pub fn names(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::names(path.as_ref())?)
    }

    /// Lists a directory as facts (MLSD). An empty path means the working directory.
    pub fn metadata(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::metadata(path.as_ref())?)
    }

    /// Fetches what a plan of your own says, as a stream.
    pub fn read(&mut self, plan: Plan) -> Result<Download<'_>, Error> {
        Moving::open(self, plan).map(Download)
    }

    /// Stores what a plan of your own says, as a stream. [Finish](Upload::finish) it as with [`Client::store`].
    pub fn write(&mut self, plan: Plan) -> Result<Upload<'_>, Error> {
        Moving::open(self, plan).map(Upload)
    }

    /// Fetches a whole file into `to`.
    ///
    /// `progress` is called after bytes were moved, if it is another MiB or 100 ms have passed since the last call. While
    /// nothing moves, it is not called. It can stop the transfer, which is then an error with [`Ending::Stopped`].
    ///
    /// [`Ending::Stopped`]: ftp_proto::transfer::Ending::Stopped
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

    /// Stores all of `from`. `progress` is called as in [`Client::download`].
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

    /// Renames a file or directory (RNFR, RNTO).
    pub fn rename(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::rename(from.as_ref(), to.as_ref())?)
    }

    /// Removes a file (DELE).
    pub fn remove(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove(path.as_ref())?)
    }

    /// Makes a directory (MKD). Returns its path if the reply contains it.
    pub fn make_directory(&mut self, path: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, Error> {
        self.call(call::make_directory(path.as_ref())?)
    }

    /// Removes a directory (RMD).
    pub fn remove_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove_directory(path.as_ref())?)
    }

    /// Returns the size of a file in bytes (SIZE). Sends `TYPE I` first if the server has not accepted it yet.
    pub fn size(&mut self, path: impl AsRef<[u8]>) -> Result<u64, Error> {
        // The reply that is still to come may answer a TYPE.
        self.settle()?;
        self.call(call::size(path.as_ref(), &self.session)?)
    }

    /// Returns the time of a file's last change (MDTM).
    pub fn modified(&mut self, path: impl AsRef<[u8]>) -> Result<Timestamp, Error> {
        self.call(call::modified(path.as_ref())?)
    }

    /// Sets the time of a file's last change (MFMT).
    pub fn set_modified(&mut self, path: impl AsRef<[u8]>, time: Timestamp) -> Result<(), Error> {
        self.call(call::set_modified(path.as_ref(), time)?)
    }

    /// Returns the working directory (PWD).
    pub fn working_directory(&mut self) -> Result<Vec<u8>, Error> {
        self.call(call::working_directory())
    }

    /// Changes the working directory (CWD).
    pub fn change_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::change_directory(path.as_ref())?)
    }

    /// Sends any command that needs no data connection. Returns its final reply, whatever its code.
    pub fn quote(&mut self, command: &Command<'_>) -> Result<ReplyBuf, Error> {
        self.settle()?;
        let mut exchange = self.session.start(command).map_err(|busy| Error::new(busy, command))?;
        let broke = drive(&mut self.control, &mut exchange);
        call::final_reply(exchange.finish(), command, broke, self.session.transcript())
    }

    /// Settles what a dropped call or stream has left behind, and sends NOOP. Without this call, the next one settles it.
    pub fn abort(&mut self) -> Result<(), Error> {
        self.call(call::nothing())
    }

    /// Says goodbye (QUIT) and closes the connection, whatever the server replies.
    pub fn quit(mut self) -> Result<(), Error> {
        self.call(call::quit())
    }

    /// Waits for the reply to a command that got none in time, or only a preliminary one.
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
