//! Says why an FTP login fails: the code of the tool `ftp-doctor`.

pub mod arguments;
pub mod attempt;
pub mod credentials;
pub mod json;
pub mod lines;
pub mod netrc;
pub mod page;
pub mod printable;
pub mod report;
pub mod target;
