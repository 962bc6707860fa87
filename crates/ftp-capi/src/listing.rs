//! Listings: bytes of a data connection in, entries out.

use crate::enums::{Coded, ftp_format, ftp_kind};
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, fixed, ftp_bytes, read};
use crate::status::{Result, call, ftp_status};
use core::ffi::c_char;
use ftp_proto::listing::{Entry, Format, Item, Listing, NoEntry, Options, Platform};
use ftp_proto::response::Timestamp;

/// Cuts what LIST, MLSD or NLST sends into entries, whatever the pieces it comes in.
#[derive(Debug)]
pub struct ftp_listing {
    listing: Listing,
}

/// What the caller knows of a listing. 0 is the default of each.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct ftp_listing_options {
    /// The format, if it is known: an `ftp_format`. After MLSD it is `FTP_FORMAT_MLSD`.
    pub format: u32,
    /// The format that is expected: an `ftp_format`.
    pub hint: u32,
    /// The time now in seconds since 1970, by which years are guessed that a listing leaves out. 0: they stay unknown.
    pub now: i64,
    /// How many minutes the server's listings are ahead of UTC, where `offset_known` is not 0.
    pub offset: i16,
    /// Not 0: `offset` is known.
    pub offset_known: u32,
    /// The most bytes in one line.
    pub line: usize,
}

/// What a line of a listing says. Bytes that it does not say are none. It is good until the next call with the listing.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_entry {
    /// An `ftp_kind`; `FTP_KIND_NONE`: the line is no entry, and `no_entry` says why by name.
    pub kind: u32,
    /// Its format: an `ftp_format`.
    pub format: u32,
    /// The line, without its end.
    pub raw: ftp_bytes,
    /// Why the line is no entry, by name: `summary`, `not_understood`.
    pub no_entry: ftp_bytes,
    /// The server's word for the name: `ftp_local_name` says whether it can be that of a local file.
    pub name: ftp_bytes,
    /// Bytes.
    pub size: u64,
    /// Whether the line says them.
    pub size_known: bool,
    /// Whether they are exact.
    pub size_exact: bool,
    /// Whether it is the listed directory itself or its parent: nothing to descend into.
    pub is_itself_or_parent: bool,
    /// The permissions as Unix numbers them, or -1.
    pub mode: i32,
    /// When it was last changed, as far as the line says it, as in ISO 8601, with an end: `2026-11-27T12:34`.
    pub modified: [c_char; 40],
    /// The permissions as the line has them.
    pub permissions: ftp_bytes,
    /// The name or number of the owner.
    pub owner: ftp_bytes,
    /// The name or number of the group.
    pub group: ftp_bytes,
    /// Where a link leads to.
    pub target: ftp_bytes,
}

/// A listing that has not begun. `options` may be null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_listing_new(
    options: *const ftp_listing_options,
    listing: *mut *mut ftp_listing,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let options = if options.is_null() { Options::new() } else { read(options)?.options()? };
        give(Place::new(listing)?, ftp_listing { listing: Listing::new(options) });
        Ok(())
    })
}

/// Takes bytes from the front of `input` until an entry is there. `FTP_STATUS_NOTHING`: all were taken. The first entries come
/// when the format is found: after 32 lines, 8 KiB, or at the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_listing_next(
    listing: *mut ftp_listing,
    input: *mut ftp_bytes,
    entry: *mut ftp_entry,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let (entry, rest) = (Place::new(entry)?, Place::new(input)?);
        hold(listing)?.next(read(input)?.get()?, rest, entry)
    })
}

/// There are no more bytes: the entries that are left, one a call, until `FTP_STATUS_NOTHING`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_listing_finish(listing: *mut ftp_listing, entry: *mut ftp_entry) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(entry)?;
        place.put(hold(listing)?.listing.finish().map(ftp_entry::of).ok_or(ftp_status::Nothing)?);
        Ok(())
    })
}

/// Ends a listing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_listing_free(listing: *mut ftp_listing) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(listing) })
}

