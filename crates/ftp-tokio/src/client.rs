//! A client: one object that logs in, lists and moves files.

use crate::data::Bytes;
use crate::lanes::{Lanes, Turn};
use crate::{Control, Download, Upload, connect, drive};
use ftp_connect::{Error, Failure, Options, Pace, Progress};
use ftp_proto::command::Representation;
use ftp_proto::reply::{Reply, ReplyBuf};
use ftp_proto::response::{FileSize, QuotedPath, Timestamp};
use ftp_proto::session::Health;
use ftp_proto::transfer::{DataEvent, DataSettings, Plan, Report};
use ftp_proto::{Arg, Command, Login, LoginConfig, Outcome, Session};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};

/// So many bytes are moved at once.
const BUFFER: usize = 64 * 1024;

/// A client that is logged in. Its calls decide nothing: what each came to is the core's word.
///
/// Every future here, and every stream, can be dropped at any time. What it was about is left as it stands, which of a
/// file that is stored is a part; the next call first settles what the dropped one left.
#[derive(Debug)]
pub struct Client {
    control: Control,
    session: Session,
    /// The representation is known to be binary.
    binary: bool,
}

impl Client {
    /// Connects and logs in.
    pub async fn connect(
        host: &str,
        port: u16,
        options: &Options,
        config: LoginConfig,
    ) -> Result<Self, Error> {
        let mut control = connect(host, port, options).await?;
        let mut login = Login::new(config);
        let broke = drive(&mut control, &mut login).await;
        match login.finish() {
            Ok(session) => Ok(Client::new(control, session)),
            Err(error) => Err(Error::from(error).with_io(broke)),
        }
    }

    /// After a login in steps.
    pub fn new(control: Control, session: Session) -> Self {
        let mut client = Client { control, session, binary: false };
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
        let settings = match self.control.peer_addr() {
            Some(peer) => settings.peer(peer.ip()),
            None => settings,
        };
        self.session.set_data(settings);
    }

    /// Fetches a file as a stream.
    pub async fn retrieve(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(Plan::retrieve(Arg::new(path.as_ref())?)).await
    }

    /// Stores a file as a stream.
    pub async fn store(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(Plan::store(Arg::new(path.as_ref())?)).await
    }

    /// Lists a directory for people. An empty path is the working directory.
    pub async fn list(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(Plan::list(directory(path.as_ref())?)).await
    }

    /// Lists the names in a directory. An empty path is the working directory.
    pub async fn names(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(Plan::names(directory(path.as_ref())?)).await
    }

    /// Lists the facts of a directory. An empty path is the working directory.
    pub async fn metadata(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(Plan::metadata(directory(path.as_ref())?)).await
    }

