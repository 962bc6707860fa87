//! ProFTPD: users from an AuthUserFile.

use std::process::Command;

use super::accounts::{CAROL, KNOWN};
use super::{NotStarted, Place, Setup, need_root, programs};

const ID: u32 = 20_021; // nobody's on Debian

pub(super) fn prepare(setup: Setup, place: &Place<'_>) -> Result<Command, NotStarted> {
    let program = programs::debian("usr/sbin/proftpd")?;
    let modules = programs::debian("usr/lib/proftpd/mod_tls.so")?;
    need_root()?;

    let mut users: String = KNOWN
        .iter()
        .map(|account| {
            let home = place.home(*account);
            format!("{}:{}:{ID}:{ID}::{}:/bin/sh\n", account.name, account.crypt(), home.display())
        })
        .collect();
    // The user that anonymous is an alias of; it has no password of its own.
    users += "nobody:!:65534:65534::/:/bin/sh\n";
    place.write_private("users", &users)?;
    place.write_private("groups", &format!("users:x:{ID}:\nnogroup:x:65534:\n"))?;

    let modules = modules.parent().unwrap_or(&modules).display().to_string();
    let configuration = place.write("proftpd.conf", &configuration(setup, place, &modules))?;
    let mut command = Command::new(program);
    command.args(["--nodaemon", "--quiet", "--config"]).arg(configuration);
    Ok(command)
}

fn configuration(setup: Setup, place: &Place<'_>, modules: &str) -> String {
    let folder = place.folder.display();
    let port = place.port;
    let carol = CAROL.name;
    // Off is the default; on lets an upload continue.
    let restart = if setup == Setup::Plain { "off" } else { "on" };
    let with_certificate = |certificate: &str, required: &str, options: &str| {
        format!(
            "LoadModule mod_tls.c
TLSEngine on
TLSLog {folder}/log
TLSECCertificateFile {folder}/server.pem
TLSECCertificateKeyFile {folder}/server.pem
TLSCACertificateFile {folder}/ca.pem
TLSVerifyClient {certificate}
TLSRequired {required}
{options}"
        )
    };
    let tls = |required: &str, options: &str| {
        with_certificate("off", required, &format!("TLSOptions NoSessionReuseRequired {options}"))
    };
    let setup = match setup {
        Setup::Plain => String::new(),
        Setup::ExplicitTls => tls("off", ""),
        Setup::ImplicitTls => tls("on", "UseImplicitSSL"),
        Setup::TlsRequired => tls("on", ""),
        Setup::SessionReuse => with_certificate("off", "on", ""),
        Setup::ClientCertificate => with_certificate("on", "on", "TLSOptions NoSessionReuseRequired"),
        Setup::OneClient => "MaxClients 1".to_owned(),
        Setup::OnePerAddress => "MaxConnectionsPerHost 1".to_owned(),
        Setup::WrongAddress => "MasqueradeAddress 10.0.0.7".to_owned(),
        Setup::NoPassive => "<Limit EPSV PASV>\nDenyAll\n</Limit>".to_owned(),
        Setup::DataTls => tls("data", ""),
        Setup::ReadOnly => "<Limit WRITE>\nDenyAll\n</Limit>".to_owned(),
        Setup::Anonymous => format!(
            "<Anonymous {folder}/anonymous>
User nobody
Group nogroup
UserAlias anonymous nobody
AuthAliasOnly on
</Anonymous>"
        ),
    };
    format!(
        "ModulePath {modules}
ServerName \"ftp-proto tests\"
ServerType standalone
DefaultAddress 127.0.0.1
SocketBindTight on
Port {port}
UseIPv6 off
UseReverseDNS off
User nobody
Group nogroup
PidFile {folder}/pid
ScoreboardFile {folder}/scoreboard
SystemLog {folder}/log
TransferLog none
WtmpLog off
DelayEngine off
<IfModule mod_ctrls.c>
ControlsEngine off
</IfModule>
AuthOrder mod_auth_file.c
AuthUserFile {folder}/users
AuthGroupFile {folder}/groups
RequireValidShell off
UseFtpUsers off
DefaultRoot ~
AllowOverwrite on
AllowStoreRestart {restart}
<Limit LOGIN>
DenyUser {carol}
</Limit>
{setup}
"
    )
}
