//! What the tool writes: results to standard output, the rest to standard error. Colours stay where a
//! terminal shows them.

use std::io::{self, ErrorKind, Write};
use std::ops::ControlFlow;

/// Writes to standard output. A reader that has gone, such as `head`, is no error; an error is a sentence.
pub fn print(text: &str) -> Result<(), String> {
    print_a_part(text).map(drop)
}

/// The same of what goes on. `Break`: the reader has gone.
pub fn print_a_part(text: &str) -> Result<ControlFlow<()>, String> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(format!("Nothing can be written: {error}.")),
    }
}

/// Writes to standard error. Where that fails, there is no other place for it.
pub fn note(text: &str) {
    let mut out = anstream::stderr().lock();
    let _: io::Result<()> = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// The same with the tool's name in front and a line end behind.
pub fn remark(sentence: &str) {
    note(&format!("ftp-doctor: {sentence}\n"));
}
