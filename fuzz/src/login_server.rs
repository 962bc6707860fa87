//! The server for the model of a login.

/// A server that chooses an answer to each command, for the first time and for later times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Server<'a> {
    /// One byte for each command and time, which chooses among the answers that the command may get.
    pub(crate) choices: &'a [u8],
    pub(crate) tls_works: bool,
}

/// What a server does with one command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Code(u16),
    /// A 150, and then this code.
    Late(u16),
    Closes,
}

impl Server<'_> {
    pub(crate) fn answer(&self, command: &str, time: usize) -> Answer {
        let verb = command.split(' ').next().unwrap_or_default();
        let (place, codes): (usize, &[u16]) = match verb {
            "" => (0, &[220, 220, 220, 220, 421, 530, 300, 200]),
            "AUTH" => (1, &[234, 234, 234, 234, 530, 502, 421, 202]),
            "USER" => (2, &[331, 331, 331, 230, 332, 530, 421, 350]),
            "PASS" => (4, &[230, 230, 230, 202, 332, 530, 421, 331]),
            "ACCT" => (6, &[230, 230, 202, 230, 331, 530, 421, 332]),
            "PBSZ" => (8, &[200, 200, 200, 503, 500, 530, 200, 421]),
            "PROT" => (9, &[200, 200, 200, 503, 534, 536, 200, 421]),
            "HOST" => (10, &[220, 220, 220, 504, 502, 500, 220, 421]),
            // Optional commands.
            _ => (11, &[200, 200, 200, 500, 502, 530, 200, 421]),
        };
        let time = if (2..8).contains(&place) { time.min(1) } else { 0 };
        let choice = self.choices.get(place + time).copied().unwrap_or(0);
        let code = codes[usize::from(choice & 7)];
        match choice >> 3 {
            30.. => Answer::Closes,
            24..30 if matches!(verb, "" | "USER" | "PASS") => Answer::Late(code),
            _ => Answer::Code(code),
        }
    }

    /// Returns what the server writes in answer to a command, or `None` if it closes the connection.
    pub(crate) fn writes(&self, command: &str, time: usize) -> Option<String> {
        match self.answer(command, time) {
            Answer::Code(code) => Some(format!("{code} x\r\n")),
            Answer::Late(code) => Some(format!("150 x\r\n{code} x\r\n")),
            Answer::Closes => None,
        }
    }
}
