//! vsftpd: guest users that PAM knows.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use tempfile::NamedTempFile;

use super::accounts::{CAROL, KNOWN};
use super::{NotStarted, Place, Setup, need_root, programs};

/// vsftpd finds its users only through PAM, and PAM finds its services only here. So this file, which no
/// other program uses, is the only thing that stays on the machine.
const PAM_SERVICE: &str = "/etc/pam.d/ftp-proto-tests";

pub(super) fn prepare(setup: Setup, place: &Place<'_>) -> Result<Command, NotStarted> {
    let program = programs::debian("usr/sbin/vsftpd")?;
    let module = programs::pam_module("pam_pwdfile.so")?;
    need_root()?;

    let passwords = programs::cache().join("vsftpd.passwd");
    let lines: String =
        KNOWN.iter().map(|account| format!("{}:{}\n", account.name, account.crypt())).collect();
    keep(&passwords, &lines)?;
    let service = format!(
        "auth required {} nodelay pwdfile {}\naccount required pam_permit.so\n",
        module.display(),
        passwords.display()
    );
    keep(Path::new(PAM_SERVICE), &service)?;

    place.write("denied", &format!("{}\n", CAROL.name))?;
    let configuration = place.write("vsftpd.conf", &configuration(setup, place))?;
    let mut command = Command::new(program);
    command.arg(configuration);
    Ok(command)
}

fn configuration(setup: Setup, place: &Place<'_>) -> String {
    let folder = place.folder.display();
    let port = place.port;
    let with_data = |reuse: &str| {
        format!(
            "
ssl_enable=YES
ssl_tlsv1=YES
ssl_ciphers=HIGH
require_ssl_reuse={reuse}
strict_ssl_write_shutdown={reuse}
force_local_data_ssl={reuse}"
        )
    };
    let tls = with_data("NO");
    let setup = match setup {
        Setup::Plain => String::new(),
        Setup::ExplicitTls => format!("{tls}\nforce_local_logins_ssl=NO"),
        Setup::ImplicitTls => format!("{tls}\nforce_local_logins_ssl=YES\nimplicit_ssl=YES"),
        Setup::TlsRequired => format!("{tls}\nforce_local_logins_ssl=YES"),
        Setup::SessionReuse => format!("{}\nforce_local_logins_ssl=YES", with_data("YES")),
        Setup::ClientCertificate => format!(
            "{tls}\nforce_local_logins_ssl=YES\nrequire_cert=YES\nvalidate_cert=YES\nca_certs_file={folder}/ca.pem"
        ),
        Setup::OneClient => "max_clients=1".to_owned(),
        Setup::OnePerAddress => "max_per_ip=1".to_owned(),
        Setup::Anonymous => "anonymous_enable=YES".to_owned(),
        Setup::WrongAddress => "pasv_address=10.0.0.7".to_owned(),
        Setup::NoPassive => "pasv_enable=NO".to_owned(),
        Setup::DataTls => format!("{tls}\nforce_local_logins_ssl=NO\nforce_local_data_ssl=YES"),
        Setup::ReadOnly => "write_enable=NO".to_owned(),
    };
    // Guests become `daemon` and not vsftpd's default `nobody`, because the guest's own home must exist.
    format!(
        "listen=YES
listen_ipv6=NO
listen_address=127.0.0.1
listen_port={port}
background=NO
seccomp_sandbox=NO
isolate_network=NO
secure_chroot_dir={folder}/empty
vsftpd_log_file={folder}/log
anonymous_enable=NO
ftp_username=daemon
anon_root={folder}/anonymous
local_enable=YES
pam_service_name=ftp-proto-tests
guest_enable=YES
guest_username=daemon
user_sub_token=%U
local_root={folder}/home/%U
chroot_local_user=YES
allow_writeable_chroot=YES
write_enable=YES
virtual_use_local_privs=YES
local_umask=022
userlist_enable=YES
userlist_deny=YES
userlist_file={folder}/denied
rsa_cert_file={folder}/server.pem
{setup}
"
    )
}

/// Makes sure that the file contains this. The file is replaced in one step, because running servers read it.
fn keep(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|present| present == text.as_bytes()) {
        return Ok(());
    }
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(path))?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
