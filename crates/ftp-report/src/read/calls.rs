//! Library calls that an error message or a traceback names, and the command that each sends.

use ftp_proto::command::Verb;

/// Calls as they are written, and the command that each sends after the login.
const CALLS: [(&str, &[u8]); 32] = [
    // PHP.
    ("ftp_put(", b"STOR"),
    ("ftp_fput(", b"STOR"),
    ("ftp_nb_put(", b"STOR"),
    ("ftp_get(", b"RETR"),
    ("ftp_fget(", b"RETR"),
    ("ftp_nlist(", b"NLST"),
    ("ftp_rawlist(", b"LIST"),
    ("ftp_mlsd(", b"MLSD"),
    ("ftp_chdir(", b"CWD"),
    ("ftp_mkdir(", b"MKD"),
    ("ftp_rmdir(", b"RMD"),
    ("ftp_delete(", b"DELE"),
    ("ftp_rename(", b"RNTO"),
    ("ftp_size(", b"SIZE"),
    // Python.
    ("in storbinary", b"STOR"),
    ("in storlines", b"STOR"),
    ("in retrbinary", b"RETR"),
    ("in retrlines", b"LIST"),
    ("in nlst", b"NLST"),
    ("in mlsd", b"MLSD"),
    ("in cwd", b"CWD"),
    ("in mkd", b"MKD"),
    // Java.
    ("ftpclient.listfiles", b"LIST"),
    ("ftpclient.storefile", b"STOR"),
    ("ftpclient.retrievefile", b"RETR"),
    // Ruby.
    ("storbinary'", b"STOR"),
    ("retrbinary'", b"RETR"),
    ("in `chdir'", b"CWD"),
    ("in `mkdir'", b"MKD"),
    // lftp names no command, but it shows that the login is complete.
    ("cd: access failed", b"CWD"),
    ("put: access failed", b"STOR"),
    ("access failed", b"RETR"),
];

/// Returns the command of the first known call.
pub fn command(log: &[u8]) -> Option<&'static [u8]> {
    let text = String::from_utf8_lossy(log).to_lowercase();
    CALLS.iter().find(|(call, _)| text.contains(call)).map(|(_, command)| *command)
}

/// Whether a command with this verb uses a data connection.
pub fn moves(verb: &[u8]) -> bool {
    Verb::find(verb).is_some_and(|verb| verb.direction().is_some())
}

/// Whether the data connection failed: a traceback or a warning names the function that opens it.
pub fn is_of_data_connection(log: &[u8]) -> bool {
    const MAKERS: [&[u8]; 7] = [
        b"in transfercmd",
        b"in ntransfercmd",
        b"in `transfercmd'",
        b"php_connect_nonb",
        b"[Making data connection",
        b"_openDataConnection_",
        b"(data socket)",
    ];
    MAKERS.iter().any(|maker| memchr::memmem::find(log, maker).is_some())
}

/// Whether Windows says, above the last replies, that it could not open the folder.
pub fn is_folder_not_opened(log: &[u8]) -> bool {
    memchr::memmem::find(log, b"error occurred opening that folder").is_some()
}

/// Whether the text of a reply follows the call, as in PHP's warnings.
pub fn is_warning(log: &[u8]) -> bool {
    memchr::memmem::find(log, b"(): ").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_found_before_one_that_is_a_part_of_it() {
        for (call, wanted) in CALLS {
            assert_eq!(command(call.to_uppercase().as_bytes()), Some(wanted), "{call}");
        }
        assert_eq!(command(b"ftp_login(): no"), None);
    }
}
