//! The facts that can hold for a conversation, and the set of those that do.

macro_rules! facts {
    ($($(#[doc = $doc:literal])* $fact:ident,)*) => {
        /// A fact about the conversation, for rules to ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Fact {
            $($(#[doc = $doc])* $fact,)*
        }

        impl Fact {
            /// The fact in words, for the documentation.
            pub(super) fn words(self) -> &'static str {
                match self {
                    $(Fact::$fact => concat!($($doc)*).trim_ascii_start(),)*
                }
            }
        }
    };
}

facts! {
    /// TLS is up
    UnderTls,
    /// the connection is in clear
    InClear,
    /// the server closed the connection after it
    ClosedAfter,
    /// the name is anonymous, ftp, or empty
    Anonymous,
    /// a name other than anonymous was sent
    NamedUser,
    /// USER was sent without a name
    NameEmpty,
    /// USER was not accepted before
    NoUserBefore,
    /// no USER was sent at all
    NoUserAtAll,
    /// AUTH was refused before
    AuthRefusedBefore,
    /// the login was complete
    LoggedIn,
    /// no command asked for this reply
    Unsolicited,
    /// the reply has no text
    EmptyText,
    /// it is at least the third refused attempt
    ThirdRefusal,
    /// there was a refused attempt before
    RefusedBefore,
    /// the client waited 2 seconds or more for the reply
    HeldBack,
    /// the reply to USER asked for a one-time password
    OneTimeAsked,
    /// the reply to USER asked for TLS
    TlsAsked,
    /// the greeting asks for TLS
    GreetingAsksTls,
    /// the greeting says that only anonymous logins are served
    GreetingAnonymousOnly,
    /// the greeting says that anonymous logins are not served
    GreetingNoAnonymous,
    /// the greeting is of another protocol
    GreetingNotFtp,
    /// the server offers AUTH TLS, in FEAT or on another connection
    OffersTls,
    /// another connection showed that the port takes TLS from the first byte
    TakesTlsAtOnce,
    /// another connection showed that the port greets in clear
    GreetsInClear,
    /// another connection showed that the port answers in another protocol
    OtherProtocol,
    /// a name that cannot exist is refused in the same words
    SameForUnknownName,
    /// a name that cannot exist is refused in other words
    OtherForUnknownName,
    /// nothing but this reply is known
    Lone,
    /// AUTH SSL was sent, and no AUTH TLS
    OnlyAuthSsl,
    /// neither the port nor anything that was sent or received is known
    NothingElse,
    /// AUTH was tried only with mechanisms other than TLS
    NoAuthTls,
    /// the port is 990
    ImplicitPort,
    /// the password was sent
    PasswordSent,
    /// AUTH was accepted
    AuthAccepted,
    /// nothing came from the server before
    NothingReceived,
    /// PROT C was sent
    ProtClear,
    /// the bytes are the identification of an SSH server
    LooksSsh,
    /// the bytes are those of a web server
    LooksHttp,
    /// the bytes are a mail or news server's
    LooksMail,
    /// the bytes are a TLS record
    LooksTls,
    /// the client sent the identification of SSH
    SshSent,
    /// the data connection was requested by PORT or EPRT
    Active,
    /// the data connection was requested by PASV or EPSV
    Passive,
    /// EPSV ALL was sent
    EpsvAll,
    /// the 227 names a private address
    AddressPrivate,
    /// the transfer was accepted by a 1yz
    Begun,
    /// the name begins with a hyphen
    Options,
    /// the name has letters outside ASCII
    NotAscii,
    /// the port that was sent is below 1024
    LowPort,
    /// the data connection was up
    DataUp,
    /// the data connection was refused
    DataRefused,
    /// nothing answered at the data port
    DataSilent,
    /// TLS was up on the data connection
    DataSecured,
    /// the data connection resumed the TLS session
    DataResumed,
    /// TLS failed on the data connection
    DataTlsFailed,
    /// the data connection resumed no session and showed another certificate than the control connection
    DataOtherCertificate,
    /// nothing moved on the data connection for as long as the client waits
    DataStalled,
    /// no byte came over the data connection
    DataEmpty,
    /// bytes came over the data connection
    DataMoved,
    /// the data connection was not ended in order
    DataCut,
    /// the data connection ended in order
    DataEndClean,
    /// the data connection went to the host of the control connection, whatever a reply said
    DataToOwnHost,
    /// an earlier data connection of the session worked
    DataWorkedBefore,
    /// the server's size of the file is not the number of bytes transferred
    SizeDiffers,
    /// PASV names another address than that of the control connection
    AddressDiffers,
    /// a transfer by PASV works
    WorksByPasv,
    /// a transfer that resumes the TLS session works
    WorksResumed,
    /// a transfer that resumes the TLS session fails
    FailsResumed,
    /// a transfer with a TLS session of its own works
    WorksUnresumed,
    /// a transfer with a TLS session of its own fails
    FailsUnresumed,
}

/// The set of facts that hold.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts(u128);

impl Facts {
    pub(super) fn note(&mut self, fact: Fact, holds: bool) {
        self.0 |= u128::from(holds) << fact as u32;
    }

    pub(super) fn clear(&mut self, fact: Fact) {
        self.0 &= !(1 << fact as u32);
    }

    pub(super) fn has(self, fact: Fact) -> bool {
        self.0 >> fact as u32 & 1 == 1
    }
}
