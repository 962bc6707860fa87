//! A session: one command at a time after the login.

use crate::config::{LoginConfig, limits};
use crate::lanes::{Happened, Wants};
use crate::not_now;
use crate::reply::Reply;
use crate::text::{Text, argument, ip_address, number, of_name, value_error};
use crate::transcript::Transcript;
use crate::transfer::{Transfer, plan};
use ftp_proto::Command;
use ftp_proto::command::Protection;
use ftp_proto::response::DataAddress;
use ftp_proto::transfer::{DataSettings, Mode, Pipelining, Trust};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A connection that is logged in.
#[pyclass(module = "ftp_proto")]
pub struct Session {
    session: ftp_bindings::Session,
}

/// Whether the address in a reply to PASV is used, by name.
fn address_of(name: &str) -> PyResult<DataAddress> {
    match name {
        "peer" => Ok(DataAddress::Peer),
        "refuse_if_different" => Ok(DataAddress::RefuseIfDifferent),
        "danger_trust_reply" => Ok(DataAddress::DangerTrustReply),
        other => Err(value_error(format!("{other:?} is no way to take an address"))),
    }
}

/// How a command ended.
#[pyclass(frozen, module = "ftp_proto")]
pub struct Outcome {
    outcome: ftp_proto::Outcome,
}

/// How to restore the state of a lost session in a new one.
#[pyclass(frozen, get_all, module = "ftp_proto")]
pub struct Recovery {
    restore: Vec<Py<PyBytes>>,
    directory_known: bool,
    replay: Option<Py<PyBytes>>,
}

impl Session {
    pub(crate) fn new(session: ftp_proto::Session) -> Self {
        Session { session: ftp_bindings::Session::new(session) }
    }

    fn with<R>(&self, work: impl FnOnce(&mut ftp_proto::Session) -> R) -> PyResult<R> {
        self.session.with(work).map_err(not_now)
    }
}