    /// Fetches by a plan of one's own, as a stream.
    pub async fn read(&mut self, plan: Plan) -> Result<Download<'_>, Error> {
        Download::open(self, plan).await
    }

    /// Stores by a plan of one's own, as a stream.
    pub async fn write(&mut self, plan: Plan) -> Result<Upload<'_>, Error> {
        Upload::open(self, plan).await
    }

    /// Fetches a whole file into `to`. `progress` is called at most every 100 ms or MiB, and can stop it.
    pub async fn download(
        &mut self,
        plan: Plan,
        to: &mut (impl AsyncWrite + Unpin),
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Error> {
        let mut lanes = self.transfer(plan).await?;
        let (mut buffer, mut pace) = (vec![0; BUFFER], Pace::default());
        loop {
            let mut room = ReadBuf::new(&mut buffer);
            if lanes.go_on(Bytes::Room(&mut room)).await == Turn::Over {
                break;
            }
            if let Err(error) = to.write_all(room.filled()).await {
                lanes.give_up(DataEvent::CallerFailed, Some(error)).await;
                return lanes.finish(None).await;
            }
            lanes.report(&mut pace, &mut progress).await;
        }
        if let Err(error) = to.flush().await {
            lanes.give_up(DataEvent::CallerFailed, Some(error)).await;
        }
        lanes.finish(None).await
    }

    /// Stores all of `from`.
    pub async fn upload(
        &mut self,
        plan: Plan,
        from: &mut (impl AsyncRead + Unpin),
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Error> {
        let mut lanes = self.transfer(plan).await?;
        let (mut buffer, mut pace) = (vec![0; BUFFER], Pace::default());
        loop {
            let mut bytes = match from.read(&mut buffer).await {
                Ok(0) => return lanes.finish(None).await,
                Ok(n) => buffer.get(..n).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    lanes.give_up(DataEvent::CallerFailed, Some(error)).await;
                    return lanes.finish(None).await;
                }
            };
            while !bytes.is_empty() {
                let Turn::Moved(n) = lanes.go_on(Bytes::Some(bytes)).await else {
                    return lanes.finish(None).await;
                };
                bytes = bytes.get(n..).unwrap_or_default();
                lanes.report(&mut pace, &mut progress).await;
            }
        }
    }

    /// Renames a file or directory.
    pub async fn rename(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Result<(), Error> {
        let (from, to) = (Arg::new(from.as_ref())?, Arg::new(to.as_ref())?);
        let command = Command::rnfr(from);
        let reply = self.quote(&command).await?;
        if !reply.code().is_intermediate() {
            return Err(self.failed(Failure::Refused(reply), &command));
        }
        self.accepted(&Command::rnto(to)).await.map(drop)
    }

    /// Removes a file.
    pub async fn remove(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.accepted(&Command::dele(Arg::new(path.as_ref())?)).await.map(drop)
    }

    /// Makes a directory, and gives its path where the server says it.
    pub async fn make_directory(&mut self, path: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, Error> {
        let reply = self.accepted(&Command::mkd(Arg::new(path.as_ref())?)).await?;
        Ok(QuotedPath::parse(&reply.as_reply()).ok().map(|path| path.to_vec()))
    }

    /// Removes a directory.
    pub async fn remove_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.accepted(&Command::rmd(Arg::new(path.as_ref())?)).await.map(drop)
    }

    /// The size of a file in bytes.
    pub async fn size(&mut self, path: impl AsRef<[u8]>) -> Result<u64, Error> {
        let command = Command::size(Arg::new(path.as_ref())?);
        if !self.binary {
            self.accepted(&Command::type_(Representation::Image)).await?;
            self.binary = true;
        }
        self.read_reply(&command, |reply| FileSize::parse(reply).ok().map(|size| size.bytes)).await
    }

    /// When a file was last changed.
    pub async fn modified(&mut self, path: impl AsRef<[u8]>) -> Result<Timestamp, Error> {
        let command = Command::mdtm(Arg::new(path.as_ref())?);
        self.read_reply(&command, |reply| Timestamp::parse(reply).ok()).await
    }

    /// Sets when a file was last changed (MFMT).
    pub async fn set_modified(&mut self, path: impl AsRef<[u8]>, time: Timestamp) -> Result<(), Error> {
        let mut argument = format!("{time} ").into_bytes();
        argument.extend_from_slice(path.as_ref());
        self.accepted(&Command::custom("MFMT", Some(Arg::new(&argument)?))?).await.map(drop)
    }

    /// The working directory.
    pub async fn working_directory(&mut self) -> Result<Vec<u8>, Error> {
        self.read_reply(&Command::pwd(), |reply| QuotedPath::parse(reply).ok().map(|path| path.to_vec()))
            .await
    }

    /// Goes to another directory.
    pub async fn change_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.accepted(&Command::cwd(Arg::new(path.as_ref())?)).await.map(drop)
    }

    /// Any command without a data connection, and its final reply, whatever that says.
    pub async fn quote(&mut self, command: &Command<'_>) -> Result<ReplyBuf, Error> {
        self.binary &= !command.verb().eq_ignore_ascii_case("TYPE");
        self.settle().await?;
        let mut exchange = self.session.start(command).map_err(|busy| Error::new(busy, command))?;
        let broke = drive(&mut self.control, &mut exchange).await;
        match exchange.finish() {
            Outcome::Final(reply) => Ok(reply),
            other => Err(self.failed(other, command).with_io(broke)),
        }
    }

    /// Says goodbye and closes.
    pub async fn quit(mut self) -> Result<(), Error> {
        self.accepted(&Command::quit()).await.map(drop)
    }

    pub(crate) async fn transfer(&mut self, plan: Plan) -> Result<Lanes<'_>, Error> {
        self.settle().await?;
        Lanes::new(&mut self.control, &mut self.session, plan)
    }

    /// Waits for the reply to a command whose call was dropped.
    async fn settle(&mut self) -> Result<(), Error> {
        while self.session.health() == Health::ReplyPending {
            let mut exchange = self.session.resume()?;
            let broke = drive(&mut self.control, &mut exchange).await;
            match exchange.finish() {
                Outcome::Final(_) | Outcome::Preliminary(_) => {}
                other => {
                    let error = Error::from(other).with_io(broke);
                    return Err(error.with_transcript(self.session.transcript()));
                }
            }
        }
        Ok(())
    }

    /// A command that has to be accepted.
    async fn accepted(&mut self, command: &Command<'_>) -> Result<ReplyBuf, Error> {
        let reply = self.quote(command).await?;
        match reply.code().is_success() {
            true => Ok(reply),
            false => Err(self.failed(Failure::Refused(reply), command)),
        }
    }

    /// A command whose reply says what is asked for.
    async fn read_reply<T>(
        &mut self,
        command: &Command<'_>,
        read: impl Fn(&Reply<'_>) -> Option<T>,
    ) -> Result<T, Error> {
        let reply = self.accepted(command).await?;
        let said = read(&reply.as_reply());
        said.ok_or_else(|| self.failed(Failure::Unreadable(reply), command))
    }

    fn failed(&self, failure: impl Into<Failure>, command: &Command<'_>) -> Error {
        Error::new(failure, command).with_transcript(self.session.transcript())
    }
}

fn directory(path: &[u8]) -> Result<Option<Arg<'_>>, Error> {
    Ok(if path.is_empty() { None } else { Some(Arg::new(path)?) })
}
