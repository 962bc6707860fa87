//! Files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are read, the rest is cut off: no log of a login and no list of servers is that long.
const LIMIT: u64 = 16 << 20;

/// Reads a file, or standard input if the file is `-`.
pub fn contents(file: &Path) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(LIMIT).read_to_end(&mut all)?;
    } else {
        File::open(file)?.take(LIMIT).read_to_end(&mut all)?;
    }
    Ok(all)
}
