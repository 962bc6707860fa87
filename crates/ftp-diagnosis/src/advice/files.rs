//! Refusals on account of a file or a directory.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::NotFound,
        sentence: "There is no file or directory of that name.",
        checks: &[
            "List its directory: upper and lower case matter, and so do blanks.",
            "Look at where you are (PWD): a path that begins with / starts at the user's own root.",
        ],
        admin: &[
            Admin::new("any", "the path below the user's root, and whether links lead out of it"),
            Admin::new("vsftpd", "chroot_local_user, local_root"),
            Admin::new("ProFTPD", "DefaultRoot"),
            Admin::new("IIS", "virtual directories, user isolation"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::ParentMissing,
        sentence: "The directory that the file should go to is missing.",
        checks: &[
            "Make the directory first (MKD), one level after the other.",
            "Check the path: one that begins with / starts at the user's own root.",
        ],
        admin: &[Admin::new("any", "the path below the user's root")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::IsDirectory,
        sentence: "The name is that of a directory, or of something that is not a regular file.",
        checks: &["Give the name of a file; list a directory, or fetch what is in it."],
        admin: &[Admin::new("any", "what the name is: a directory, a device, a broken link")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::NotADirectory,
        sentence: "The name is not that of a directory.",
        checks: &["Give the name of a directory, without a file at its end."],
        admin: &[Admin::new("any", "what the name is")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::FileExists,
        sentence: "There is already a file or directory of that name.",
        checks: &["Use it as it is, choose another name, or delete it first."],
        admin: &[Admin::new("any", "nothing")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::DirectoryNotEmpty,
        sentence: "The directory is not empty, so it is not removed.",
        checks: &["Delete what is in it first, including hidden files (LIST -a)."],
        admin: &[Admin::new("any", "hidden files in it")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::PermissionDenied,
        sentence: "The user has no permission for that file or directory.",
        checks: &[
            "List the directory: it shows the permissions and the owner.",
            "Try in the user's own directory.",
            "A server may say the same about a missing file: SIZE or a listing shows it.",
        ],
        admin: &[
            Admin::new(
                "any",
                "owner and mode of the file and of each directory above, SELinux and AppArmor, read-only file systems",
            ),
            Admin::new("vsftpd", "write_enable, allow_ftpd_full_access of SELinux"),
            Admin::new("ProFTPD", "Limit, Umask"),
            Admin::new("IIS", "FTP authorization rules and the rights of NTFS"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::NameNotAllowed,
        sentence: "The server does not accept that name.",
        checks: &[
            "Choose a name of letters, digits, dot, hyphen and underscore, without a dot at its start.",
            "If it has letters outside ASCII: send it in UTF-8 (OPTS UTF8 ON), or in the server's character set.",
        ],
        admin: &[
            Admin::new("any", "filters on names"),
            Admin::new("vsftpd", "deny_file, hide_file"),
            Admin::new("ProFTPD", "PathDenyFilter, PathAllowFilter, DenyFilter, LangOptions"),
            Admin::new("Pure-FTPd", "ProhibitDotFilesWrite"),
            Admin::new("wu-ftpd", "path-filter"),
        ],
        rfc: "RFC 959 section 5.4; RFC 2640 section 2",
    },
    Advice {
        cause: Cause::OverwriteDenied,
        sentence: "An existing file may not be replaced.",
        checks: &["Choose another name, or delete the old file first if that is allowed."],
        admin: &[
            Admin::new("any", "whether files may be replaced"),
            Admin::new("ProFTPD", "AllowOverwrite"),
            Admin::new("vsftpd", "anon_other_write_enable"),
            Admin::new("Pure-FTPd", "AutoRename, AnonymousCantUpload"),
            Admin::new("wu-ftpd", "overwrite"),
        ],
        rfc: "RFC 959 section 4.1.3",
    },
    Advice {
        cause: Cause::UploadDenied,
        sentence: "The user may not upload, or not to this place.",
        checks: &["Look for a directory that is meant for uploads.", "Ask for the right to write."],
        admin: &[
            Admin::new("any", "the user's right to write"),
            Admin::new("vsftpd", "write_enable, anon_upload_enable, cmds_denied"),
            Admin::new("ProFTPD", "Limit WRITE STOR"),
            Admin::new("Pure-FTPd", "AnonymousCantUpload"),
            Admin::new("pyftpdlib", "the w of perm"),
            Admin::new("IIS", "FTP authorization rules: write"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::DownloadDenied,
        sentence: "The user may not download, or not this file.",
        checks: &["Ask for the right to read."],
        admin: &[
            Admin::new("any", "the user's right to read"),
            Admin::new("vsftpd", "download_enable, deny_file, cmds_denied"),
            Admin::new("ProFTPD", "Limit READ RETR"),
            Admin::new("Pure-FTPd", "AntiWarez"),
            Admin::new("pyftpdlib", "the r of perm"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::AppendNotAllowed,
        sentence: "Files may not be appended to.",
        checks: &["Upload the whole file again, under another name."],
        admin: &[
            Admin::new("any", "whether uploads may be resumed"),
            Admin::new("ProFTPD", "AllowStoreRestart, AllowOverwrite"),
        ],
        rfc: "RFC 959 section 4.1.3",
    },
    Advice {
        cause: Cause::ResumeNotAllowed,
        sentence: "An interrupted transfer may not be resumed.",
        checks: &["Transfer the whole file again."],
        admin: &[
            Admin::new("any", "whether transfers may be resumed"),
            Admin::new("ProFTPD", "AllowRetrieveRestart, AllowStoreRestart"),
            Admin::new("Pure-FTPd", "NoTruncate, AnonymousCantUpload"),
        ],
        rfc: "RFC 959 section 4.1.3; RFC 3659 section 5",
    },
    Advice {
        cause: Cause::FileBusy,
        sentence: "Somebody else is using the file, or the remains of a broken upload are in the way.",
        checks: &[
            "Wait and try again.",
            "Choose another name.",
            "If an earlier upload broke, its hidden remains (.in.NAME.) have to be deleted.",
        ],
        admin: &[
            Admin::new("any", "who has the file open"),
            Admin::new("ProFTPD", "HiddenStores, DeleteAbortedStores"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::AsciiResume,
        sentence: "A transfer with TYPE A cannot be resumed.",
        checks: &["Send TYPE I before REST."],
        admin: &[Admin::new("any", "nothing: offsets of text are not those of the file")],
        rfc: "RFC 3659 section 5",
    },
    Advice {
        cause: Cause::SizeInAscii,
        sentence: "The size of a file is not known with TYPE A.",
        checks: &["Send TYPE I before SIZE."],
        admin: &[Admin::new("any", "nothing: the size of text depends on its lines")],
        rfc: "RFC 3659 section 4",
    },
    Advice {
        cause: Cause::OffsetBeyondEnd,
        sentence: "The transfer was to begin beyond the end of the file.",
        checks: &[
            "Compare with SIZE: the file at one end is longer than that at the other.",
            "Delete the part that is there and start again.",
        ],
        admin: &[Admin::new("any", "whether the file was replaced by a shorter one")],
        rfc: "RFC 3659 section 5",
    },
    Advice {
        cause: Cause::ListingFailed,
        sentence: "The server could not read the directory.",
        checks: &["Go into the directory (CWD) and list it there.", "Try MLSD in place of LIST."],
        admin: &[Admin::new("any", "the rights to the directory"), Admin::new("Pure-FTPd", "LimitRecursion")],
        rfc: "RFC 959 section 4.1.3",
    },
    Advice {
        cause: Cause::EmptyListing,
        sentence: "There is nothing to list, and the server calls that an error.",
        checks: &["Nothing: the directory is empty, or no name fits the pattern."],
        admin: &[Admin::new("any", "nothing")],
        rfc: "RFC 1123 section 4.1.2.7",
    },
    Advice {
        cause: Cause::ListingTruncated,
        sentence: "The listing does not have all names.",
        checks: &["List smaller directories, or by a pattern."],
        admin: &[Admin::new("any", "the limit on listings"), Admin::new("Pure-FTPd", "LimitRecursion (-L)")],
        rfc: "RFC 959 section 4.1.3",
    },
    Advice {
        cause: Cause::ListOptionsUnsupported,
        sentence: "The server takes the options of LIST for a name.",
        checks: &["Leave out the options (LIST in place of LIST -a)."],
        admin: &[Admin::new("any", "nothing: LIST has no options in the RFC")],
        rfc: "RFC 959 section 4.1.3",
    },
    Advice {
        cause: Cause::NotImplemented,
        sentence: "The server does not have that command, or not in this form.",
        checks: &[
            "Look at what FEAT and HELP list.",
            "Do it in another way: LIST for MLSD, PASV for EPSV, TYPE I for all.",
        ],
        admin: &[
            Admin::new("any", "modules and switches that remove commands"),
            Admin::new("vsftpd", "cmds_allowed, cmds_denied"),
        ],
        rfc: "RFC 959 section 4.2; RFC 5797",
    },
    Advice {
        cause: Cause::Syntax,
        sentence: "The command is not written as the server wants it.",
        checks: &["Look at the command as it was sent: number, address, blanks, a missing name."],
        admin: &[Admin::new("any", "nothing: it is the client's fault")],
        rfc: "RFC 959 section 5.3",
    },
];
