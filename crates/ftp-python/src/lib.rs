//! The FTP core for Python, through the thinnest layer there is: the module `ftp_proto._core`. What each name is for stands in
//! `python/ftp_proto/__init__.pyi`, and the example in the README.

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

/// The function of this module that makes something again, by its name: a pickle keeps that, and looks it up.
fn made_by<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("ftp_proto._core")?.getattr(name)
}

/// What a call that is not for now raises.
fn not_now(_: ftp_bindings::NotNow) -> PyErr {
    NotNow::new_err("not now")
}
