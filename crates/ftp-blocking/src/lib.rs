//! Drives ftp-proto over std sockets.
