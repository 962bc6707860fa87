//! Transfers that stop, and limits on them.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::Truncated,
        sentence: "The data ended before it was complete.",
        checks: &["Compare with SIZE, and resume or fetch again: what arrived is only a part."],
        admin: &[Admin::new("any", "whether the file changed meanwhile, and firewalls that end connections")],
        rfc: "RFC 959 section 3.4; RFC 4217 section 12.5",
    },
    Advice {
        cause: Cause::DataConnectionLost,
        sentence: "The data connection ended in the middle of the transfer.",
        checks: &[
            "Resume where it stopped (REST), and compare SIZE afterwards: only that proves that the file is whole.",
            "If it stops at the same place each time, suspect a virus scanner, a proxy or a full disk at either end.",
        ],
        admin: &[Admin::new("any", "the network, timeouts of NAT and firewalls, the server's log")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::DataTimeout,
        sentence: "The transfer stalled for longer than the server waits.",
        checks: &[
            "Resume where it stopped.",
            "Check whether this end stopped reading: a full disk, or a question to the user.",
        ],
        admin: &[
            Admin::new("any", "the limit on a stalled transfer"),
            Admin::new("vsftpd", "data_connection_timeout"),
            Admin::new("ProFTPD", "TimeoutStalled"),
            Admin::new("pyftpdlib", "the timeout of dtp_handler"),
            Admin::new("IIS", "dataChannelTimeout, minBytesPerSecond"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::NoTransferTimeout,
        sentence: "There was no transfer for longer than the server waits; NOOP does not count.",
        checks: &["Connect again when there is something to transfer."],
        admin: &[
            Admin::new("any", "the limit"),
            Admin::new("ProFTPD", "TimeoutNoTransfer"),
            Admin::new("Pure-FTPd", "MaxIdleTime"),
        ],
        rfc: "RFC 959 section 5.4; RFC 1123 section 4.1.3.2",
    },
    Advice {
        cause: Cause::ControlLostWhileTransferring,
        sentence: "The control connection was lost during a transfer, mostly because a router dropped it as idle.",
        checks: &[
            "Use TCP keepalive on the control connection.",
            "The file is probably whole: compare SIZE in a new session.",
        ],
        admin: &[Admin::new("any", "timeouts of NAT and firewalls, shorter than a long transfer")],
        rfc: "RFC 1123 section 4.1.3.2",
    },
    Advice {
        cause: Cause::DiskFull,
        sentence: "The server's disk is full.",
        checks: &[
            "Delete something there, or wait.",
            "Only a part was uploaded: delete it, or resume later.",
        ],
        admin: &[
            Admin::new("any", "space and inodes of the file system"),
            Admin::new("Pure-FTPd", "MaxDiskUsage"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::QuotaExceeded,
        sentence: "The user has no storage space or no number of files left.",
        checks: &["Delete something, or ask for more."],
        admin: &[
            Admin::new("any", "the user's quota, of the server and of the file system"),
            Admin::new("ProFTPD", "mod_quotatab"),
            Admin::new("Pure-FTPd", "Quota (-n)"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::RatioExceeded,
        sentence: "The user has to upload before downloading more.",
        checks: &["Upload something, or ask for another ratio."],
        admin: &[
            Admin::new("any", "the ratio"),
            Admin::new("ProFTPD", "mod_ratio"),
            Admin::new("Pure-FTPd", "UserRatio, AnonymousRatio"),
            Admin::new("wu-ftpd", "ul-dl-rate"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::TransferLimit,
        sentence: "The server allows no more transfers, or no more bytes, to this user.",
        checks: &["Wait until other transfers are over.", "Use fewer connections at a time."],
        admin: &[
            Admin::new("any", "limits on transfers and bytes"),
            Admin::new(
                "ProFTPD",
                "MaxTransfersPerUser, MaxTransfersPerHost, MaxStoreFileSize, MaxRetrieveFileSize",
            ),
            Admin::new("wu-ftpd", "file-limit, byte-limit"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::LoadTooHigh,
        sentence: "The server is too busy for transfers.",
        checks: &["Wait and try again."],
        admin: &[Admin::new("any", "the load of the machine"), Admin::new("Pure-FTPd", "MaxLoad (-m)")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::Moderated,
        sentence: "An uploaded file waits for somebody's approval.",
        checks: &["Wait, or ask the administrator."],
        admin: &[
            Admin::new("any", "files of anonymous uploads that nobody has approved"),
            Admin::new("Pure-FTPd", "AntiWarez"),
        ],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::ServerReadError,
        sentence: "The server could not read the file.",
        checks: &["Try again, and try another file: the disk, or the share behind it, may have a fault."],
        admin: &[Admin::new("any", "the system's log: disks, network file systems")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::ServerWriteError,
        sentence: "The server could not write the file.",
        checks: &["Try again, and try another directory: the disk may be full or have a fault."],
        admin: &[Admin::new("any", "the system's log: disks, network file systems, space")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::InternalError,
        sentence: "Something inside the server failed during a command or a transfer.",
        checks: &["Try again, once.", "Tell the administrator the time and the reply."],
        admin: &[Admin::new("any", "the server's log at this time")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::DataSentTooEarly,
        sentence: "Data was sent before the server was ready for it.",
        checks: &["Send an upload's bytes only after its 150 or 125."],
        admin: &[Admin::new("any", "nothing: it is the client's fault")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::PipelinedTooEarly,
        sentence: "A command was sent during a transfer, when the server does not accept it.",
        checks: &["Wait for the final reply of each transfer before the next command."],
        admin: &[Admin::new("any", "nothing: it is the client's fault")],
        rfc: "RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::BusyTransferring,
        sentence: "The server is still busy with a transfer.",
        checks: &[
            "Wait for its final reply, or end it (ABOR).",
            "Use a second connection for what has to go on meanwhile.",
        ],
        admin: &[Admin::new("any", "nothing")],
        rfc: "RFC 959 section 4.1.3",
    },
];
