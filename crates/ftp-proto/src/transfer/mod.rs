//! Files and listings: what a transfer wants of its two connections, and what it came to.
//!
//! A [`Transfer`] has two lanes. The control lane is a [`Dialogue`] as every other; beside it [`Transfer::data`] says
//! what is wanted of the data connection, and [`Transfer::happened`] takes what happened there. Both are wanted at
//! once, and the bytes of the file go between the data connection and the caller: the core only counts them.

mod asking;
mod ending;
mod judge;
mod lane;
mod machine;
mod moving;
mod opening;
mod plan;
mod settings;

pub use crate::session::Transfer;
pub use ending::{DataReport, Doubt, Ending, Refusal, Report, Step};
pub use lane::{Data, DataEvent, End, Reach, Secured, Target};
pub(crate) use machine::{Context, Machine};
pub use plan::Plan;
pub use settings::{DataSettings, Known, Mode, Pipelining, Trust};

/// What a command of a transfer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ask {
    Type,
    /// An offset that was sent, and whose transfer never was, is taken back.
    NoOffset,
    Size,
    Modified,
    Pret,
    Epsv,
    Pasv,
    Port,
    Offset,
    File,
    Sentinel,
    Verify,
}
