//! Work against size: the instructions that each public function takes for a byte of input, counted by callgrind over
//! inputs that are made to be dear.
//!
//! ```text
//! cargo run --release -p ftp-benches --bin linear [FUNCTION]
//! ```
//!
//! prints them for inputs of 1 KB, 32 KB and 1 MB, and fails where a byte of the largest costs more than `MOST` times
//! one of the middle, all kinds of input together: one that is quadratic outweighs them. Where there is no valgrind it says so and succeeds.

use ftp_benches::callgrind;
use ftp_benches::hostile::{FUNCTIONS, SHAPES};
use std::process::ExitCode;

const SIZES: [usize; 3] = [1 << 10, 32 << 10, 1 << 20];

/// How many times what a byte of the middle size costs one of the largest may cost.
const MOST: f64 = 1.3;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run", name, size] => {
            run(name, size.parse().expect("a number"));
            ExitCode::SUCCESS
        }
        _ if !callgrind::is_here() => {
            println!("valgrind is not installed: no instructions were counted");
            ExitCode::SUCCESS
        }
        [] => table(FUNCTIONS.iter().map(|function| function.name)),
        [name] => table([name]),
        _ => {
            eprintln!("usage: linear [FUNCTION]");
            ExitCode::from(2)
        }
    }
}

fn table<'a>(names: impl IntoIterator<Item = &'a str>) -> ExitCode {
    println!("| function | 1 KB | 32 KB | 1 MB | |\n|---|---|---|---|---|");
    let mut good = true;
    for name in names {
        let each = SIZES.map(|size| {
            let count = callgrind::count(&callgrind::WORK_ONLY, &["run", name, &size.to_string()]);
            count.expect("the function runs") as f64 / (size * SHAPES.len()) as f64
        });
        let over = each[2] > MOST * each[1];
        good &= !over;
        let note = if over { format!("{:.1} times as much", each[2] / each[1]) } else { String::new() };
        println!("| {name} | {:.1} | {:.1} | {:.1} | {note} |", each[0], each[1], each[2]);
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(name: &str, size: usize) {
    let function = FUNCTIONS.iter().find(|function| function.name == name).expect("a function");
    for shape in SHAPES {
        callgrind::counted_work(function.work, &shape.reply(function.code, size));
    }
}
