//! A client: one object that logs in, lists and moves files.

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

/// So many bytes are moved at once: each read or write of a file of tokio is a turn of another thread.
const DOWN: usize = 256 * 1024;
/// For so long a buffer that is not full waits for more: less is not felt by who waits for bytes of a slow server, and more is
/// not needed by a fast one to fill it.
const GATHERING: Duration = Duration::from_millis(10);
/// Two such buffers take turns.
const UP: usize = 1 << 20;

/// A client that is logged in. Its calls decide nothing: what each came to is the core's word.
///
/// Every future here, and every stream, can be dropped at any time. What it was about is left as it stands, which of a
/// file that is stored is a part; the next call first settles what the dropped one left.
///
/// If the server still waits for a data connection when a call is dropped, the next call makes it, secures it and closes it:
/// vsftpd, ProFTPD and Pure-FTPd would end the session otherwise.
#[derive(Debug)]
pub struct Client {
    pub(crate) control: Control,
    pub(crate) session: Session,
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
    pub async fn retrieve(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::retrieve(path.as_ref())?).await
    }

    /// Stores a file as a stream, which is complete only when [`Upload::finish`] says so: one that is dropped before is cut off, and
    /// no later call tells of that, nor of what the server replied.
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

    /// Appends to a file as a stream, which has to be [finished](Upload::finish) as with [`Client::store`].
    pub async fn append(&mut self, path: impl AsRef<[u8]>) -> Result<Upload<'_>, Error> {
        self.write(call::append(path.as_ref())?).await
    }

    /// Stores under a name that the server chooses, as a stream, which has to be [finished](Upload::finish) as with
    /// [`Client::store`]. [`Report::unique_name`] says the name.
    pub async fn store_unique(&mut self) -> Result<Upload<'_>, Error> {
        self.write(Plan::store_unique()).await
    }

    /// Lists a directory for people. An empty path is the working directory.
    pub async fn list(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::list(path.as_ref())?).await
    }

    /// Lists the names in a directory. An empty path is the working directory.
    pub async fn names(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::names(path.as_ref())?).await
    }

    /// Lists the facts of a directory. An empty path is the working directory.
    pub async fn metadata(&mut self, path: impl AsRef<[u8]>) -> Result<Download<'_>, Error> {
        self.read(call::metadata(path.as_ref())?).await
    }

    /// Fetches by a plan of one's own, as a stream.
    pub async fn read(&mut self, plan: Plan) -> Result<Download<'_>, Error> {
        Moving::open(self, plan).await.map(Download)
    }

    /// Stores by a plan of one's own, as a stream, which has to be [finished](Upload::finish) as with [`Client::store`].
    pub async fn write(&mut self, plan: Plan) -> Result<Upload<'_>, Error> {
        Moving::open(self, plan).await.map(Upload)
    }

    /// Fetches a whole file into `to`. `progress` is called at most every 100 ms or MiB, and can stop it.
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

    /// Stores all of `from`.
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
            // The next bytes are read while these are sent.
            let Some(following) = beside(from.read(&mut next), send).await else {
                return moving.finish(None).await;
            };
            read = following;
            mem::swap(&mut now, &mut next);
        }
    }

    /// Renames a file or directory.
    pub async fn rename(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::rename(from.as_ref(), to.as_ref())?).await
    }

    /// Removes a file.
    pub async fn remove(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove(path.as_ref())?).await
    }

    /// Makes a directory, and gives its path where the server says it.
    pub async fn make_directory(&mut self, path: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, Error> {
        self.call(call::make_directory(path.as_ref())?).await
    }

    /// Removes a directory.
    pub async fn remove_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::remove_directory(path.as_ref())?).await
    }

    /// The size of a file in bytes.
    pub async fn size(&mut self, path: impl AsRef<[u8]>) -> Result<u64, Error> {
        // The reply that is still to come can be one to TYPE.
        self.settle().await?;
        self.call(call::size(path.as_ref(), &self.session)?).await
    }

    /// When a file was last changed.
    pub async fn modified(&mut self, path: impl AsRef<[u8]>) -> Result<Timestamp, Error> {
        self.call(call::modified(path.as_ref())?).await
    }

    /// Sets when a file was last changed (MFMT).
    pub async fn set_modified(&mut self, path: impl AsRef<[u8]>, time: Timestamp) -> Result<(), Error> {
        self.call(call::set_modified(path.as_ref(), time)?).await
    }

    /// The working directory.
    pub async fn working_directory(&mut self) -> Result<Vec<u8>, Error> {
        self.call(call::working_directory()).await
    }

    /// Goes to another directory.
    pub async fn change_directory(&mut self, path: impl AsRef<[u8]>) -> Result<(), Error> {
        self.call(call::change_directory(path.as_ref())?).await
    }

    /// Any command without a data connection, and its final reply, whatever that says.
    pub async fn quote(&mut self, command: &Command<'_>) -> Result<ReplyBuf, Error> {
        self.settle().await?;
        let mut exchange = self.session.start(command).map_err(|busy| Error::new(busy, command))?;
        let broke = drive(&mut self.control, &mut exchange).await;
        call::final_reply(exchange.finish(), command, broke, self.session.transcript())
    }

    /// Settles now what a dropped call or stream has left, which the next call would do otherwise.
    pub async fn abort(&mut self) -> Result<(), Error> {
        self.call(call::nothing()).await
    }

    /// Says goodbye and closes.
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

/// Waits for bytes, and gathers more of them for a moment. `None`: no more come.
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

/// Waits for both, and gives what the first came to; `None` as soon as the second gives that.
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
