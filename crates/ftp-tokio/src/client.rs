//! A client: one object that logs in, lists directories and moves files.

use crate::drive::if_ready;
use crate::streams::Moving;
use crate::{Control, Download, Upload, connect, drive};
use ftp_connect::{Bytes, Call, Error, Options, Pace, Progress, Turn, call};
use ftp_proto::reply::ReplyBuf;
use ftp_proto::response::Timestamp;
use ftp_proto::session::Health;
use ftp_proto::transfer::{DataEvent, DataSettings, Plan, Report};
use ftp_proto::{Command, Login, LoginConfig, Session};
use std::{future::poll_fn, io::ErrorKind, mem, ops::ControlFlow, pin::pin, task::Poll, time::Duration};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

/// The buffer size of a download, in bytes. Each read or write of a tokio file is a turn of another thread, so it is large.
const DOWN: usize = 256 * 1024;
/// How long a buffer that is not full waits for more bytes. Nobody who waits for a slow server notices this delay, and a
/// fast server fills the buffer within it.
const GATHERING: Duration = Duration::from_millis(10);
/// The size of each of the two buffers of an upload, in bytes. The two take turns.
const UP: usize = 1 << 20;

/// A client that is logged in. It decides nothing itself: the core judges the result of each call.
///
/// You can drop every future and every stream here at any time. What the call was doing stays as it is, so an upload can
/// leave a partial file. The next call first settles what the dropped one left.
///
/// If the server still waits for a data connection when a call is dropped, the next call makes that connection, secures it
/// and closes it. Otherwise vsftpd, ProFTPD and Pure-FTPd would end the session.
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
    pub async fn retrieve(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::retrieve(path.as_ref())?).await
    }

    /// Stores a file as a stream.
    ///
    /// The file is complete only when [`Upload::finish`] returns `Ok`. An upload that is dropped earlier is cut off, and no
    /// later call reports that or the server's reply to it.
    ///
    /// ```no_run
    /// # async fn backup(client: &mut ftp_tokio::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = tokio::fs::File::open("backup.tar").await?;
    /// let mut upload = client.store("backup.tar").await?;
    /// tokio::io::copy(&mut file, &mut upload).await?;
    /// let report = upload.finish().await?;
    /// println!("{} bytes", report.moved);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn store(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(call::store(path.as_ref())?).await
    }

    /// Appends to a file as a stream. [Finish](Upload::finish) it as with [`Client::store`].
    pub async fn append(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(call::append(path.as_ref())?).await
    }

    /// Stores a file under a name that the server chooses, as a stream. [Finish](Upload::finish) it as with
    /// [`Client::store`]; [`Report::unique_name`] is the name.
    pub async fn store_unique(&mut self) -> Result<Upload<'_>, Error> {
        self.write(Plan::store_unique()).await
    }

    /// Lists a directory in a format for people (LIST). An empty path means the working directory.
    pub async fn list(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::list(path.as_ref())?).await
    }

    /// Lists the names in a directory (NLST). An empty path means the working directory.
    pub async fn names(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::names(path.as_ref())?).await
    }

    /// Lists a directory as facts (MLSD). An empty path means the working directory.
    pub async fn metadata(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::metadata(path.as_ref())?).await
    }

    /// Fetches what a plan of your own says, as a stream.
    pub async fn read(&mut self, plan: Plan) -> Result<Download<'_>, Error> {
        Moving::open(self, plan).await.map(Download)
    }

    /// Stores what a plan of your own says, as a stream. [Finish](Upload::finish) it as with [`Client::store`].
    pub async fn write(&mut self, plan: Plan) -> Result<Upload<'_>, Error> {
        Moving::open(self, plan).await.map(Upload)
    }

    /// Fetches a whole file into `to`.
    ///
    /// `progress` is called after bytes were moved, if it is another MiB or 100 ms have passed since the last call. While
    /// nothing moves, it is not called. It can stop the transfer, which is then an error with [`Ending::Stopped`].
    ///
    /// [`Ending::Stopped`]: ftp_proto::transfer::Ending::Stopped
    pub async fn download(
        &mut self,
        plan: Plan,
        to: &mut (impl AsyncWrite + Unpin),
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Error> {
        let mut moving = Moving::open(self, plan).await?;
        let (mut buffer, mut pace) = (vec![0; DOWN], Pace::default());
        while let Some(bytes) = receive(&mut moving, &mut buffer).await {
            match to.write_all(bytes).await {
                Ok(()) => moving.report(&mut pace, &mut progress),
                Err(error) => moving.give_up(DataEvent::CallerFailed, Some(error)),
            }
        }
        if let Err(error) = to.flush().await {
            moving.give_up(DataEvent::CallerFailed, Some(error));
        }
        moving.finish(None).await
    }

    /// Stores all of `from`. `progress` is called as in [`Client::download`].
    pub async fn upload(
        &mut self,
        plan: Plan,
        from: &mut (impl AsyncRead + Unpin),
        mut progress: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Report, Error> {
        let mut moving = Moving::open(self, plan).await?;
        let (mut now, mut next, mut pace) = (vec![0; UP], vec![0; UP], Pace::default());
        let mut read = from.read(&mut now).await;
        loop {
            let bytes = match read {
                Ok(0) => return moving.finish(None).await,
                Ok(n) => now.get(..n).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => &[],
                Err(error) => {
                    moving.give_up(DataEvent::CallerFailed, Some(error));
                    return moving.finish(None).await;
                }
            };
            let send = send(&mut moving, bytes, &mut pace, &mut progress);
            // Reads the next bytes while these are sent.
            let Some(following) = beside(from.read(&mut next), send).await else {
                return moving.finish(None).await;
            };
            read = following;
            mem::swap(&mut now, &mut next);
        }
    }

    /// Renames a file or directory (RNFR, RNTO).
    pub async fn rename(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::rename(from.as_ref(), to.as_ref())?).await
    }

    /// Removes a file (DELE).
    pub async fn remove(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove(path.as_ref())?).await
    }

    /// Makes a directory (MKD). Returns its path if the reply contains it.
    pub async fn make_directory(&mut self, path: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, Error> {
        self.call(call::make_directory(path.as_ref())?).await
    }

    /// Removes a directory (RMD).
    pub async fn remove_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove_directory(path.as_ref())?).await
    }

    /// Returns the size of a file in bytes (SIZE). Sends `TYPE I` first if the server has not accepted it yet.
    pub async fn size(&mut self, path: impl AsRef<[u8]>) -> Result<u64, Error> {
        // The reply that is still to come may answer a TYPE.
        self.settle().await?;
        self.call(call::size(path.as_ref(), &self.session)?).await
    }

    /// Returns the time of a file's last change (MDTM).
    pub async fn modified(&mut self, path: impl AsRef<[u8]>) -> Result<Timestamp, Error> {
        self.call(call::modified(path.as_ref())?).await
    }

    /// Sets the time of a file's last change (MFMT).
    pub async fn set_modified(&mut self, path: impl AsRef<[u8]>, time: Timestamp) -> Result<(), Error> {
        self.call(call::set_modified(path.as_ref(), time)?).await
    }

    /// Returns the working directory (PWD).
    pub async fn working_directory(&mut self) -> Result<Vec<u8>, Error> {
        self.call(call::working_directory()).await
    }

    /// Changes the working directory (CWD).
    pub async fn change_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::change_directory(path.as_ref())?).await
    }

    /// Sends any command that needs no data connection. Returns its final reply, whatever its code.
    pub async fn quote(&mut self, command: &Command<'_>) -> Result<ReplyBuf, Error> {
        self.settle().await?;
        let mut exchange = self.session.start(command).map_err(|busy| Error::new(busy, command))?;
        let broke = drive(&mut self.control, &mut exchange).await;
        call::final_reply(exchange.finish(), command, broke, self.session.transcript())
    }

    /// Settles what a dropped call or stream has left behind, and sends NOOP. Without this call, the next one settles it.
    pub async fn abort(&mut self) -> Result<(), Error> {
        self.call(call::nothing()).await
    }

    /// Says goodbye (QUIT) and closes the connection, whatever the server replies.
    pub async fn quit(mut self) -> Result<(), Error> {
        self.call(call::quit()).await
    }

    /// Waits for the reply to a command whose call was dropped.
    pub(crate) async fn settle(&mut self) -> Result<(), Error> {
        while self.session.health() == Health::ReplyPending {
            let mut exchange = self.session.resume()?;
            let broke = drive(&mut self.control, &mut exchange).await;
            call::settled(exchange.finish(), broke, self.session.transcript())?;
        }
        Ok(())
    }

    async fn call<T>(&mut self, mut call: Call<T>) -> Result<T, Error> {
        loop {
            let reply = self.quote(&call.command()).await?;
            if let Some(result) = call.take(reply) {
                return result.map_err(|error| error.with_transcript(self.session.transcript()));
            }
        }
    }
}

