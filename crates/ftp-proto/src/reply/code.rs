//! Reply codes: three digits, and what they mean.

use core::fmt;

/// The three digits of a reply, 100 to 699. Codes that no RFC names are valid, too.
///
/// ```
/// use ftp_proto::ReplyCode;
/// use ftp_proto::reply::Severity;
///
/// let code = ReplyCode::new(530).unwrap();
/// assert_eq!(code, ReplyCode::NOT_LOGGED_IN);
/// assert_eq!(code.severity(), Severity::Permanent);
/// assert_eq!(code.meaning(), Some("not logged in"));
/// assert_eq!(ReplyCode::new(431).unwrap().rfc(), Some(2228));
/// assert_eq!(ReplyCode::new(299).unwrap().meaning(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplyCode(u16);

/// What the first digit of a code says (RFC 959 section 4.2; RFC 2228 section 5 for 6yz).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Severity {
    /// 1yz: the server has begun; another reply to the same command follows.
    Preliminary,
    /// 2yz: the command succeeded.
    Completion,
    /// 3yz: the server accepted the command and needs another one to go on.
    Intermediate,
    /// 4yz: the server refused the command for now; the same command may work later.
    Transient,
    /// 5yz: the server refused the command.
    Permanent,
    /// 6yz: a reply in protected form. Its meaning is inside; as it stands, it does not count as
    /// success.
    Protected,
}

/// What the second digit of a code says (RFC 959 section 4.2; RFC 2228 section 5 for x3z).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Topic {
    /// x0z: syntax.
    Syntax,
    /// x1z: information, such as status or help.
    Information,
    /// x2z: the control and data connections.
    Connections,
    /// x3z: authentication, accounting and security.
    Authentication,
    /// x5z: the file system.
    FileSystem,
    /// x4z, x6z to x9z: no RFC gives them a meaning.
    Unspecified,
}

impl ReplyCode {
    /// Returns the code, or `None` if it is outside 100 to 699.
    pub const fn new(code: u16) -> Option<Self> {
        if code >= 100 && code <= 699 { Some(ReplyCode(code)) } else { None }
    }

    /// Returns the code 100 + 10 × `tens` + `ones`. The caller ensures that it is in range.
    #[inline(always)]
    pub(crate) const fn over_100(tens: u8, ones: u16) -> Self {
        ReplyCode(100 + tens as u16 * 10 + ones)
    }

    /// Returns the code as a number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Returns the digits as they are on the wire.
    pub const fn digits(self) -> [u8; 3] {
        [b'0' + (self.0 / 100) as u8, b'0' + (self.0 / 10 % 10) as u8, b'0' + (self.0 % 10) as u8]
    }

    /// Returns what the first digit says.
    pub const fn severity(self) -> Severity {
        match self.0 / 100 {
            1 => Severity::Preliminary,
            2 => Severity::Completion,
            3 => Severity::Intermediate,
            4 => Severity::Transient,
            5 => Severity::Permanent,
            _ => Severity::Protected,
        }
    }

    /// Returns what the second digit says.
    pub const fn topic(self) -> Topic {
        match self.0 / 10 % 10 {
            0 => Topic::Syntax,
            1 => Topic::Information,
            2 => Topic::Connections,
            3 => Topic::Authentication,
            5 => Topic::FileSystem,
            _ => Topic::Unspecified,
        }
    }

    /// Returns whether this is 1yz: another reply to the same command follows.
    pub const fn is_preliminary(self) -> bool {
        matches!(self.severity(), Severity::Preliminary)
    }

    /// Returns whether this is 2yz. No other code is a success.
    pub const fn is_success(self) -> bool {
        matches!(self.severity(), Severity::Completion)
    }

    /// Returns whether this is 3yz: another command is needed.
    pub const fn is_intermediate(self) -> bool {
        matches!(self.severity(), Severity::Intermediate)
    }

    /// Returns whether this is 4yz or 5yz.
    pub const fn is_refusal(self) -> bool {
        matches!(self.severity(), Severity::Transient | Severity::Permanent)
    }

