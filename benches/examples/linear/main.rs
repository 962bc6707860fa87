//! Work against size: how many instructions each public function takes per byte of input, counted by callgrind over inputs
//! that are made to be expensive.
//!
//! ```text
//! cargo run -p ftp-benches --example linear [small | whole] [FUNCTION]
//! ```
//!
//! It counts each function with each shape of input at 4 and 64 KB; with `small` at 4 and 16 KB; with `whole` at 1 KB, 32
//! KB and 1 MB. It prints the most expensive shape of each function, and fails if a byte of the larger input costs more
//! than `MOST` times a byte of the smaller one. Without valgrind it says so and succeeds.
//!
//! The instructions are those of a test build, which checks arithmetic: they compare sizes and do not measure speed.

mod hostile;

use ftp_benches::callgrind;
use hostile::{FUNCTIONS, Function, SHAPES};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

const SMALL: &[usize] = &[4 << 10, 16 << 10];
const QUICK: &[usize] = &[4 << 10, 64 << 10];
const WHOLE: &[usize] = &[1 << 10, 32 << 10, 1 << 20];

/// How many times more a byte may cost at the next larger size.
const MOST: f64 = 1.3;

/// Up to this many instructions per byte, a function only searches, copies and wipes in blocks; their cost per byte depends
/// on the sizes of the blocks.
const COPIED: f64 = 20.0;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let named = |name: &str| FUNCTIONS.iter().filter(|function| function.name == name).collect::<Vec<_>>();
    let chosen = |rest: &[&str]| match rest {
        [] => FUNCTIONS.iter().collect(),
        [name] => named(name),
        _ => Vec::new(),
    };
    let (sizes, functions): (_, Vec<&Function>) = match args[..] {
        ["run", name, ref sizes @ ..] => {
            let sizes = sizes.iter().map(|size| size.parse().expect("a number"));
            run(named(name)[0], &sizes.collect::<Vec<_>>());
            return ExitCode::SUCCESS;
        }
        _ if !callgrind::is_here() => {
            println!("valgrind is not installed: no instructions were counted");
            return ExitCode::SUCCESS;
        }
        ["small", ref rest @ ..] => (SMALL, chosen(rest)),
        ["whole", ref rest @ ..] => (WHOLE, chosen(rest)),
        ref rest => (QUICK, chosen(rest)),
    };
    if functions.is_empty() {
        eprintln!("usage: linear [small | whole] [FUNCTION]");
        return ExitCode::from(2);
    }
    table(sizes, &functions)
}

/// Prints a line for each function; counts as many at a time as there are processors.
fn table(sizes: &[usize], functions: &[&Function]) -> ExitCode {
    let head: Vec<String> = sizes.iter().map(|size| format!("{} KB", size >> 10)).collect();
    println!("| function | dearest shape | {} |", head.join(" | "));
    println!("|---|---|{}", "---|".repeat(sizes.len()));
    let (next, good) = (Mutex::new(functions.iter()), Mutex::new(true));
    let work = || {
        let one = || next.lock().expect("no panic").next();
        while let Some(function) = one() {
            let counted = counted(function, sizes);
            *good.lock().expect("no panic") &= counted.over.is_empty();
            println!("{}", counted.line);
            counted.over.iter().for_each(|over| println!("{over}"));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    if good.into_inner().expect("no panic") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Counted {
    line: String,
    /// The measurements that grow more than linearly.
    over: Vec<String>,
}

fn counted(function: &Function, sizes: &[usize]) -> Counted {
    let numbers: Vec<String> = sizes.iter().map(usize::to_string).collect();
    let args = ["run", function.name].into_iter().chain(numbers.iter().map(String::as_str));
    let counts = callgrind::count_each(&args.collect::<Vec<_>>()).expect("the function runs");
    assert_eq!(counts.len(), SHAPES.len() * sizes.len(), "{}: a count for each call", function.name);
    let each: Vec<Vec<f64>> = counts
        .chunks(sizes.len())
        .map(|counts| counts.iter().zip(sizes).map(|(count, size)| *count as f64 / *size as f64).collect())
        .collect();
    let last = |each: &[f64]| each.last().copied().unwrap_or_default();
    let dearest = (0..each.len()).max_by(|one, two| last(&each[*one]).total_cmp(&last(&each[*two])));
    let dearest = dearest.expect("a shape");
    let columns: Vec<String> = each[dearest].iter().map(|each| format!("{each:.1}")).collect();
    let line = format!("| {} | {} | {} |", function.name, SHAPES[dearest].name, columns.join(" | "));
    let over = SHAPES.iter().zip(&each).flat_map(|(shape, each)| {
        let is_over = |each: &[f64]| each[1] > COPIED && each[1] > MOST * each[0];
        let dearer = each.windows(2).zip(sizes.windows(2)).filter(move |(each, _)| is_over(each));
        dearer.map(|(each, sizes)| {
            format!(
                "{}, {}: {:.1} instructions for a byte of {}, {:.1} for a byte of {}: over {MOST} times as many",
                function.name, shape.name, each[0], sizes[0], each[1], sizes[1]
            )
        })
    });
    Counted { line, over: over.collect() }
}

fn run(function: &Function, sizes: &[usize]) {
    for shape in SHAPES {
        for size in sizes {
            callgrind::counted_work(function.work, &function.input(shape, *size));
        }
    }
}
