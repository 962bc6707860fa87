//! The log of IIS, in the format of the W3C: `#Fields:` names the columns.

use super::Lines;
use super::log::Log;
use std::collections::BTreeMap;

/// What a number of Windows or of IIS says beside the code.
const WORDS: [(&str, &str, &str); 14] = [
    ("sc-win32-status", "1326", "Login incorrect."),
    ("sc-win32-status", "1330", "Password expired"),
    ("sc-win32-status", "1331", "account disabled"),
    ("sc-win32-status", "1909", "account locked"),
    ("sc-substatus", "4", "Access from your IP address is denied"),
    ("sc-substatus", "19", "Maximum number of connections reached"),
    ("sc-substatus", "24", "Policy requires SSL on the data connection."),
    ("sc-substatus", "25", "Policy requires SSL."),
    ("sc-substatus", "26", "Policy requires SSL."),
    ("sc-substatus", "33", "User cannot log in, home directory inaccessible."),
    ("sc-substatus", "42", "anonymous access is not allowed"),
    ("sc-substatus", "47", "client certificate required"),
    ("sc-win32-status", "2", "The system cannot find the file specified."),
    ("sc-win32-status", "5", "Access is denied."),
];

/// A command with its answer, by the name of the column.
type Row<'a> = BTreeMap<&'a str, &'a str>;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let rows = rows(lines);
    // The log mixes sessions: take the last one that was refused, or else the last one.
    let refused = |row: &&Row<'_>| row.get("sc-status").is_some_and(|code| code.starts_with(['4', '5']));
    let Some(session) = rows.iter().rfind(refused).or(rows.last()).map(session) else { return log };
    for row in rows.iter().filter(|row| self::session(row) == session) {
        let field = |name: &str| row.get(name).copied().filter(|value| *value != "-");
        let port = field("s-port").and_then(|port| port.parse().ok());
        match (field("cs-method"), field("sc-status")) {
            (Some("ControlChannelOpened"), _) => log.connected(port.unwrap_or(21)),
            (Some("ControlChannelClosed"), _) => log.closed(),
            (Some(verb), Some(code)) if code.len() == 3 => {
                // IIS numbers each session's commands: `[135]USER`.
                let verb = verb.rsplit(']').next().unwrap_or(verb);
                let argument = field("cs-uri-stem").map_or_else(String::new, |text| format!(" {text}"));
                log.sent(format!("{verb}{argument}").as_bytes());
                log.received(format!("{code} {}", words(row)).as_bytes());
            }
            _ => {}
        }
    }
    log
}

fn rows<'a>(lines: Lines<'a>) -> Vec<Row<'a>> {
    let mut columns: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for line in lines.iter().filter_map(|line| std::str::from_utf8(line).ok()) {
        if let Some(names) = line.strip_prefix("#Fields:") {
            columns = names.split_whitespace().collect();
        } else if columns.contains(&"cs-method") && columns.contains(&"sc-status") && !line.starts_with('#') {
            let row: Row<'_> = columns.iter().copied().zip(line.split_whitespace()).collect();
            if row.len() == columns.len() {
                rows.push(row);
            }
        }
    }
    rows
}

fn session<'a>(row: &Row<'a>) -> &'a str {
    row.get("x-session").or(row.get("c-ip")).copied().unwrap_or_default()
}

fn words(row: &Row<'_>) -> &'static str {
    let said = WORDS.iter().find(|(column, number, _)| row.get(column) == Some(number));
    said.map_or("", |(_, _, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_diagnosis::diagnose;

    #[test]
    fn the_numbers_beside_the_code_say_why() {
        let head = "#Fields: date time c-ip s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus x-session";
        for (row, cause) in [
            ("2026-02-11 12:00:00 192.0.2.7 21 PASS *** 530 1326 41 a", "wrong_credentials"),
            ("2026-02-11 12:00:00 192.0.2.7 21 PASS *** 530 1331 41 a", "account_disabled"),
            ("2026-02-11 12:00:00 192.0.2.7 21 PASS *** 530 5 33 a", "home_directory"),
            ("2026-02-11 12:00:00 192.0.2.7 21 USER alice 534 5 25 a", "tls_required"),
        ] {
            let other = "2026-02-11 12:00:00 192.0.2.8 21 USER bob 331 0 0 b";
            let user = "2026-02-11 12:00:00 192.0.2.7 21 USER alice 331 0 0 a";
            let lines: Vec<&[u8]> = [head, user, row, other].map(str::as_bytes).to_vec();
            let end = diagnose(&read(&lines).into_transcript());
            assert_eq!(end.causes()[0].cause().name(), cause, "{row}: {end:?}");
        }
        assert!(!read(&[b"#Fields: date time cs-method", b"a b GET"]).has_replies());
    }
}
