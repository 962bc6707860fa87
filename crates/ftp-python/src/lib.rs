//! The FTP core for Python, as the thinnest possible layer: the module `ftp_proto._core`. `python/ftp_proto/__init__.pyi`
//! documents each name; the README has an example.

mod config;
mod diagnosis;
mod lanes;
mod listing;
mod login;
mod reply;
mod session;
mod text;
mod transcript;
mod transfer;

use pyo3::prelude::*;

pyo3::create_exception!(
    ftp_proto,
    NotNow,
    pyo3::exceptions::PyRuntimeError,
    "It is not the time for this call."
);

/// The module.
#[pymodule]
mod _core {
    #[pymodule_export]
    use super::{
        NotNow,
        config::LoginConfig,
        diagnosis::{_cause, _diagnosis, Cause, Diagnosis, diagnose},
        lanes::Wants,
        listing::{Entry, Line, Listing, local_name, parse_listing},
        login::Login,
        reply::{_reply, Decoder, Reply},
        session::{Outcome, Recovery, Session},
        transcript::Transcript,
        transfer::{Report, Transfer},
    };
}

/// Returns the function of this module with this name, which makes an object from a pickle: a pickle stores the name and
/// looks it up.
fn made_by<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("ftp_proto._core")?.getattr(name)
}

/// The exception for a call at the wrong time.
fn not_now(_: ftp_bindings::NotNow) -> PyErr {
    NotNow::new_err("not now")
}
