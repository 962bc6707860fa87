//! Hides the secrets of a log: those that its reader found, wherever they occur, and whatever stands where a secret usually
//! does.

use ftp_proto::Secret;
use regex::bytes::{Regex, RegexBuilder};
use std::sync::LazyLock;

const STARS: &[u8] = b"***";

/// Returns the log with three stars in place of each secret. Secrets of one letter stay, because every text contains them.
/// The number of lines does not change.
pub fn masked(log: &[u8], secrets: &[Secret]) -> Vec<u8> {
    let mut text = by_place(log);
    for secret in
        secrets.iter().map(Secret::danger_expose).filter(|secret| secret.len() > 1 && !hides_nothing(secret))
    {
        text = without(&text, secret);
    }
    text
}

/// Replaces a secret in upper and lower case, both verbatim and as JSON and programs escape it.
fn without(text: &[u8], secret: &[u8]) -> Vec<u8> {
    let escaped = String::from_utf8_lossy(secret).replace('\\', "\\\\").replace('"', "\\\"").into_bytes();
    let spelled = [secret, &escaped].map(spelled).join("|");
    let pattern = RegexBuilder::new(&spelled).unicode(false).case_insensitive(true).build();
    match pattern {
        Ok(pattern) => pattern.replace_all(text, STARS).into_owned(),
        // The secret is too long for a pattern, so only its exact form is replaced.
        Err(_) => {
            let mut out = Vec::with_capacity(text.len());
            let mut from = 0;
            for at in memchr::memmem::find_iter(text, secret) {
                out.extend_from_slice(&text[from..at]);
                out.extend_from_slice(STARS);
                from = at + secret.len();
            }
            out.extend_from_slice(&text[from..]);
            out
        }
    }
}

fn spelled(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect()
}

/// The places where secrets occur, whether or not a reader understands the line. The group `secret` is replaced.
static PLACES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // A command, after a mark or at the start of a line.
        r#"(?m)(?:^|[>:'"\]\)|\t-]|\b(?i:sent|send|sending|command|cmd))[ \t]*(?:PASS|ACCT|pass|acct)[ \t]+(?<secret>[^\r\n]+)"#,
        // In a URL.
        r#"(?i)\b[a-z][a-z0-9+.-]*://[^\s/:@'"<>]*:(?<secret>[^\s@'"<>]+(?:@[^\s/@'"<>]+)*)@"#,
        // Options of programs.
        r#"(?m)(?:^|\s)(?:-u|--user|--proxy-user)[ =]?'[^\s:,'"]+[:,](?<secret>[^'\r\n]+)'"#,
        r#"(?m)(?:^|\s)(?:-u|--user|--proxy-user)[ =]?"[^\s:,'"]+[:,](?<secret>[^"\r\n]+)""#,
        r#"(?m)(?:^|\s)(?:-u|--user|--proxy-user)[ =]?['"]?[^\s:,'"]+['"]?[:,]['"]?(?<secret>[^\s'"]+)"#,
        r"\bncftp[a-z]*\s[^\r\n]*?\s-p[ =]?(?<secret>\S+)",
        // Fields of settings, options and values, in quotes.
        r#"(?i)(?:passw(?:or)?d|passphrase|passwort|kennwort|pwd|pass|secret)['"]?\]?(?:\s*(?:=>|:=|[:=,])\s*|[ \t]+)"(?<secret>(?:[^"\\\r\n]|\\[^\r\n])+)""#,
        r#"(?i)(?:passw(?:or)?d|passphrase|passwort|kennwort|pwd|pass|secret)['"]?\]?(?:\s*(?:=>|:=|[:=,])\s*|[ \t]+)'(?<secret>(?:[^'\\\r\n]|\\[^\r\n])+)'"#,
        // The same without quotes.
        r#"(?m)(?:^|\s)--?(?:ftp-)?pass(?:word|wd)?[ =]['"]*(?<secret>[^\s'"]+)"#,
        r#"(?i)\b\w*(?:passw(?:or)?d|passphrase|passwort|kennwort|pwd|pass)\s*(?:=>|=|:=)\s*['"]?(?<secret>[^\s'",;)]+)"#,
        r#"(?im)^\s*(?:-\s+)?['"]?\w*(?:password|passwd|passphrase|passwort|kennwort|secret)['"]?(?:[ \t]+for[ \t]+[^\s:]+)?[ \t]*:[ \t]*['"]?(?<secret>[^\s'",]+)"#,
        r"(?i)<pass(?:word)?\b[^<>]*>(?<secret>[^<\r\n]+)<",
        // netrc.
        r"(?i)\b(?:machine|login|user)\s+\S+\s+password[ \t]+(?<secret>\S+)",
        // A call that logs in.
        r#"(?i)login\([^()\r\n]*,\s*['"](?<secret>[^'"\r\n]+)['"]\s*\)"#,
        r#"\bFTP(?:_TLS)?\([^,()\r\n]+,[^,()\r\n]+,\s*['"](?<secret>[^'"\r\n]+)['"]"#,
        // The bytes of the command in a dump.
        r"(?i)(?:50 41 53 53|41 43 43 54) 20 (?<secret>[^\r\n]+)",
    ]
    .iter()
    .map(|place| {
        RegexBuilder::new(place).unicode(false).build().expect("a place is a regular expression")
    })
    .collect()
});

