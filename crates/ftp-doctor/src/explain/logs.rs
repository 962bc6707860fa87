//! How to get a log out of a client or a server: one table.

use crate::page::{FAINT, Page, STRONG};
use serde_json::{Value, json};

/// A client or a server and its switch.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    /// Its name, as it is asked for.
    pub name: &'static str,
    /// What to do.
    pub switch: &'static str,
    /// Words that stand in what people paste of it, in lower case.
    signs: &'static [&'static str],
}

const fn program(name: &'static str, switch: &'static str, signs: &'static [&'static str]) -> Program {
    Program { name, switch, signs }
}

/// Every program that is known.
pub const PROGRAMS: [Program; 30] = [
    program("curl", "curl -v, or --trace-ascii FILE", &["curl"]),
    program("lftp", "lftp -d, or `debug 5` at its prompt", &["lftp", "fatal error:"]),
    program(
        "filezilla",
        "The message log is always on; Settings > Logging writes it to a file",
        &["filezilla"],
    ),
    program("winscp", "/log=FILE /loglevel=1, or Preferences > Logging", &["winscp"]),
    program("cyberduck", "The log drawer (Ctrl-L or Cmd-L)", &["cyberduck", "mountain duck"]),
    program(
        "vscode-sftp",
        "\"sftp.debug\": true in the settings, then Output > sftp",
        &["sftp-1.", "vscode", "extension.js"],
    ),
    program("ftp-kr", "\"logLevel\": \"VERBOSE\" in ftp-kr.json", &["ftp-kr"]),
    program("ftpsync", "\"debug\": true and \"debug_verbose\": true in the settings", &["ftpsync"]),
    program("node-ftp", "connect({ debug: console.log })", &["node_modules/ftp/", "promise-ftp"]),
    program("jsftp", "DEBUG=jsftp:* in the environment", &["jsftp"]),
    program("basic-ftp", "client.ftp.verbose = true", &["basic-ftp", "ftperror"]),
    program("ftp-deploy-action", "log-level: verbose", &["ftp-deploy-action", "ftpcontext"]),
    program("fluentftp", "client.Config.LogToConsole = true, or client.Logger", &["fluentftp"]),
    program(
        "ftpwebrequest",
        "A trace of the source System.Net in system.diagnostics",
        &["system.net", "webexception", "ftpwebrequest"],
    ),
    program(
        "commons-net",
        "addProtocolCommandListener(new PrintCommandListener(System.out, true))",
        &["org.apache.commons.net", "camel"],
    ),
    program("jenkins", "\"Verbose output in console\" of the publisher", &["jenkins"]),
    program("git-ftp", "git ftp -vv", &["git-ftp", "git ftp"]),
    program("ftplib", "ftp.set_debuglevel(1)", &["ftplib", "traceback", "fsspec"]),
    program("aioftp", "logging.basicConfig(level=logging.DEBUG)", &["aioftp"]),
    program("ruby", "ftp.debug_mode = true", &["net/ftp.rb", "net::ftp"]),
    program("perl", "Net::FTP->new(HOST, Debug => 1)", &["net::ftp=glob"]),
    program(
        "php",
        "None of its own: run curl -v against the same server",
        &["ftp_login()", "ftp_connect", "ftp_", "on line"],
    ),
    program("rclone", "rclone -vv --dump bodies,auth (it shows the password)", &["rclone", "ftp rx"]),
    program("wget", "wget -d", &["wget"]),
    program("ftp", "ftp -d, or `debug` at its prompt", &["ftp>"]),
    program("ncftp", "ncftpls -d stdout", &["ncftp"]),
    program("suppaftp", "RUST_LOG=trace", &["suppaftp"]),
    program("vsftpd", "log_ftp_protocol=YES and xferlog_std_format=NO", &["vsftpd"]),
    program("proftpd", "proftpd -nd10, or DebugLevel 5 and SystemLog", &["proftpd"]),
    program("pure-ftpd", "VerboseLog yes", &["pure-ftpd"]),
];

/// The program of that name.
pub fn named(name: &str) -> Option<&'static Program> {
    PROGRAMS.iter().find(|program| program.name.eq_ignore_ascii_case(name.trim()))
}

/// What is said of a log in which there is nothing of FTP: what was looked for, and how to get a log out of the
/// program that it seems to be of.
pub fn nothing_found(log: &[u8]) -> String {
    let text = String::from_utf8_lossy(log).to_lowercase();
    let program = PROGRAMS.iter().find(|program| program.signs.iter().any(|sign| text.contains(sign)));
    let looked = "There is nothing of an FTP conversation in that log, or not in that format: no line with a code \
                  of three digits, no command, and no words of a client about its connection.";
    match program {
        Some(Program { name, switch, .. }) => {
            format!("{looked} It seems to be of {name}, which logs more with: {switch}.")
        }
        None => format!("{looked} ftp-doctor explain log lists how clients log more."),
    }
}

/// One program, or all, for people.
pub fn page(program: Option<&Program>) -> String {
    let mut page = Page::default();
    page.paragraph(STRONG, "How to get a log:");
    for program in PROGRAMS.iter().filter(|one| program.is_none_or(|wanted| wanted == *one)) {
        page.item(&format!("  {}: ", program.name), program.switch);
    }
    page.blank();
    page.paragraph(FAINT, "What comes out goes into: ftp-doctor read FILE");
    page.text()
}

/// The same as JSON.
pub fn json(program: Option<&Program>) -> Value {
    let all = PROGRAMS.iter().filter(|one| program.is_none_or(|wanted| wanted == *one));
    json!({ "logs": all.map(|one| json!({ "program": one.name, "switch": one.switch })).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_known_by_its_signs() {
        for (log, wanted) in [
            ("FluentFTP.Exceptions.FtpException: something", "fluentftp"),
            ("ftp> nothing", "ftp"),
            ("at x (node_modules/ftp/lib/connection.js:1:2)", "node-ftp"),
        ] {
            let said = nothing_found(log.as_bytes());
            let switch = named(wanted).unwrap().switch;
            assert!(said.contains(switch), "{said}");
        }
        assert!(nothing_found(b"hello").contains("explain log"));
    }

    #[test]
    fn one_program_or_all() {
        assert!(page(named("CURL")).contains("--trace-ascii"));
        assert!(!page(named("curl")).contains("lftp"));
        assert_eq!(json(None)["logs"].as_array().map(Vec::len), Some(PROGRAMS.len()));
    }
}
