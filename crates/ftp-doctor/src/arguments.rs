//! The command line.

use crate::transfers::{Extent, Further};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use ftp_report::read::Format;
use std::path::PathBuf;

/// Says why an FTP login fails, or a transfer after it.
#[derive(Parser)]
#[command(name = "ftp-doctor", version, after_help = EXIT_STATUS, max_term_width = 80)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

const EXIT_STATUS: &str = "\
Exit status: 0 logged in, 1 refused, 2 wrong usage, 3 unreachable, closed or
timed out, 4 TLS failed, 5 not FTP or out of order, 6 logged in, but a
transfer failed.";

const OF_A_LIST: &str = "\
Exit status: 0 logged in, 1 refused, 2 wrong usage, 3 unreachable, closed or
timed out, 4 TLS failed, 5 not FTP or out of order, 6 logged in, but a
transfer failed; with --hosts, the highest of all servers.";

const OF_A_LOG: &str = "\
Exit status: 0 logged in, 1 refused, 2 wrong usage, or no FTP in the log,
3 unreachable, closed, timed out, or the log just stops, 4 TLS failed,
5 not FTP or out of order, 6 logged in, but a transfer failed.";

const OF_FILES: &str = "\
Exit status: 0 all done, 1 login refused, 2 wrong usage, 3 unreachable, closed
or timed out, 4 TLS failed, 5 not FTP, out of order, or no listing, 6 a file or
a directory failed, on either side.";

const COMPARED: &str = "\
Exit status: 0 a difference explains why one failed, or both ended the same
way, 1 no difference explains it, 2 wrong usage.";

/// What to do.
#[derive(Subcommand)]
pub enum Task {
    /// Log in at a server, fetch a listing, and say what happened and why
    #[command(after_help = OF_A_LIST)]
    Check(Box<Check>),
    /// Say why a login or a transfer failed, from the log of another client or from a pasted reply
    #[command(after_help = OF_A_LOG)]
    Read(Read),
    /// Say what differs between two conversations, such as one that works and one that does not, and which
    /// difference explains it
    #[command(after_help = COMPARED)]
    Compare(Box<Compare>),
    /// List a directory of a server, or read a listing that was pasted
    #[command(after_help = OF_FILES)]
    Ls(Box<Ls>),
    /// Fetch a file, or a directory
    #[command(after_help = OF_FILES)]
    Get(Box<Get>),
    /// Store a file, or a directory
    #[command(after_help = OF_FILES)]
    Put(Box<Put>),
    /// Say what a reply code means in each phase, or what to do about a cause
    Explain(Explain),
    /// List all codes and causes
    Codes {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Print a script that completes the tool's arguments in a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page, for man -l -
    Man,
}

/// The options of `ls`.
#[derive(Args)]
pub struct Ls {
    /// URL of a directory, or HOST[:PORT]/PATH
    #[arg(value_name = "URL or HOST/PATH", required_unless_present = "from")]
    pub target: Option<String>,

    /// Read a saved or pasted listing instead of a server's; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "target")]
    pub from: Option<PathBuf>,

    /// How to connect, and who logs in.
    #[command(flatten)]
    pub connection: Connection,

    /// Print one JSON object for each entry
    #[arg(long)]
    pub json: bool,
}

/// The options of `get`.
#[derive(Args)]
pub struct Get {
    /// URL of a file, or HOST[:PORT]/PATH
    #[arg(value_name = "URL or HOST/PATH")]
    pub target: String,

    /// Where to store it; - is standard output [default: its name, in this directory]
    #[arg(value_name = "FILE")]
    pub local: Option<PathBuf>,

    /// How it is moved.
    #[command(flatten)]
    pub moving: Moving,
}

/// The options of `put`.
#[derive(Args)]
pub struct Put {
    /// What to store; - is standard input
    #[arg(value_name = "FILE")]
    pub local: PathBuf,

    /// URL of the new file, or HOST[:PORT]/PATH; with a / at the end, of the directory for it
    #[arg(value_name = "URL or HOST/PATH")]
    pub target: String,

    /// How it is moved.
    #[command(flatten)]
    pub moving: Moving,
}

/// The options of `get` and `put`.
#[derive(Args)]
pub struct Moving {
    /// Continue where an earlier transfer stopped
    #[arg(long)]
    pub resume: bool,

