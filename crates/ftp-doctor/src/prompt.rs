//! A password that is typed on a terminal.

use std::io;

/// Asks for a password and shows nothing of what is typed. Ctrl-C ends the program, as it does elsewhere.
///
/// The bytes are those that the terminal sends, in whatever encoding it uses.
pub fn password(question: &str) -> io::Result<Vec<u8>> {
    #[cfg(unix)]
    return unix::password(question);
    #[cfg(not(unix))]
    match rpassword::prompt_password(question)? {
        typed if typed.contains(char::REPLACEMENT_CHARACTER) => {
            Err(io::Error::other("what was typed is not UTF-8"))
        }
        typed => Ok(typed.into_bytes()),
    }
}

#[cfg(unix)]
mod unix {
    use crate::interrupt::is_held;
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGINT, TERM_SIGNALS};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::fs::File;
    use std::io::{self, ErrorKind, Read, Write};
    use std::sync::{Mutex, MutexGuard, Once, PoisonError};
    use std::thread;

    /// The longest line that a terminal hands over, with its line end.
    const LONGEST: usize = 4096;

    /// The terminal while it shows nothing, and the settings to give back to it. A signal that ends the program takes the same
    /// lock, so that it never comes between the two.
    static SILENT: Mutex<Option<(File, Termios)>> = Mutex::new(None);

    static WATCHED: Once = Once::new();

    pub(super) fn password(question: &str) -> io::Result<Vec<u8>> {
        let mut terminal = File::options().read(true).write(true).open("/dev/tty")?;
        let mut watched = Ok(());
        WATCHED.call_once(|| watched = watch());
        watched?;
        silence(&terminal)?;
        let typed = ask(&mut terminal, question);
        restore(&mut silent());
        typed
    }

    fn ask(terminal: &mut File, question: &str) -> io::Result<Vec<u8>> {
        terminal.write_all(question.as_bytes())?;
        // One read gives one line. The buffer never moves, so that no copy of the password stays behind.
        let mut line = vec![0; LONGEST];
        match terminal.read(&mut line)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            LONGEST => return Err(io::Error::other("what was typed is too long for a terminal")),
            n => line.truncate(n),
        }
        if line.ends_with(b"\n") {
            line.pop();
        }
        Ok(line)
    }

    fn silent() -> MutexGuard<'static, Option<(File, Termios)>> {
        SILENT.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the terminal show nothing but the end of the line.
    fn silence(terminal: &File) -> io::Result<()> {
        let mut silent = silent();
        let before = tcgetattr(terminal)?;
        let mut settings = before.clone();
        settings.local_modes.remove(LocalModes::ECHO);
        settings.local_modes.insert(LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG);
        *silent = Some((terminal.try_clone()?, before));
        Ok(tcsetattr(terminal, OptionalActions::Now, &settings)?)
    }

    fn restore(silent: &mut Option<(File, Termios)>) {
        if let Some((terminal, before)) = silent.take() {
            let _ = tcsetattr(&terminal, OptionalActions::Now, &before);
        }
    }

    /// From now on a signal that ends the program gives the terminal its settings back first.
    fn watch() -> io::Result<()> {
        let mut signals = Signals::new(TERM_SIGNALS)?;
        thread::spawn(move || {
            for signal in signals.forever() {
                if signal == SIGINT && is_held() {
                    continue;
                }
                // The lock is held until the program has ended.
                let mut silent = silent();
                restore(&mut silent);
                let _ = emulate_default_handler(signal);
            }
        });
        Ok(())
    }
}