    /// Returns whether the server announces that it closes the connection: 221 or 421.
    #[cfg(feature = "alloc")]
    pub(crate) const fn closes(self) -> bool {
        matches!(self.0, 221 | 421)
    }

    /// Returns the meaning that an RFC gives the code, or `None` if no RFC names it.
    pub fn meaning(self) -> Option<&'static str> {
        self.entry().map(|entry| entry.meaning)
    }

    /// Returns the number of the RFC that introduced the code, or `None` if no RFC names it.
    pub fn rfc(self) -> Option<u16> {
        self.entry().map(|entry| entry.rfc)
    }

    /// Iterates over every code that an RFC names, in ascending order.
    pub fn registered() -> impl ExactSizeIterator<Item = ReplyCode> {
        REGISTRY.iter().map(|entry| entry.code)
    }

    fn entry(self) -> Option<&'static Entry> {
        REGISTRY.binary_search_by_key(&self, |entry| entry.code).ok().and_then(|at| REGISTRY.get(at))
    }
}

impl fmt::Debug for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

struct Entry {
    code: ReplyCode,
    meaning: &'static str,
    rfc: u16,
}

macro_rules! registry {
    ($($code:literal $name:ident $meaning:literal $rfc:literal)*) => {
        /// The codes that RFCs name.
        impl ReplyCode {
            $(
                #[doc = concat!(stringify!($code), ": ", $meaning, " (RFC ", stringify!($rfc), ").")]
                pub const $name: ReplyCode = ReplyCode($code);
            )*
        }

        const REGISTRY: &[Entry] =
            &[$(Entry { code: ReplyCode::$name, meaning: $meaning, rfc: $rfc }),*];
    };
}

