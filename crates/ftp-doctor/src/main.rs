//! The tool.

fn main() -> std::process::ExitCode {
    ftp_doctor::run::run(std::env::args_os().collect()).into()
}
