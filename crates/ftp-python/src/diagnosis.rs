//! The diagnosis: causes with evidence, their confidence, and what to do.

use crate::made_by;
use crate::text::{Text, value_error};
use ftp_report::json;
use ftp_report::read::{self, Format};
use ftp_report::report::Report;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// What a conversation shows.
#[pyclass(frozen, get_all, module = "ftp_proto")]
pub struct Diagnosis {
    outcome: String,
    phase: String,
    code: Option<u16>,
    causes: Vec<Cause>,
    advice: Vec<String>,
    json: String,
}

/// One possible cause.
#[pyclass(frozen, get_all, module = "ftp_proto")]
#[derive(Clone)]
pub struct Cause {
    name: String,
    confidence: String,
    because: String,
    quote: Option<String>,
}

/// Diagnoses the log of a client or server.
#[pyfunction]
#[pyo3(signature = (log, format=None))]
pub fn diagnose(log: Text, format: Option<&str>) -> PyResult<Diagnosis> {
    let format = match format {
        None => None,
        Some(name) => {
            Some(Format::from_name(name).ok_or_else(|| value_error(format!("{name:?} is no kind of log")))?)
        }
    };
    let reading = read::read(log.bytes(), format).ok_or_else(|| value_error("nothing of ftp is in it"))?;
    Diagnosis::new(Report::of_reading(reading))
}

impl Diagnosis {
    pub(crate) fn new(report: Report) -> PyResult<Self> {
        let json = json::object(&report, None).map_err(value_error)?;
        let found = report.diagnosis;
        let cause = |one: &ftp_diagnosis::Finding| Cause {
            name: one.cause().name().to_string(),
            confidence: one.confidence().name().to_string(),
            because: one.because().to_string(),
            quote: one.quote().map(String::from),
        };
        Ok(Diagnosis {
            outcome: found.ended().name().to_string(),
            phase: found.phase().name().to_string(),
            code: found.code().map(|code| code.get()),
            causes: found.causes().iter().map(cause).collect(),
            advice: found.advice().into_iter().map(String::from).collect(),
            json,
        })
    }

    pub(crate) fn of_transcript(transcript: &ftp_proto::Transcript) -> PyResult<Self> {
        Diagnosis::new(Report::new(transcript.clone(), None, None))
    }
}

/// Makes a diagnosis from a pickle.
#[pyfunction]
#[pyo3(signature = (outcome, phase, code, causes, advice, json))]
pub fn _diagnosis(
    outcome: String,
    phase: String,
    code: Option<u16>,
    causes: Vec<PyRef<'_, Cause>>,
    advice: Vec<String>,
    json: String,
) -> Diagnosis {
    let causes = causes.iter().map(|cause| Cause::clone(cause)).collect();
    Diagnosis { outcome, phase, code, causes, advice, json }
}

/// Makes a cause from a pickle.
#[pyfunction]
#[pyo3(signature = (name, confidence, because, quote))]
pub fn _cause(name: String, confidence: String, because: String, quote: Option<String>) -> Cause {
    Cause { name, confidence, because, quote }
}

#[pymethods]
impl Diagnosis {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let causes = self.causes.clone();
        let fields = (&self.outcome, &self.phase, self.code, causes, &self.advice, &self.json);
        (made_by(py, "_diagnosis")?, fields).into_pyobject(py)
    }

    fn __repr__(&self) -> String {
        let causes: Vec<String> =
            self.causes.iter().map(|cause| format!("{} ({})", cause.name, cause.confidence)).collect();
        format!("Diagnosis({} at {}: {})", self.outcome, self.phase, causes.join(", "))
    }
}

#[pymethods]
impl Cause {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let fields = (&self.name, &self.confidence, &self.because, &self.quote);
        (made_by(py, "_cause")?, fields).into_pyobject(py)
    }

    fn __repr__(&self) -> String {
        format!("Cause({}, {}: {})", self.name, self.confidence, self.because)
    }
}
