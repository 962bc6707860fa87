//! What was irregular about a reply.

use core::fmt;

/// A set of irregularities of a reply. They never change what the reply means; they are evidence for a
/// diagnosis.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Irregularities(u16);

macro_rules! irregularities {
    ($($bit:literal $constant:ident $query:ident $doc:literal)*) => {
        impl Irregularities {
            $(
                pub(crate) const $constant: Irregularities = Irregularities(1 << $bit);

                #[doc = $doc]
                pub const fn $query(self) -> bool {
                    self.0 & Self::$constant.0 != 0
                }
            )*
        }

        const NAMES: &[(Irregularities, &str)] = &[$((Irregularities::$constant, stringify!($query))),*];
    };
}

irregularities! {
    0  BARE_LF              bare_lf              "A line ends in LF without CR."
    1  BARE_CR              bare_cr              "A CR stands inside a line; it is text."
    2  CR_CR_LF             cr_cr_lf             "A line ends in more than one CR before its LF."
    3  NUL                  nul                  "A NUL stands in the text (vsftpd and BusyBox write it for an LF in a file name)."
    4  NOT_UTF8             not_utf8             "The text is not UTF-8."
    5  NO_TEXT              no_text              "The code of a single-line reply or of the last line stands alone, without a space (libunftp)."
    6  BLANK_BEFORE_TEXT    blank_before_text    "The text of the first line starts with a blank: `220  Server`."
    7  BODY_LIKE_REPLY      body_like_reply      "A line inside a multi-line reply starts as a reply with another code would."
    8  OTHER_CODE_AT_END    other_code_at_end    "A multi-line reply ends with another code than it was opened with (glFTPd, bftpd)."
    9  TELNET_REMOVED       telnet_removed       "Telnet commands (RFC 854) before or inside the reply were removed."
    10 BLANK_LINES_SKIPPED  blank_lines_skipped  "Blank lines before the reply were skipped."
    11 BOM_DROPPED          bom_dropped          "The connection started with a UTF-8 byte order mark, which was dropped."
}

impl Irregularities {
    pub(crate) const NONE: Irregularities = Irregularities(0);

    /// Returns whether the reply has no irregularity.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the set with `oddity` added, if it was seen.
    pub(crate) const fn with(self, oddity: Irregularities, seen: bool) -> Irregularities {
        if seen { Irregularities(self.0 | oddity.0) } else { self }
    }

    #[cfg(feature = "arbitrary")]
    pub(crate) fn all() -> impl Iterator<Item = Irregularities> {
        NAMES.iter().map(|(oddity, _)| *oddity)
    }

    /// Iterates over the names of the irregularities in the set. Each is the name of the method that
    /// asks for it.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES.iter().filter(move |(oddity, _)| self.0 & oddity.0 != 0).map(|(_, name)| *name)
    }
}

impl fmt::Debug for Irregularities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
