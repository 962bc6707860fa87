//! The logs of other clients, as conversations.

mod basic_ftp;
mod curl;
mod curl_trace;
mod filezilla;
mod ftplib;
mod lftp;
mod log;
mod ncftp;
mod pasted;
mod plain;
mod suppaftp;
mod terminal;
mod text;
mod tshark;
mod wget;
mod winscp;
mod words;

use clap::ValueEnum;
use ftp_proto::Transcript;
use log::Log;

/// A kind of log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// curl -v
    Curl,
    /// curl --trace and --trace-ascii
    CurlTrace,
    /// lftp -d
    Lftp,
    /// FileZilla, FluentFTP and other clients that write "Command:" and "Response:"
    Filezilla,
    /// WinSCP's session log
    Winscp,
    /// Python's ftplib with set_debuglevel(1)
    Ftplib,
    /// The terminal of ftp and tnftp
    Terminal,
    /// ncftp with -d
    Ncftp,
    /// wget -d
    Wget,
    /// basic-ftp for Node.js with verbose = true
    BasicFtp,
    /// suppaftp for Rust, logged with RUST_LOG=trace
    Suppaftp,
    /// tshark -z follow,tcp,ascii
    Tshark,
    /// Lines with "S: ", "C: " and "* ", as --verbose prints them
    Plain,
    /// Replies, and perhaps commands, with no marks at all
    Pasted,
}

/// The lines of a log, without their ends.
type Lines<'a> = &'a [&'a [u8]];

type Reader = fn(Lines<'_>) -> Log;

/// Each format and its reader. Where two understand as much of a log, the first is taken.
const READERS: [(Format, Reader); 13] = [
    (Format::Plain, plain::read),
    (Format::CurlTrace, curl_trace::read),
    (Format::Curl, curl::read),
    (Format::Lftp, lftp::read),
    (Format::Filezilla, filezilla::read),
    (Format::Winscp, winscp::read),
    (Format::Ftplib, ftplib::read),
    (Format::Ncftp, ncftp::read),
    (Format::Wget, wget::read),
    (Format::Suppaftp, suppaftp::read),
    (Format::Tshark, tshark::read),
    (Format::BasicFtp, basic_ftp::read),
    (Format::Terminal, terminal::read),
];

/// The conversation in a log, of this format or of the one that understands most of it. Passwords in it are
/// hidden. `None` where there is nothing of FTP in it.
pub fn read(log: &[u8], format: Option<Format>) -> Option<(Format, Transcript)> {
    let log = text::decoded(log);
    let lines = text::lines(&log);
    let mut best: Option<(Format, Log)> = None;
    let marked = READERS.into_iter();
    // What has no marks at all is read only if nobody knows the marks.
    for (this, read) in marked.chain([(Format::Pasted, pasted::read as Reader)]) {
        let wanted = format.map_or(this != Format::Pasted || best.is_none(), |wanted| wanted == this);
        let log = if wanted { read(&lines) } else { continue };
        if log.understood() > best.as_ref().map_or(0, |(_, best)| best.understood()) {
            best = Some((this, log));
        }
    }
    best.map(|(format, log)| (format, log.into_transcript()))
}
