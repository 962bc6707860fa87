//! Reads the logs of clients and servers as conversations.

mod about;
mod basic_ftp;
mod calls;
mod curl;
mod curl_trace;
mod errors;
mod filezilla;
mod format;
mod frames;
mod ftplib;
mod general;
mod lftp;
mod log;
mod markup;
mod messages;
mod missing;
mod ncftp;
mod of_server;
mod own_words;
mod plain;
mod reasons;
mod said;
mod secrets;
mod suppaftp;
mod terminal;
mod text;
mod tshark;
mod w3c;
mod wget;
mod winscp;
mod without_code;
mod words;

use crate::password::Password;
use crate::programs::{self, Program};
pub use about::About;
pub use format::Format;
use ftp_proto::{Secret, Transcript};
use log::Log;
pub use text::decoded;

/// The lines of a log, without their ends.
type Lines<'a> = &'a [&'a [u8]];

type Reader = fn(Lines<'_>) -> Log;

/// Each format and its reader. If two readers understand a log equally well, the first is taken.
const READERS: [(Format, Reader); 14] = [
    (Format::Plain, plain::read),
    (Format::CurlTrace, curl_trace::read),
    (Format::Curl, curl::read),
    (Format::Lftp, lftp::read),
    (Format::Filezilla, filezilla::read),
    (Format::Winscp, winscp::read),
    (Format::Ftplib, ftplib::read),
    (Format::Ncftp, ncftp::read),
    (Format::Wget, wget::read),
    (Format::Suppaftp, suppaftp::read),
    (Format::Tshark, tshark::read),
    (Format::W3c, w3c::read),
    (Format::BasicFtp, basic_ftp::read),
    (Format::Terminal, terminal::read),
];

/// What a log shows.
pub struct Reading {
    /// The format in which most of the log was understood.
    pub format: Format,
    /// The conversation in the log, without the passwords.
    pub transcript: Transcript,
    /// What to know if the log does not hold the reply, so that it was made of somebody's words and its code is a guess.
    pub remark: Option<String>,
    /// The program that seems to have written the log.
    pub program: Option<&'static Program>,
    /// What the password looked like, if the log shows that.
    pub password: Option<Password>,
    /// Where and when the conversation took place.
    pub about: About,
    /// The passwords and accounts that the client did not hide in the log. Whoever shows the log must hide them.
    pub secrets: Vec<Secret>,
}

/// Reads the conversation in a log, in this format or in the one that understands most of it. Passwords in it are
/// hidden. `None` if the log holds nothing of FTP.
pub fn read(log: &[u8], format: Option<Format>) -> Option<Reading> {
    let (log, of_urls) = text::without_passwords(text::decoded(log));
    let log = text::oldest_first(text::with_open_replies(log));
    let bare = frames::lines(&log);
    let bare: Vec<&[u8]> = bare.iter().map(Vec::as_slice).collect();
    let lines = text::lines(&log);
    let ways: [Lines<'_>; 2] = [&lines, &bare];
    let best = READERS
        .into_iter()
        .filter(|(this, _)| format.is_none_or(|wanted| wanted == *this))
        .flat_map(|(this, read)| ways.map(|lines| (this, read(lines))))
        .fold(None, |best: Option<(Format, Log)>, (this, log)| match &best {
            // Lines that were broken and joined again hold the same number of replies, but more of their text.
            Some((before, other)) if *before != this && other.understood() >= log.understood() => best,
            Some((_, other)) if other.extent() >= log.extent() => best,
            _ if log.understood() == 0 => best,
            _ => Some((this, log)),
        });
    let general = || ways.map(general::read).into_iter().rev().max_by_key(Log::extent);
    let general = general().filter(|log| log.understood() > 0);
    let best = match (best, general) {
        (None, general) if format.is_none_or(|wanted| wanted == Format::Pasted) => {
            general.map(|log| (Format::Pasted, log))
        }
        // The terminal may not show every command, but its reader knows which ones are missing.
        (Some((this, known)), Some(general))
            if format.is_none()
                && known.misses_of(&general)
                && (this != Format::Terminal || !known.has_replies()) =>
        {
            Some((Format::Pasted, general))
        }
        (best, _) => best,
    };
    let format = best.as_ref().map(|(format, _)| *format).or(format).unwrap_or(Format::Pasted);
    let program = programs::of_log(&log, Some(format));
    let mut elsewhere = secrets::in_text(&log);
    elsewhere.extend(of_urls);
    let mut secrets = best.as_ref().map(|(_, found)| found.secrets()).unwrap_or_default();
    secrets.extend(elsewhere.iter().map(|secret| Secret::new(secret.danger_expose())));
    let (transcript, remark, password) = match best {
        Some((_, mut found)) => {
            found.hide(elsewhere);
            let command = calls::command(&log);
            found.answers(command);
            let of_data_call = calls::is_warning(&log) && command.is_some_and(calls::moves);
            if calls::is_of_data_connection(&log) || of_data_call {
                found.was_for_data(command.unwrap_or(b"LIST"));
            }
            if calls::is_folder_not_opened(&log) {
                found.has_no_data_connection();
            }
            let password = found.password(program.and_then(|program| program.client));
            // Only one side was found; perhaps somebody's own words say what became of it.
            let tells = !found.decides() && !of_server::is_of_another_program(&bare);
            let message = if tells { without_code::message(&bare) } else { None };
            match message {
                Some((transcript, remark)) => (transcript, Some(remark), password),
                None => (found.into_transcript(), own_words::remark(&log), password),
            }
        }
        None => {
            let command = calls::command(&log).filter(|_| calls::is_warning(&log));
            let (transcript, remark) = without_code::read(&bare, command, &elsewhere)?;
            (transcript, Some(remark), None)
        }
    };
    Some(Reading { format, transcript, remark, program, password, about: About::of(&log), secrets })
}

/// Whether the line is a client's own statement about its connection or about TLS.
pub fn is_own_words(line: &[u8]) -> bool {
    own_words::meaning(line).is_some()
}

/// Lines with numbers and verbs that have nothing to do with FTP, for the tests.
#[cfg(test)]
const PROSE: [&str; 16] = [
    "HTTP error 404: page not found",
    "curl exited with 500 Internal Server Error",
    "Uploaded 500 files in 12 s",
    "took 550 ms",
    "192.0.2.7 - - \"GET /\" 404 153",
    "index.js:530 ) foo",
    "15:58:20,515 [DEBUG] nothing",
    "    at Socket.ondata (/srv/app/node_modules/ftp/lib/connection.js:530:20)",
    "File \"ftplib.py\", line 414, in login",
    "done in: 530 ms",
    "the USER is gone",
    "ftp> pwd",
    "==> SYST ... done.    ==> PWD ... done.",
    "    resp = self.sendcmd('PASS ' + passwd)",
    "  code: 530",
    "12:00:01 530 1024 17 /srv/file",
];
