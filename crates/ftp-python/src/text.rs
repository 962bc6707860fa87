//! Bytes and names of the caller's.

use ftp_proto::Arg;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// `str`, which goes over the wire as UTF-8, or `bytes`.
#[derive(FromPyObject)]
pub(crate) enum Text {
    Str(String),
    Bytes(Vec<u8>),
}

impl Text {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Text::Str(text) => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
        }
    }

    /// What can stand behind a verb.
    pub(crate) fn argument(&self) -> PyResult<Arg<'_>> {
        Arg::new(self.bytes()).map_err(value_error)
    }
}

/// The same, where there is one.
pub(crate) fn argument(text: Option<&Text>) -> PyResult<Option<Arg<'_>>> {
    text.map(Text::argument).transpose()
}

/// `ValueError`.
pub(crate) fn value_error(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// What a name stands for, of these.
pub(crate) fn of_name<T: Copy>(name: &str, all: &[T], name_of: impl Fn(T) -> &'static str) -> PyResult<T> {
    all.iter().copied().find(|one| name_of(*one) == name).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
        value_error(format!("{name:?} is none of {}", names.join(", ")))
    })
}
