//! Replies, and the reply parser on its own.

use crate::config::limits;
use crate::made_by;
use crate::text::{number, value_error};
use ftp_proto::Limits;
use ftp_proto::reply::{Ending, ReplyError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

/// One reply.
#[pyclass(frozen, module = "ftp_proto")]
pub struct Reply {
    reply: ftp_proto::reply::ReplyBuf,
}

#[pymethods]
impl Reply {
    #[getter]
    fn code(&self) -> u16 {
        self.reply.code().get()
    }

    #[getter]
    fn text(&self) -> String {
        self.reply.text()
    }

    #[getter]
    fn raw<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.reply.as_reply().raw())
    }

    #[getter]
    fn lines<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, PyBytes>> {
        self.reply.as_reply().lines().map(|line| PyBytes::new(py, line)).collect()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (made_by(py, "_reply")?, (self.raw(py),)).into_pyobject(py)
    }

    fn __repr__(&self) -> String {
        format!("Reply({}, {:?})", self.code(), self.text())
    }
}

/// Makes a reply from a pickle, whatever the limits and the leniency with which it was taken.
#[pyfunction]
pub fn _reply(raw: &[u8]) -> PyResult<Reply> {
    let most = raw.len().saturating_add(8);
    let limits = Limits::default().with_line(most).with_reply(most).with_lines(most);
    let again = |ending| {
        let mut decoder = ftp_proto::Decoder::new(limits.with_ending(ending));
        let mut input = raw;
        if let Some(reply) = decoder.decode(&mut input).ok()? {
            return Some(reply.to_owned());
        }
        decoder.finish().map(|reply| reply.to_owned())
    };
    let whole = |reply: &ftp_proto::reply::ReplyBuf| reply.as_reply().raw() == raw;
    let found = Ending::ALL.iter().find_map(|ending| again(*ending).filter(whole));
    found.map(|reply| Reply { reply }).ok_or_else(|| value_error("no reply"))
}

impl Reply {
    pub(crate) fn new(reply: &ftp_proto::reply::ReplyBuf) -> Self {
        Reply { reply: reply.clone() }
    }
}

/// Cuts a stream of bytes into replies.
#[pyclass(module = "ftp_proto")]
pub struct Decoder {
    decoder: ftp_proto::Decoder,
    /// The bytes received are not a reply. This stays so.
    error: Option<ReplyError>,
}

impl Decoder {
    fn still_replies(&self) -> PyResult<()> {
        self.error.as_ref().map_or(Ok(()), |error| Err(value_error(error)))
    }
}

#[pymethods]
impl Decoder {
    #[new]
    #[pyo3(signature = (*, line=None, reply=None, lines=None, ending="opening_code"))]
    fn new(
        #[pyo3(from_py_with = number)] line: Option<usize>,
        #[pyo3(from_py_with = number)] reply: Option<usize>,
        #[pyo3(from_py_with = number)] lines: Option<usize>,
        ending: &str,
    ) -> PyResult<Self> {
        let limits = limits([line, reply, lines, None, None], ending)?;
        Ok(Decoder { decoder: ftp_proto::Decoder::new(limits), error: None })
    }

    fn feed(&mut self, data: &[u8]) -> PyResult<Vec<Reply>> {
        self.still_replies()?;
        let mut input = data;
        let mut replies = Vec::new();
        loop {
            match self.decoder.decode(&mut input) {
                Ok(Some(reply)) => replies.push(Reply { reply: reply.to_owned() }),
                Ok(None) => return Ok(replies),
                Err(error) => {
                    self.error = Some(error);
                    break;
                }
            }
        }
        // A server's last words, such as 421, may come before the bytes that are not a reply.
        if replies.is_empty() { self.still_replies().map(|()| replies) } else { Ok(replies) }
    }

    fn finish(&mut self) -> PyResult<Option<Reply>> {
        self.still_replies()?;
        Ok(self.decoder.finish().map(|reply| Reply { reply: reply.to_owned() }))
    }
}