    /// Move a directory and everything below it
    #[arg(short, long, conflicts_with = "resume")]
    pub recursive: bool,

    /// With --recursive: how many sessions to use at a time
    #[arg(long, value_name = "N", default_value_t = 1, requires = "recursive", value_parser = clap::value_parser!(u8).range(1..=32))]
    pub parallel: u8,

    /// How to connect, and who logs in.
    #[command(flatten)]
    pub connection: Connection,

    /// Print one JSON object for each file
    #[arg(long)]
    pub json: bool,
}

/// The options of `explain`.
#[derive(Args)]
pub struct Explain {
    /// A code (530) or a whole reply, a cause (tls_required), or log and a client (log curl): how to get a log out of it
    #[arg(value_name = "CODE or CAUSE or log CLIENT", required = true)]
    pub subject: Vec<String>,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// The options of `read`.
#[derive(Args)]
pub struct Read {
    /// The log; - is standard input
    #[arg(default_value = "-")]
    pub file: PathBuf,

    /// Which client wrote the log; detected if not given
    #[arg(long, value_parser = format_parser(), value_name = "CLIENT")]
    pub format: Option<Format>,

    /// Print one paragraph to send to the server's operator; with --json, add it as a field of the object
    #[arg(long)]
    pub for_hoster: bool,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,

    /// Show the conversation as it was understood, without passwords
    #[arg(short, long)]
    pub verbose: bool,
}

/// The options of `compare`.
#[derive(Args)]
pub struct Compare {
    /// A log; - is standard input
    #[arg(value_name = "LOG")]
    pub first: PathBuf,

    /// Another log; or an ftp://, ftps:// or ftpes:// URL to log in at now
    #[arg(value_name = "LOG or URL")]
    pub second: String,

    /// How to connect, and who logs in.
    #[command(flatten)]
    pub connection: Connection,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// The options of `check`.
#[derive(Args)]
pub struct Check {
    /// ftp://, ftps:// or ftpes:// URL, or HOST or HOST:PORT
    #[arg(value_name = "URL or HOST[:PORT]", required_unless_present = "hosts")]
    pub target: Option<String>,

    /// Check every server in this file, one URL, HOST or HOST:PORT per line; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["target", "deep", "verbose"])]
    pub hosts: Option<PathBuf>,

    /// How many servers of the list to check at a time
    #[arg(long, value_name = "N", default_value_t = 1000, conflicts_with = "target", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub concurrency: u32,

    /// How many connections to make to one address at a time: servers limit them
    #[arg(long, value_name = "N", default_value_t = 2, conflicts_with = "target", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub per_address: u32,

    /// How to connect, and who logs in.
    #[command(flatten)]
    pub connection: Connection,

    /// How often to try again where it may help to wait (as when the server is full), or to send one command at
    /// a time
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "hosts", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub retry: u32,

    /// After a refusal, try once more with a name that cannot exist, to see whether the server answers the
    /// same. The server counts it as a failed login
    #[arg(long)]
    pub deep: bool,

    /// Stop after the login. Otherwise the tool asks for EPSV and PASV and fetches a listing of the directory
    /// over a data connection, which changes nothing on the server
    #[arg(long, conflicts_with = "upload")]
    pub no_transfer: bool,

    /// After the listing, store a file of 1 KiB under an unused name, compare its size, and remove it
    #[arg(long)]
    pub upload: bool,

    /// Start a new TLS session on data connections, as many clients do: shows whether the server insists that the
    /// session of the control connection is resumed
    #[arg(long, conflicts_with = "no_transfer")]
    pub no_tls_resume: bool,

    /// When it is not clear why a login failed, do not look at other ports or the other way to TLS; when a transfer
    /// failed, do not try it in other ways. Always so with --hosts
    #[arg(long)]
    pub no_probes: bool,

    /// Which other ports to look at
    #[arg(long, value_name = "PORTS", hide = true, value_delimiter = ',', default_values_t = crate::probe::PORTS)]
    pub probe_ports: Vec<u16>,

    /// Print one paragraph to send to the server's operator; with --json, add it as a field of the object
    #[arg(long, conflicts_with = "hosts")]
    pub for_hoster: bool,

