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
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::SIGINT;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::fs::File;
    use std::io::{self, ErrorKind};
    use std::sync::Once;
    use std::thread;
    use std::time::Duration;

    static WATCHED: Once = Once::new();

    /// More than it takes from the question to a terminal that shows nothing.
    const SETTLES: Duration = Duration::from_millis(50);

    pub(super) fn password(question: &str) -> io::Result<String> {
        let mut watched = Ok(());
        WATCHED.call_once(|| watched = watch());
        watched?;
        let typed = rpassword::prompt_password(question);
        if typed.as_ref().is_err_and(|error| error.kind() == ErrorKind::Interrupted) {
            emulate_default_handler(SIGINT)?;
        }
        typed
    }

    /// From now on Ctrl-C gives the terminal back what it has now, and then ends the program: rpassword would have it ended before
    /// that.
    fn watch() -> io::Result<()> {
        let terminal = File::open("/dev/tty")?;
        let before = tcgetattr(&terminal)?;
        let mut signals = Signals::new([SIGINT])?;
        thread::spawn(move || {
            if signals.forever().next().is_some() {
                // rpassword may be about to change the terminal.
                thread::sleep(SETTLES);
                let _ = tcsetattr(&terminal, OptionalActions::Now, &before);
                let _ = emulate_default_handler(SIGINT);
            }
        });
        Ok(())
    }
}
