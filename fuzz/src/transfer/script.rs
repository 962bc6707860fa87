//! What a scripted server does in one transfer.

use ftp_proto::transfer::{End, Mode, Pipelining, Reach, Trust};

/// What a server does, and how its client is configured.
#[derive(Clone, Debug)]
pub struct Script {
    pub up: bool,
    pub tls: bool,
    pub mode: Mode,
    pub pipelining: Pipelining,
    pub trust: Trust,
    /// The offset from which the client resumes.
    pub offset: u64,
    pub verify: bool,
    /// What the server does with EPSV and with PASV.
    pub opens: [Opens; 2],
    /// The size that SIZE returns; `Err` has the code of a refusal.
    pub size: Result<u64, u16>,
    /// The code with which REST is refused.
    pub no_offset: Option<u16>,
    pub handshake: Shake,
    /// The code with which the command is refused before anything is done for it.
    pub refuses: Option<u16>,
    /// The number of preliminary replies.
    pub preliminary: u8,
    /// How many bytes the server sends or takes; `end` is how the data connection then ends. `None`: it stays open
    /// and idle.
    pub bytes: u64,
    pub end: Option<End>,
    /// The final replies.
    pub finals: Vec<Final>,
    /// The client's caller stops once this many bytes have moved.
    pub stops_at: Option<u64>,
    /// The control connection ends after this many replies.
    pub control_ends: Option<u8>,
    /// The code with which a PWD is answered; 0 for no answer.
    pub pwd: u16,
    /// What the server does with a command while data moves.
    pub busy: Busy,
    /// The transfer is dropped after this many steps.
    pub left_at: Option<u8>,
    /// Whether replies can be on their way while the client polls.
    pub slow: bool,
    /// Whether a transfer with a good server comes first.
    pub second: bool,
}

/// What a server does with a command while it moves data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// It handles the command afterwards.
    Waits,
    /// It answers 500 (Pure-FTPd), and only then notices that the data connection is gone.
    Refuses,
    /// It answers at once, and the transfer afterwards (libunftp).
    Answers,
    /// Like `Answers`, but EPSV or PASV end the transfer (pyftpdlib).
    Cuts,
}

/// What the server does with EPSV or PASV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    Up,
    Refuses(u16),
    Garbled,
    Unreachable(Reach),
}

/// The result of TLS on the data connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shake {
    Resumed,
    SameCertificate,
    Stranger,
    Fails,
}

/// A final reply, and when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Final {
    pub code: u16,
    /// Whether it is sent before the data connection has ended.
    pub early: bool,
}

impl Script {
    /// Returns a server without faults.
    pub fn plain() -> Self {
        Script {
            up: false,
            tls: false,
            mode: Mode::Passive,
            pipelining: Pipelining::Prepare,
            trust: Trust::SameServer,
            offset: 0,
            verify: false,
            opens: [Opens::Up; 2],
            size: Ok(30),
            no_offset: None,
            handshake: Shake::Resumed,
            refuses: None,
            preliminary: 1,
            bytes: 30,
            end: Some(End::Fin),
            finals: vec![Final { code: 226, early: false }],
            stops_at: None,
            control_ends: None,
            pwd: 257,
            busy: Busy::Waits,
            left_at: None,
            slow: false,
            second: false,
        }
    }

    /// Makes a script from bytes. What missing bytes would choose is plain.
    pub fn of(bytes: &mut impl Iterator<Item = u8>) -> Self {
        let mut script = Script::plain();
        let mut next = || bytes.next().unwrap_or(0);
        let flags = next();
        script.up = flags & 1 != 0;
        script.tls = flags & 2 != 0;
        script.verify = flags & 4 != 0;
        script.mode = if flags & 0x18 == 0x18 { Mode::Active } else { Mode::Passive };
        script.pipelining = if flags & 0x20 != 0 { Pipelining::InStep } else { Pipelining::Prepare };
        script.trust = match flags >> 6 {
            1 => Trust::Resumed,
            2 => Trust::DangerAny,
            _ => Trust::SameServer,
        };
        script.opens = [next(), next()].map(|byte| match byte {
            200..=219 => Opens::Refuses(500),
            220..=229 => Opens::Refuses(425),
            230..=235 => Opens::Garbled,
            236..=245 => Opens::Unreachable(Reach::Refused),
            246..=255 => Opens::Unreachable(Reach::Silent),
            _ => Opens::Up,
        });
        script.bytes = u64::from(next() & 31);
        script.size = match next() {
            200..=220 => Err(550),
            221..=240 => Err(502),
            byte @ 241..=255 => Ok(u64::from(byte - 240)),
            _ => Ok(script.bytes),
        };
        match next() {
            byte @ 1..=90 if !script.up => script.offset = u64::from(byte & 31).min(script.bytes),
            byte @ 1..=90 => {
                script.offset = u64::from(byte & 31);
                script.size = script.size.map(|_| script.offset);
            }
            byte @ 240..=255 => script.offset = u64::from(byte - 239),
            _ => {}
        }
        script.no_offset = match next() {
            240..=247 => Some(502),
            248..=255 => Some(501),
            _ => None,
        };
        script.handshake = match next() {
            150..=190 => Shake::SameCertificate,
            191..=230 => Shake::Stranger,
            231..=255 => Shake::Fails,
            _ => Shake::Resumed,
        };
        const REFUSALS: &[u16] = &[550, 553, 450, 451, 452, 552, 425, 426, 522, 534, 421, 503, 500, 530];
        let refusal = |byte: u8| REFUSALS[usize::from(byte) % REFUSALS.len()];
        script.refuses = Some(next()).filter(|byte| *byte >= 200).map(refusal);
        script.preliminary = [1, 1, 1, 0, 2][usize::from(next()) % 5];
        script.end = match next() {
            200..=215 => Some(End::Reset),
            216..=225 => Some(End::Broken),
            226..=240 => Some(End::Fin),
            241..=255 => None,
            _ if script.tls => Some(End::CloseNotify),
            _ => Some(End::Fin),
        };
        let when = next();
        let mut finals = vec![Final {
            code: if when & 0x1c == 0x1c { refusal(next()) } else { 226 },
            early: when & 1 != 0,
        }];
        match when >> 5 {
            6 => finals.push(Final { code: if when & 2 == 0 { 226 } else { 451 }, early: when & 2 != 0 }),
            7 => finals.clear(),
            _ => {}
        }
        script.finals = finals;
        script.stops_at = Some(next()).filter(|byte| *byte >= 220).map(|byte| u64::from(byte - 220));
        script.control_ends = Some(next()).filter(|byte| *byte >= 225).map(|byte| byte - 225);
        script.pwd = match next() {
            235..=245 => 550,
            246..=255 => 0,
            _ => 257,
        };
        script.busy = match next() {
            100..=129 => Busy::Cuts,
            130..=190 => Busy::Refuses,
            191..=255 => Busy::Answers,
            _ => Busy::Waits,
        };
        script.left_at = Some(next()).filter(|byte| *byte >= 190).map(|byte| byte - 190);
        script.slow = next() & 1 != 0;
        let more = next();
        if more & 3 == 1 {
            script.pipelining = Pipelining::Ahead;
        }
        // If only one of the two transfers reaches its port, the failure is that of the other transfer.
        script.second = more & 4 != 0 && script.opens == [Opens::Up; 2];
        // Without a size, nobody would notice that the transfer was cut off.
        if script.size.is_err() && script.busy == Busy::Cuts {
            script.busy = Busy::Answers;
        }
        script
    }
}