/// Waits for bytes, then gathers more of them for a moment. `None`: no more come.
async fn receive<'b>(moving: &mut Moving<'_>, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    let Turn::Moved(mut filled) = moving.go_on(Bytes::Room(buffer)).await else { return None };
    let more = async {
        while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
            let Turn::Moved(n) = moving.go_on(Bytes::Room(room)).await else { break };
            filled += n;
        }
    };
    let _ = timeout(GATHERING, more).await;
    buffer.get(..filled)
}

/// Sends bytes. `None`: no more are wanted.
async fn send(
    moving: &mut Moving<'_>,
    mut bytes: &[u8],
    pace: &mut Pace,
    progress: &mut impl FnMut(Progress) -> ControlFlow<()>,
) -> Option<()> {
    while !bytes.is_empty() {
        let Turn::Moved(n) = moving.go_on(Bytes::Some(bytes)).await else { return None };
        bytes = bytes.get(n..).unwrap_or_default();
        moving.report(pace, progress);
    }
    Some(())
}

/// Waits for both futures and returns the output of the first. Returns `None` as soon as the second one does.
async fn beside<T>(first: impl Future<Output = T>, second: impl Future<Output = Option<()>>) -> Option<T> {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let (mut done, mut goes_on) = (None, None);
    poll_fn(|cx| {
        done = done.take().or_else(|| if_ready(first.as_mut().poll(cx)));
        goes_on = goes_on.or_else(|| if_ready(second.as_mut().poll(cx)));
        match goes_on {
            Some(None) => Poll::Ready(None),
            Some(Some(())) if done.is_some() => Poll::Ready(done.take()),
            _ => Poll::Pending,
        }
    })
    .await
}
