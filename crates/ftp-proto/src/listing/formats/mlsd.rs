//! MLSD and MLST (RFC 3659 section 7).

use crate::listing::cursor::{number, split_once};
use crate::listing::noise::noise;
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind, Modified, Precision};
use crate::response::Timestamp;

/// Reads `type=file;size=3; name`: the facts end at the first blank, and everything after it is the name.
/// The last semicolon may be missing, and a tab may replace the blank. A line without any known fact is an
/// entry only if the caller named the format, if other lines have known facts, or if the line is ` /path`,
/// as in MLST.
pub(in crate::listing) fn read<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    let end = end_of_facts(line)?;
    let (written, name) = (line.get(..end)?, line.get(end + 1..)?);
    let mut entry = Entry::new(Format::Mlsd, Kind::Other, name);
    entry.facts = written;
    entry.weak = true;
    for (fact, value) in facts(written) {
        entry.weak = entry.weak && !is_known(fact);
        match fact.len() {
            4 if is(fact, "type") => kind(&mut entry, value),
            4 if is(fact, "size") => entry.size = number(value),
            6 if is(fact, "modify") => entry.modified = modified(value),
            4 | 5 if is(fact, "perm") || is(fact, "perms") => {
                entry.permissions = entry.permissions.or(Some(value));
            }
            9 if is(fact, "unix.mode") => {
                // pyftpdlib has Python write it.
                entry.mode = octal(value.strip_prefix(b"0o").unwrap_or(value));
                entry.permissions = Some(value);
            }
            // Names say more than numbers, and replace them.
            8 if is(fact, "unix.uid") => entry.owner = Some(value),
            8 if is(fact, "unix.gid") => entry.group = Some(value),
            10 if is(fact, "unix.owner") => entry.owner = entry.owner.or(Some(value)),
            10 if is(fact, "unix.group") => entry.group = entry.group.or(Some(value)),
            14 if is(fact, "unix.ownername") => entry.owner = Some(value),
            14 if is(fact, "unix.groupname") => entry.group = Some(value),
            _ => {}
        }
    }
    if entry.kind == Kind::Dir {
        entry.size = None;
    }
    let is_path = written.is_empty() && name.starts_with(b"/");
    let is_sure = || shape.said || ((shape.has_facts || is_path) && noise(line).is_none());
    (!entry.weak || is_sure()).then_some(entry)
}

/// Returns whether the line has a known fact.
pub(in crate::listing) fn shows_itself(line: &[u8]) -> bool {
    read(line, &Shape::default()).is_some_and(|entry| !entry.weak)
}

/// Returns whether the fact is known: those of RFC 3659, those that servers add, and those whose name begins
/// with that of a system.
fn is_known(fact: &[u8]) -> bool {
    const NAMES: [&str; 11] = [
        "type",
        "size",
        "modify",
        "perm",
        "unique",
        "perms",
        "sizd",
        "create",
        "lang",
        "charset",
        "media-type",
    ];
    const SYSTEMS: [&str; 4] = ["unix", "win32", "os", "x"];
    let system = split_once(fact, b'.').map_or(&b""[..], |(system, _)| system);
    NAMES.iter().any(|name| is(fact, name)) || SYSTEMS.iter().any(|name| is(system, name))
}

/// Iterates over the facts and their values.
pub(in crate::listing) fn facts<'a>(facts: &'a [u8]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
    facts.split(|byte| *byte == b';').filter_map(|fact| split_once(fact, b'='))
}

/// Returns the offset of the blank that ends the facts. Each fact must have a name and a `=`.
fn end_of_facts(line: &[u8]) -> Option<usize> {
    let mut at = 0;
    // The last semicolon that a blank follows, once it was needed.
    let mut last = None;
    loop {
        let rest = line.get(at..)?;
        let len = rest.iter().position(|byte| matches!(byte, b';' | b' ' | b'\t'))?;
        let fact = rest.get(..len)?;
        let delimiter = *rest.get(len)?;
        if delimiter == b';' {
            is_fact(fact).then_some(())?;
            at += len + 1;
        } else if fact.is_empty() {
            return Some(at);
        } else if has_blanks(fact) && *last.get_or_insert_with(|| last_end(line)) > at {
            at += rest.iter().position(|byte| *byte == b';')? + 1;
        } else {
            is_fact(fact).then_some(())?;
            return Some(at + len);
        }
    }
}

/// Returns whether the fact has a name and a `=` after it.
fn is_fact(fact: &[u8]) -> bool {
    split_once(fact, b'=').is_some_and(|(name, _)| {
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte))
    })
}