fn by_place(log: &[u8]) -> Vec<u8> {
    let mut text = without_dumps(log);
    for place in PLACES.iter() {
        let mut out = Vec::with_capacity(text.len());
        let mut from = 0;
        for found in place.captures_iter(&text) {
            let Some(secret) = found.name("secret") else { continue };
            let length = of_secret(secret.as_bytes());
            if hides_nothing(&secret.as_bytes()[..length]) || is_reply(&text[secret.start()..]) {
                continue;
            }
            out.extend_from_slice(&text[from..secret.start()]);
            out.extend_from_slice(STARS);
            from = secret.start() + length;
        }
        out.extend_from_slice(&text[from..]);
        text = out;
    }
    text
}

/// Returns how much of the rest is the secret: the line may continue with what followed the command.
fn of_secret(rest: &[u8]) -> usize {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?-u)\s+(?:[<>*]|<?--*>?|[1-5][0-9][0-9][ -]|(?:Response|Status|S|C):)\s*\S|(?:\\r|\\n|['"\]\)},]|\s)+$"#)
            .expect("a regular expression")
    });
    NEXT.find(rest).map_or(rest.len(), |next| next.start())
}

/// Whether this is a reply after the prompt for a password.
fn is_reply(text: &[u8]) -> bool {
    matches!(text, [b'1'..=b'5', b'0'..=b'5', b'0'..=b'9', b' ' | b'-', next, ..] if !next.is_ascii_whitespace())
}

/// Whether this is what clients write in place of a password.
fn hides_nothing(secret: &[u8]) -> bool {
    static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i-u)^(?:\*+|x+|[<(\[{](?:hidden|password|protected|censored|redacted|[*x]+)[>)\]}])$")
            .expect("a regular expression")
    });
    secret.is_empty() || HIDDEN.is_match(secret)
}

/// Hides dumps of curl (`--trace`), which break the command into lines of bytes: all lines of a block that contains one are
/// hidden.
fn without_dumps(log: &[u8]) -> Vec<u8> {
    static DUMP: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?-u)^(?:[^\r\n]*\s)?[0-9a-f]{4,8}: ").expect("a regular expression"));
    let is_dump = |line: &[u8]| DUMP.is_match(line);
    let lines: Vec<&[u8]> = log.split_inclusive(|byte| *byte == b'\n').collect();
    let mut out = Vec::with_capacity(log.len());
    for block in lines.chunk_by(|one, next| is_dump(one) && is_dump(next)) {
        let has_secret = block.len() > 1
            && block.iter().any(|line| [&b"PASS "[..], b"ACCT "].iter().any(|verb| find(line, verb)));
        for line in block {
            match DUMP.find(line).filter(|_| has_secret) {
                Some(offset) => {
                    out.extend_from_slice(offset.as_bytes());
                    out.extend_from_slice(STARS);
                    out.extend_from_slice(if line.ends_with(b"\n") { b"\n" } else { b"" });
                }
                None => out.extend_from_slice(line),
            }
        }
    }
    out
}

