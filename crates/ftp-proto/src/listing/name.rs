//! Names of local files, made from names that a server sends.

named! {
    /// The platform on which a file will be created.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Platform {
        /// Linux, macOS and others: a name is bytes, and only `/` separates.
        Unix = "unix",
        /// Windows: a name is text, and many names are devices or mean something else.
        Windows = "windows",
        /// All platforms: the name is safe wherever the file may go later.
        Any = "any",
    }
}

impl Platform {
    /// Returns the platform that this was compiled for.
    pub const fn here() -> Self {
        if cfg!(unix) {
            Platform::Unix
        } else if cfg!(windows) {
            Platform::Windows
        } else {
            Platform::Any
        }
    }

    /// Returns `name` if it can be the name of one local file and nothing else. It is a name from a server, or the last part
    /// of a path there; a whole path is not safe.
    ///
    /// # Errors
    /// The first reason why it cannot be; see [`UnsafeName`].
    pub fn local_name(self, name: &[u8]) -> Result<&[u8], UnsafeName> {
        local_name(name, self)
    }
}

named! {
    /// Why a name from a server must not be the name of a local file.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum UnsafeName {
        /// The name is empty.
        Empty = "empty",
        /// The name is `.` or `..`, which are existing directories.
        Directory = "directory",
        /// The name has a `/`, or on Windows a `\`, which makes it a path.
        Separator = "separator",
        /// The name has a NUL.
        Nul = "nul",
        /// The name has a control character, which can deceive someone who reads it in a terminal.
        Control = "control",
        /// The name begins with `|`, which FTP clients and shells take for a command.
        Pipe = "pipe",
        /// The name has a `:`, which on Windows names a drive (`c:x`) or another stream of a file.
        Colon = "colon",
        /// The name has one of `< > " | ? *`, which Windows refuses or takes for a pattern.
        Wildcard = "wildcard",
        /// The name is a device on Windows, whatever its extension: `CON`, `aux.txt`, `COM1`.
        Reserved = "reserved",
        /// The name ends in a point or a blank. Windows drops that and creates another name.
        Ending = "ending",
        /// The name is not UTF-8, and a name on Windows is text.
        NotText = "not_text",
        /// The name has more than 255 bytes.
        TooLong = "too_long",
    }
}

impl core::error::Error for UnsafeName {}

/// The longest name that file systems accept, on all platforms, in bytes.
const LONGEST: usize = 255;

/// Returns the name if it is one safe component of a path on the platform; otherwise the first reason why it is not.
pub(super) fn local_name(name: &[u8], platform: Platform) -> Result<&[u8], UnsafeName> {
    match name {
        b"" => return Err(UnsafeName::Empty),
        b"." | b".." => return Err(UnsafeName::Directory),
        [b'|', ..] => return Err(UnsafeName::Pipe),
        _ if name.len() > LONGEST => return Err(UnsafeName::TooLong),
        _ => {}
    }
    let on_windows = platform != Platform::Unix;
    for byte in name {
        match byte {
            0 => return Err(UnsafeName::Nul),
            b'/' => return Err(UnsafeName::Separator),
            b'\\' if on_windows => return Err(UnsafeName::Separator),
            b':' if on_windows => return Err(UnsafeName::Colon),
            b'<' | b'>' | b'"' | b'|' | b'?' | b'*' if on_windows => return Err(UnsafeName::Wildcard),
            1..=31 | 127 => return Err(UnsafeName::Control),
            _ => {}
        }
    }
    let text = core::str::from_utf8(name);
    if text.is_ok_and(|text| text.chars().any(char::is_control)) {
        return Err(UnsafeName::Control);
    }
    match text {
        _ if !on_windows => Ok(name),
        Err(_) => Err(UnsafeName::NotText),
        Ok(text) if text.ends_with(['.', ' ']) => Err(UnsafeName::Ending),
        Ok(text) if is_device(text) => Err(UnsafeName::Reserved),
        Ok(_) => Ok(name),
    }
}

/// Windows considers what is before the first point, without trailing blanks.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ');
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
        .iter()
        .any(|device| stem.eq_ignore_ascii_case(device))
    {
        return true;
    }
    // COM0 to COM9 and LPT0 to LPT9, also with superscript digits.
    let mut letters = stem.chars();
    let digit = letters.next_back();
    let port = letters.as_str();
    digit.is_some_and(|digit| matches!(digit, '0'..='9' | '¹' | '²' | '³'))
        && (port.eq_ignore_ascii_case("COM") || port.eq_ignore_ascii_case("LPT"))
}

#[cfg(test)]
mod tests {
    use super::Platform::{Any, Unix, Windows};
    use super::*;
    use std::vec;

    #[test]
    fn names_that_are_safe_everywhere() {
        for name in
            ["a", "..a", "...a", "-dash", "two  blanks", "ü.txt", "console", "com", "COM10", "lptx", " a"]
        {
            for platform in [Unix, Windows, Any] {
                assert_eq!(local_name(name.as_bytes(), platform), Ok(name.as_bytes()), "{name}");
            }
        }
    }

    #[test]
    fn names_that_are_safe_nowhere() {
        let long = [b'x'; 256];
        for (name, why) in [
            (&b""[..], UnsafeName::Empty),
            (b".", UnsafeName::Directory),
            (b"..", UnsafeName::Directory),
            (b"a/b", UnsafeName::Separator),
            (b"/", UnsafeName::Separator),
            (b"../x", UnsafeName::Separator),
            (b"a\0b", UnsafeName::Nul),
            (b"a\rb", UnsafeName::Control),
            (b"a\x1b[2J", UnsafeName::Control),
            (b"a\x7f", UnsafeName::Control),
            ("a\u{9b}2J".as_bytes(), UnsafeName::Control),
            (b"|sh", UnsafeName::Pipe),
            (&long, UnsafeName::TooLong),
        ] {
            for platform in [Unix, Windows, Any] {
                assert_eq!(local_name(name, platform), Err(why), "{}", name.escape_ascii());
            }
        }
        assert!(local_name(&vec![b'x'; 255], Any).is_ok());
    }

    #[test]
    fn names_that_windows_takes_for_something_else() {
        for (name, why) in [
            (&b"..\\x"[..], UnsafeName::Separator),
            (b"back\\slash", UnsafeName::Separator),
            (b"c:x", UnsafeName::Colon),
            (b"a:stream", UnsafeName::Colon),
            (b"a*", UnsafeName::Wildcard),
            (b"a?b", UnsafeName::Wildcard),
            (b"a|b", UnsafeName::Wildcard),
            (b"quo\"te", UnsafeName::Wildcard),
            (b"con", UnsafeName::Reserved),
            (b"AUX.txt", UnsafeName::Reserved),
            (b"nul .tar.gz", UnsafeName::Reserved),
            (b"COM1", UnsafeName::Reserved),
            ("lpt³.x".as_bytes(), UnsafeName::Reserved),
            (b"conin$", UnsafeName::Reserved),
            (b"a.", UnsafeName::Ending),
            (b"a ", UnsafeName::Ending),
            (b"...", UnsafeName::Ending),
            (b"latin\xe9", UnsafeName::NotText),
        ] {
            assert_eq!(local_name(name, Unix), Ok(name), "{}", name.escape_ascii());
            for platform in [Windows, Any] {
                assert_eq!(local_name(name, platform), Err(why), "{}", name.escape_ascii());
            }
        }
    }
}