/// The format that the text of the reply to SYST promises: an `ftp_format`, for `hint`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_format_of_system(text: ftp_bytes, format: *mut u32) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(format)?;
        place.put(Format::of_system(text.get()?).map_or(ftp_format::Unknown as u32, Coded::code));
        Ok(())
    })
}

/// Whether a name from a server can be that of one local file on `platform` (an `ftp_platform`), and nothing else. Otherwise
/// `FTP_STATUS_ARGUMENT`, and `why` is the reason by name: `separator`, `reserved`; no bytes where `platform` is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_local_name(platform: u32, name: ftp_bytes, why: *mut ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        Place::new(why)?.put(ftp_bytes::NONE);
        let (place, name) = (Place::new(why)?, name.get()?);
        let why = Platform::of(platform)?.local_name(name).err().map(|why| why.name());
        place.put(why.map_or(ftp_bytes::NONE, |why| ftp_bytes::of(why.as_bytes())));
        if why.is_some() { Err(ftp_status::Argument) } else { Ok(()) }
    })
}

impl Kind for ftp_listing {
    const TAG: u32 = 0xf7b0_0600;
}

impl ftp_listing {
    fn next(&mut self, mut input: &[u8], rest: Place<ftp_bytes>, entry: Place<ftp_entry>) -> Result {
        let found = self.listing.read(&mut input).map(ftp_entry::of);
        rest.put(ftp_bytes::of(input));
        entry.put(found.ok_or(ftp_status::Nothing)?);
        Ok(())
    }
}

impl ftp_listing_options {
    fn options(&self) -> Result<Options> {
        let format = |code| if code == 0 { Ok(None) } else { Format::of(code).map(Some) };
        let mut options = Options::new();
        options.format = format(self.format)?;
        options.hint = format(self.hint)?;
        if self.now != 0 {
            options.now = Some(Timestamp::from_unix_seconds(self.now).ok_or(ftp_status::Argument)?);
        }
        if self.offset_known != 0 {
            options.offset = Some(self.offset);
        }
        if self.line != 0 {
            options.line = self.line;
        }
        Ok(options)
    }
}

impl ftp_entry {
    fn of(item: Item<'_>) -> Self {
        match item {
            Item::Entry(entry) => Self::of_entry(&entry),
            Item::NoEntry(line) => Self::of_line(&line),
        }
    }

    fn of_entry(entry: &Entry<'_>) -> Self {
        let bytes = |bytes: Option<&[u8]>| bytes.map_or(ftp_bytes::NONE, ftp_bytes::of);
        ftp_entry {
            kind: entry.kind().code(),
            format: entry.format().code(),
            raw: ftp_bytes::of(entry.raw()),
            no_entry: ftp_bytes::NONE,
            name: ftp_bytes::of(entry.name()),
            size: entry.size().unwrap_or_default(),
            size_known: entry.size().is_some(),
            size_exact: entry.size_is_exact(),
            is_itself_or_parent: entry.is_itself_or_parent(),
            mode: entry.mode().map_or(-1, i32::from),
            modified: fixed(&entry.modified().map(|time| time.to_string()).unwrap_or_default()),
            permissions: bytes(entry.permissions()),
            owner: bytes(entry.owner()),
            group: bytes(entry.group()),
            target: bytes(entry.target()),
        }
    }

    fn of_line(line: &NoEntry<'_>) -> Self {
        ftp_entry {
            kind: ftp_kind::None as u32,
            format: ftp_format::Unknown as u32,
            raw: ftp_bytes::of(line.raw()),
            no_entry: ftp_bytes::of(line.kind().name().as_bytes()),
            name: ftp_bytes::NONE,
            size: 0,
            size_known: false,
            size_exact: false,
            is_itself_or_parent: false,
            mode: -1,
            modified: fixed(""),
            permissions: ftp_bytes::NONE,
            owner: ftp_bytes::NONE,
            group: ftp_bytes::NONE,
            target: ftp_bytes::NONE,
        }
    }
}