/// Returns whether the value of the fact can have blanks, such as the target of a link or the name of an
/// owner or group.
fn has_blanks(fact: &[u8]) -> bool {
    const STARTS: [&str; 5] =
        ["type=os.unix=slink:", "unix.ownername=", "unix.groupname=", "unix.owner=", "unix.group="];
    STARTS.iter().any(|name| fact.get(..name.len()).is_some_and(|start| is(start, name)))
}

fn last_end(line: &[u8]) -> usize {
    line.windows(2).rposition(|pair| pair == b"; ").unwrap_or(0)
}

fn is(fact: &[u8], name: &str) -> bool {
    fact.eq_ignore_ascii_case(name.as_bytes())
}

/// Reads the fact `type`. If a line has it twice, the last one counts, with its target.
fn kind<'a>(entry: &mut Entry<'a>, value: &'a [u8]) {
    entry.target = None;
    entry.listed_itself = is(value, "cdir") || is(value, "pdir");
    entry.kind = match value {
        _ if is(value, "file") => Kind::File,
        _ if is(value, "dir") || entry.listed_itself => Kind::Dir,
        _ if is(value, "link") => Kind::Link,
        // `OS.name=type`, of which only links are common.
        _ => {
            let (_, of_system) = split_once(value, b'=').unwrap_or_default();
            let (what, target) = split_once(of_system, b':').unwrap_or((of_system, b""));
            if is(what, "slink") || is(what, "symlink") {
                entry.target = Some(target).filter(|target| !target.is_empty());
                Kind::Link
            } else {
                Kind::Other
            }
        }
    };
}

fn modified(value: &[u8]) -> Option<Modified> {
    let precision = if value.contains(&b'.') { Precision::Fraction } else { Precision::Second };
    Some(Modified::from_timestamp(Timestamp::read(value).ok()?, precision))
}

