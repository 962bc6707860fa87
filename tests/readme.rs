//! The README agrees with the files it quotes.

use std::fs;
use std::path::Path;

/// The rows of `clients.tsv` that the README shows, with the README's wording.
const SHOWN: [(&str, &str); 12] = [
    ("refusal-with-230-in-its-body", "a refusal whose body has a line `230 …`"),
    ("welcome-with-530-in-its-body", "a welcome whose body has a line `530 …`"),
    ("end-with-another-code-glftpd", "a reply that ends with another code (glFTPd)"),
    ("preliminary-first", "`120` before the `220`"),
    ("two-replies-at-the-greeting", "two replies in the greeting"),
    ("code-only", "a code without text"),
    ("lf-only", "lines that end with LF alone"),
    ("iac-before-the-greeting", "Telnet negotiation before the greeting"),
    ("latin-1", "Latin-1 text"),
    ("password-asked-again", "`331` to every PASS"),
    ("endless-reply", "a reply without end"),
    ("byte-order-mark", "a byte order mark before the greeting"),
];

/// The programs in BINDINGS.md are files that the checks of the bindings run.
#[test]
fn the_programs_of_the_bindings_are_their_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("BINDINGS.md")).unwrap();
    let blocks: Vec<&str> = page.split("<!-- ").skip(1).collect();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        let (path, rest) = block.split_once(" -->\n").unwrap();
        let program =
            rest.split("```").nth(1).and_then(|block| block.split_once('\n')).map(|(_, lines)| lines);
        let file = fs::read_to_string(root.join(path)).unwrap();
        assert_eq!(program, Some(file.as_str()), "{path}");
        assert!(file.lines().count() <= 10, "{path}");
    }
}

#[test]
fn the_table_of_clients_is_that_of_the_data() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let data = fs::read_to_string(root.join("tests/data/replies/clients.tsv")).unwrap();
    let rows: Vec<Vec<&str>> =
        data.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let header = &rows[0][1..];
    let mut table =
        format!("| the server sends | {} |\n|{}\n", header.join(" | "), "---|".repeat(rows[0].len()));
    for (case, words) in SHOWN {
        let row = rows.iter().find(|row| row[0] == case);
        let Some(row) = row else { panic!("{case} is not in clients.tsv") };
        table.push_str(&format!("| {words} | {} |\n", row[1..].join(" | ")));
    }
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (start, end) = ("<!-- clients -->\n", "<!-- /clients -->");
    let (before, rest) = readme.split_once(start).unwrap();
    let (shown, after) = rest.split_once(end).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{start}{table}{end}{after}")).unwrap();
        return;
    }
    assert_eq!(shown, table, "UPDATE_DOCS=1 cargo test -p ftp-tests --test readme writes it anew");
}
