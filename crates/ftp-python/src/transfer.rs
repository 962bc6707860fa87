//! Files and listings: a transfer over both connections of a session.

use crate::lanes::{Event, Happened, Wants};
use crate::not_now;
use crate::reply::Reply;
use crate::text::{number, value_error};
use ftp_proto::transfer::{Ending, Plan, Resume};
use ftp_proto::{Arg, Command, Dialogue};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A transfer in progress. It holds its session until it is finished.
#[pyclass(module = "ftp_proto")]
pub struct Transfer {
    transfer: ftp_bindings::Transfer,
}

/// How a transfer ended, with the evidence.
#[pyclass(frozen, module = "ftp_proto")]
pub struct Report {
    report: ftp_proto::transfer::Report,
}

/// What to transfer.
pub(crate) fn plan(
    verb: &str,
    path: Option<Arg<'_>>,
    offset: u64,
    size: Option<u64>,
    verify: bool,
    modified: bool,
) -> PyResult<Plan> {
    let command = Command::custom(verb, path).map_err(value_error)?;
    let plan = Plan::of(&command).ok_or_else(|| value_error(format!("{verb} has no data connection")))?;
    let mut plan = plan.offset(offset);
    if let Some(size) = size {
        plan = plan.size(size);
    }
    plan = if verify { plan.verify() } else { plan };
    Ok(if modified { plan.modified() } else { plan })
}

impl Transfer {
    pub(crate) fn new(transfer: ftp_bindings::Transfer) -> Self {
        Transfer { transfer }
    }
}

#[pymethods]
impl Transfer {
    fn wants(&self, py: Python<'_>) -> Wants {
        let wants = self.transfer.drive(|one| Wants::new(py, one.action(), one.data(), one.replies()));
        // A finished transfer wants nothing more.
        wants.unwrap_or_else(|_| Wants::done(py))
    }

    #[pyo3(signature = (event, data=&[][..], *, count=0, reason=None, address=None, port=0, resumed=None,
        same_certificate=None))]
    #[allow(clippy::too_many_arguments)] // they have names in Python
    fn happened(
        &self,
        event: &str,
        data: &[u8],
        #[pyo3(from_py_with = number)] count: u64,
        reason: Option<&str>,
        address: Option<&str>,
        #[pyo3(from_py_with = number)] port: u16,
        resumed: Option<bool>,
        same_certificate: Option<bool>,
    ) -> PyResult<()> {
        let happened = Happened { event, data, count, reason, address, port, resumed, same_certificate };
        let event = happened.event()?;
        let report = |one: &mut ftp_proto::session::Transfer<'_>| match event {
            Event::Control(input) => one.handle(input),
            Event::Data(event) => one.happened(event),
        };
        self.transfer.drive(report).map_err(not_now)
    }

    #[getter]
    fn is_over(&self) -> PyResult<bool> {
        match self.transfer.report() {
            Some(_) => Ok(true),
            None => self.transfer.drive(|one| one.is_over()).map_err(not_now),
        }
    }

    #[getter]
    fn moved(&self) -> PyResult<u64> {
        match self.transfer.report() {
            Some(report) => Ok(report.moved),
            None => self.transfer.drive(|one| one.moved()).map_err(not_now),
        }
    }

    #[getter]
    fn size(&self) -> PyResult<Option<u64>> {
        match self.transfer.report() {
            Some(report) => Ok(report.size),
            None => self.transfer.drive(|one| one.size()).map_err(not_now),
        }
    }

    fn finish(&mut self) -> PyResult<Report> {
        self.transfer.finish().map(|report| Report { report: report.clone() }).map_err(not_now)
    }
}

#[pymethods]
impl Report {
    #[getter]
    fn ending(&self) -> &'static str {
        self.report.ending.name()
    }

    #[getter]
    fn is_complete(&self) -> bool {
        self.report.is_complete()
    }

    #[getter]
    fn detail(&self) -> Option<&'static str> {
        match &self.report.ending {
            Ending::Doubtful(doubt) => Some(doubt.name()),
            Ending::Refused(step, _) => Some(step.name()),
            Ending::Unreachable(reach) => Some(reach.name()),
            Ending::TlsFailed(why) => Some(why.name()),
            _ => None,
        }
    }

    #[getter]
    fn refusal(&self) -> Option<&'static str> {
        match &self.report.ending {
            Ending::Refused(_, refusal) => Some(refusal.name()),
            _ => None,
        }
    }

    #[getter]
    fn moved(&self) -> u64 {
        self.report.moved
    }

    #[getter]
    fn offset(&self) -> u64 {
        self.report.offset
    }

    #[getter]
    fn size(&self) -> Option<u64> {
        self.report.size
    }

    #[getter]
    fn modified(&self) -> Option<String> {
        self.report.modified.map(|time| time.to_string())
    }

    #[getter]
    fn resume_at(&self) -> Option<u64> {
        self.report.resume().map(|resume| match resume {
            Resume::Download { offset, .. } => offset,
            Resume::Upload { sent } => sent,
        })
    }

    #[getter]
    fn preliminary(&self) -> Option<Reply> {
        self.report.preliminary.as_ref().map(Reply::new)
    }

    #[getter]
    fn reply(&self) -> Option<Reply> {
        self.report.reply.as_ref().map(Reply::new)
    }

    #[getter]
    fn unique_name<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.report.unique_name().map(|name| PyBytes::new(py, name))
    }

    fn __str__(&self) -> String {
        self.report.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Report({}, {} bytes)", self.report.ending.name(), self.report.moved)
    }
}