fn find(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_report::read::read;

    fn of(log: &str) -> String {
        let secrets = read(log.as_bytes(), None).map(|reading| reading.secrets).unwrap_or_default();
        String::from_utf8(masked(log.as_bytes(), &secrets)).unwrap()
    }

    #[test]
    fn secrets_are_hidden_wherever_they_stand() {
        for log in [
            "> USER alice\n> PASS Hunter2!x\n< 530 HUNTER2!X is wrong\n",
            "*cmd* 'PASS Hunter2!x'\n",
            "*put* 'PASS Hunter2!x\\r\\n'\n",
            "Command:\tPASS Hunter2!x\r\nResponse:\t530 no\r\n",
            "C: pass Hunter2!x\nS: 530 no\n",
            "---> PASS Hunter2!x\n<--- 530 no",
            "12:00 DEBUG sent PASS Hunter2!x",
            "$ curl -v ftp://alice:Hunter2!x@ftp.example.org/\n< 530 no",
            "$ curl -u alice:Hunter2!x ftp://h/",
            "$ curl --user 'alice:Hunter2!x' ftp://h/",
            "lftp -u alice,Hunter2!x h",
            "wget --ftp-password=Hunter2!x ftp://h/",
            "machine h login alice password Hunter2!x",
            "{\"host\": \"h\", \"password\": \"Hunter2!x\"}",
            "'pass' => 'Hunter2!x',",
            "password: Hunter2!x\n530 no",
            "FTP_PASSWORD=Hunter2!x",
            "ftp.login('alice', 'Hunter2!x')\n530 no",
            "FTP('h', 'alice', 'Hunter2!x')\n530 no",
            "$ curl ftp://alice:Hunt@er2!x@ftp.example.org/a@b\n< 530 no",
            "$ curl -u 'alice:Hunt er2!x' ftp://h/",
            "$ curl -u \"alice:Hunt er2!x\" ftp://h/",
            "$ curl -u alice:'Hunter2!x' ftp://h/",
            "$ ncftpget -u alice -p Hunter2!x h . f",
            "$ wget --ftp-password='Hunt er2!x' ftp://h/",
            "winscp.com /command \"open ftp://alice@h/ -password=\"\"Hunter2!x\"\"\"",
            "machine h password Hunter2!x login alice",
            "machine h login alice password \"Hunt er2!x\"",
            "{\"password\": \"Hunt\\\"er2!x\"}",
            "  password: 'Hunt er2!x',",
            "export FTP_PASSWORD=\"Hunt er2!x\"",
            "passphrase=Hunter2!x",
            "Password for alice: Hunter2!x\n530 no",
            "Kennwort: Hunter2!x\n530 no",
            "<Pass encoding=\"base64\">SHVudGVyer2!x==</Pass>",
            "=> Send header, 16 bytes (0x10)\n0000: 50 41 53 53 20 48 75 6e 74 65 72 32 PASS Hunter2\n000c: 21 78 0d 0a  !x..\n",
            "=> Send header, 16 bytes (0x10)\n0000: PASS Hunt\n0009: er2!x\n<= Recv header, 8 bytes (0x8)\n0000: 530 no\n",
        ] {
            let masked = of(log);
            for part in ["hunter2!x", "er2!x", "48 75 6e", "!x"] {
                assert!(!masked.to_lowercase().contains(part), "{log:?} is {masked:?}");
            }
            assert!(masked.contains("***"), "{log:?} is {masked:?}");
            assert_eq!(masked.lines().count(), log.lines().count(), "{log:?} is {masked:?}");
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for log in [
            "530 Login incorrect.\n",
            "331 Please specify the password.\n",
            "503 Login with USER and PASS first.\n",
            "503 PASS before USER\n",
            "PASS ********\n",
            "> PASS <hidden>\n",
            "Command:\tPASS *********\n",
            "230 Password: accepted\n",
            "Password: 530 Login incorrect.\n",
            "* Connected to ftp.example.org (192.0.2.7) port 21 (#0)\n",
            "0000: 220 hello\n000b: there\n",
        ] {
            assert_eq!(of(log), log);
        }
    }

    #[test]
    fn what_follows_on_the_same_line_stays() {
        let masked = of("> USER alice < 331 password > PASS hunter2 < 530 Login incorrect.");
        assert_eq!(masked, "> USER alice < 331 password > PASS *** < 530 Login incorrect.");
    }
}
