//! Pure-FTPd: users from a PureDB. It waits 2 to 20 seconds, longer each time, before it refuses a password.

use std::process::Command;

use super::accounts::{BOB, CAROL, KNOWN};
use super::{NotStarted, Place, Setup, need_root, programs};

const ID: u32 = 20_021; // nobody's on Debian
/// In bytes, for one account.
const QUOTA: &str = "1048576";
const MIN_UID: u32 = 1_000;

pub(super) fn prepare(setup: Setup, place: &Place<'_>) -> Result<Command, NotStarted> {
    let setup: &[&str] = match setup {
        Setup::Plain => &["--tls", "0"],
        Setup::ExplicitTls => &["--tls", "1"],
        Setup::ImplicitTls => return Err(NotStarted::NotOffered("Debian's Pure-FTPd is built without it")),
        Setup::TlsRequired => &["--tls", "2"],
        Setup::SessionReuse => return Err(NotStarted::NotOffered("it has no such rule")),
        Setup::ClientCertificate => {
            return Err(NotStarted::NotOffered("its authorities are in the file of its own certificate"));
        }
        Setup::OneClient => &["--tls", "0", "--maxclientsnumber", "1"],
        Setup::WrongAddress => &["--tls", "0", "--forcepassiveip", "10.0.0.7"],
        Setup::NoPassive => return Err(NotStarted::NotOffered("passive mode cannot be switched off")),
        Setup::DataTls => return Err(NotStarted::NotOffered("its rule is for both connections")),
        Setup::ReadOnly => &["--tls", "0"],
        Setup::OnePerAddress => &["--tls", "0", "--maxclientsperip", "1"],
        Setup::Anonymous => {
            return Err(NotStarted::NotOffered(
                "it needs a system user named ftp, which the tests do not make",
            ));
        }
    };
    let program = programs::debian("usr/sbin/pure-ftpd")?;
    let pure_pw = programs::debian("usr/bin/pure-pw")?;
    need_root()?;

    let users: String = KNOWN
        .iter()
        .map(|account| {
            let uid = if account.name == CAROL.name { MIN_UID - 1 } else { ID };
            let home = place.home(*account);
            let quota = if account.name == BOB.name { QUOTA } else { "" };
            format!(
                "{}:{}:{uid}:{ID}::{}/./:::::::{quota}:::::\n",
                account.name,
                account.crypt(),
                home.display()
            )
        })
        .collect();
    let users = place.write_private("users", &users)?;
    let database = place.path("users.pdb");
    let made = Command::new(pure_pw).arg("mkdb").arg(&database).arg("-f").arg(users).output()?;
    if !made.status.success() {
        return Err(NotStarted::Failed(format!("pure-pw: {}", String::from_utf8_lossy(&made.stderr))));
    }

    let mut command = Command::new(program);
    command
        .args(["--ipv4only", "--noanonymous", "--dontresolve", "--chrooteveryone"])
        .args(["--syslogfacility", "none"])
        .args(["--bind", &format!("127.0.0.1,{}", place.port)])
        .args(["--minuid", &MIN_UID.to_string()])
        .args(["--login", &format!("puredb:{}", database.display())])
        .arg("--pidfile")
        .arg(place.path("pid"))
        .arg("--certfile")
        .arg(place.path("server.pem"))
        .args(setup);
    Ok(command)
}
