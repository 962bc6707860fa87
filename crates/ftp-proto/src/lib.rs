//! FTP without I/O.
