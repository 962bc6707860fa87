//! Clients and servers, in one table: how each logs more, and how its log is recognised.

use crate::read::Format;
use ftp_diagnosis::Client;

/// A client or a server.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    /// The name by which users ask for it.
    pub name: &'static str,
    /// The client; `None` for servers.
    pub client: Option<Client>,
    /// How to make the program log more.
    pub switch: &'static str,
    /// Words in what people paste from it, in lower case.
    signs: &'static [&'static str],
    /// The format that the program writes, or that of the program it runs.
    format: Option<Format>,
}

const fn client(
    name: &'static str,
    client: Client,
    format: Option<Format>,
    switch: &'static str,
    signs: &'static [&'static str],
) -> Program {
    Program { name, client: Some(client), switch, signs, format }
}

const fn server(name: &'static str, switch: &'static str, signs: &'static [&'static str]) -> Program {
    Program { name, client: None, switch, signs, format: None }
}

/// Every known program. A program that runs another, or is built on it, stands before that one.
pub const PROGRAMS: [Program; 47] = [
    client(
        "ftp-doctor",
        Client::FtpDoctor,
        None,
        "check --verbose",
        &["ftp-doctor: ", "ftp-doctor explain "],
    ),
    client(
        "git-ftp",
        Client::GitFtp,
        Some(Format::Curl),
        "git ftp -vv",
        &["git-ftp", "git ftp ", "can't access remote '"],
    ),
    client(
        "duplicity",
        Client::Duplicity,
        Some(Format::Lftp),
        "duplicity -v9",
        &["duplicity", "lftpbackend"],
    ),
    client("ftputil", Client::Ftputil, Some(Format::Ftplib), "session_factory(debug_level=1)", &["ftputil"]),
    client(
        "ftp-deploy-action",
        Client::FtpDeployAction,
        Some(Format::BasicFtp),
        "log-level: verbose",
        &["ftp-deploy", "@samkirkland"],
    ),
    client(
        "curl",
        Client::Curl,
        Some(Format::Curl),
        "curl -v, or --trace-ascii FILE",
        &["curl: (", "curl -"],
    ),
    client(
        "lftp",
        Client::Lftp,
        Some(Format::Lftp),
        "lftp -d, or `debug 5` at its prompt",
        &[
            "lftp",
            "fatal error:",
            "errore fatale:",
            "mirror: ",
            "---- connecting",
            "put: login failed",
            "ls: login failed",
            "cd: login failed",
            "mirror: login failed",
            "certificate verification:",
        ],
    ),
    client(
        "winscp",
        Client::WinScp,
        Some(Format::Winscp),
        "/log=FILE /loglevel=1, or Preferences > Logging",
        &["winscp"],
    ),
    client("transmit", Client::Transmit, Some(Format::Ncftp), "Window > Transcript", &["transmit "]),
    client("ncftp", Client::Ncftp, Some(Format::Ncftp), "ncftpls -d stdout", &["ncftp"]),
    client(
        "suppaftp",
        Client::Suppaftp,
        Some(Format::Suppaftp),
        "RUST_LOG=trace",
        &["suppaftp", "ftperror("],
    ),
    client("aioftp", Client::Aioftp, None, "logging.basicConfig(level=logging.DEBUG)", &["aioftp"]),
    client(
        "ftplib",
        Client::Ftplib,
        Some(Format::Ftplib),
        "ftp.set_debuglevel(1)",
        &["ftplib", "error_perm", "error_temp", "traceback", "fsspec"],
    ),
    client(
        "vscode-sftp",
        Client::VscodeSftp,
        None,
        "\"sftp.debug\": true in the settings, then Output > sftp",
        &["sftp-1.", "vscode", "sftp.json", "extension.js"],
    ),
    client("ftp-kr", Client::FtpKr, None, "\"logLevel\": \"VERBOSE\" in ftp-kr.json", &["ftp-kr"]),
    client(
        "node-ftp",
        Client::NodeFtp,
        None,
        "connect({ debug: console.log })",
        &["node_modules/ftp/", "promise-ftp", "[connection] <", "[connection] >"],
    ),
    client(
        "basic-ftp",
        Client::BasicFtp,
        Some(Format::BasicFtp),
        "client.ftp.verbose = true",
        &["basic-ftp", "ftperror", "(control socket)"],
    ),
    client(
        "fluentftp",
        Client::FluentFtp,
        None,
        "client.Config.LogToConsole = true, or client.Logger",
        &["fluentftp", "ftpauthenticationexception", "ftpcommandexception", "connectasync(", "autoconnect("],
    ),
    client(
        "duplicati",
        Client::Duplicati,
        None,
        "--log-file=FILE --log-file-log-level=Verbose",
        &["duplicati"],
    ),
    client(
        "ftpwebrequest",
        Client::FtpWebRequest,
        None,
        "A trace of the source System.Net in system.diagnostics",
        &["system.net", "webexception", "ftpwebrequest", "remote server returned an error"],
    ),
    client(
        "jenkins",
        Client::Jenkins,
        None,
        "\"Verbose output in console\" of the publisher",
        &["jenkins", "publish over ftp", "bapftp", "ftp: connecting from host"],
    ),
    client(
        "camel",
        Client::Camel,
        None,
        "The logger org.apache.camel.component.file.remote at TRACE",
        &["camel"],
    ),
    client(
        "spring",
        Client::Spring,
        None,
        "The logger org.springframework.integration.ftp at DEBUG",
        &["springframework"],
    ),
    client(
        "commons-net",
        Client::CommonsNet,
        None,
        "addProtocolCommandListener(new PrintCommandListener(System.out, true))",
        &["org.apache.commons.net"],
    ),
    client(
        "ruby",
        Client::Ruby,
        None,
        "ftp.debug_mode = true",
        &["net/ftp.rb", "net::ftpp", "net::ftpt", "net::ftpr"],
    ),
    client("perl", Client::Perl, None, "Net::FTP->new(HOST, Debug => 1)", &["net::ftp=glob", "net::ftp: "]),
    client(
        "flysystem",
        Client::Flysystem,
        None,
        "None of its own: run curl -v against the same server",
        &["flysystem"],
    ),
    client(
        "php",
        Client::Php,
        None,
        "None of its own: run curl -v against the same server",
        &[
            "ftp_login()",
            "ftp_connect",
            "ftp_ssl_connect",
            "ftp_nlist()",
            "ftp_put()",
            "ftp_get()",
            "php warning",
        ],
    ),
    client(
        "rclone",
        Client::Rclone,
        None,
        "rclone -vv --dump bodies,auth (it shows the password)",
        &["rclone", "ftp rx", "failed to make ftp connection", "newfs: "],
    ),
    client(
        "jlaffaye",
        Client::Jlaffaye,
        None,
        "ftp.DialWithDebugOutput(os.Stdout)",
        &["jlaffaye", "textproto"],
    ),
    client("opendal", Client::OpenDal, None, "RUST_LOG=trace", &["opendal"]),
    client(
        "filezilla",
        Client::FileZilla,
        Some(Format::Filezilla),
        "The message log is always on; Settings > Logging writes it to a file",
        &["filezilla 3.", "filezilla client"],
    ),
    client(
        "cyberduck",
        Client::Cyberduck,
        None,
        "The log drawer (Ctrl-L or Cmd-L)",
        &["cyberduck", "mountain duck"],
    ),
    client("wget", Client::Wget, Some(Format::Wget), "wget -d", &["wget", "logging in as "]),
    client("ftp.exe", Client::WindowsFtp, Some(Format::Terminal), "ftp -d", &[":(none)):", "> ftp: "]),
    client("ftp", Client::Ftp, Some(Format::Terminal), "ftp -d, or `debug` at its prompt", &["ftp> "]),
    client(
        "ftpsync",
        Client::Ftplib,
        None,
        "\"debug\": true and \"debug_verbose\": true in the settings",
        &["ftpsync"],
    ),
    server("vsftpd", "log_ftp_protocol=YES and xferlog_std_format=NO", &["fail login: client", "vsftpd.log"]),
    server("proftpd", "proftpd -nd10, or DebugLevel 5 and SystemLog", &["proftpd["]),
    server("pure-ftpd", "VerboseLog yes", &["pure-ftpd["]),
    server(
        "pyftpdlib",
        "logging at DEBUG, or python -m pyftpdlib -D",
        &["-[] ftp session opened", "-[] -> 220"],
    ),
    server("filezilla-server", "Configure > Logging", &["[ftp session", "(not logged in) ("]),
    server("apache-ftpserver", "The logger org.apache.ftpserver at DEBUG", &["org.apache.ftpserver"]),
    server("iis", "FTP Logging of the site, with x-fullpath, x-session and sc-substatus", &["cs-method"]),
    server("serv-u", "Domain details > Logging", &[") sent: 220", ") received: user"]),
    server("crushftp", "The server's log, CrushFTP.log", &["wrote: *"]),
    server(
        "sftpgo",
        "--log-level debug, and \"debug\": true in the FTP binding",
        &["ftpserverlib", "\"sender\":\"ftpd"],
    ),
];

