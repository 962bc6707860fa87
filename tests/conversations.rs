//! Every conversation file, in chunks of 1, 2, 3, 7 bytes and all at once.

use ftp_tests::conversation::Conversation;
use std::fs;
use std::path::Path;

#[test]
fn every_conversation_goes_as_its_file_says_in_every_chunking() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/conversations");
    let mut played = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let conversation = Conversation::parse(&fs::read_to_string(&path).unwrap());
        assert!(conversation.expected.iter().any(|(key, _)| key == "end"), "{name} has no end");
        for chunk in [1, 2, 3, 7, usize::MAX] {
            let ending = conversation.play(&name, chunk);
            for (key, expected) in &conversation.expected {
                let holds = match key.as_str() {
                    "end" => ending.end == *expected,
                    "outcome" => ending.outcome == *expected,
                    "cause" => ending.cause.as_deref() == Some(expected),
                    _ => expected.split_whitespace().all(|cause| ending.causes.iter().any(|c| c == cause)),
                };
                if !holds {
                    wrong
                        .push(format!("{name} in chunks of {chunk}: {key}: {expected} is not in {ending:?}"));
                }
            }
        }
        played += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(played >= 40, "only {played} conversations were found");
}