#[pymethods]
impl Session {
    #[staticmethod]
    #[pyo3(signature = (*, encrypted=false, data_protected=false, line=None, reply=None, lines=None, transcript=None,
        preliminary=None, ending="opening_code"))]
    #[allow(clippy::too_many_arguments)] // they have names in Python
    fn take_over(
        encrypted: bool,
        data_protected: bool,
        #[pyo3(from_py_with = number)] line: Option<usize>,
        #[pyo3(from_py_with = number)] reply: Option<usize>,
        #[pyo3(from_py_with = number)] lines: Option<usize>,
        #[pyo3(from_py_with = number)] transcript: Option<usize>,
        #[pyo3(from_py_with = number)] preliminary: Option<usize>,
        ending: &str,
    ) -> PyResult<Self> {
        let limits = limits([line, reply, lines, transcript, preliminary], ending)?;
        let protection = |is| if is { Protection::Private } else { Protection::DangerClear };
        let (control, data) = (protection(encrypted), protection(data_protected));
        Ok(Session::new(ftp_proto::Session::take_over(limits, control, data)))
    }

    fn wants(&self, py: Python<'_>) -> PyResult<Wants> {
        let wants = self.session.drive(|dialogue| Wants::of(py, dialogue)).map_err(not_now)?;
        Ok(wants.unwrap_or_else(|| Wants::done(py)))
    }

    #[pyo3(signature = (event, data=&[][..], *, count=0, reason=None))]
    fn happened(
        &self,
        event: &str,
        data: &[u8],
        #[pyo3(from_py_with = number)] count: u64,
        reason: Option<&str>,
    ) -> PyResult<()> {
        let happened = Happened::of_control(event, data, count, reason);
        let reported = self.session.drive(|dialogue| happened.report(dialogue)).map_err(not_now)?;
        reported.ok_or_else(|| not_now(ftp_bindings::NotNow))?
    }

    #[pyo3(signature = (verb, argument=None))]
    fn command(&self, verb: &str, argument: Option<Text>) -> PyResult<()> {
        let behind = crate::text::argument(argument.as_ref())?;
        let command = Command::custom(verb, behind).map_err(value_error)?;
        self.session.start(&command).map_err(not_now)
    }

    fn resume(&self) -> PyResult<()> {
        self.session.resume().map_err(not_now)
    }

    fn check(&self) -> PyResult<()> {
        self.session.check().map_err(not_now)
    }

    fn outcome(&self) -> PyResult<Outcome> {
        self.session.outcome().map(|outcome| Outcome { outcome }).map_err(not_now)
    }

    #[pyo3(signature = (verb, path=None, *, offset=0, size=None, verify=false, modified=false))]
    fn transfer(
        &self,
        verb: &str,
        path: Option<Text>,
        #[pyo3(from_py_with = number)] offset: u64,
        #[pyo3(from_py_with = number)] size: Option<u64>,
        verify: bool,
        modified: bool,
    ) -> PyResult<Transfer> {
        let plan = plan(verb, argument(path.as_ref())?, offset, size, verify, modified)?;
        self.session.transfer(plan).map(Transfer::new).map_err(not_now)
    }

    #[pyo3(signature = (*, mode="passive", address="peer", trust="same_server", pipelining="prepare", peer=None))]
    fn set_data(
        &self,
        mode: &str,
        address: &str,
        trust: &str,
        pipelining: &str,
        peer: Option<&str>,
    ) -> PyResult<()> {
        let mut settings = DataSettings::default()
            .mode(of_name(mode, &[Mode::Passive, Mode::Active], |one| one.name())?)
            .address(address_of(address)?)
            .trust(of_name(trust, &[Trust::SameServer, Trust::Resumed, Trust::DangerAny], |one| one.name())?)
            .pipelining(of_name(pipelining, Pipelining::ALL, |one| one.name())?);
        if let Some(peer) = peer {
            settings = settings.peer(ip_address(peer)?);
        }
        self.with(|session| session.set_data(settings))
    }

    fn set_known(&self, earlier: &Session) -> PyResult<()> {
        let known = earlier.with(|earlier| earlier.known())?;
        self.with(|session| session.set_known(known))
    }

    fn hide(&self, config: &LoginConfig) -> PyResult<()> {
        self.with(|session| config.all_credentials().for_each(|one| session.hide(one)))
    }

    fn transcript(&self) -> PyResult<Transcript> {
        self.with(|session| Transcript::of(session.transcript()))
    }

    fn recovery(&self, py: Python<'_>) -> PyResult<Option<Recovery>> {
        let bytes = |line: &[u8]| PyBytes::new(py, line).unbind();
        let recovery = self.with(|session| session.recovery())?;
        Ok(recovery.map(|recovery| Recovery {
            restore: recovery.restore.iter().map(|line| bytes(line)).collect(),
            directory_known: recovery.directory_known,
            replay: recovery.replay.as_deref().map(bytes),
        }))
    }

    #[getter]
    fn health(&self) -> PyResult<&'static str> {
        self.with(|session| session.health().name())
    }

    #[getter]
    fn logged_in(&self) -> PyResult<bool> {
        self.with(|session| session.is_logged_in())
    }

    #[getter]
    fn encrypted(&self) -> PyResult<bool> {
        self.with(|session| session.is_encrypted())
    }

    #[getter]
    fn data_protected(&self) -> PyResult<bool> {
        self.with(|session| session.is_data_protected())
    }

    #[getter]
    fn binary(&self) -> PyResult<bool> {
        self.with(|session| session.is_binary())
    }

    #[getter]
    fn features(&self) -> PyResult<Option<Reply>> {
        self.with(|session| session.features().map(Reply::new))
    }
}

#[pymethods]
impl Outcome {
    #[getter]
    fn name(&self) -> &'static str {
        self.outcome.name()
    }

    #[getter]
    fn reply(&self) -> Option<Reply> {
        self.outcome.reply().map(Reply::new)
    }

    fn __repr__(&self) -> String {
        format!("Outcome({})", self.outcome)
    }
}