/// Returns the program with that name.
pub fn named(name: &str) -> Option<&'static Program> {
    let wanted = name.trim();
    let client = Client::from_name(wanted);
    PROGRAMS.iter().find(|program| {
        program.name.eq_ignore_ascii_case(wanted) || client.is_some() && program.client == client
    })
}

/// Returns the program that wrote the log, whose format is given if one was found. A format that only one program writes
/// counts more than words that may stand in any log.
pub fn of_log(log: &[u8], format: Option<Format>) -> Option<&'static Program> {
    let text = String::from_utf8_lossy(log).to_lowercase();
    let signed = |program: &&Program| program.signs.iter().any(|sign| text.contains(sign));
    let format = format.map(|format| if format == Format::CurlTrace { Format::Curl } else { format });
    let owned = format.filter(|format| PROGRAMS.iter().any(|program| program.format == Some(*format)));
    // FluentFTP writes the labels of FileZilla, and other clients write the arrows of basic-ftp.
    let shared = matches!(owned, Some(Format::Filezilla | Format::BasicFtp));
    let fits =
        |program: &&Program| owned.is_none() || program.format == owned || shared && program.format.is_none();
    // The words of a client do not stand in a server's own log.
    let servers = PROGRAMS.iter().filter(|program| program.client.is_none());
    let by_words = servers.chain(PROGRAMS.iter().filter(fits)).find(signed);
    by_words.or_else(|| PROGRAMS.iter().rfind(|program| owned.is_some() && program.format == owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_known_by_its_words_and_its_format() {
        for (log, format, wanted) in [
            ("FluentFTP.Exceptions.FtpException: something", None, Some("fluentftp")),
            ("ftp> nothing", None, Some("ftp")),
            (
                "S: 530 no\nTo try the same with curl:\n  ftp-doctor explain x",
                Some(Format::Plain),
                Some("ftp-doctor"),
            ),
            ("S: 530 no", Some(Format::Plain), None),
            ("at x (node_modules/ftp/lib/connection.js:1:2)", None, Some("node-ftp")),
            ("Command: USER a", Some(Format::Filezilla), Some("filezilla")),
            ("# ConnectAsync()\nCommand:  USER a", Some(Format::Filezilla), Some("fluentftp")),
            ("> USER a\nthe same with curl -v", Some(Format::BasicFtp), Some("basic-ftp")),
            ("---> USER a\nwinscp says the same", Some(Format::Lftp), Some("lftp")),
            ("duplicity\n---> USER a", Some(Format::Lftp), Some("duplicity")),
            ("> USER a", Some(Format::BasicFtp), Some("basic-ftp")),
            ("== Info: x", Some(Format::CurlTrace), Some("curl")),
            ("Fri Dec 14 09:38:41 2018 [pid 3] [a] FAIL LOGIN: Client \"192.0.2.7\"", None, Some("vsftpd")),
            ("530 no", Some(Format::Pasted), None),
        ] {
            assert_eq!(of_log(log.as_bytes(), format).map(|program| program.name), wanted, "{log}");
        }
    }

    #[test]
    fn every_program_is_found_by_its_name_and_its_signs() {
        for program in &PROGRAMS {
            assert_eq!(named(&program.name.to_uppercase()), Some(program));
            assert!(!program.signs.is_empty());
            for sign in program.signs {
                assert_eq!(*sign, sign.to_lowercase());
            }
        }
        assert_eq!(named("Ruby's Net::FTP").map(|program| program.name), Some("ruby"));
    }
}
