//! Lines that are not entries in any format.

use super::NoEntryKind;
use super::cursor::{Cursor, all_digits, is_blank, trim_end};

/// The first words of totals, as `ls` and others write them in many languages.
const SUMS: &[&str] = &[
    "total",
    "totals",
    "insgesamt",
    "gesamt",
    "totalt",
    "totale",
    "totaal",
    "итого",
    "всего",
    "celkem",
    "razem",
    "łącznie",
    "összesen",
    "yhteensä",
    "toplam",
    "σύνολο",
    "合計",
    "总计",
    "总用量",
    "總計",
    "합계",
];

/// What Stratus VOS counts; each word stands before its number.
const COUNTED: [&[u8]; 3] = [b"Files:", b"Dirs:", b"Links:"];

/// Headings of columns.
const COLUMNS: &[&str] = &[
    "name",
    "size",
    "date",
    "time",
    "owner",
    "group",
    "unit",
    "volume",
    "referred",
    "recfm",
    "lrecl",
    "blksz",
    "dsorg",
    "dsname",
    "jobname",
    "jobid",
    "status",
    "class",
    "code",
    "eof",
    "modification",
    "created",
    "changed",
    "attributes",
    "attr",
    "type",
    "ttr",
    "id",
    "permissions",
    "modified",
    "filename",
    "records",
    "blocks",
    "format",
    "vv.mm",
    "rwep",
    "alias-of",
    "sector",
    "bytecount",
];

/// Programs that list directories, which stand before the colon of their error messages.
const PROGRAMS: &[&str] = &["ls", "ftpd", "dir", "in.ftpd", "ftpd-bsd", "list", "mlsd", "glob", "sh"];

/// The ends of lines in which the system says why a file cannot be listed.
const ERRORS: &[&str] = &[
    "no such file or directory",
    "permission denied",
    "not a directory",
    "no files found",
    "no jobs found on jes queue",
    "access is denied",
    "input/output error",
    "too many open files",
];

/// Returns why a line is not an entry in any format, or `None` if it may be one. A line that some format
/// understands is still an entry in that format, because a file can have any name.
pub(super) fn noise(line: &[u8]) -> Option<NoEntryKind> {
    let line = trim_end(line);
    let mut cursor = Cursor::new(line);
    let Some(first) = cursor.word() else { return Some(NoEntryKind::Blank) };
    // Only a name contains an LF. An entry may stand after it, which must not be lost.
    if line.contains(&b'\n') {
        return None;
    }
    if is_rule(line) {
        return Some(NoEntryKind::Header);
    }
    let second = cursor.peek();
    if second.is_some() && is_sum(first, &cursor) {
        return Some(NoEntryKind::Summary);
    }
    if is_error(line, first) {
        return Some(NoEntryKind::ServerError);
    }
    let last = line.last().copied();
    if is_of_a_session(line)
        || last == Some(b':')
        || is_directory(first, cursor)
        || is_vms_directory(line)
        || is_columns(line)
    {
        return Some(NoEntryKind::Header);
    }
    None
}

/// Returns whether the line is a rule: `--------  ------`.
fn is_rule(line: &[u8]) -> bool {
    line.len() > 2
        && line.iter().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'+' | b'|') || is_blank(*byte))
}

