//! Why: causes with evidence, how sure they are, and what to do.

use crate::text::{Text, value_error};
use ftp_report::json;
use ftp_report::read::{self, Format};
use ftp_report::report::Report;
use pyo3::prelude::*;

/// What a conversation shows.
#[pyclass(frozen, get_all, module = "ftp_proto")]
pub struct Diagnosis {
    outcome: &'static str,
    phase: &'static str,
    code: Option<u16>,
    causes: Vec<Cause>,
    advice: Vec<&'static str>,
    json: String,
}

/// One possible cause.
#[pyclass(frozen, get_all, module = "ftp_proto")]
#[derive(Clone)]
pub struct Cause {
    name: &'static str,
    confidence: &'static str,
    because: String,
    quote: Option<String>,
}

/// Says what the log of a client or server shows.
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
            name: one.cause().name(),
            confidence: one.confidence().name(),
            because: one.because().to_string(),
            quote: one.quote().map(String::from),
        };
        Ok(Diagnosis {
            outcome: found.ended().name(),
            phase: found.phase().name(),
            code: found.code().map(|code| code.get()),
            causes: found.causes().iter().map(cause).collect(),
            advice: found.advice(),
            json,
        })
    }

    pub(crate) fn of_transcript(transcript: &ftp_proto::Transcript) -> PyResult<Self> {
        Diagnosis::new(Report::new(transcript.clone(), None, None))
    }
}

#[pymethods]
impl Diagnosis {
    fn __repr__(&self) -> String {
        let causes: Vec<String> =
            self.causes.iter().map(|cause| format!("{} ({})", cause.name, cause.confidence)).collect();
        format!("Diagnosis({} at {}: {})", self.outcome, self.phase, causes.join(", "))
    }
}

#[pymethods]
impl Cause {
    fn __repr__(&self) -> String {
        format!("Cause({}, {}: {})", self.name, self.confidence, self.because)
    }
}
