//! A password that is typed on a terminal.

use std::io;

/// Asks for it, and shows nothing of what is typed. Ctrl-C ends the program, as elsewhere.
pub fn password(question: &str) -> io::Result<String> {
    #[cfg(unix)]
    return unix::password(question);
    #[cfg(not(unix))]
    rpassword::prompt_password(question)
}

#[cfg(unix)]
mod unix {
    use signal_hook::consts::SIGINT;
    use signal_hook::flag::register_conditional_default;
    use signal_hook::low_level::emulate_default_handler;
    use std::io::{self, ErrorKind};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, OnceLock};

    /// Whether Ctrl-C ends the program at once, once that was asked.
    static ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();

    /// At Ctrl-C rpassword interrupts the program before it gives the terminal its echo back: the interruption waits for that.
    pub(super) fn password(question: &str) -> io::Result<String> {
        let ends = match ENDS.get() {
            Some(ends) => ends,
            None => {
                let ends = Arc::default();
                register_conditional_default(SIGINT, Arc::clone(&ends))?;
                ENDS.get_or_init(|| ends)
            }
        };
        ends.store(false, Ordering::SeqCst);
        let typed = rpassword::prompt_password(question);
        ends.store(true, Ordering::SeqCst);
        if typed.as_ref().is_err_and(|error| error.kind() == ErrorKind::Interrupted) {
            emulate_default_handler(SIGINT)?;
        }
        typed
    }
}
