//! Runs every seed and every regression through the property of its target, and checks that every
//! target is in the list.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Prints the name of the file if its property does not hold.
struct Named<'p>(&'p Path);

impl Drop for Named<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the input is in {}", self.0.display());
        }
    }
}

#[test]
fn corpus_and_regressions() {
    for (target, property) in ftp_fuzz::TARGETS {
        let seeds = files(&format!("corpus/{target}"));
        assert!(!seeds.is_empty(), "{target} has no seeds");
        for file in seeds.into_iter().chain(files(&format!("regressions/{target}"))) {
            let bytes = fs::read(&file).unwrap();
            let _named = Named(&file);
            property(&bytes);
        }
    }
}

#[test]
fn every_target_is_listed() {
    let listed: BTreeSet<String> = ftp_fuzz::TARGETS.iter().map(|(name, _)| name.to_string()).collect();
    let there: BTreeSet<String> = files("fuzz_targets")
        .iter()
        .map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(listed, there);
}
