//! Listings: bytes of a data connection in, entries out.

use crate::enums::{Coded, ftp_format, ftp_kind};
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, fixed, ftp_bytes, read};
use crate::status::{Result, call, ftp_status};
use core::ffi::c_char;
use ftp_proto::listing::{Entry, Format, Item, Listing, NoEntry, Options, Platform};
use ftp_proto::response::Timestamp;

/// Cuts the output of LIST, MLSD or NLST, in pieces of any size, into entries.
#[derive(Debug)]
pub struct ftp_listing {
    listing: Listing,
}

/// What the caller knows about a listing. 0 means the default.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct ftp_listing_options {
    /// The format, if it is known: an `ftp_format`. For MLSD it is `FTP_FORMAT_MLSD`.
    pub format: u32,
    /// The format that is expected: an `ftp_format`.
    pub hint: u32,
    /// The time now, in seconds since 1970, for guessing years that a listing leaves out. 0: they stay unknown.
    pub now: i64,
    /// How many minutes the times in the listing are ahead of UTC, if `offset_known` is not 0.
    pub offset: i16,
    /// Not 0: `offset` is known.
    pub offset_known: u32,
    /// The most bytes in one line.
    pub line: usize,
}

/// What a line of a listing says. Fields that it does not say have no bytes. Good until the next call with the listing.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_entry {
    /// An `ftp_kind`. `FTP_KIND_NONE`: the line is not an entry, and `no_entry` says why.
    pub kind: u32,
    /// The format of the line: an `ftp_format`.
    pub format: u32,
    /// The line, without its end.
    pub raw: ftp_bytes,
    /// Why the line is not an entry, by name, such as `summary` or `not_understood`.
    pub no_entry: ftp_bytes,
    /// The name as the server sent it; `ftp_local_name` says whether a local file can have it.
    pub name: ftp_bytes,
    /// The size in bytes.
    pub size: u64,
    /// Whether the line states the size.
    pub size_known: bool,
    /// Whether the size is exact.
    pub size_exact: bool,
    /// Whether the entry is the listed directory itself or its parent, which nobody should descend into.
    pub is_itself_or_parent: bool,
    /// The Unix permission bits, or -1.
    pub mode: i32,
    /// The time of the last change, as precisely as the line states it, in ISO 8601 as a C string: `2026-11-27T12:34`.
    pub modified: [c_char; 40],
    /// The permissions as the line has them.
    pub permissions: ftp_bytes,
    /// The name or number of the owner.
    pub owner: ftp_bytes,
    /// The name or number of the group.
    pub group: ftp_bytes,
    /// The target of a link.
    pub target: ftp_bytes,
}

/// Makes a listing parser. `options` may be null.
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

/// Takes bytes from the front of `input` until an entry is complete. `FTP_STATUS_NOTHING`: all bytes were taken. The first
/// entries come once the format is known: after 32 lines that may be entries, after 8 KiB, or at the end.
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

/// Returns, after the last bytes, the remaining entries, one per call. `FTP_STATUS_NOTHING`: there are no more.
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

/// Returns the format that the text of a reply to SYST suggests: an `ftp_format`, for `hint`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_format_of_system(text: ftp_bytes, format: *mut u32) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(format)?;
        place.put(Format::of_system(text.get()?).map_or(ftp_format::Unknown as u32, Coded::code));
        Ok(())
    })
}

/// Checks that a name from a server names exactly one local file on `platform` (an `ftp_platform`). If not, returns
/// `FTP_STATUS_ARGUMENT` and sets `why` to the reason by name, such as `separator` or `reserved`. `why` has no bytes if
/// `platform` is not valid.
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
