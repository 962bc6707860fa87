//! The causes: one list for the whole project.

use super::advice::{Admin, Advice, advice};
use crate::greeting::ServerSoftware;

macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a login, or a command or transfer after it, fails.
        ///
        #[doc = include_str!("causes.md")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Cause {
            $($(#[$doc])* $variant,)*
        }

        impl Cause {
            /// Returns every cause.
            pub fn all() -> &'static [Cause] {
                &[$(Cause::$variant,)*]
            }

            /// Returns the name in snake case, as in the JSON of `ftp-doctor`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Cause::$variant => $name,)*
                }
            }
        }
    };
}

causes! {
    /// The name and the password do not belong together, or nobody has that name. Most servers do not say which.
    WrongCredentials = "wrong_credentials",
    /// The server says that it does not know the name.
    UnknownUser = "unknown_user",
    /// The account exists but may not be used: it is disabled, locked, expired, or not meant for FTP.
    AccountDisabled = "account_disabled",
    /// The server does not accept connections from this address.
    AddressDenied = "address_denied",
    /// The server does not accept anonymous logins, or not of this kind.
    AnonymousRefused = "anonymous_refused",
    /// The server wants TLS first, on the control connection or on the data connection.
    TlsRequired = "tls_required",
    /// The server does not support TLS, or not in this way.
    TlsUnsupported = "tls_unsupported",
    /// The server supports TLS, but not for this account.
    TlsNotWanted = "tls_not_wanted",
    /// The server wants a client certificate, or does not accept the one that it got.
    ClientCertificateRequired = "client_certificate_required",
    /// The server wants `ACCT`.
    AccountRequired = "account_required",
    /// The server has several sites at one address, and was not told which one is meant.
    VirtualHostRequired = "virtual_host_required",
    /// The server wants a one-time password or a second factor.
    OneTimePassword = "one_time_password",
    /// A command that needs a login came before the login, or after it was lost.
    NotLoggedIn = "not_logged_in",
    /// The session is already logged in, and a second login in it is not possible.
    AlreadyLoggedIn = "already_logged_in",
    /// The commands came in an order that the server does not accept.
    BadSequence = "bad_sequence",
    /// The password was right, but the home directory is missing or cannot be entered.
    HomeDirectory = "home_directory",
    /// The server already has as many connections or users as it allows.
    TooManyConnections = "too_many_connections",
    /// Too many attempts failed: the server closes the connection, or locks the account or the address for a time.
    TooManyAttempts = "too_many_attempts",
    /// The session was idle, or the login took longer than the server waits.
    IdleTimeout = "idle_timeout",
    /// The server is shutting down, or is closed for maintenance.
    ServerShutdown = "server_shutdown",
    /// The server cannot serve now, or is misconfigured.
    ServiceUnavailable = "service_unavailable",
    /// Something inside the server failed: the password database, PAM, or a permission of its own.
    ServerFault = "server_fault",
    /// A licence, an evaluation period or a quota has run out.
    QuotaOrLicense = "quota_or_license",
    /// The server's certificate is not signed by anyone whom the client trusts.
    CertificateUntrusted = "certificate_untrusted",
    /// The server's certificate has expired, or is not valid yet.
    CertificateExpired = "certificate_expired",
    /// The server's certificate is for another name.
    CertificateNameMismatch = "certificate_name_mismatch",
    /// Client and server have no TLS version or cipher in common.
    TlsVersionMismatch = "tls_version_mismatch",
    /// The port speaks TLS from the first byte, but the client spoke in clear.
    ImplicitTlsExpected = "implicit_tls_expected",
    /// The port speaks in clear first (`AUTH TLS`), but the client began with TLS.
    ExplicitTlsExpected = "explicit_tls_expected",
    /// What answers at that port is not an FTP server.
    NotFtp = "not_ftp",
    /// Nothing listens on that port.
    NothingListening = "nothing_listening",
    /// There is no route to that host or network.
    AddressUnreachable = "address_unreachable",
    /// Nothing came within the time limit.
    NoAnswer = "no_answer",
    /// The host name has no address.
    NameNotFound = "name_not_found",
    /// The client opens with SSH (SFTP) on an FTP port.
    ClientSpeaksSsh = "client_speaks_ssh",
    /// The client sends a character set that the server cannot read, or the other way round.
    ClientCharset = "client_charset",
    /// The server wants the data connection to resume the TLS session of the control connection.
    TlsSessionReuseRequired = "tls_session_reuse_required",
    /// TLS did not come up on the data connection.
    DataTlsHandshakeFailed = "data_tls_handshake_failed",
    /// The server wants TLS on the data connection (`PROT P`).
    DataTlsRequired = "data_tls_required",
    /// The server does not support TLS on the data connection.
    DataTlsUnsupported = "data_tls_unsupported",
    /// The handshake of the data connection lacks the protocol name (ALPN) that the server expects.
    DataTlsAlpnMissing = "data_tls_alpn_missing",
    /// All data was transferred, but TLS on the data connection was not ended in order.
    TlsNotClosed = "tls_not_closed",
    /// The data ended before it was complete.
    Truncated = "truncated",
    /// The server named an address for the data connection that cannot be reached from here.
    PassiveAddressWrong = "passive_address_wrong",
    /// The data connection was refused: the port is closed.
    DataConnectionRefused = "data_connection_refused",
    /// The data connection did not come up in time, mostly because of a firewall.
    DataConnectionTimeout = "data_connection_timeout",
    /// The server could not open the data connection to the client.
    ActiveConnectFailed = "active_connect_failed",
    /// The data connection comes from, or goes to, another address than the control connection.
    ForeignAddressRejected = "foreign_address_rejected",
    /// The client named a port below 1024 for the data connection.
    PrivilegedPort = "privileged_port",
    /// The server has no free port for a data connection.
    PassivePortsExhausted = "passive_ports_exhausted",
    /// The server does not let this user use passive mode.
    PassiveDisabled = "passive_disabled",
    /// The server cannot name the address and port of its data connection.
    PassiveUnavailable = "passive_unavailable",
    /// The server does not open data connections to clients.
    ActiveDisabled = "active_disabled",
    /// After `EPSV ALL`, the server accepts no other command that opens a data connection.
    PasvAfterEpsvAll = "pasv_after_epsv_all",
    /// A transfer was requested, but no data connection was prepared for it.
    NoDataConnectionPrepared = "no_data_connection_prepared",
    /// The command does not fit the IP version of the connection.
    NetworkProtocolUnsupported = "network_protocol_unsupported",
    /// The server, or a proxy in front of it, does not know `EPSV`.
    EpsvUnsupported = "epsv_unsupported",
    /// The server wants to know the file before the data connection is opened (`PRET`).
    PretRequired = "pret_required",
    /// There is no file or directory with that name.
    NotFound = "not_found",
    /// The directory into which the file should go is missing.
    ParentMissing = "parent_missing",
    /// The name is that of a directory, or of something else that is not a regular file.
    IsDirectory = "is_directory",
    /// The name is not that of a directory.
    NotADirectory = "not_a_directory",
    /// A file or directory with that name already exists.
    FileExists = "file_exists",
    /// The directory is not empty, so the server does not remove it.
    DirectoryNotEmpty = "directory_not_empty",
    /// The user has no permission for that file or directory.
    PermissionDenied = "permission_denied",
    /// The server does not accept that name.
    NameNotAllowed = "name_not_allowed",
    /// An existing file may not be overwritten.
    OverwriteDenied = "overwrite_denied",
    /// The user may not upload.
    UploadDenied = "upload_denied",
    /// The user may not download.
    DownloadDenied = "download_denied",
    /// Files may not be appended to.
    AppendNotAllowed = "append_not_allowed",
    /// An interrupted transfer may not be resumed.
    ResumeNotAllowed = "resume_not_allowed",
    /// Somebody else is using the file.
    FileBusy = "file_busy",
    /// The server's disk is full.
    DiskFull = "disk_full",
    /// The user has no storage space left.
    QuotaExceeded = "quota_exceeded",
    /// The user has to upload before downloading more.
    RatioExceeded = "ratio_exceeded",
    /// The server allows no more transfers, or no more bytes.
    TransferLimit = "transfer_limit",
    /// The server is too busy for transfers.
    LoadTooHigh = "load_too_high",
    /// An uploaded file waits for somebody's approval.
    Moderated = "moderated",
    /// A transfer with `TYPE A` cannot be resumed.
    AsciiResume = "ascii_resume",
    /// The server does not tell the size of a file with `TYPE A`.
    SizeInAscii = "size_in_ascii",
    /// The transfer was to begin beyond the end of the file.
    OffsetBeyondEnd = "offset_beyond_end",
    /// The data connection ended in the middle of a transfer.
    DataConnectionLost = "data_connection_lost",
    /// The transfer stalled for longer than the server waits.
    DataTimeout = "data_timeout",
    /// There was no transfer for longer than the server waits.
    NoTransferTimeout = "no_transfer_timeout",
    /// The control connection was lost during a transfer.
    ControlLostWhileTransferring = "control_lost_while_transferring",
    /// The server could not read the file.
    ServerReadError = "server_read_error",
    /// The server could not write the file.
    ServerWriteError = "server_write_error",
    /// Something inside the server failed during a command or a transfer.
    InternalError = "internal_error",
    /// The server could not read the directory.
    ListingFailed = "listing_failed",
    /// There is nothing to list, and the server calls that an error.
    EmptyListing = "empty_listing",
    /// The listing does not have all names.
    ListingTruncated = "listing_truncated",
    /// The server takes the options of LIST for a name.
    ListOptionsUnsupported = "list_options_unsupported",
    /// Data was sent before the server was ready for it.
    DataSentTooEarly = "data_sent_too_early",
    /// A command was sent during a transfer, when the server does not accept it.
    PipelinedTooEarly = "pipelined_too_early",
    /// The server is still busy with a transfer.
    BusyTransferring = "busy_transferring",
    /// The server does not have that command, or not in this form.
    NotImplemented = "not_implemented",
    /// The command is not written as the server wants it.
    Syntax = "syntax",
    /// The conversation does not show the cause.
    Undetermined = "undetermined",
}

impl Cause {
    /// Returns the cause with that snake-case name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|cause| cause.name() == name)
    }

    /// Returns one sentence that explains the cause to the user.
    pub fn sentence(self) -> &'static str {
        self.advice().sentence
    }

    /// Returns what the user should check, in this order.
    pub fn checks(self) -> &'static [&'static str] {
        self.advice().checks
    }

    /// Returns what an administrator of the server should look at. The first entry holds for any server; each other
    /// entry names a server software and its settings.
    pub fn admin(self) -> &'static [Admin] {
        self.advice().admin
    }

    /// Returns what an administrator of this server software should look at, if its settings are known.
    pub fn in_server(self, software: ServerSoftware) -> Option<&'static Admin> {
        self.admin().iter().find(|admin| admin.is_of(software))
    }

    /// Returns the RFC and the section to which the cause belongs.
    pub fn rfc(self) -> &'static str {
        self.advice().rfc
    }

    fn advice(self) -> &'static Advice {
        advice(self)
    }
}

impl core::fmt::Display for Cause {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
