//! Text from a server, made safe for a terminal.

use std::fmt::Write;

/// The maximum number of characters of a server's line that are shown.
pub const LINE: usize = 300;

/// Returns the bytes as text. Escapes stand for every character that could move the cursor or change the colours or
/// the text direction of a terminal, and for every byte that is not UTF-8. Text longer than [`LINE`] is cut off.
pub fn printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if count == LINE {
                return out + "…";
            }
            count += 1;
            match character {
                c if is_unsafe(c) => out.extend(c.escape_default()),
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            if count == LINE {
                return out + "…";
            }
            count += 1;
            // Writing to a String does not fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Whether the character is a control character (C0 or C1), or a mark that reorders or hides text.
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_cannot_drive_the_terminal() {
        for (bytes, shown) in [
            (&b"530 Login incorrect."[..], "530 Login incorrect."),
            (b"530 \x1b[31mred\x1b[0m", "530 \\u{1b}[31mred\\u{1b}[0m"),
            (b"bell\x07 back\x08 tab\t del\x7f", "bell\\u{7} back\\u{8} tab\\t del\\u{7f}"),
            ("c1 \u{9b}31m".as_bytes(), "c1 \\u{9b}31m"),
            ("bidi \u{202e}x".as_bytes(), "bidi \\u{202e}x"),
            ("grüße 密".as_bytes(), "grüße 密"),
            (b"latin1 gr\xfc\xdfe", "latin1 gr\\xfc\\xdfe"),
        ] {
            assert_eq!(printable(bytes), shown);
        }
    }

    #[test]
    fn a_long_line_is_cut() {
        for bytes in [vec![b'x'; 10_000], vec![0xff; 10_000], vec![0x1b; 10_000]] {
            let shown = printable(&bytes);
            assert!(shown.ends_with('…') && shown.len() < LINE * 6 + 4, "{}", shown.len());
        }
        assert_eq!(printable(&[b'x'; LINE]), "x".repeat(LINE));
    }
}
