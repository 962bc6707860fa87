//! The table of guards is about the source as it is.

use ftp_tests::guards::Guard;
use std::collections::HashSet;
use std::fs;

#[test]
fn each_guard_stands_where_the_table_says() {
    let mut names = HashSet::new();
    for guard in Guard::all() {
        let path = format!("{}/../crates/ftp-proto/src/{}", env!("CARGO_MANIFEST_DIR"), guard.file);
        let source = fs::read_to_string(path).unwrap();
        let without = guard.taken_from(&source);
        assert!(without.is_some_and(|without| without != source), "{}: {}", guard.file, guard.name);
        assert!(names.insert(guard.name), "twice: {}", guard.name);
    }
}
