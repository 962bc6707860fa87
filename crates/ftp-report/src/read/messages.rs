//! What clients and servers say about a refusal in their own words, without a code: one table.

/// Words in lower case, the reply that says the same, and who uses the words. The first entry that fits counts.
const MESSAGES: &[(&str, &str, &str)] = &[
    // Servers' own logs.
    ("fail login: client", "530 Login incorrect.", "vsftpd"),
    ("(login failed): incorrect password", "530 Login incorrect.", "ProFTPD"),
    ("(login failed): no such user", "530 no such user found", "ProFTPD"),
    (": no such user found from", "530 no such user found", "ProFTPD"),
    ("(login failed): invalid shell", "530 account disabled", "ProFTPD"),
    ("(login failed): user in /etc/ftpusers", "530 account disabled", "ProFTPD"),
    ("(login failed): account disabled", "530 account disabled", "ProFTPD"),
    ("(login failed): password expired", "530 Password expired", "ProFTPD"),
    ("(login failed): limit access denies login", "530 account disabled", "ProFTPD"),
    ("login timeout exceeded", "421 Login timeout exceeded", "ProFTPD"),
    ("[warning] authentication failed for user", "530 Login authentication failed", "Pure-FTPd"),
    ("' failed login.", "530 Authentication failed.", "pyftpdlib"),
    ("login failure - ", "530 Authentication failed.", "Apache FtpServer"),
    ("failed login attempt for user", "530 Authentication failed.", "libunftp"),
    ("failed login from ", "530 Login incorrect.", "WU-FTPD"),
    ("authentication failure; logname", "530 Login incorrect.", "PAM"),
    ("refused user ", "530 account disabled", "PAM"),
    // Clients about the data connection.
    ("data_accept: ssl/tls handshake failed", "522 SSL connection failed", "PHP"),
    (
        "rejects new ssl sessions in the data connection",
        "522 SSL connection failed; session reuse required",
        "wget",
    ),
    (
        "tls session of data connection not resumed",
        "425 TLS session of data connection not resumed.",
        "FileZilla Server",
    ),
    ("php_connect_nonb() failed", "425 Can't open data connection.", "PHP"),
    ("unable to make data connection", "425 Can't open data connection.", "node-ftp"),
    ("[making data connection...]", "425 Can't open data connection.", "lftp"),
    ("curl: (10)", "425 Can't open data connection.", "curl"),
    ("curl: (12)", "425 Can't open data connection.", "curl"),
    ("curl: (15)", "425 Can't open data connection.", "curl"),
    ("curl: (30)", "500 Illegal PORT command.", "curl"),
    ("curl: (18)", "426 Connection closed; transfer aborted.", "curl"),
    ("curl: (78)", "550 No such file or directory.", "curl"),
    ("timed out while making data connection", "425 Can't open data connection.", "node-ftp"),
    ("timeout when trying to open data connection", "425 Can't open data connection.", "basic-ftp"),
    ("transfer channel can't be opened", "425 Can't open data connection.", "WinSCP"),
    ("data connection could not be established", "425 Can't open data connection.", "FileZilla"),
    (
        "different than the address to which the ftp connection was made",
        "425 data connection to another host",
        ".NET",
    ),
    ("host attempting data connection", "425 data connection from another host", "commons-net"),
    (
        "did not properly shut down tls connection",
        "426 TLS connection was not shut down properly",
        "FileZilla",
    ),
    // Bytes that cannot be decoded.
    ("codec can't decode byte", "501 UnicodeDecodeError: the codec can't decode it", "Python"),
    ("stream did not contain valid utf-8", "501 the text is not valid UTF-8", "Rust"),
    ("invalid byte sequence in utf-8", "501 invalid byte sequence in UTF-8", "Ruby"),
    // Files.
    ("no such file '", "550 No such file or directory.", "wget"),
    ("no such directory '", "550 No such file or directory.", "wget"),
    // Another server.
    ("cannot establish ftp connection to an sftp server", "SSH-2.0-", "FileZilla"),
    // Clients about a refused login.
    ("server denied you to change to the given directory", "550 No such file or directory.", "curl"),
    ("requested ssl level failed", "502 AUTH TLS is not implemented", "curl"),
    ("ftps and requires encryption", "530 TLS is required", "FTP-Deploy-Action"),
    ("requires encryption (ftps)", "530 TLS is required", "FTP-Deploy-Action"),
    ("server does not support or allow ssl", "502 AUTH TLS is not implemented", "lftp"),
    ("auth tls command failed", "502 AUTH TLS is not implemented", "FluentFTP"),
    ("could not login with the username", "530 Login incorrect.", "FTP-Deploy-Action"),
    ("{error,euser}", "530 Login incorrect.", "Erlang"),
    ("{error, euser}", "530 Login incorrect.", "Erlang"),
    ("{:error, :euser}", "530 Login incorrect.", "Elixir"),
    ("{error,elogin}", "530 Please login with USER and PASS.", "Erlang"),
    ("{:error, :elogin}", "530 Please login with USER and PASS.", "Elixir"),
    ("{error,epath}", "550 No such file or directory.", "Erlang"),
    ("{:error, :epath}", "550 No such file or directory.", "Elixir"),
    ("failed to log in. correct user and password", "530 Login incorrect.", "git-ftp"),
    ("check username and password", "530 Login incorrect.", "Jenkins"),
    ("was not accepted for login", "530 Login incorrect.", "ncftp"),
    ("wrong username/password", "530 Login incorrect.", "ftpconnect for Dart"),
    ("username/password incorrect for", "530 Login incorrect.", "WordPress"),
    ("unable to login/authenticate with ftp", "530 Login incorrect.", "Flysystem"),
    ("ftp server login fail", "530 Login incorrect.", "ESP32"),
    ("the server refuses login", "530 Login incorrect.", "wget"),
    ("could not login to ", "530 Login incorrect.", "KIO, Ant"),
    ("cannot login to remote system", "530 Login incorrect.", "Wagon"),
    ("login or password incorrect", "530 Login or password incorrect", "FileZilla Server"),
    ("the password was not allowed", "530 Login incorrect.", "WinINet"),
    ("account is required, set ftp:acct", "332 Need account for login.", "lftp"),
    ("login denied", "530 Login incorrect.", "curl"),
    ("login authentication failed", "530 Login authentication failed", "Pure-FTPd"),
    ("user cannot log in", "530 User cannot log in.", "IIS"),
    ("login incorrect", "530 Login incorrect.", "most"),
    ("authentication failed", "530 Authentication failed.", "most"),
    ("authorization failed", "530 Authentication failed.", "aria2"),
];

