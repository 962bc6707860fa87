//! The tool accepts the command lines in the README.

use clap::Parser;
use ftp_doctor::arguments::Arguments;

#[test]
fn the_tool_takes_every_command_line() {
    let readme = include_str!("../../../../README.md");
    let blocks =
        readme.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```").map(|(block, _)| block));
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" # ").next().unwrap_or_default());
    let parts = lines.flat_map(|line| line.split(" | ")).map(str::trim);
    let commands: Vec<&str> = parts.filter(|part| part.starts_with("ftp-doctor ")).collect();
    for command in &commands {
        let parsed = Arguments::try_parse_from(command.split_whitespace());
        assert!(parsed.is_ok(), "{command}: {}", parsed.err().unwrap());
    }
    for task in ["check", "read", "ls", "explain", "codes", "completions", "man"] {
        assert!(commands.iter().any(|command| command.split(' ').nth(1) == Some(task)), "{task}");
    }
}
