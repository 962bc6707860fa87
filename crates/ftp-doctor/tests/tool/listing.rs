//! `ls --from`: pasted listings.

use crate::support::{run, tool};
use serde_json::Value;

const LISTING: &str = "total 8\r\n\
    drwxr-xr-x   2 ann  staff   4096 Feb  3  2001 pub\r\n\
    -rw-r--r--   1 ann  staff   1234 Feb  3  2001 a \u{1b}[31mred\r\n\
    lrwxrwxrwx   1 ann  staff      3 Feb  3  2001 link -> pub\r\n\
    ls: private: Permission denied\r\n\
    and something else\r\n";

#[test]
fn a_table() {
    let done = run(tool().args(["ls", "--from", "-"]), LISTING);
    let rows: Vec<Vec<&str>> = done.stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        rows,
        [
            &["dir", "2001-02-03", "pub"][..],
            &["file", "1234", "2001-02-03", "a", "\\u{1b}[31mred"],
            &["link", "3", "2001-02-03", "link", "->", "pub"],
        ]
    );
    assert!(done.stderr.contains("ls: private: Permission denied"), "{}", done.stderr);
    assert!(done.stderr.contains("One line was not understood."), "{}", done.stderr);
    assert_eq!(done.status, 0);
}

#[test]
fn an_object_for_each_entry() {
    let done = run(tool().args(["ls", "--json", "--from", "-"]), LISTING);
    let objects: Vec<Value> =
        done.stdout.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let names: Vec<&str> = objects.iter().map(|object| object["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["pub", "a \u{1b}[31mred", "link"]);
    assert!(!done.stdout.contains('\u{1b}'));
    let file = &objects[1];
    assert_eq!((file["kind"].as_str(), file["size"].as_u64()), (Some("file"), Some(1234)));
    assert_eq!((file["modified"].as_str(), file["target"].as_str()), (Some("2001-02-03"), None));
    assert!(file["raw"].as_str().expect("a line").starts_with("-rw-r--r--   1 ann"));
    assert_eq!((objects[0]["size"].as_u64(), objects[2]["target"].as_str()), (None, Some("pub")));
}

#[test]
fn what_a_paste_is_wrapped_in() {
    let lines = "drwxr-xr-x   2 ann  staff   4096 Feb  3  2001 pub\r\n\
        -rw-r--r--   1 ann  staff   1234 Feb  3  2001 two words\r\n\
        lrwxrwxrwx   1 ann  staff      3 Feb  3  2001 link -> pub\r\n";
    let plain = run(tool().args(["ls", "--json", "--from", "-"]), lines);
    assert_eq!((plain.stdout.lines().count(), plain.stderr.as_str()), (3, ""));
    let before = |mark: &str| lines.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    for pasted in [
        before("    "),
        before("> "),
        format!("ftp> ls -l\r\n150 Here comes the directory listing.\r\ntotal 8\r\n{lines}"),
        format!("    LIST\n{}", before("    ")),
        lines.replace("\r\n", "\n"),
        format!("{lines}\r\n\r\n"),
    ] {
        let done = run(tool().args(["ls", "--json", "--from", "-"]), &pasted);
        assert_eq!((done.stdout, done.stderr.as_str()), (plain.stdout.clone(), ""), "{pasted}");
    }
    let facts = "  type=dir;modify=20260101000000; sub\n  type=OS.unix=slink:/a b;size=4; at\n";
    let done = run(tool().args(["ls", "--json", "--from", "-"]), facts);
    let objects: Vec<Value> =
        done.stdout.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let shown: Vec<_> = objects
        .iter()
        .map(|object| ["name", "kind", "size", "modified", "target", "raw"].map(|field| &object[field]))
        .collect();
    let raw = "type=dir;modify=20260101000000; sub";
    assert_eq!(
        shown[0],
        ["sub".into(), "dir".into(), Value::Null, "2026-01-01T00:00:00Z".into(), Value::Null, raw.into()]
            .each_ref()
    );
    let raw = "type=OS.unix=slink:/a b;size=4; at";
    assert_eq!(
        shown[1],
        ["at".into(), "link".into(), 4.into(), Value::Null, "/a b".into(), raw.into()].each_ref()
    );
}

#[test]
fn what_is_no_listing() {
    let done = run(tool().args(["ls", "--from", "-"]), "Dear server,\nplease list.\n");
    assert_eq!((done.status, done.stdout.as_str()), (5, ""));
    assert!(done.stderr.contains("2 lines were not understood."), "{}", done.stderr);
    let missing = run(tool().args(["ls", "--from", "/no/such/file"]), "");
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("The listing cannot be read"), "{}", missing.stderr);
    assert_eq!(run(tool().args(["ls", "--from", "-"]), "").status, 0);
}