    /// Print one JSON object, or one for each server of a list
    #[arg(long)]
    pub json: bool,

    /// Show the conversation as it happens, without passwords
    #[arg(short, long)]
    pub verbose: bool,
}

/// How to connect, and who logs in.
#[derive(Args)]
pub struct Connection {
    /// Who logs in.
    #[command(flatten)]
    pub who: Who,

    /// When to use TLS. With `never` the password goes over the network in clear
    #[arg(long, value_enum, value_name = "WHEN")]
    pub tls: Option<Tls>,

    /// Trust the certificates in this PEM file, in addition to the system's
    #[arg(long, value_name = "FILE")]
    pub ca_file: Option<PathBuf>,

    /// Show this certificate (PEM) if the server asks for a client certificate
    #[arg(long, value_name = "FILE")]
    pub cert: Option<PathBuf>,

    /// The key of that certificate (PEM), if it is not in the same file
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,

    /// Accept any certificate: anyone in between can read the password
    #[arg(long)]
    pub insecure: bool,

    /// How long to wait for a connection, and for each reply
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub timeout: u32,

    /// Only IPv4
    #[arg(short = '4', long = "ipv4", conflicts_with = "ipv6")]
    pub ipv4: bool,

    /// Only IPv6
    #[arg(short = '6', long = "ipv6")]
    pub ipv6: bool,
}

/// Who logs in. Passwords come from elsewhere: a prompt, standard input, the environment or a file.
#[derive(Args)]
pub struct Who {
    /// The name to log in with; anonymous if there is none. The tool asks for the password, or takes it from
    /// FTP_PASSWORD
    #[arg(short, long, value_name = "NAME")]
    pub user: Option<String>,

    /// Read the password from the first line of standard input
    #[arg(long, conflicts_with = "netrc")]
    pub password_stdin: bool,

    /// Take name and password from a netrc file [default file: ~/.netrc]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub netrc: Option<Option<PathBuf>>,

    /// What to send when the server asks for an account (ACCT)
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
}

impl Check {
    /// What is done after the login.
    pub fn further(&self) -> Further {
        Further {
            extent: match (self.no_transfer, self.upload) {
                (true, _) => Extent::Login,
                (false, false) => Extent::Listing,
                (false, true) => Extent::Upload,
            },
            probes: !self.no_probes && self.hosts.is_none(),
            resume: !self.no_tls_resume,
        }
    }
}

/// When TLS is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tls {
    /// AUTH TLS, and no login without it (default)
    Require,
    /// TLS from the first byte (default with ftps://)
    Implicit,
    /// In clear: anyone on the way can read the password
    Never,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    let values = Format::all().map(|(_, name, what)| PossibleValue::new(name).help(what));
    PossibleValuesParser::new(values).map(|name| Format::from_name(&name).unwrap_or(Format::Pasted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, error::ErrorKind};

    fn check(arguments: &[&str]) -> Result<Check, ErrorKind> {
        let all = ["ftp-doctor", "check"].iter().chain(arguments);
        match Arguments::try_parse_from(all) {
            Ok(Arguments { task: Task::Check(check) }) => Ok(*check),
            Ok(_) => panic!("check is what was asked for"),
            Err(error) => Err(error.kind()),
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn netrc_does_not_swallow_the_target() {
        let check = check(&["--netrc", "example.org"]).unwrap();
        assert_eq!((check.target.as_deref(), check.connection.who.netrc), (Some("example.org"), Some(None)));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for (arguments, kind) in [
            (&["-4", "-6", "h"][..], ErrorKind::ArgumentConflict),
            (&["--password-stdin", "--netrc", "h"], ErrorKind::ArgumentConflict),
            (&["--tls", "maybe", "h"], ErrorKind::InvalidValue),
            (&["--timeout", "0", "h"], ErrorKind::ValueValidation),
            (&[], ErrorKind::MissingRequiredArgument),
            (&["h", "i"], ErrorKind::UnknownArgument),
            (&["h", "--hosts", "f"], ErrorKind::ArgumentConflict),
            (&["h", "--concurrency", "3"], ErrorKind::ArgumentConflict),
        ] {
            assert_eq!(check(arguments).map(|_| ()), Err(kind), "{arguments:?}");
        }
    }
}
