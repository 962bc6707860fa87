//! What each client calls the name, the password and the account.

use super::{Client, Table};

/// Where the name and the password go, and what is often misspelt.
pub(super) const WHO: Table = &[
    (Client::Curl, "-u 'NAME:PASSWORD' in single quotes (the name ends at the first colon), or --netrc"),
    (Client::Libcurl, "CURLOPT_USERNAME and CURLOPT_PASSWORD"),
    (Client::Lftp, "open -u NAME,PASSWORD HOST (the name ends at the comma)"),
    (Client::FileZilla, "Site Manager > Logon Type: Normal, not Anonymous"),
    (Client::WinScp, "open -username=NAME -password=PASSWORD: in a URL both have to be percent-encoded"),
    (Client::Cyberduck, "the bookmark's user name, with Anonymous Login unticked"),
    (Client::Wget, "--ftp-user=NAME and --ftp-password=PASSWORD: they win over --user and --password"),
    (Client::Ftp, "its prompt, `user NAME PASSWORD`, or ~/.netrc; without a name it sends the local one"),
    (Client::WindowsFtp, "its prompt, or in a -s file the name on line 2 and the password on line 3"),
    (Client::Ncftp, "-u NAME -p PASSWORD"),
    (Client::Ftplib, "FTP(host, user=..., passwd=...): it is passwd, and login() alone is anonymous"),
    (Client::Aioftp, "await client.login(user, password): without them it is anonymous"),
    (Client::Ftputil, "FTPHost(host, user, password)"),
    (Client::Ruby, "Net::FTP.new(host, username:, password:): it is username"),
    (Client::Perl, "$ftp->login('NAME', 'PASSWORD') in single quotes: \"...\" replaces $ and @"),
    (Client::Php, "ftp_login($c, 'NAME', 'PASSWORD') in single quotes: \"...\" replaces $"),
    (Client::Flysystem, "'username' and 'password' of the disk"),
    (Client::BasicFtp, "access({ user, password }): it is user and password"),
    (Client::NodeFtp, "connect({ user, password }): without them it is anonymous"),
    (Client::FtpDeployAction, "server, username and password, the last from ${{ secrets.NAME }}"),
    (Client::VscodeSftp, "\"username\" and \"password\"; \"protocol\" has to be \"ftp\""),
    (Client::FtpKr, "\"username\" and \"password\""),
    (Client::Rclone, "user and pass, the last by rclone obscure; without user it is the system's user"),
    (Client::Jlaffaye, "c.Login(user, password)"),
    (Client::FluentFtp, "new FtpClient(host, user, pass): without them it is anonymous"),
    (Client::FtpWebRequest, "request.Credentials = new NetworkCredential(user, password)"),
    (Client::CommonsNet, "login(user, password)"),
    (Client::Camel, "username=NAME&password=RAW(PASSWORD)"),
    (Client::Spring, "setUsername(...) and setPassword(...)"),
    (Client::Jenkins, "Manage Jenkins > System > FTP servers > Username and Password"),
    (Client::Suppaftp, "login(user, password)"),
    (Client::OpenDal, "user and password: without them it sends no USER at all"),
    (Client::Duplicati, "--auth-username and --auth-password"),
    (Client::Duplicity, "the name in the URL, and FTP_PASSWORD; PASSPHRASE is GPG's"),
    (
        Client::GitFtp,
        "-u NAME -p, or git config git-ftp.user and git-ftp.password (\\, \", ; and # need quotes there)",
    ),
];

/// The account of ACCT.
pub(super) const ACCOUNT: Table = &[
    (Client::FtpDoctor, "--account ACCOUNT"),
    (Client::Curl, "--ftp-account ACCOUNT"),
    (Client::Libcurl, "CURLOPT_FTP_ACCOUNT"),
    (Client::Lftp, "set ftp:acct/NAME@HOST ACCOUNT"),
    (Client::FileZilla, "Site Manager > Logon Type: Account"),
    (Client::WinScp, "the box Account, or raw setting FtpAccount"),
    (Client::Ftp, "`user NAME PASSWORD ACCOUNT`, or account in ~/.netrc"),
    (Client::WindowsFtp, "`user NAME PASSWORD ACCOUNT`"),
    (Client::Ftplib, "FTP(host, user, passwd, acct)"),
    (Client::Aioftp, "client.login(user, password, account)"),
    (Client::Ruby, "account: in Net::FTP.new"),
    (Client::Perl, "$ftp->login($name, $password, $account)"),
    (Client::Php, "it has none: 332 is a failure for it"),
    (Client::Jlaffaye, "it has none: 332 is a failure for it"),
    (Client::FtpWebRequest, "the domain of NetworkCredential"),
    (Client::CommonsNet, "login(user, password, account)"),
    (Client::Camel, "account=ACCOUNT"),
];

/// FTP in place of SFTP.
pub(super) const FTP: Table = &[
    (Client::Curl, "ftp:// in place of sftp://"),
    (Client::Lftp, "ftp:// in place of sftp://"),
    (Client::FileZilla, "Site Manager > Protocol: FTP - File Transfer Protocol"),
    (Client::WinScp, "File protocol: FTP"),
    (Client::Cyberduck, "the protocol FTP-SSL or FTP"),
    (Client::Transmit, "the protocol FTP"),
    (Client::VscodeSftp, "\"protocol\": \"ftp\", \"port\": 21: its default is sftp"),
    (Client::FtpKr, "\"protocol\": \"ftp\""),
    (Client::Rclone, "type = ftp"),
    (Client::Camel, "ftp: in place of sftp:"),
    (Client::Duplicati, "ftp:// in place of ssh://"),
    (Client::Duplicity, "ftp:// in place of sftp://"),
    (Client::GitFtp, "ftp:// in place of sftp://"),
];
