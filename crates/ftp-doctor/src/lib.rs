//! Says why an FTP login fails: the code of the tool `ftp-doctor`.

pub mod arguments;
pub mod attempt;
pub mod check;
pub mod credentials;
pub mod deep;
pub mod explain;
pub mod hosts;
pub mod json;
pub mod lines;
pub mod netrc;
mod page;
pub mod person;
pub mod printable;
pub mod probe;
pub mod read;
pub mod report;
pub mod run;
pub mod target;
mod usage;
pub mod watch;
