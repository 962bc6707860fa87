//! The person who runs the tool: sees the conversation, is asked for a password again, and sees how long a wait still takes.

use crate::check::{Next, Observer};
use crate::credentials::Sources;
use crate::out::{note, remark};
use ftp_diagnosis::{Remedy, remedies};
use ftp_proto::transcript::Entry;
use ftp_proto::{Credentials, LoginError};
use ftp_report::lines::text;
use std::io::{IsTerminal, stderr};
use std::thread::sleep;
use std::time::Duration;

/// The person at the terminal, and how many more tries are allowed.
pub struct Person<S> {
    /// Where to ask for a password.
    pub sources: S,
    /// The name, for the question.
    pub user: Vec<u8>,
    /// How many more times to ask for the password.
    pub questions: u32,
    /// How many more times to try the server again.
    pub retries: u32,
    /// How many tries were refused.
    pub tries: u32,
    /// Whether the conversation is shown as it happens.
    pub verbose: bool,
}

impl<S: Sources> Person<S> {
    fn another_password(&mut self) -> Option<Credentials> {
        self.questions = self.questions.checked_sub(1)?;
        let user = ftp_report::printable::printable(&self.user);
        let question = format!("Refused. Password of {user}, or nothing to give up: ");
        let password = self.sources.ask(&question)?.ok().filter(|password| !password.is_empty())?;
        Credentials::new(&self.user, password).ok()
    }
}

impl<S: Sources> Observer for Person<S> {
    fn happened(&mut self, entry: &Entry) {
        if self.verbose {
            note(&text(entry));
        }
    }

    fn refused(&mut self, error: &LoginError) -> Next {
        self.tries += 1;
        for remedy in remedies(error, self.tries) {
            match remedy {
                Remedy::NewCredentials => match self.another_password() {
                    Some(credentials) => return Next::With(credentials),
                    None => self.questions = 0,
                },
                Remedy::ReconnectAfter { seconds } if self.retries > 0 => {
                    self.retries -= 1;
                    return Next::After(seconds);
                }
                Remedy::ReconnectInStep if self.retries > 0 => {
                    self.retries -= 1;
                    remark("Trying again with one command at a time.");
                    return Next::InStep;
                }
                _ => {}
            }
        }
        Next::Stop
    }

    fn begins(&mut self, what: &str) {
        remark(what);
    }

    fn wait(&mut self, seconds: u32) {
        let in_place = stderr().is_terminal();
        if !in_place && seconds > 0 {
            remark(&format!("The next try is in {seconds} s."));
        }
        for left in (1..=seconds).rev() {
            if in_place {
                note(&format!("\rftp-doctor: The next try is in {left} s. "));
            }
            sleep(Duration::from_secs(1));
        }
        if in_place && seconds > 0 {
            note("\n");
        }
    }
}
