//! Runs real clients against real servers on loopback and writes their logs to `tests/data/logs`.
//!
//! Run `cargo run -p ftp-tests --example client_logs [CLIENT...]`. It needs what `tests/install-servers`
//! installs, and curl, lftp, tnftp, ncftp, wget, tshark, python3, and node with basic-ftp (from npm, in a
//! folder that `NODE_PATH` names). The passwords in the logs belong to throwaway accounts.

use ftp_tests::servers::{ALICE, Running, Server, Setup};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/logs");
const WRONG: &str = "wrong-horse";

/// A client's name and the shell line that runs it. Both of its outputs form the log.
const CLIENTS: [(&str, &str); 13] = [
    ("curl", "curl -sv --max-time 60 --user \"alice:$PASSWORD\" ftp://127.0.0.1:$PORT/"),
    ("curl-trace", "curl -s --max-time 60 --trace - --user \"alice:$PASSWORD\" ftp://127.0.0.1:$PORT/"),
    ("curl-ascii", "curl -s --max-time 60 --trace-ascii - --user \"alice:$PASSWORD\" ftp://127.0.0.1:$PORT/"),
    ("curl-tls", "curl -sv --ssl-reqd --cacert $CA --user \"alice:$PASSWORD\" ftp://localhost:$PORT/"),
    ("curl-untrusted", "curl -sv --ssl-reqd --user \"alice:$PASSWORD\" ftp://localhost:$PORT/"),
    (
        "lftp",
        "lftp -d -p $PORT -u \"alice,$PASSWORD\" 127.0.0.1 \
         -e \"set ssl:ca-file $CA; set net:max-retries 1; set ftp:ssl-allow $TLS; ls; quit\"",
    ),
    ("tnftp", "tnftp -4 -v 127.0.0.1 $PORT < $COMMANDS"),
    ("tnftp-debug", "tnftp -4 -dv 127.0.0.1 $PORT < $COMMANDS"),
    ("ncftp", "ncftpls -d stdout -r 1 -t 30 -u alice -p \"$PASSWORD\" -P $PORT ftp://127.0.0.1/"),
    ("wget", "wget -d --tries=1 --timeout=30 -O - \"ftp://alice:$PASSWORD@127.0.0.1:$PORT/\""),
    (
        "tshark",
        "tshark -nlqi lo -a duration:12 -f \"tcp port $PORT\" -z follow,tcp,ascii,0 2> /dev/null & \
         sleep 6; curl -s --user \"alice:$PASSWORD\" ftp://127.0.0.1:$PORT/ > /dev/null; wait",
    ),
    ("ftplib", "python3 -c \"$FTPLIB\""),
    ("basic-ftp", "node -e \"$BASIC_FTP\""),
];

const FTPLIB: &str = "
import ftplib, os, ssl
ftp = ftplib.FTP_TLS(context=ssl.create_default_context(cafile=os.environ['CA'])) \
    if os.environ['TLS'] == 'yes' else ftplib.FTP()
ftp.set_debuglevel(1)
try:
    ftp.connect('localhost', int(os.environ['PORT']))
    ftp.login('alice', os.environ['PASSWORD'])
    ftp.quit()
except ftplib.Error as error:
    print(type(error).__name__)
";

const BASIC_FTP: &str = "
const { PORT, PASSWORD, TLS, CA } = process.env;
const client = new (require('basic-ftp').Client)();
client.ftp.verbose = true;
client.access({
    host: 'localhost', port: Number(PORT), user: 'alice', password: PASSWORD,
    secure: TLS === 'yes', secureOptions: { ca: require('fs').readFileSync(CA) },
}).catch(error => console.log(String(error))).finally(() => client.close());
";

fn main() -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(FOLDER)?;
    let plain = Server::Vsftpd.start(Setup::Plain)?;
    let strict = Server::ProFtpd.start(Setup::TlsRequired)?;
    let offers = Server::Vsftpd.start(Setup::ExplicitTls)?;
    let strict_closes = Server::PureFtpd.start(Setup::TlsRequired)?;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for (client, line) in CLIENTS
        .into_iter()
        .filter(|(client, _)| wanted.is_empty() || wanted.iter().any(|name| name == client))
    {
        if matches!(client, "curl-tls" | "curl-untrusted") {
            run(client, "vsftpd-login", line, &offers, ALICE.password, "yes")?;
            continue;
        }
        run(client, "vsftpd-login", line, &plain, ALICE.password, "no")?;
        run(client, "vsftpd-wrong-password", line, &plain, WRONG, "no")?;
        run(client, "proftpd-tls-required", line, &strict, ALICE.password, "no")?;
        run(client, "pure-ftpd-tls-required", line, &strict_closes, ALICE.password, "no")?;
        if matches!(client, "lftp" | "ftplib" | "basic-ftp") {
            run(client, "vsftpd-tls-login", line, &offers, ALICE.password, "yes")?;
        }
    }
    Ok(())
}

fn run(
    client: &str,
    what: &str,
    line: &str,
    server: &Running,
    password: &str,
    tls: &str,
) -> Result<(), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let commands = home.path().join("commands");
    fs::write(&commands, format!("alice\n{password}\nls\nquit\n"))?;
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {line}; }} 2>&1")])
        .env("HOME", home.path())
        .env("LC_ALL", "C")
        .env("PASSWORD", password.replace(' ', if client == "wget" { "%20" } else { " " }))
        .env("PORT", server.port.to_string())
        .env("CA", &server.ca)
        .env("TLS", tls)
        .env("COMMANDS", &commands)
        .env("FTPLIB", FTPLIB)
        .env("BASIC_FTP", BASIC_FTP)
        .output()?;
    let file = Path::new(FOLDER).join(format!("{client}-{what}.log"));
    let text = String::from_utf8_lossy(&output.stdout);
    fs::write(
        &file,
        text.replace(&server.port.to_string(), "2121").replace(&server.ca.display().to_string(), "ca.pem"),
    )?;
    println!("{}", file.display());
    Ok(())
}
