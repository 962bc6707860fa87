//! What the tool writes: results to standard output, the rest to standard error. Colours are kept only if a
//! terminal shows them.

use std::io::{self, ErrorKind, Write};
use std::ops::ControlFlow;

/// Writes to standard output. It is no error if the reader has gone, as `head` does. An error is a sentence.
pub fn print(text: &str) -> Result<(), String> {
    print_a_part(text).map(drop)
}

/// Writes a part of the output to standard output. Returns `Break` if the reader has gone. An error is a sentence.
pub fn print_a_part(text: &str) -> Result<ControlFlow<()>, String> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(format!("Standard output cannot be written: {error}.")),
    }
}

/// Writes to standard error. A failure is ignored, since there is nowhere else to report it.
pub fn note(text: &str) {
    let mut out = anstream::stderr().lock();
    let _: io::Result<()> = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes a sentence to standard error as a line that begins with the tool's name.
pub fn remark(sentence: &str) {
    note(&format!("ftp-doctor: {sentence}\n"));
}
