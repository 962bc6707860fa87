//! The memory that is kept and the number of inputs to the end are bounded, whatever comes.

#[path = "bounds/end.rs"]
mod end;
#[path = "bounds/memory.rs"]
mod memory;

use ftp_proto::{Credentials, Dialogue, Input, Limits, Login, LoginConfig, Session, TlsPolicy};

fn login(limits: Limits) -> Login {
    let credentials = Credentials::new("alice", "secret").unwrap();
    Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext).limits(limits))
}

fn session(limits: Limits) -> Session {
    let mut login = login(limits);
    for reply in ["220 x\r\n", "331 x\r\n", "230 x\r\n"] {
        write(&mut login);
        login.handle(Input::Bytes(reply.as_bytes()));
    }
    login.finish().unwrap()
}

fn write(dialogue: &mut impl Dialogue) {
    ftp_fuzz::driven::write_all(dialogue);
}
