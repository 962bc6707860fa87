//! One module for each format, which reads its lines.

mod cms;
pub(super) mod columns;
mod dls;
pub(super) mod dos;
mod eplf;
mod first;
pub(super) mod mlsd;
mod mvs;
mod netware;
mod nonstop;
pub(super) mod os400;
mod os9;
pub(super) mod unix;
mod vms;

use super::shape::Shape;
use super::{Entry, Format};

/// What a line is in a given format.
#[derive(Debug)]
pub(super) enum Reading<'a> {
    /// An entry.
    Entry(Entry<'a>),
    /// An entry whose name is missing.
    Nameless,
    /// Not a line of this format.
    No,
}

impl<'a> Reading<'a> {
    /// Wraps an entry, or the lack of one.
    fn of(entry: Option<Entry<'a>>) -> Self {
        match entry {
            Some(entry) if entry.name.is_empty() => Reading::Nameless,
            Some(entry) => Reading::Entry(entry),
            None => Reading::No,
        }
    }
}

/// Reads a line in the given format. `shape` has what holds for the whole listing.
#[inline]
pub(super) fn read<'a>(format: Format, line: &'a [u8], shape: &Shape) -> Reading<'a> {
    match format {
        Format::Mlsd => Reading::of(mlsd::read(line, shape)),
        Format::Eplf => Reading::of(eplf::read(line)),
        Format::Unix => read_unix(line, shape, None),
        Format::NetWare => Reading::of(netware::read(line, shape)),
        Format::Dos => Reading::of(dos::read(line, shape)),
        Format::Vms => Reading::of(vms::read(line)),
        Format::Mvs => Reading::of(mvs::read(line)),
        Format::Os400 => Reading::of(os400::read(line, shape)),
        Format::NonStop => Reading::of(nonstop::read(line)),
        Format::Cms => Reading::of(cms::read(line)),
        Format::Os9 => Reading::of(os9::read(line)),
        Format::SizeFirst => Reading::of(first::size_first(line)),
        Format::NameFirst => Reading::of(first::name_first(line)),
        Format::Columns => Reading::of(columns::read(line, shape)),
        Format::Dls => Reading::of(dls::read(line)),
        Format::Names => Reading::of(dls::name_alone(line, shape)),
    }
}

/// Reads a line of `ls` of which `measured` is known already.
#[inline]
pub(super) fn read_unix<'a>(line: &'a [u8], shape: &Shape, measured: Option<unix::Measured>) -> Reading<'a> {
    Reading::of(unix::read(line, shape, measured))
}

/// Returns whether a line of this format is continued on the next one.
pub(super) fn is_wrapped(format: Format, line: &[u8]) -> bool {
    match format {
        Format::Vms => vms::is_wrapped(line),
        Format::Dls => dls::is_wrapped(line),
        Format::Eplf => eplf::is_wrapped(line),
        _ => false,
    }
}
