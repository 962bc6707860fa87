//! Listings: bytes of a data connection in, entries out.

use crate::text::{Text, number, of_name, value_error};
use ftp_proto::listing::{Format, Item, Options, Platform};
use ftp_proto::response::Timestamp;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

/// What a line of a listing says about one file.
#[pyclass(frozen, get_all, module = "ftp_proto")]
pub struct Entry {
    name: Py<PyBytes>,
    kind: &'static str,
    size: Option<u64>,
    size_is_exact: bool,
    modified: Option<String>,
    permissions: Option<Py<PyBytes>>,
    mode: Option<u16>,
    owner: Option<Py<PyBytes>>,
    group: Option<Py<PyBytes>>,
    target: Option<Py<PyBytes>>,
    facts: Py<PyDict>,
    is_itself_or_parent: bool,
    format: &'static str,
    raw: Py<PyBytes>,
}

/// A line that is not an entry, and why.
#[pyclass(frozen, get_all, module = "ftp_proto")]
pub struct Line {
    why: &'static str,
    raw: Py<PyBytes>,
}

/// Cuts a listing, in pieces of any size, into entries.
#[pyclass(module = "ftp_proto")]
pub struct Listing {
    listing: ftp_proto::listing::Listing,
}

/// Returns every entry of a listing.
#[pyfunction]
#[pyo3(signature = (data, *, format=None, hint=None, now=None, offset=None))]
pub fn parse_listing(
    py: Python<'_>,
    data: Text,
    format: Option<&str>,
    hint: Option<&str>,
    #[pyo3(from_py_with = number)] now: Option<i64>,
    #[pyo3(from_py_with = number)] offset: Option<i16>,
) -> PyResult<Vec<Entry>> {
    let mut listing = ftp_proto::listing::Listing::new(options(format, hint, now, offset)?);
    let mut input = data.bytes();
    let mut entries = Vec::new();
    while let Some(item) = listing.read(&mut input) {
        entries.extend(Entry::of(py, item)?);
    }
    while let Some(item) = listing.finish() {
        entries.extend(Entry::of(py, item)?);
    }
    Ok(entries)
}

/// Returns a name from a server if it names exactly one local file.
#[pyfunction]
#[pyo3(signature = (name, platform="any"))]
pub fn local_name<'py>(py: Python<'py>, name: Text, platform: &str) -> PyResult<Bound<'py, PyBytes>> {
    let platform = of_name(platform, Platform::ALL, |one| one.name())?;
    platform.local_name(name.bytes()).map(|name| PyBytes::new(py, name)).map_err(value_error)
}

#[pymethods]
impl Listing {
    #[new]
    #[pyo3(signature = (*, format=None, hint=None, now=None, offset=None))]
    fn new(
        format: Option<&str>,
        hint: Option<&str>,
        #[pyo3(from_py_with = number)] now: Option<i64>,
        #[pyo3(from_py_with = number)] offset: Option<i16>,
    ) -> PyResult<Self> {
        Ok(Listing { listing: ftp_proto::listing::Listing::new(options(format, hint, now, offset)?) })
    }

    fn feed(&mut self, py: Python<'_>, data: &[u8]) -> PyResult<Vec<Py<PyAny>>> {
        let mut input = data;
        let mut items = Vec::new();
        while let Some(item) = self.listing.read(&mut input) {
            items.push(object(py, item)?);
        }
        Ok(items)
    }

    fn finish(&mut self, py: Python<'_>) -> PyResult<Vec<Py<PyAny>>> {
        let mut items = Vec::new();
        while let Some(item) = self.listing.finish() {
            items.push(object(py, item)?);
        }
        Ok(items)
    }
}

#[pymethods]
impl Entry {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        // Not the `str` of the name, which is an error under `python -bb`.
        Ok(format!("Entry({}, {})", self.kind, self.name.bind(py).repr()?))
    }
}

#[pymethods]
impl Line {
    fn __repr__(&self) -> String {
        format!("Line({})", self.why)
    }
}

fn object(py: Python<'_>, item: Item<'_>) -> PyResult<Py<PyAny>> {
    match item {
        Item::NoEntry(line) => {
            let raw = PyBytes::new(py, line.raw()).unbind();
            Line { why: line.kind().name(), raw }.into_py_any(py)
        }
        Item::Entry(_) => Entry::of(py, item)?.into_py_any(py),
    }
}

impl Entry {
    /// `None` for a line that is not an entry.
    fn of(py: Python<'_>, item: Item<'_>) -> PyResult<Option<Self>> {
        let Item::Entry(entry) = item else { return Ok(None) };
        let bytes = |bytes: &[u8]| PyBytes::new(py, bytes).unbind();
        let facts = PyDict::new(py);
        for (name, value) in entry.facts() {
            facts.set_item(String::from_utf8_lossy(name).to_ascii_lowercase(), PyBytes::new(py, value))?;
        }
        Ok(Some(Entry {
            name: bytes(entry.name()),
            kind: entry.kind().name(),
            size: entry.size(),
            size_is_exact: entry.size_is_exact(),
            modified: entry.modified().map(|time| time.to_string()),
            permissions: entry.permissions().map(bytes),
            mode: entry.mode(),
            owner: entry.owner().map(bytes),
            group: entry.group().map(bytes),
            target: entry.target().map(bytes),
            facts: facts.unbind(),
            is_itself_or_parent: entry.is_itself_or_parent(),
            format: entry.format().name(),
            raw: bytes(entry.raw()),
        }))
    }
}

fn options(
    format: Option<&str>,
    hint: Option<&str>,
    now: Option<i64>,
    offset: Option<i16>,
) -> PyResult<Options> {
    let of = |name: &str| of_name(name, Format::ALL, |one| one.name());
    let mut options = Options::new();
    options.format = format.map(of).transpose()?;
    options.hint = hint.map(of).transpose()?;
    options.offset = offset;
    if let Some(now) = now {
        options.now = Some(Timestamp::from_unix_seconds(now).ok_or_else(|| value_error("no such time"))?);
    }
    Ok(options)
}
