//! The kinds of logs.

/// A kind of log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `curl -v`.
    Curl,
    /// `curl --trace` and `--trace-ascii`.
    CurlTrace,
    /// `lftp -d`.
    Lftp,
    /// FileZilla, and other clients that write "Command:" and "Response:".
    Filezilla,
    /// WinSCP's session log.
    Winscp,
    /// Python's ftplib.
    Ftplib,
    /// The terminal of `ftp` and tnftp.
    Terminal,
    /// `ncftp -d`.
    Ncftp,
    /// `wget -d`.
    Wget,
    /// basic-ftp of Node.js.
    BasicFtp,
    /// suppaftp of Rust.
    Suppaftp,
    /// The output of tshark for a TCP stream.
    Tshark,
    /// The log of IIS, and others in the format of the W3C.
    W3c,
    /// The transcript that `ftp-doctor --verbose` prints.
    Plain,
    /// Anything else.
    Pasted,
}

/// Each format with its name and a description.
const FORMATS: [(Format, &str, &str); 15] = [
    (Format::Curl, "curl", "curl -v"),
    (Format::CurlTrace, "curl-trace", "curl --trace and --trace-ascii"),
    (Format::Lftp, "lftp", "lftp -d"),
    (
        Format::Filezilla,
        "filezilla",
        "FileZilla, FluentFTP and other clients that write \"Command:\" and \"Response:\"",
    ),
    (Format::Winscp, "winscp", "WinSCP's session log"),
    (Format::Ftplib, "ftplib", "Python's ftplib with set_debuglevel(1)"),
    (Format::Terminal, "terminal", "The terminal of ftp and tnftp"),
    (Format::Ncftp, "ncftp", "ncftp with -d"),
    (Format::Wget, "wget", "wget -d"),
    (Format::BasicFtp, "basic-ftp", "basic-ftp for Node.js with verbose = true"),
    (Format::Suppaftp, "suppaftp", "suppaftp for Rust, logged with RUST_LOG=trace"),
    (Format::Tshark, "tshark", "tshark -z follow,tcp,ascii"),
    (Format::W3c, "w3c", "The log of IIS, and others in the format of the W3C"),
    (Format::Plain, "plain", "Lines with \"S: \", \"C: \" and \"* \", as --verbose prints them"),
    (
        Format::Pasted,
        "pasted",
        "Anything else: replies, commands and error messages, with marks of any kind or none",
    ),
];

impl Format {
    /// Returns every format with its name and a description.
    pub fn all() -> impl Iterator<Item = (Format, &'static str, &'static str)> {
        FORMATS.into_iter()
    }

    /// Returns the format with that name.
    pub fn from_name(name: &str) -> Option<Format> {
        FORMATS.iter().find(|(_, this, _)| *this == name).map(|(format, ..)| *format)
    }
}
