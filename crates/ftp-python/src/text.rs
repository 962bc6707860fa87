//! Bytes, numbers and names from the caller.

use core::net::IpAddr;
use ftp_proto::Arg;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyString};
use zeroize::Zeroizing;

/// A `str`, which goes over the wire as UTF-8, `bytes` or `bytearray`. It may be a password, so this copy is wiped. The
/// copy that Python keeps cannot be wiped from here; the caller can wipe a `bytearray`.
pub(crate) struct Text(Zeroizing<Vec<u8>>);

impl Text {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Checks that the text can be the argument of a command.
    pub(crate) fn argument(&self) -> PyResult<Arg<'_>> {
        Arg::new(self.bytes()).map_err(value_error)
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = object.cast::<PyBytes>() {
            return Ok(Text(Zeroizing::new(bytes.as_bytes().to_vec())));
        }
        if let Ok(bytes) = object.cast::<PyByteArray>() {
            return Ok(Text(Zeroizing::new(bytes.to_vec())));
        }
        // Python's own error contains the text, which may be a password.
        let utf8 = object
            .cast::<PyString>()
            .map_err(|_| PyTypeError::new_err("neither str, bytes nor bytearray"))?;
        let utf8 = utf8
            .encode_utf8()
            .map_err(|_| value_error("a surrogate is in it, which has no UTF-8: give bytes"))?;
        Ok(Text(Zeroizing::new(utf8.as_bytes().to_vec())))
    }
}

/// Like [`Text::argument`], for an optional text; an empty one is none.
pub(crate) fn argument(text: Option<&Text>) -> PyResult<Option<Arg<'_>>> {
    text.filter(|text| !text.bytes().is_empty()).map(Text::argument).transpose()
}

/// Reads a number or another argument. A number out of range is a `ValueError`, like every other invalid value.
pub(crate) fn number<'py, T>(object: &Bound<'py, PyAny>) -> PyResult<T>
where
    T: for<'a> FromPyObject<'a, 'py, Error = PyErr>,
{
    object.extract::<T>().map_err(|error| match error.is_instance_of::<PyOverflowError>(object.py()) {
        true => value_error("the number is out of range"),
        false => error,
    })
}

/// Parses an IP address as sockets print it. What Python adds after `%` names the interface of this machine.
pub(crate) fn ip_address(text: &str) -> PyResult<IpAddr> {
    ftp_bindings::ip_address(text).ok_or_else(|| value_error(format!("{text:?} is no IP address")))
}

/// Makes a `ValueError`.
pub(crate) fn value_error(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Returns which of these a name stands for.
pub(crate) fn of_name<T: Copy>(name: &str, all: &[T], name_of: impl Fn(T) -> &'static str) -> PyResult<T> {
    all.iter().copied().find(|one| name_of(*one) == name).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
        value_error(format!("{name:?} is none of {}", names.join(", ")))
    })
}
