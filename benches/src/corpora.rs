//! The bytes that the benches parse, made from a fixed seed.

/// Bytes of replies, and how many replies they contain.
pub struct Corpus {
    /// The corpus's part of the bench name.
    pub name: &'static str,
    /// Complete replies, one after the other.
    pub bytes: Vec<u8>,
    /// How many replies there are.
    pub replies: usize,
}

/// The corpora of `reply/<corpus>/<parser>`, each of about `size` bytes.
pub fn all(size: usize) -> [Corpus; 5] {
    [short(size), feat(size), banner(size), mixed(size), huge(size)]
}

/// The replies of login and transfer sessions, about 40 bytes each.
pub fn short(size: usize) -> Corpus {
    repeat("short", size, short_reply)
}

/// FEAT replies of 15 to 25 lines.
pub fn feat(size: usize) -> Corpus {
    repeat("feat", size, feat_reply)
}

/// Multi-line greetings of 5 to 60 lines.
pub fn banner(size: usize) -> Corpus {
    repeat("banner", size, banner_reply)
}

/// Of every 100 replies, 70 short, 20 feat and 10 banner.
pub fn mixed(size: usize) -> Corpus {
    repeat("mixed", size, |rng, out| match rng.below(100) {
        0..70 => short_reply(rng, out),
        70..90 => feat_reply(rng, out),
        _ => banner_reply(rng, out),
    })
}

/// One reply of `size` bytes.
pub fn huge(size: usize) -> Corpus {
    long("huge", size, size)
}

/// Replies of about `each` bytes, about `size` bytes in all.
pub fn long(name: &'static str, size: usize, each: usize) -> Corpus {
    const LINE: usize = 100;
    repeat(name, size - LINE, |rng, out| {
        let end = out.len() + each - LINE;
        out.extend_from_slice(b"211-Status of everything:\r\n");
        while out.len() < end {
            out.extend_from_slice(b" ");
            words(rng, 12, out);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"211 End\r\n");
    })
}

fn repeat(name: &'static str, size: usize, mut reply: impl FnMut(&mut Rng, &mut Vec<u8>)) -> Corpus {
    let mut rng = Rng::new(name);
    let mut bytes = Vec::with_capacity(size + 4096);
    let mut replies = 0;
    while bytes.len() < size {
        reply(&mut rng, &mut bytes);
        replies += 1;
    }
    Corpus { name, bytes, replies }
}

/// `#` stands for a number, `*` for a name.
const SHORT: &[&str] = &[
    "220 (vsFTPd 3.0.5)",
    "220 ProFTPD Server (Debian) [::ffff:192.0.2.#]",
    "331 Please specify the password.",
    "331 Password required for *",
    "331 User * OK. Password required",
    "230 Login successful.",
    "230 Anonymous access granted, restrictions apply",
    "230-User * has group access to: *",
    "230 User * logged in",
    "230 OK. Current directory is /",
    "530 Login incorrect.",
    "530 Please login with USER and PASS.",
    "215 UNIX Type: L8",
    "257 \"/home/*\" is the current directory",
    "257 \"/\" is your current location",
    "200 Switching to Binary mode.",
    "200 Type set to I",
    "200 TYPE is now 8-bit binary",
    "200 Always in UTF8 mode.",
    "200 PROT set to P",
    "200 PBSZ=0",
    "234 Proceed with negotiation.",
    "234 AUTH TLS OK.",
    "227 Entering Passive Mode (192,0,2,#,#,#).",
    "229 Entering Extended Passive Mode (|||#|)",
    "150 Here comes the directory listing.",
    "150 Opening BINARY mode data connection for * (# bytes)",
    "150 Accepted data connection",
    "226 Directory send OK.",
    "226 Transfer complete",
    "226-File successfully transferred",
    "213 #",
    "213 20260712#",
    "250 Directory successfully changed.",
    "250 CWD command successful",
    "250 OK. Current directory is /home/*/*",
    "250 Requested file action okay, completed. # files",
    "226 Closing data connection. Requested file action successful",
    "150 Opening ASCII mode data connection for file list",
    "125 Data connection already open; Transfer starting.",
    "200 EPSV command successful; next transfers use it",
    "213 File status follows: # bytes, modified #",
    "421 Timeout (# seconds): closing control connection.",
    "331 Anonymous login ok, send your complete email address as your password",
    "350 Ready for RNTO.",
    "550 Failed to open file.",
    "550 *: No such file or directory",
    "221 Goodbye.",
];

fn short_reply(rng: &mut Rng, out: &mut Vec<u8>) {
    let template = SHORT[rng.below(SHORT.len())];
    for (at, byte) in template.bytes().enumerate() {
        match byte {
            b'#' => out.extend_from_slice((rng.below(250) + 1).to_string().as_bytes()),
            b'*' => words(rng, 1, out),
            // `short` has single lines only.
            b'-' if at == 3 => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out.extend_from_slice(b"\r\n");
}

const FEATURES: &[&str] = &[
    "AUTH TLS",
    "CCC",
    "CLNT",
    "EPRT",
    "EPSV",
    "ESTA",
    "HOST",
    "LANG en-US;fr-FR;ja-JP",
    "MDTM",
    "MFF modify;UNIX.group;UNIX.mode;",
    "MFMT",
    "MLST type*;size*;modify*;perm*;unique*;UNIX.mode*;UNIX.owner*;UNIX.group*;",
    "PASV",
    "PBSZ",
    "PROT",
    "PRET",
    "REST STREAM",
    "RANG STREAM",
    "SITE COPY",
    "SITE MKDIR",
    "SITE RMDIR",
    "SITE SYMLINK",
    "SITE UTIME",
    "SIZE",
    "SPSV",
    "SSCN",
    "TVFS",
    "UTF8",
    "XCRC filename;start;end",
];

fn feat_reply(rng: &mut Rng, out: &mut Vec<u8>) {
    out.extend_from_slice(b"211-Features:\r\n");
    for _ in 0..13 + rng.below(11) {
        out.push(b' ');
        out.extend_from_slice(FEATURES[rng.below(FEATURES.len())].as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"211 End\r\n");
}

fn banner_reply(rng: &mut Rng, out: &mut Vec<u8>) {
    let code: &[u8] = if rng.below(2) == 0 { b"220" } else { b"230" };
    let prefixed = rng.below(3) > 0;
    out.extend_from_slice(code);
    out.extend_from_slice(b"-Welcome\r\n");
    for _ in 0..3 + rng.below(56) {
        if prefixed {
            out.extend_from_slice(code);
            out.push(b'-');
        }
        match rng.below(6) {
            0 => {}
            1 => out
                .extend_from_slice(b"**********************************************************************"),
            _ => {
                let count = 3 + rng.below(11);
                words(rng, count, out);
            }
        }
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(code);
    out.extend_from_slice(b" Have a nice day\r\n");
}

fn words(rng: &mut Rng, count: usize, out: &mut Vec<u8>) {
    const WORDS: &[&str] = &[
        "access",
        "archive",
        "all",
        "anonymous",
        "bandwidth",
        "by",
        "contact",
        "data",
        "directory",
        "files",
        "for",
        "is",
        "logged",
        "mirror",
        "of",
        "please",
        "pub",
        "server",
        "the",
        "this",
        "to",
        "transfers",
        "users",
        "welcome",
    ];
    for i in 0..count {
        if i > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(WORDS[rng.below(WORDS.len())].as_bytes());
    }
}

/// SplitMix64: small, and the same everywhere.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(name: &str) -> Self {
        Rng(name.bytes().fold(959, |seed, byte| seed * 31 + u64::from(byte)))
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}
