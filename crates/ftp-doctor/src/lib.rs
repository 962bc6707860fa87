//! Says why an FTP login fails: the code of the tool `ftp-doctor`.

pub mod arguments;
pub mod credentials;
pub mod netrc;
pub mod printable;
pub mod target;
