//! Says why an FTP login fails.