/// Returns whether the line belongs to the session around a listing that was copied from a terminal: `ftp> ls`,
/// `226 Transfer complete.`.
fn is_of_a_session(line: &[u8]) -> bool {
    let is_reply = |line: &[u8]| {
        matches!(line, [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9', b' ' | b'-', b'A'..=b'Z' | b'"' | b'\'', ..])
            && line.iter().filter(|byte| is_blank(**byte)).count() > 1
    };
    line.starts_with(b"ftp>") || is_reply(line)
}

/// Returns whether the line is a total: a word for one with a number among the next five words, a count with a
/// unit, or a grand total.
fn is_sum(first: &[u8], cursor: &Cursor<'_>) -> bool {
    let word = first.strip_suffix(b":").unwrap_or(first);
    let is_word =
        COUNTED.contains(&first) || SUMS.iter().any(|sum| word.eq_ignore_ascii_case(sum.as_bytes()));
    let mut cursor = *cursor;
    if is_word {
        return (0..5)
            .any(|_| cursor.word().is_some_and(|word| word.first().is_some_and(u8::is_ascii_digit)));
    }
    // `3 File(s)  1,234 bytes`, `729088 Bytes available`, `Grand total of 2 directories`.
    const UNITS: [&str; 7] = ["file(s)", "dir(s)", "file", "files", "entries", "bytes", "spool"];
    let next = cursor.word().unwrap_or_default();
    let is_counted = || UNITS.iter().any(|word| next.eq_ignore_ascii_case(word.as_bytes()));
    (all_digits(first) && is_counted())
        || (first.eq_ignore_ascii_case(b"grand") && next.eq_ignore_ascii_case(b"total"))
}

/// Returns whether the line is an error message: `ls: x: Permission denied`, `%RMS-E-FNF, file not found`.
fn is_error(line: &[u8], first: &[u8]) -> bool {
    if let Some(program) = first.strip_suffix(b":") {
        let base = program.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        if PROGRAMS.iter().any(|name| base.eq_ignore_ascii_case(name.as_bytes())) {
            return true;
        }
    }
    let is_vms = |rest: &[u8]| {
        let mut parts = rest.split(|byte| *byte == b'-');
        let facility = parts.next().unwrap_or_default();
        !facility.is_empty()
            && facility.iter().all(u8::is_ascii_uppercase)
            && parts.next().is_some_and(|severity| matches!(severity, b"E" | b"W" | b"F" | b"I"))
            && parts.next().is_some()
    };
    if first.strip_prefix(b"%").is_some_and(is_vms) {
        return true;
    }
    let line = line.strip_suffix(b".").unwrap_or(line);
    // As in `./@ not found`. Without a path, this may be a name.
    if line.ends_with(b" not found") && (line.starts_with(b"/") || line.starts_with(b"./")) {
        return true;
    }
    // A cheap test first: nearly all lines end in another letter.
    let may_end_so = line.last().is_some_and(|last| b"ydrse".contains(&last.to_ascii_lowercase()));
    may_end_so
        && ERRORS.iter().any(|error| {
            let at = line.len().saturating_sub(error.len());
            let before = at.checked_sub(1).and_then(|before| line.get(before));
            line.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(error.as_bytes()))
                && before.is_none_or(|byte| is_blank(*byte) || *byte == b':')
        })
}

/// Returns whether the line names a directory or volume: `Directory DISK:[A]`, `Directory of C:\`, `Volume in
/// drive C`, `PATH= /ANN/PUB/`, `Report for: (ANN)A ON PACK`.
fn is_directory(first: &[u8], mut cursor: Cursor<'_>) -> bool {
    let next = cursor.word().unwrap_or_default();
    match first {
        b"Directory" => next == b"of" || next == b"PATH" || (next.contains(&b'[') && next.ends_with(b"]")),
        b"Volume" => next == b"in" || next == b"Serial",
        b"Report" => next == b"for:",
        b"PATH=" | b"ACCOUNT=" => true,
        b"ACCOUNT" => next == b"=",
        _ => false,
    }
}

/// Returns whether the line is a directory of VMS and nothing else: `DISK$USER:[ANN.LETTERS]`.
fn is_vms_directory(line: &[u8]) -> bool {
    line.ends_with(b"]")
        && line.windows(2).any(|pair| pair == b":[")
        && !line.iter().any(|byte| is_blank(*byte))
}

/// Returns whether the line has headings: at least three words, no digit, and at least two words that are known
/// headings.
fn is_columns(line: &[u8]) -> bool {
    if line.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let words = || line.split(|byte| is_blank(*byte)).filter(|word| !word.is_empty());
    let is_column = |word: &&[u8]| COLUMNS.iter().any(|column| word.eq_ignore_ascii_case(column.as_bytes()));
    words().nth(2).is_some() && words().filter(is_column).take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_entries() {
        for (line, kind) in [
            ("", NoEntryKind::Blank),
            (" \t ", NoEntryKind::Blank),
            ("total 17904", NoEntryKind::Summary),
            ("insgesamt 12", NoEntryKind::Summary),
            ("итого 12", NoEntryKind::Summary),
            ("Total of 1 file, 2 blocks.", NoEntryKind::Summary),
            ("Total 14 files", NoEntryKind::Summary),
            ("               3 File(s)        1,234 bytes", NoEntryKind::Summary),
            ("Grand total of 2 directories, 3 files.", NoEntryKind::Summary),
            ("ftpd: .: Permission denied", NoEntryKind::ServerError),
            ("ls: .: EDC5111I Permission denied.", NoEntryKind::ServerError),
            ("/bin/ls: cannot access 'x': No such file or directory", NoEntryKind::ServerError),
            ("x: No such file or directory", NoEntryKind::ServerError),
            ("/bin/ls: reading the directory", NoEntryKind::ServerError),
            ("x:no such file or directory", NoEntryKind::ServerError),
            ("%RMS-E-FNF, file not found", NoEntryKind::ServerError),
            ("./@ not found", NoEntryKind::ServerError),
            ("No jobs found on JES queue", NoEntryKind::ServerError),
            ("%DIRECT-W-NOFILES, no files found", NoEntryKind::ServerError),
            ("Directory ANONYMOUS_ROOT:[000000]", NoEntryKind::Header),
            ("DISK$USER:[ANN.LETTERS]", NoEntryKind::Header),
            ("729088 Bytes Available", NoEntryKind::Summary),
            ("3 spool files", NoEntryKind::Summary),
            (" Directory of C:\\pub", NoEntryKind::Header),
            (" Volume in drive C is X", NoEntryKind::Header),
            ("Files: 3, Blocks: 104", NoEntryKind::Summary),
            ("Dirs: 0", NoEntryKind::Summary),
            ("Total Number of batches listed: 14", NoEntryKind::Summary),
            (" PATH= /ANN/PUB/", NoEntryKind::Header),
            (" ACCOUNT= ANN", NoEntryKind::Header),
            (" ACCOUNT = ANN", NoEntryKind::Header),
            ("Report for: (ANN)A ON PACK", NoEntryKind::Header),
            ("ftp> ls", NoEntryKind::Header),
            ("200 PORT command successful.", NoEntryKind::Header),
            ("226 Transfer complete.", NoEntryKind::Header),
            ("./sub dir:", NoEntryKind::Header),
            ("--------  -----", NoEntryKind::Header),
            ("Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname", NoEntryKind::Header),
            (" Name     VV.MM   Created       Changed      Size  Init   Mod   Id", NoEntryKind::Header),
            ("JOBNAME  JOBID    OWNER    STATUS CLASS", NoEntryKind::Header),
            ("  size          date       time       name", NoEntryKind::Header),
        ] {
            assert_eq!(noise(line.as_bytes()), Some(kind), "{line}");
        }
    }

    #[test]
    fn lines_that_may_be_entries() {
        for line in [
            "total",
            "README",
            "-rw-r--r-- 1 a b 3 Nov 27 12:34 name size date",
            "07-19-21  06:12PM       <DIR>          total 12",
            "README.TXT;1  2  18-APR-2000 10:40",
            "Directory",
            "ls",
            "--",
            "226 Transfer",
            "my files",
            "grand hotel",
            "my total",
            "12 monkeys",
            "%-E-FNF, x",
            "%rms-E-FNF, x",
            "%RMS-X-FNF, x",
            "%RMS-E",
            "Directory [x",
            "Directory x]",
            "ACCOUNT x",
            "name[1]",
            "see DISK:[A]",
            "xno such file or directory",
        ] {
            assert_eq!(noise(line.as_bytes()), None, "{line}");
        }
    }
}
