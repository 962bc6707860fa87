//! Replies, and the parser of them alone.

use crate::text::value_error;
use ftp_proto::Limits;
use ftp_proto::reply::ReplyError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

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

    fn __repr__(&self) -> String {
        format!("Reply({}, {:?})", self.code(), self.text())
    }
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
    /// What came is no reply: for ever.
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
    fn new() -> Self {
        Decoder { decoder: ftp_proto::Decoder::new(Limits::default()), error: None }
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
        // The last words of a server, such as 421, may stand before what is no reply.
        if replies.is_empty() { self.still_replies().map(|()| replies) } else { Ok(replies) }
    }

    fn finish(&mut self) -> PyResult<Option<Reply>> {
        self.still_replies()?;
        Ok(self.decoder.finish().map(|reply| Reply { reply: reply.to_owned() }))
    }
}
