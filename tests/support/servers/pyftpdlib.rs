//! pyftpdlib: a small script around it that takes the users as arguments.

use std::path::Path;
use std::process::Command;

use super::accounts::{CAROL, DAVE, HOUSED};
use super::{NotStarted, Place, Setup, programs};

pub(super) fn prepare(setup: Setup, place: &Place<'_>) -> Result<Command, NotStarted> {
    let setup: &[&str] = match setup {
        Setup::ClientCertificate => return Err(NotStarted::NotOffered("it asks for no certificate")),
        Setup::SessionReuse => return Err(NotStarted::NotOffered("it has no such rule")),
        Setup::Plain => &[],
        Setup::ExplicitTls => &["--tls", "offered"],
        Setup::ImplicitTls => &["--tls", "implicit"],
        Setup::TlsRequired => &["--tls", "required"],
        Setup::OneClient => &["--max-connections", "1"],
        Setup::OnePerAddress => &["--max-per-address", "1"],
        Setup::Anonymous => &["--anonymous"],
        Setup::WrongAddress => &["--masquerade", "10.0.0.7"],
        Setup::NoPassive => &["--without", "EPSV", "--without", "PASV"],
        Setup::DataTls => &["--tls", "data"],
        Setup::ReadOnly => &["--permissions", "elr"],
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("support/servers/pyftpdlib_server.py");
    let mut command = Command::new(programs::python()?);
    command.arg("-B").arg(script).arg(place.folder).arg(place.port.to_string());
    for account in HOUSED.iter().chain([&DAVE]) {
        command.args(["--user", account.name, account.password]);
    }
    command.args(["--rejected", CAROL.name]).args(setup);
    Ok(command)
}
