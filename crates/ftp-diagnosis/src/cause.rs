//! The causes, one list for the whole project.

use super::advice::{Admin, Advice, advice};
use crate::greeting::ServerSoftware;

macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a login, or what comes behind it, fails.
        ///
        #[doc = include_str!("causes.md")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Cause {
            $($(#[$doc])* $variant,)*
        }

        impl Cause {
            /// Every cause there is.
            pub fn all() -> &'static [Cause] {
                &[$(Cause::$variant,)*]
            }

            /// The name in snake case, as in the tool's JSON.
            pub fn name(self) -> &'static str {
                match self {
                    $(Cause::$variant => $name,)*
                }
            }
        }
    };
}

causes! {
    /// The name and the password do not belong together, or nobody has that name; most servers do
    /// not say which.
    WrongCredentials = "wrong_credentials",
    /// The server says that it does not know the name.
    UnknownUser = "unknown_user",
    /// The account exists and may not be used: disabled, locked, expired, or not meant for FTP.
    AccountDisabled = "account_disabled",
    /// Connections from this address are not served.
    AddressDenied = "address_denied",
    /// Anonymous logins, or this kind of them, are not served.
    AnonymousRefused = "anonymous_refused",
    /// The server wants TLS first, on the control or on the data connection.
    TlsRequired = "tls_required",
    /// The server does not do TLS, or not in this way.
    TlsUnsupported = "tls_unsupported",
    /// The server does TLS, but not for this account.
    TlsNotWanted = "tls_not_wanted",
    /// The server wants a certificate of the client's, or does not accept the one it got.
    ClientCertificateRequired = "client_certificate_required",
    /// The server wants `ACCT`.
    AccountRequired = "account_required",
    /// The server has several sites at one address, and was not told which of them is meant.
    VirtualHostRequired = "virtual_host_required",
    /// The server wants a one-time password or a second factor.
    OneTimePassword = "one_time_password",
    /// A command that needs a login came before the login, or after it was lost.
    NotLoggedIn = "not_logged_in",
    /// The session is logged in, and a second login in it is not possible.
    AlreadyLoggedIn = "already_logged_in",
    /// The commands came in an order that the server does not take.
    BadSequence = "bad_sequence",
    /// The password was right, the home directory is missing or may not be entered.
    HomeDirectory = "home_directory",
    /// The server has as many connections or users as it allows.
    TooManyConnections = "too_many_connections",
    /// Too many failed attempts: the server closes, or locks the account or the address for a time.
    TooManyAttempts = "too_many_attempts",
    /// The session was idle, or the login took longer than the server waits.
    IdleTimeout = "idle_timeout",
    /// The server is shutting down, or is closed for maintenance.
    ServerShutdown = "server_shutdown",
    /// The server cannot serve now, or is set up wrongly.
    ServiceUnavailable = "service_unavailable",
    /// Something inside the server failed: the password database, PAM, a permission of its own.
    ServerFault = "server_fault",
    /// A licence, an evaluation period or a quota has run out.
    QuotaOrLicense = "quota_or_license",
    /// The server's certificate is signed by nobody we trust.
    CertificateUntrusted = "certificate_untrusted",
    /// The server's certificate is expired, or not valid yet.
    CertificateExpired = "certificate_expired",
    /// The server's certificate is for another name.
    CertificateNameMismatch = "certificate_name_mismatch",
    /// No TLS version or cipher in common.
    TlsVersionMismatch = "tls_version_mismatch",
    /// The port speaks TLS from the first byte, and was spoken to in clear.
    ImplicitTlsExpected = "implicit_tls_expected",
    /// The port speaks in clear first (AUTH TLS), and was spoken to in TLS.
    ExplicitTlsExpected = "explicit_tls_expected",
    /// What answers there is no FTP server.
    NotFtp = "not_ftp",
    /// Nothing listens on that port.
    NothingListening = "nothing_listening",
    /// There is no way to that host or network.
    AddressUnreachable = "address_unreachable",
    /// Nothing came within the time limit.
    NoAnswer = "no_answer",
    /// The host name has no address.
    NameNotFound = "name_not_found",
    /// The client opens with SSH (SFTP) at an FTP port.
    ClientSpeaksSsh = "client_speaks_ssh",
    /// What the client sends is in a character set that the server cannot read, or the other way round.
    ClientCharset = "client_charset",
    /// The server wants the TLS session of the control connection resumed on the data connection.
    TlsSessionReuseRequired = "tls_session_reuse_required",
    /// TLS did not come up on the data connection.
    DataTlsHandshakeFailed = "data_tls_handshake_failed",
    /// The server wants TLS on the data connection (`PROT P`).
    DataTlsRequired = "data_tls_required",
    /// The server does no TLS on the data connection.
    DataTlsUnsupported = "data_tls_unsupported",
    /// The server misses the name of its protocol (ALPN) in the data connection's handshake.
    DataTlsAlpnMissing = "data_tls_alpn_missing",
    /// All data went, and TLS on the data connection was not ended in order.
    TlsNotClosed = "tls_not_closed",
    /// The data ended before all of it was there.
    Truncated = "truncated",
    /// The server named an address for data that cannot be reached from here.
    PassiveAddressWrong = "passive_address_wrong",
    /// The connection for data was refused: the port is closed.
    DataConnectionRefused = "data_connection_refused",
    /// The connection for data did not come up in time: a firewall, mostly.
    DataConnectionTimeout = "data_connection_timeout",
    /// The server could not connect to the client for data.
    ActiveConnectFailed = "active_connect_failed",
    /// The data connection comes from, or goes to, another address than the control connection.
    ForeignAddressRejected = "foreign_address_rejected",
    /// The client named a port below 1024 for data.
    PrivilegedPort = "privileged_port",
    /// The server has no free port for data.
    PassivePortsExhausted = "passive_ports_exhausted",
    /// The server does not let this user use passive mode.
    PassiveDisabled = "passive_disabled",
    /// The server cannot say where it waits for data.
    PassiveUnavailable = "passive_unavailable",
    /// The server does not connect to clients for data.
    ActiveDisabled = "active_disabled",
    /// After `EPSV ALL` no other command opens a data connection.
    PasvAfterEpsvAll = "pasv_after_epsv_all",
    /// A transfer was asked for, and no data connection was prepared for it.
    NoDataConnectionPrepared = "no_data_connection_prepared",
    /// The command does not go with the version of IP.
    NetworkProtocolUnsupported = "network_protocol_unsupported",
    /// The server, or a proxy before it, does not know `EPSV`.
    EpsvUnsupported = "epsv_unsupported",
    /// The server wants to know the file before the data connection (`PRET`).
    PretRequired = "pret_required",
    /// There is no file or directory of that name.
    NotFound = "not_found",
    /// The directory that the file should go to is missing.
    ParentMissing = "parent_missing",
    /// The name is that of a directory, or of no regular file.
    IsDirectory = "is_directory",
    /// The name is not that of a directory.
    NotADirectory = "not_a_directory",
    /// There is a file or directory of that name already.
    FileExists = "file_exists",
    /// A directory that is not empty is not removed.
    DirectoryNotEmpty = "directory_not_empty",
    /// The user has no right to that file or directory.
    PermissionDenied = "permission_denied",
    /// The server does not take that name.
    NameNotAllowed = "name_not_allowed",
    /// A file that is there may not be replaced.
    OverwriteDenied = "overwrite_denied",
    /// The user may not upload.
    UploadDenied = "upload_denied",
    /// The user may not download.
    DownloadDenied = "download_denied",
    /// Nothing may be added to a file.
    AppendNotAllowed = "append_not_allowed",
    /// A transfer may not go on where one stopped.
    ResumeNotAllowed = "resume_not_allowed",
    /// Somebody else uses the file.
    FileBusy = "file_busy",
    /// The server's disk is full.
    DiskFull = "disk_full",
    /// The user has used up his room.
    QuotaExceeded = "quota_exceeded",
    /// The user has to upload before he may download more.
    RatioExceeded = "ratio_exceeded",
    /// The server allows no more transfers, or no more bytes.
    TransferLimit = "transfer_limit",
    /// The server is too busy for transfers.
    LoadTooHigh = "load_too_high",
    /// An uploaded file waits for somebody's approval.
    Moderated = "moderated",
    /// Resuming does not go together with `TYPE A`.
    AsciiResume = "ascii_resume",
    /// The size of a file is not known in `TYPE A`.
    SizeInAscii = "size_in_ascii",
    /// The transfer should begin behind the end of the file.
    OffsetBeyondEnd = "offset_beyond_end",
    /// The data connection ended in the middle.
    DataConnectionLost = "data_connection_lost",
    /// The transfer stood still for longer than the server waits.
    DataTimeout = "data_timeout",
    /// There was no transfer for longer than the server waits.
    NoTransferTimeout = "no_transfer_timeout",
    /// The control connection was lost while data went.
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
    /// The listing has not all names.
    ListingTruncated = "listing_truncated",
    /// The server takes options of LIST for a name.
    ListOptionsUnsupported = "list_options_unsupported",
    /// Data went before the server was ready for it.
    DataSentTooEarly = "data_sent_too_early",
    /// A command was sent while a transfer ran that the server does not take then.
    PipelinedTooEarly = "pipelined_too_early",
    /// The server is still at a transfer.
    BusyTransferring = "busy_transferring",
    /// The server does not have that command, or not in this form.
    NotImplemented = "not_implemented",
    /// The command was not written as the server wants it.
    Syntax = "syntax",
    /// The conversation does not tell.
    Undetermined = "undetermined",
}

impl Cause {
    /// The cause with that snake-case name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|cause| cause.name() == name)
    }

    /// One sentence for the user.
    pub fn sentence(self) -> &'static str {
        self.advice().sentence
    }

    /// What the user checks, in this order.
    pub fn checks(self) -> &'static [&'static str] {
        self.advice().checks
    }

    /// What an administrator of the server looks at. The first is for any server; the others carry
    /// the name of the server and its settings.
    pub fn admin(self) -> &'static [Admin] {
        self.advice().admin
    }

    /// What an administrator of this software looks at, if its settings for that are known.
    pub fn in_server(self, software: ServerSoftware) -> Option<&'static Admin> {
        self.admin().iter().find(|admin| admin.is_of(software))
    }

    /// The RFC and its section.
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