/// Messages with a code that say more than the code: the reply that is taken instead.
const INSTEAD: &[(&str, &str, &str)] = &[
    ("maximum login attempts (", "421 Maximum login attempts exceeded", "ProFTPD"),
    ("none of the available transfer strategies work", "425 Can't open data connection.", "basic-ftp"),
    ("connection refused (max", "421 Too many connections", "ProFTPD"),
    ("retr response: 550", "550 No such file or directory.", "curl"),
    ("failed ftp upload: 55", "553 upload: permission denied", "curl"),
    ("returned an error: 227 entering passive mode", "425 Can't open data connection.", ".NET"),
    ("returned an error: 229 entering extended", "425 Can't open data connection.", ".NET"),
];

/// Returns the reply to take instead of a line.
pub fn instead(line: &[u8]) -> Option<&'static [u8]> {
    found(INSTEAD, line).map(|(_, reply)| reply.as_bytes())
}

/// Returns the known words of this line, and the reply that means the same.
pub fn reply(line: &[u8]) -> Option<(&'static str, &'static str)> {
    found(MESSAGES, line)
}

fn found(table: &'static [(&str, &str, &str)], line: &[u8]) -> Option<(&'static str, &'static str)> {
    let words = String::from_utf8_lossy(line).to_lowercase().replace(['\u{2018}', '\u{2019}'], "'");
    table.iter().find(|(part, ..)| words.contains(part)).map(|(part, reply, _)| (*part, *reply))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_diagnosis::{Confidence, diagnose};
    use ftp_proto::Transcript;

    /// An entry below another one that it contains would never be found. The diagnosis of a message is never certain,
    /// since its code is a guess.
    #[test]
    fn every_entry_is_found_by_its_own_words_and_says_something() {
        for (words, wanted, whose) in MESSAGES {
            assert_eq!(reply(words.as_bytes()), Some((*words, *wanted)), "{words} of {whose}");
            assert_eq!(*words, words.to_lowercase(), "{words}");
            let mut transcript = Transcript::new();
            transcript.received(format!("{wanted}\r\n").as_bytes());
            let diagnosis = diagnose(&transcript);
            let first = &diagnosis.causes()[0];
            assert!(first.confidence() >= Confidence::Likely, "{words}: {:?}", diagnosis.causes());
        }
    }
}
