use super::*;
use std::string::{String, ToString};

fn shown(line: &str) -> Option<String> {
    let entry = read(line.as_bytes(), &Shape::default(), None)?;
    let text = |bytes: Option<&[u8]>| {
        bytes.map_or("-".to_string(), |bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    Some(std::format!(
        "{}|{}|{}|{}|{}|{}|{}",
        entry.kind,
        text(Some(entry.name)),
        entry.size.map_or("-".to_string(), |size| size.to_string()),
        entry.modified.unwrap(),
        text(entry.owner),
        text(entry.group),
        text(entry.target),
    ))
}

#[test]
fn lines() {
    for (line, expected) in [
        (
            "-rw-r--r--   1 ann      staff         4096 Nov 27 12:34 a b",
            "file|a b|4096|--11-27T12:34|ann|staff|-",
        ),
        ("drwxr-xr-x   2 ann      staff         4096 Nov 27  2001 d/", "dir|d|-|2001-11-27|ann|staff|-"),
        ("  drwxr-xr-x+  2 ann staff 4096 Nov 27  2001 d", "dir|d|-|2001-11-27|ann|staff|-"),
        ("-rw-r--r--   1 ann      staff   1 Oct 01 12:34  lead ", "file| lead |1|--10-01T12:34|ann|staff|-"),
        ("-rw-r--r--   1 1 2  19 Aug 01 12:34 Nov 27 2026 x", "file|Nov 27 2026 x|19|--08-01T12:34|1|2|-"),
        ("lrwxrwxrwx   1 a b  9 Nov 28 13:44 link -> plain.txt", "link|link|9|--11-28T13:44|a|b|plain.txt"),
        ("lrwxrwxrwx   1 a b  6 Nov 28 13:44 li -> nk -> a -> b", "link|li -> nk|6|--11-28T13:44|a|b|a -> b"),
        ("lrwxrwxrwx   1 a b  0 Nov 28 13:44 li -> nk -> a", "link|li|0|--11-28T13:44|a|b|nk -> a"),
        ("lrwxrwxrwx   1 a b  26 Sep 18 2008 pub", "link|pub|26|2008-09-18|a|b|-"),
        ("crw-r-----   1 root kmem 8,   3 Jan 30 11:42 kmem", "other|kmem|-|--01-30T11:42|root|kmem|-"),
        ("brw-r-----   1 root disk 109,767 Jan 30 11:42 hd", "other|hd|-|--01-30T11:42|root|disk|-"),
        ("crw-r-----   1 root kmem 83853 Jan 30 2001 x", "other|x|83853|2001-01-30|root|kmem|-"),
        ("-rw-r--r--   1 a b  -528 Nov 01  2007 R", "file|R|-|2007-11-01|a|b|-"),
        ("-rw-r--r--   1 a b  1,234,567 Nov 01  2007 R", "file|R|1234567|2007-11-01|a|b|-"),
        ("-rw-r--r--   1 a b  33.5k Nov 01  2007 R", "file|R|34304|2007-11-01|a|b|-"),
        ("-rw-r--r--   1 a b  9.0M Nov 01  2007 R", "file|R|9437184|2007-11-01|a|b|-"),
        (
            "-rw-r--r-- 1 ann annsgroup125435904 Apr  9  2008 .p",
            "file|.p|125435904|2008-04-09|ann|annsgroup|-",
        ),
        ("drwxr-xr-x1732 266      111        90112 Jun 21  2001 .r", "dir|.r|-|2001-06-21|266|111|-"),
        ("drwxr-x---+1464 u   g     41472 Feb 25 13:17 2009", "dir|2009|-|--02-25T13:17|u|g|-"),
        (
            "drwxrwxr-x   3 %%%%     Domain Users     4096 Dec  9  2009 %",
            "dir|%|-|2009-12-09|%%%%|Domain Users|-",
        ),
        (
            "drwxr-xr-x   2 user name     group         4096 Mar  2 15:13 z",
            "dir|z|-|--03-02T15:13|user name|group|-",
        ),
        ("D--------- 1 owner group         0 Oct 23 11:35 d", "dir|d|-|--10-23T11:35|owner|group|-"),
        ("Drw-r--r-- 1 root root         0 Oct 23 11:35 d", "other|d|0|--10-23T11:35|root|root|-"),
        ("drwxr-xr-x   4 (?)      (?)          4096 Apr  8  2007 j", "dir|j|-|2007-04-08|(?)|(?)|-"),
        ("-rw-r--r--   1 X.Org         91 May  7  2001 .banner", "file|.banner|91|2001-05-07|X.Org|-|-"),
        ("-r--r--r-- 0125039 12 Nov 11 2005 n", "file|n|12|2005-11-11|-|-|-"),
        ("drwxr-xr-x   2 may 12 2048 Mar  2 15:13 z", "dir|z|-|--03-02T15:13|may|12|-"),
        ("drwxrwx   2       10     4096 Jul 28 02:41 tmp", "dir|tmp|-|--07-28T02:41|10|-|-"),
        ("drwx--l---   2 0        10           512 Dec 22  1994 s", "dir|s|-|1994-12-22|0|10|-"),
        ("ar-xr-xr-x   2 none     none         512 Apr 26 17:52 p", "file|p|512|--04-26T17:52|none|none|-"),
        ("drwxr-xr-x               folder        0 Jul 17  2006 o", "dir|o|-|2006-07-17|-|-|-"),
        ("-rw-r--r--    54149       27826    81975 Jul 22  2010 9", "file|9|81975|2010-07-22|-|-|-"),
        ("-C--E-----FTP A QUA1I1      18128       41 Apr 1 2014 Q", "file|Q|41|2014-04-01|A QUA1I1|18128|-"),
        ("-r--r--r--  1 ftp      -A---       13274 Mar  1  2006 U", "file|U|13274|2006-03-01|ftp|-A---|-"),
        ("-rw-r--r--   1 a b   531 09-26 13:45 x", "file|x|531|--09-26T13:45|a|b|-"),
        ("-rw-r--r--   1 a b   531 2005-06-07 21:22 x", "file|x|531|2005-06-07T21:22|a|b|-"),
        ("-rw-r--r--   1 a b   531 3 29 03:26 x", "file|x|531|--03-29T03:26|a|b|-"),
        ("dr-xr-xr-x   2 a b  2235 26. Juli, 20:10 x", "dir|x|-|--07-26T20:10|a|b|-"),
        (
            "-rw-r--r--   1 a group with many words   8 Jan 22  2001 z",
            "file|z|8|2001-01-22|a|group with many words|-",
        ),
        (
            "0100644   500  101   12345    123456789       a b",
            "file|a b|12345|1973-11-29T21:33:09Z|500|101|-",
        ),
        ("040755   500  101   4096    0  d", "dir|d|-|1970-01-01T00:00:00Z|500|101|-"),
        // Type letters of Go, and that of z/OS for an external link.
        ("dtrwxrwxrwx 2 a b 4096 Nov 27  2026 d", "dir|d|-|2026-11-27|a|b|-"),
        ("erwxrwxrwx 2 a b 3 Nov 27  2026 l -> x", "link|l|3|2026-11-27|a|b|x"),
        ("Trw-r--r-- 2 a b 3 Nov 27  2026 f", "other|f|3|2026-11-27|a|b|-"),
        ("urwxr-xr-x 2 a b 3 Nov 27  2026 f", "file|f|3|2026-11-27|a|b|-"),
        ("-rw-r--r-- 1 annsgroup1254 Apr  9  2008 f", "file|f|1254|2008-04-09|annsgroup|-|-"),
        ("crw-r----- 1 root kmem8,   3 Jan 30 11:42 k", "other|k|-|--01-30T11:42|root|kmem|-"),
        // A name that begins with an arrow is not empty.
        ("lrwxrwxrwx 1 a b 9 Nov 28 13:44  -> x -> y", "link| -> x|9|--11-28T13:44|a|b|y"),
        ("0120777 500 101 3 0 a -> bin", "link|a|3|1970-01-01T00:00:00Z|500|101|bin"),
        ("0100644 500 101 3 0 a -> bin", "file|a -> bin|3|1970-01-01T00:00:00Z|500|101|-"),
        ("-rw-r--r-- 1 a b 18446744073709551616 Nov  1  2007 R", "file|R|-|2007-11-01|a|b|-"),
    ] {
        assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
    }
}

#[test]
fn no_lines() {
    for line in [
        "",
        " foo",
        "total 12",
        "-rw-r--r-- ftp ftp",
        "-rw-r--r-- 1 ftp ftp 528 Foo 01 2007 README",
        "drwxrwxrwx 2 root root  4096 2012-30-07 00:31 n",
        "zrwxr-xr-x   2 root     root         4096 Mar  2 15:13 z",
        "drwxr-xr-x   2 root     99           4096 Feb 23 30:01 z",
        "drwxr-xr-xl   2 root     99           4096 Feb 23 20:01 z",
        "drw   2 root     99           4096 Feb 23 20:01 z",
        "-rw-r--r-- 1 a b 4096 Nov 27 12:34x",
        "compress-a 1 a b 4096 Nov 27 12:34 x",
        "0100644   500  101   12345    x  a",
        "-c--e----- A QUA1I1 18128 41 Apr 1 2014 Q",
        "-CDEFGH--- A QUA1I1 18128 41 Apr 1 2014 Q",
        // Too few digits glued to letters for a size, or no links before them.
        "-rw-r--r-- 1 annsgroup125 Apr  9  2008 f",
        "-rw-r--r-- ann12345 Apr  9  2008 f",
        "-rw-r--r-- 1 a b 5 a-b c-d e-f x",
        "-rw-r--r-- 1 a b -x Nov 27  2026 f",
        "-rw-r--r-- 1 a b 0xzz Nov 27  2026 f",
        "-rw-r--r-- 1 a b 12a34 Nov 27  2026 f",
        // No owner and group before the date.
        "drwxr-xr-x (?) (?) Nov 27  2026 d",
        "drwxr-xr-x ann May Nov 27  2026 d",
        "20100644   500  101   12345    1  a",
    ] {
        assert_eq!(shown(line), None, "{line}");
    }
    for line in ["drwxr-xr-x 3 ftp ftp 4096 May 15 18:11", "drwxr-xr-x 2 0 0 4096 Mar 18  2007  "] {
        assert_eq!(read(line.as_bytes(), &Shape::default(), None).unwrap().name, b"", "{line}");
    }
}

#[test]
fn permissions_as_bits() {
    for (word, bits) in [
        ("rwxr-xr-x", Some(0o755)),
        ("rw-r--r-T", Some(0o1644)),
        ("rwsr-Sr-t+", Some(0o7745)),
        ("---------", Some(0)),
        ("rwx", None),
        ("C--E-----FTP", None),
    ] {
        assert_eq!(mode(word.as_bytes()), bits, "{word}");
    }
}
