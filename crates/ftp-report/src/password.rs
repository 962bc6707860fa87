//! What the password that was sent looked like, so that its owner sees whether it arrived as typed; never the password
//! itself.

use serde::Serialize;

/// The shape of a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Password {
    /// The number of characters.
    length: usize,
    /// `None` if the log shows only the length.
    shape: Option<Shape>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Shape {
    ascii: bool,
    blank_at_end: bool,
    /// The places that interpret a character in it.
    eaten_by: Vec<&'static str>,
}

/// Places where passwords are written, the characters that each interprets, and how to write a password there.
const PLACES: [(&str, &str, &str); 5] = [
    ("shell", "$`\\!\"'#&;()*?<>|~ ", "in a shell put it in single quotes"),
    ("url", "@:/?#%[] ", "in a URL write each such character as % and two hexadecimal digits"),
    ("yaml", "#:!&*@`%|>{}[]?,\"'\\", "in YAML put it in single quotes"),
    ("json", "\\\"", "in JSON put a backslash before it"),
    ("env_file", "#$\"'\\ ", "in a .env file put it in single quotes"),
];

impl Password {
    /// Returns the shape of a password.
    pub fn of(password: &[u8]) -> Self {
        let text = String::from_utf8_lossy(password);
        let eats = |own: &str| text.chars().any(|c| own.contains(c));
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let mut eaten_by: Vec<&'static str> =
            PLACES.iter().filter(|(_, own, _)| eats(own)).map(|(place, ..)| *place).collect();
        // YAML reads digits as a number, and drops its zeros.
        if !eaten_by.contains(&"yaml") && is_typed(&text) {
            eaten_by.push("yaml");
        }
        Password {
            length: text.chars().count(),
            shape: Some(Shape {
                ascii: text.is_ascii(),
                blank_at_end: blank(text.chars().next()) || blank(text.chars().next_back()),
                eaten_by,
            }),
        }
    }

    /// Returns the shape of a password of which a log shows only the length, with a star for each character.
    pub fn of_length(length: usize) -> Self {
        Password { length, shape: None }
    }

    /// Returns the shape in a few words.
    pub fn in_short(&self) -> String {
        let length = format!("{} characters", self.length);
        match &self.shape {
            Some(Shape { ascii: false, .. }) => length + ", not all of ASCII",
            Some(Shape { blank_at_end: true, .. }) => length + ", a blank at an end",
            _ => length,
        }
    }

    /// Returns the shape in sentences.
    pub fn sentences(&self) -> String {
        let characters = if self.length == 1 { "character" } else { "characters" };
        let mut text = format!("The password that was sent has {} {characters}", self.length);
        let Some(shape) = &self.shape else {
            return text + ": compare that with the real one.";
        };
        text += if shape.ascii { ", all of ASCII" } else { ", not all of ASCII" };
        text += if shape.blank_at_end { ", with a blank at an end." } else { ", without a blank at an end." };
        let rules: Vec<&str> = PLACES
            .iter()
            .filter(|(place, ..)| shape.eaten_by.contains(place))
            .map(|(_, _, rule)| *rule)
            .collect();
        if !rules.is_empty() {
            text += " Something in it has a special meaning where it may have been written: ";
            text += &rules.join("; ");
            text.push('.');
        }
        text
    }
}

/// Whether YAML reads the word as a number, a boolean or null, or as the start of a list.
fn is_typed(text: &str) -> bool {
    const WORDS: [&str; 8] = ["yes", "no", "on", "off", "true", "false", "null", "~"];
    let number = text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    number || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) || text.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_shows_what_may_have_been_lost_and_not_the_password() {
        for (password, length, ascii, blank, eaten) in [
            ("hunter2", 7, true, false, &[][..]),
            ("pa$$word", 8, true, false, &["shell", "env_file"]),
            ("p@ss:word", 9, true, false, &["url", "yaml"]),
            ("back\\slash", 10, true, false, &["shell", "yaml", "json", "env_file"]),
            ("pässword", 8, false, false, &[]),
            ("hunter2\r", 8, true, true, &[]),
            (" hunter2", 8, true, true, &["shell", "url", "env_file"]),
            ("0123", 4, true, false, &["yaml"]),
            ("", 0, true, false, &[]),
        ] {
            let found = Password::of(password.as_bytes());
            let shape = found.shape.clone().unwrap();
            assert_eq!(
                (found.length, shape.ascii, shape.blank_at_end, shape.eaten_by.as_slice()),
                (length, ascii, blank, eaten),
                "{password:?}"
            );
            let shown = found.sentences() + &serde_json::to_string(&found).unwrap();
            assert!(password.is_empty() || !shown.contains(password), "{shown}");
        }
        assert_eq!(
            Password::of_length(9).sentences(),
            "The password that was sent has 9 characters: compare that with the real one."
        );
    }
}
