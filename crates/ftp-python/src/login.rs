//! A login: from the connection to the session, or to the reason that there is none.

use crate::config::LoginConfig;
use crate::diagnosis::Diagnosis;
use crate::lanes::{Happened, Wants};
use crate::not_now;
use crate::reply::Reply;
use crate::session::Session;
use crate::text::{Text, number, value_error};
use crate::transcript::Transcript;
use ftp_bindings::{NotNow, Refused};
use ftp_proto::Secret;
use ftp_proto::login::Start;
use ftp_proto::transcript::Entry;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// A login, to be driven and finished.
#[pyclass(module = "ftp_proto")]
pub struct Login {
    login: ftp_bindings::Login,
}

#[pymethods]
impl Login {
    #[new]
    #[pyo3(signature = (config, *, start="connected", greeting=&[][..]))]
    fn new(config: &LoginConfig, start: &str, greeting: &[u8]) -> PyResult<Self> {
        let start = match start {
            // The greeting would be lost, and the login would wait for it for ever.
            "connected" | "encrypted" if !greeting.is_empty() => {
                return Err(value_error(format!("{start:?} is before the greeting")));
            }
            "connected" => Start::Connected,
            "encrypted" => Start::Encrypted,
            "greeted" => Start::Greeted(greeting),
            "encrypted_and_greeted" => Start::EncryptedAndGreeted(greeting),
            other => return Err(value_error(format!("{other:?} is no start"))),
        };
        Ok(Login { login: ftp_bindings::Login::take_over(config.config(), start) })
    }

    fn wants(&mut self, py: Python<'_>) -> Wants {
        // If nothing is in progress, nothing is wanted.
        self.login.drive(|dialogue| Wants::of(py, dialogue)).unwrap_or_else(|_| Wants::done(py))
    }

    #[pyo3(signature = (event, data=&[][..], *, count=0, reason=None))]
    fn happened(
        &mut self,
        event: &str,
        data: &[u8],
        #[pyo3(from_py_with = number)] count: u64,
        reason: Option<&str>,
    ) -> PyResult<()> {
        let happened = Happened::of_control(event, data, count, reason);
        self.login.drive(|dialogue| happened.report(dialogue)).map_err(not_now)?
    }

    fn connected(&mut self, #[pyo3(from_py_with = number)] port: u16) -> PyResult<()> {
        self.login.note(Entry::Connected { port }).map_err(not_now)
    }

    fn waited(&mut self, #[pyo3(from_py_with = number)] seconds: u32) -> PyResult<()> {
        self.login.note(Entry::Waited { seconds }).map_err(not_now)
    }

    fn finish(&mut self, py: Python<'_>) -> PyResult<Session> {
        match self.login.finish().map_err(not_now)? {
            Some(session) => Ok(Session::new(session)),
            None => Err(self.error(py)?),
        }
    }

    fn retry(&mut self, config: &LoginConfig) -> PyResult<()> {
        self.login.retry(config.credentials().clone(), config.tls()).map_err(refused)
    }

    fn answer(&mut self, answer: Text) -> PyResult<()> {
        self.login.answer(Secret::new(answer.bytes())).map_err(refused)
    }

    fn quit(&mut self) -> PyResult<()> {
        self.login.quit().map_err(not_now)
    }

    fn transcript(&mut self) -> PyResult<Transcript> {
        self.login.transcript().map(Transcript::of).map_err(not_now)
    }
}

/// The exception for a login that cannot be continued.
fn refused(refused: Refused) -> PyErr {
    match refused {
        Refused::NotNow => not_now(NotNow),
        other => value_error(other),
    }
}

impl Login {
    /// Makes a `LoginError`. It is a Python class, because an exception with fields cannot be defined here for all versions
    /// of Python.
    fn error(&mut self, py: Python<'_>) -> PyResult<PyErr> {
        let error = self.login.error().map_err(not_now)?;
        let fields = PyDict::new(py);
        fields.set_item("kind", error.kind().name())?;
        fields.set_item("phase", error.phase().name())?;
        fields.set_item("fault", error.kind().fault().name())?;
        fields.set_item("reply", error.kind().reply().map(Reply::new))?;
        fields.set_item("same_connection", error.same_connection())?;
        fields.set_item("diagnosis", Diagnosis::of_transcript(error.transcript())?)?;
        let class = py.import("ftp_proto")?.getattr("LoginError")?;
        Ok(PyErr::from_value(class.call((error.to_string(),), Some(&fields))?))
    }
}