/// Reads an octal mode such as `0755`, of which the last twelve bits are the permissions.
pub(in crate::listing) fn octal(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 7 {
        return None;
    }
    let mode = digits.iter().try_fold(0_u32, |mode, byte| match byte {
        b'0'..=b'7' => Some(mode * 8 + u32::from(byte - b'0')),
        _ => None,
    })?;
    u16::try_from(mode & 0o7777).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::{String, ToString};
    use std::vec::Vec;

    #[test]
    fn lines() {
        for (line, name, kind, size, modified, target) in [
            (
                &b"type=file;size=4161;modify=20190218120006; a b.txt"[..],
                &b"a b.txt"[..],
                Kind::File,
                Some(4161),
                "2019-02-18T12:00:06Z",
                None,
            ),
            (
                b"SiZe=11;tYpe=DIR;MoDIfy=20181025120459.5; x",
                b"x",
                Kind::Dir,
                None,
                "2018-10-25T12:04:59.5Z",
                None,
            ),
            (b"type=dir;sizd=4096;perms=cplemfd; x", b"x", Kind::Dir, None, "", None),
            (b"type=cdir; .", b".", Kind::Dir, None, "", None),
            (b"type=OS.unix=slink:/a; l", b"l", Kind::Link, None, "", Some(&b"/a"[..])),
            (b"type=OS.unix=slink:; l", b"l", Kind::Link, None, "", None),
            (b"type=OS.unix=slink:/a b/c;perm=r; l; m", b"l; m", Kind::Link, None, "", Some(b"/a b/c")),
            (
                b"type=dir;UNIX.groupname=domain users;UNIX.mode=0755; a; b",
                b"a; b",
                Kind::Dir,
                None,
                "",
                None,
            ),
            (b"type=dir;UNIX.ownername=ann lee; a b", b"a b", Kind::Dir, None, "", None),
            (b"type=dir;UNIX.ownername=ann a b", b"a b", Kind::Dir, None, "", None),
            (b"type=OS.unix=slink:/a;type=file;size=1; f", b"f", Kind::File, Some(1), "", None),
            (b"type=OS.UNIX=symlink;size=9; l", b"l", Kind::Link, Some(9), "", None),
            (b"type=OS.unix=chr-13/29; d", b"d", Kind::Other, None, "", None),
            (b"type=link;size=3; l", b"l", Kind::Link, Some(3), "", None),
            (b"type=unknown; s", b"s", Kind::Other, None, "", None),
            (b"perm=r; x", b"x", Kind::Other, None, "", None),
            (b"type=file;size=x;modify=20230229000000; x", b"x", Kind::File, None, "", None),
            (b"type=file;size=3 none", b"none", Kind::File, Some(3), "", None),
            (b"type=file;\ttabbed", b"tabbed", Kind::File, None, "", None),
            (b"type=file;  lead", b" lead", Kind::File, None, "", None),
            (b"type=file; semi; colon=x", b"semi; colon=x", Kind::File, None, "", None),
            (b"type=file; \xff\r", b"\xff\r", Kind::File, None, "", None),
            (b" only a name", b"only a name", Kind::Other, None, "", None),
        ] {
            let entry = read(line, &Shape::of_line()).unwrap();
            let time = entry.modified.map(|time| time.to_string()).unwrap_or_default();
            let found = (entry.name, entry.kind, entry.size, time.as_str(), entry.target);
            assert_eq!(found, (name, kind, size, modified, target), "{}", line.escape_ascii());
        }
        for line in [
            &b"type=file;"[..],
            b"type=file",
            b"/no/blank",
            b"type=dir;/no/blank",
            b"type=dir;Size; x",
            b"=x; y",
            b"a b=c; x",
            b"",
        ] {
            assert_eq!(read(line, &Shape::of_line()), None, "{}", line.escape_ascii());
        }
    }

    #[test]
    fn all_facts_are_kept() {
        let entry = read(
            b"Type=file;perm=adfrw;x.y=;UNIX.mode=0644;UNIX.owner=3;UNIX.ownername=al;UNIX.group=4; a",
            &Shape::of_line(),
        )
        .unwrap();
        let names: Vec<&[u8]> = entry.facts().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            [&b"Type"[..], b"perm", b"x.y", b"UNIX.mode", b"UNIX.owner", b"UNIX.ownername", b"UNIX.group"]
        );
        assert_eq!(
            (entry.fact("PERM"), entry.fact("X.Y"), entry.fact("size")),
            (Some(&b"adfrw"[..]), Some(&b""[..]), None)
        );
        assert_eq!((entry.permissions, entry.mode), (Some(&b"0644"[..]), Some(0o644)));
        assert_eq!((entry.owner, entry.group), (Some(&b"al"[..]), Some(&b"4"[..])));
        assert!(!entry.is_itself_or_parent());
        assert!(read(b"type=pdir; /a", &Shape::of_line()).unwrap().is_itself_or_parent());
    }

    /// Tests each fact by its whole name, because other facts may have the same length.
    #[test]
    fn whose_it_is_and_what_is_allowed() {
        let text = |part: Option<&[u8]>| part.map(|part| String::from_utf8(part.to_vec()).unwrap());
        for (facts, permissions, mode, owner, group) in [
            ("perm=adfr;", Some("adfr"), None, None, None),
            ("perms=adfr;", Some("adfr"), None, None, None),
            ("perm=r;perms=w;", Some("r"), None, None, None),
            ("perm=r;unix.mode=0644;", Some("0644"), Some(0o644), None, None),
            ("unix.mode=0o644;", Some("0o644"), Some(0o644), None, None),
            ("unix.mode=0o;", Some("0o"), None, None, None),
            ("unix.mode=;", Some(""), None, None, None),
            ("unix.mode=0100644;", Some("0100644"), Some(0o644), None, None),
            ("unix.mode=00100644;", Some("00100644"), None, None, None),
            ("unix.uid=1;unix.gid=2;", None, None, Some("1"), Some("2")),
            ("unix.owner=1;unix.group=2;", None, None, Some("1"), Some("2")),
            ("unix.ownername=ann;unix.groupname=staff;", None, None, Some("ann"), Some("staff")),
            ("unix.owner=1;unix.ownername=ann;", None, None, Some("ann"), None),
            ("unix.ownername=ann;unix.owner=1;", None, None, Some("ann"), None),
            ("unix.groupname=staff;unix.group=1;", None, None, None, Some("staff")),
            (
                "lang=en;sizes=1;unix.node=0644;unix.xid=3;unix.other=4;unix.othername=5;",
                None,
                None,
                None,
                None,
            ),
            ("unix.atime=1;unix.ctimestamp=6;", None, None, None, None),
        ] {
            let line = [b"type=file;", facts.as_bytes(), b" x"].concat();
            let entry = read(&line, &Shape::of_line()).unwrap();
            assert_eq!((text(entry.permissions).as_deref(), entry.mode), (permissions, mode), "{facts}");
            let whose = (text(entry.owner), text(entry.group));
            assert_eq!((whose.0.as_deref(), whose.1.as_deref()), (owner, group), "{facts}");
            assert_eq!((entry.kind, entry.size), (Kind::File, None), "{facts}");
        }
    }

    #[test]
    fn what_shows_the_format() {
        for (line, shows) in [
            (&b"Type=file; x"[..], true),
            (b"sizd=4;x.y=1; x", true),
            (b"UNIX.mode=0644 x", true),
            (b" /a/path", false),
            (b"PATH= /SYS/PUB/", false),
            (b"a=b;c=d; x", false),
            (b" x", false),
        ] {
            assert_eq!(shows_itself(line), shows, "{}", line.escape_ascii());
        }
        let found = |line| read(line, &Shape::default()).is_some();
        assert!(found(b" /a/path") && !found(b"PATH= /SYS/PUB/") && !found(b" x") && !found(b"a=b; x"));
    }
}