// The RFC of each row is the one that introduced the code. RFC 2389, 2640, 3659 and 7151 assign codes
// in this table to further commands. RFC 3659 uses 554 and 555, but RFC 1123 introduced them.
registry! {
    110 RESTART_MARKER           "restart marker"                                          959
    120 READY_LATER              "service ready in some minutes"                           959
    125 TRANSFER_STARTING        "data connection already open, transfer starting"         959
    150 OPENING_DATA             "file status okay, about to open data connection"         959
    200 OK                       "command okay"                                            959
    202 SUPERFLUOUS              "command not implemented, superfluous at this site"       959
    211 SYSTEM_STATUS            "system status, or system help"                           959
    212 DIRECTORY_STATUS         "directory status"                                        959
    213 FILE_STATUS              "file status"                                             959
    214 HELP                     "help"                                                    959
    215 SYSTEM_TYPE              "system type"                                             959
    220 READY                    "service ready for new user"                              959
    221 CLOSING                  "service closing control connection"                      959
    225 DATA_OPEN                "data connection open, no transfer in progress"           959
    226 TRANSFER_COMPLETE        "closing data connection, file action successful"         959
    227 PASSIVE                  "entering passive mode"                                   959
    228 LONG_PASSIVE             "entering long passive mode"                              1639
    229 EXTENDED_PASSIVE         "entering extended passive mode"                          2428
    230 LOGGED_IN                "user logged in, proceed"                                 959
    232 AUTHORIZED               "user logged in, authorized by security data exchange"    2228
    234 SECURITY_COMPLETE        "security data exchange complete"                         2228
    235 SECURITY_DATA_COMPLETE   "security data exchange completed, with data"             2228
    250 FILE_ACTION_OK           "requested file action okay, completed"                   959
    257 PATH_CREATED             "path name created"                                       959
    331 NEED_PASSWORD            "user name okay, need password"                           959
    332 NEED_ACCOUNT             "need account for login"                                  959
    334 SECURITY_MECHANISM_OK    "security mechanism okay, security data needed"           2228
    335 SECURITY_DATA_OK         "security data acceptable, more is required"              2228
    336 CHALLENGE                "user name okay, need password for this challenge"        2228
    350 PENDING                  "requested file action pending further information"       959
    421 NOT_AVAILABLE            "service not available, closing control connection"       959
    425 CANNOT_OPEN_DATA         "cannot open data connection"                             959
    426 TRANSFER_ABORTED         "connection closed, transfer aborted"                     959
    431 SECURITY_UNAVAILABLE     "need some unavailable resource to process security"      2228
    450 FILE_BUSY                "file unavailable for now, such as busy"                  959
    451 LOCAL_ERROR              "action aborted, local error in processing"               959
    452 INSUFFICIENT_STORAGE     "action not taken, insufficient storage space"            959
    500 SYNTAX_ERROR             "syntax error, command unrecognized"                      959
    501 ARGUMENT_ERROR           "syntax error in parameters or arguments"                 959
    502 NOT_IMPLEMENTED          "command not implemented"                                 959
    503 BAD_SEQUENCE             "bad sequence of commands"                                959
    504 ARGUMENT_NOT_IMPLEMENTED "command not implemented for that parameter"              959
    521 ADDRESS_FAMILIES         "address family not supported, supported ones are listed" 1639
    522 NETWORK_PROTOCOLS        "network protocol not supported, use one of those listed" 2428
    530 NOT_LOGGED_IN            "not logged in"                                           959
    532 NEED_ACCOUNT_TO_STORE    "need account for storing files"                          959
    533 PROTECTION_DENIED        "command protection level denied for policy reasons"      2228
    534 POLICY_DENIED            "request denied for policy reasons"                       2228
    535 SECURITY_CHECK_FAILED    "failed security check"                                   2228
    536 DATA_LEVEL_UNSUPPORTED   "data protection level not supported by the mechanism"    2228
    537 COMMAND_LEVEL_UNSUPPORTED "command protection level not supported by the mechanism" 2228
    550 FILE_UNAVAILABLE         "file unavailable, such as not found or no access"        959
    551 PAGE_TYPE_UNKNOWN        "action aborted, page type unknown"                       959
    552 QUOTA_EXCEEDED           "action aborted, storage allocation exceeded"             959
    553 NAME_NOT_ALLOWED         "file name not allowed"                                   959
    554 BAD_RESTART              "action not taken, invalid REST parameter"                1123
    555 TYPE_MISMATCH            "action not taken, type or structure mismatch"            1123
    631 INTEGRITY_PROTECTED      "integrity protected reply"                               2228
    632 FULLY_PROTECTED          "confidentiality and integrity protected reply"           2228
    633 CONFIDENTIALITY_PROTECTED "confidentiality protected reply"                        2228
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range() {
        assert_eq!(ReplyCode::new(99), None);
        assert_eq!(ReplyCode::new(700), None);
        assert_eq!(ReplyCode::new(100).map(ReplyCode::get), Some(100));
        assert_eq!(ReplyCode::new(699).map(|c| c.digits()), Some(*b"699"));
    }

    #[test]
    fn registry_is_sorted_and_answers_for_every_code() {
        assert!(REGISTRY.is_sorted_by(|a, b| a.code < b.code));
        for number in 100..=699 {
            let code = ReplyCode::new(number).unwrap();
            let entry = REGISTRY.iter().find(|entry| entry.code == code);
            assert_eq!(code.meaning(), entry.map(|e| e.meaning), "{code}");
            assert_eq!(code.rfc(), entry.map(|e| e.rfc), "{code}");
        }
        assert_eq!(ReplyCode::registered().len(), 60);
    }

    #[test]
    fn digits_have_their_meanings() {
        let cases = [
            (120, Severity::Preliminary, Topic::Connections),
            (200, Severity::Completion, Topic::Syntax),
            (331, Severity::Intermediate, Topic::Authentication),
            (450, Severity::Transient, Topic::FileSystem),
            (511, Severity::Permanent, Topic::Information),
            (642, Severity::Protected, Topic::Unspecified),
        ];
        for (number, severity, topic) in cases {
            let code = ReplyCode::new(number).unwrap();
            assert_eq!((code.severity(), code.topic()), (severity, topic), "{code}");
            assert_eq!(code.is_success(), number / 100 == 2);
            assert_eq!(code.is_refusal(), matches!(number / 100, 4 | 5));
            assert_eq!(code.is_preliminary(), number / 100 == 1);
            assert_eq!(code.is_intermediate(), number / 100 == 3);
        }
    }
}
