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
fn what_is_no_listing() {
    let done = run(tool().args(["ls", "--from", "-"]), "Dear server,\nplease list.\n");
    assert_eq!((done.status, done.stdout.as_str()), (5, ""));
    assert!(done.stderr.contains("2 lines were not understood."), "{}", done.stderr);
    let missing = run(tool().args(["ls", "--from", "/no/such/file"]), "");
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("The listing cannot be read"), "{}", missing.stderr);
    assert_eq!(run(tool().args(["ls", "--from", "-"]), "").status, 0);
}
