//! Files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What is longer is cut: no log of a login, and no list of servers, takes as much.
const LIMIT: u64 = 16 << 20;

/// What is in a file, or comes on standard input where the file is `-`.
pub fn contents(file: &Path) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(LIMIT).read_to_end(&mut all)?;
    } else {
        File::open(file)?.take(LIMIT).read_to_end(&mut all)?;
    }
    Ok(all)
}
