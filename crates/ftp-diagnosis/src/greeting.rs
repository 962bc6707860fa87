//! The greeting: which server software it is, and which version.

use ftp_proto::Reply;
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while1};
use nom::character::complete::one_of;
use nom::combinator::{opt, value};
use nom::multi::many1_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// What a greeting shows about the server software.
///
/// RFC 959 leaves the text of the greeting to the server, and every administrator can change it. The result is
/// evidence, not proof.
///
/// The name of the software is looked for in all lines, in any letter case, at the start of a word; the text
/// around it does not matter. Any reply will do, such as a refusal in place of a greeting
/// (`500 OOPS: vsftpd: ...`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Greeting<'a> {
    /// The server software; [`ServerSoftware::Unknown`] if the text shows none.
    pub family: ServerSoftware,
    /// Whether the text names the software. If not, only a default wording shows it, and another server may use
    /// the same wording. `false` for [`ServerSoftware::Unknown`].
    pub named: bool,
    /// The version behind the name, starting with a digit: `3.0.3`, `1.3.5rc3`, `2R4` for z/OS V2R4. A `v` before
    /// it is left out.
    pub version: Option<&'a str>,
}

impl<'a> Greeting<'a> {
    /// Reads the first reply of a connection, with any code. This cannot fail.
    pub fn parse(reply: &Reply<'a>) -> Self {
        let text = reply.raw();
        if let Some((family, after)) = named(text) {
            return Greeting { family, named: true, version: version(after) };
        }
        let family = reply.lines().find_map(worded).unwrap_or(ServerSoftware::Unknown);
        Greeting { family, named: false, version: None }
    }
}

macro_rules! families {
    ($($variant:ident $name:literal)*) => {
        /// Server software that can be recognised by its replies.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                #[non_exhaustive]
        pub enum ServerSoftware {
            $(#[doc = concat!($name, ".")] $variant,)*
            /// The text shows no known software.
            Unknown,
        }

        impl ServerSoftware {
            /// Every software that can be recognised.
            pub const ALL: &'static [ServerSoftware] = &[$(ServerSoftware::$variant),*];

            /// Returns the name that its makers use; `unknown` for [`ServerSoftware::Unknown`].
            pub const fn name(self) -> &'static str {
                match self {
                    $(ServerSoftware::$variant => $name,)*
                    ServerSoftware::Unknown => "unknown",
                }
            }
        }
    };
}

families! {
    Vsftpd           "vsftpd"
    ProFtpd          "ProFTPD"
    PureFtpd         "Pure-FTPd"
    Pyftpdlib        "pyftpdlib"
    FileZilla        "FileZilla Server"
    Libunftp         "libunftp"
    Iis              "Microsoft FTP Service (IIS)"
    ServU            "Serv-U"
    ApacheFtpServer  "Apache FtpServer"
    FtpSrv           "ftp-srv"
    GlFtpd           "glFTPd"
    DrFtpd           "DrFTPD"
    IbmZos           "IBM z/OS FTP"
    IbmI             "IBM i (OS/400) FTP"
    WuFtpd           "WU-FTPD"
    Inetutils        "GNU inetutils ftpd"
    NetBsd           "NetBSD ftpd (tnftpd, lukemftpd)"
    SunOs            "SunOS and Solaris ftpd"
    Bsd              "BSD ftpd and its descendants (OpenBSD, FreeBSD, HP-UX, AIX, netkit)"
    BusyBox          "BusyBox ftpd"
    Bftpd            "bftpd"
    NcFtpd           "NcFTPd"
    Twisted          "Twisted"
    SftpGo           "SFTPGo"
    FineFtp          "fineFTP"
    ArduinoFtp       "FTP servers for ESP8266, ESP32 and Arduino"
    WingFtp          "Wing FTP Server"
    CrushFtp         "CrushFTP"
    Cerberus         "Cerberus FTP Server"
    GlobalScape      "GlobalSCAPE EFT and Secure FTP Server"
    Xlight           "Xlight FTP Server"
    CoreFtp          "Core FTP Server"
    TitanFtp         "Titan FTP Server"
    WsFtp            "WS_FTP Server"
    SurgeFtp         "SurgeFTP"
    Gene6            "Gene6 FTP Server"
    GuildFtpd        "GuildFTPd"
    WarFtpd          "WarFTPd"
    BulletProof      "BulletProof FTP Server"
    TypSoft          "TYPSoft FTP Server"
    ZFtpServer       "zFTPServer"
    Hummingbird      "Hummingbird FTP Server"
    OpenVms          "OpenVMS FTP"
    Tandem           "Tandem NonStop FTP"
    VxWorks          "VxWorks ftpd"
    MikroTik         "MikroTik RouterOS"
    Synology         "Synology DSM"
    FritzBox         "FRITZ!Box"
    JetDirect        "HP JetDirect"
}

/// Names, matched in any letter case. If a text has several, the first row counts.
const NAMES: &[(&str, ServerSoftware)] = &[
    ("vsftpd", ServerSoftware::Vsftpd),
    ("proftpd", ServerSoftware::ProFtpd),
    ("proftp", ServerSoftware::ProFtpd), // "ProFTP Server Ready", "ProFTP-Server auf"
    ("pure-ftpd", ServerSoftware::PureFtpd),
    ("pureftpd", ServerSoftware::PureFtpd), // up to 1.1
    ("pyftpdlib", ServerSoftware::Pyftpdlib),
    ("filezilla server", ServerSoftware::FileZilla),
    ("libunftp", ServerSoftware::Libunftp),
    ("unftp", ServerSoftware::Libunftp),
    ("microsoft ftp service", ServerSoftware::Iis),
    ("serv-u", ServerSoftware::ServU),
    ("apache ftpserver", ServerSoftware::ApacheFtpServer),
    ("ftp-srv", ServerSoftware::FtpSrv),
    ("glftpd", ServerSoftware::GlFtpd),
    ("drftpd", ServerSoftware::DrFtpd),
    ("ibm ftp cs", ServerSoftware::IbmZos),
    ("qtcp at", ServerSoftware::IbmI),
    ("version wuftpd", ServerSoftware::WuFtpd),
    ("ftp server (version wu", ServerSoftware::WuFtpd),
    ("gnu inetutils", ServerSoftware::Inetutils),
    ("netbsd-ftpd", ServerSoftware::NetBsd),
    ("tnftpd", ServerSoftware::NetBsd),
    ("lukemftpd", ServerSoftware::NetBsd),
    ("ftp server (sunos", ServerSoftware::SunOs),
    ("busybox", ServerSoftware::BusyBox),
    ("bftpd", ServerSoftware::Bftpd),
    ("ncftpd", ServerSoftware::NcFtpd),
    ("twisted", ServerSoftware::Twisted),
    ("sftpgo", ServerSoftware::SftpGo),
    ("fineftp", ServerSoftware::FineFtp),
    ("ftp for esp8266", ServerSoftware::ArduinoFtp),
    ("ftp server for arduino", ServerSoftware::ArduinoFtp),
    ("wing ftp server", ServerSoftware::WingFtp),
    ("crushftp", ServerSoftware::CrushFtp),
    ("cerberus ftp", ServerSoftware::Cerberus),
    ("eft server", ServerSoftware::GlobalScape),
    ("globalscape", ServerSoftware::GlobalScape),
    ("xlight", ServerSoftware::Xlight),
    ("core ftp server", ServerSoftware::CoreFtp),
    ("titan ftp", ServerSoftware::TitanFtp),
    ("ws_ftp", ServerSoftware::WsFtp),
    ("surgeftp", ServerSoftware::SurgeFtp),
    ("gene6 ftp", ServerSoftware::Gene6),
    ("g6 ftp", ServerSoftware::Gene6),
    ("guildftpd", ServerSoftware::GuildFtpd),
    ("warftpd", ServerSoftware::WarFtpd),
    ("war-ftpd", ServerSoftware::WarFtpd),
    ("bulletproof ftp", ServerSoftware::BulletProof),
    ("typsoft ftp", ServerSoftware::TypSoft),
    ("zftpserver", ServerSoftware::ZFtpServer),
    ("hummingbird", ServerSoftware::Hummingbird),
    ("openvms", ServerSoftware::OpenVms),
    ("ftp server t9552", ServerSoftware::Tandem), // the product number
    ("vxworks", ServerSoftware::VxWorks),
    ("mikrotik", ServerSoftware::MikroTik),
    ("synology", ServerSoftware::Synology),
    ("diskstation", ServerSoftware::Synology),
    ("fritz!box", ServerSoftware::FritzBox),
    ("jd ftp server", ServerSoftware::JetDirect),
    ("ftp server (version", ServerSoftware::Bsd), // the last row, since its descendants say it too
];

/// Default lines of servers that do not name the software.
const WORDINGS: &[(&str, ServerSoftware)] = &[
    ("Service ready for new user.", ServerSoftware::ApacheFtpServer), // RFC 959's words; oftpd has them too
    ("Welcome to blah FTP service.", ServerSoftware::Vsftpd),         // its sample configuration
    ("Features: a .", ServerSoftware::FtpSrv),
    ("Operation successful", ServerSoftware::BusyBox),
];

/// Returns the first row of [`NAMES`] that is in the text, and what comes after the name.
fn named(text: &[u8]) -> Option<(ServerSoftware, &[u8])> {
    let mut found = None;
    let mut rows = NAMES;
    let mut in_word = false;
    for (at, byte) in text.iter().enumerate() {
        let starts_word = !core::mem::replace(&mut in_word, byte.is_ascii_alphanumeric()) && in_word;
        if !starts_word {
            continue;
        }
        let here = text.get(at..).unwrap_or_default();
        let row = rows.iter().enumerate().find_map(|(row, (name, family))| {
            let (head, after) = here.split_at_checked(name.len())?;
            head.eq_ignore_ascii_case(name.as_bytes()).then_some((row, *family, after))
        });
        if let Some((row, family, after)) = row {
            found = Some((family, after));
            rows = rows.get(..row).unwrap_or_default();
        }
    }
    found
}

fn worded(line: &[u8]) -> Option<ServerSoftware> {
    WORDINGS.iter().find(|(words, _)| line.trim_ascii() == words.as_bytes()).map(|(_, family)| *family)
}

/// Returns the version behind a name, if nothing but the usual words stands between them.
fn version(after: &[u8]) -> Option<&str> {
    let (_, token) = version_token(after).ok()?;
    let token = core::str::from_utf8(token).ok()?;
    let token = token.trim_end_matches(['.', '-', '_', '+', '/']);
    token.starts_with(|c: char| c.is_ascii_digit()).then_some(token)
}

// A digit right behind the name is part of the name: `FRITZ!Box7490`.
fn version_token(after: &[u8]) -> IResult<&[u8], &[u8]> {
    let filler = alt((
        value((), one_of(" _-/(:,!")),
        value((), tag_no_case("server")),
        value((), tag_no_case("service")),
        value((), tag_no_case("ftp")),
        value((), tag_no_case("enterprise")),
        value((), tag_no_case("vxworks")),
        value((), tag_no_case("version")),
    ));
    let token = take_while1(|b: u8| b.is_ascii_alphanumeric() || b".-_+/".contains(&b));
    preceded((many1_count(filler), opt(one_of("vV"))), token).parse(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::Limits;

    /// Leaks the reply, so that the greeting can borrow from it in a test.
    fn greeting(raw: &str) -> Greeting<'static> {
        let bytes: &'static [u8] = Vec::leak(format!("{}\r\n", raw.trim_end()).into_bytes());
        let (reply, _) = Reply::parse(bytes, &Limits::default()).unwrap().unwrap();
        Greeting::parse(&reply)
    }

    #[test]
    fn banners_that_name_the_server() {
        use ServerSoftware::*;
        let table: &[(&str, ServerSoftware, Option<&str>)] = &[
            ("220 (vsFTPd 3.0.3)", Vsftpd, Some("3.0.3")),
            ("220 ready, dude (vsFTPd 1.1.0: beat me, break me)", Vsftpd, Some("1.1.0")),
            ("220 vsFTPd 2.3.5+ (ext.1) ready...", Vsftpd, Some("2.3.5")),
            ("500 OOPS: vsftpd: both local and anonymous access disabled!", Vsftpd, None),
            ("220 ProFTPD Server (ProFTPD Default Installation) [192.0.2.1]", ProFtpd, None),
            ("220 ProFTPD 1.3.5rc3 Server (Debian) [::ffff:192.0.2.1]", ProFtpd, Some("1.3.5rc3")),
            ("220-Welcome\r\n220 ProFTPD Server ready.", ProFtpd, None),
            ("220  Server (ProFTPD) [host]", ProFtpd, None),
            ("220 ProFTP-Server auf host", ProFtpd, None),
            ("220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\r\n220 x", PureFtpd, None),
            (
                "220-=(<*>)=-.:. (( Welcome to PureFTPd 1.1.0 )) .:.-=(<*>)=-\r\n220 x",
                PureFtpd,
                Some("1.1.0"),
            ),
            ("220-- Bienvenue sur Pure-FTPd.\r\n220 x", PureFtpd, None),
            ("220 pyftpdlib 2.2.1 ready.", Pyftpdlib, Some("2.2.1")),
            ("220-FileZilla Server 1.7.3\r\n220 Please visit", FileZilla, Some("1.7.3")),
            ("220-FileZilla Server version 0.9.60 beta\r\n220 x", FileZilla, Some("0.9.60")),
            ("220 Welcome to the libunftp FTP server", Libunftp, None),
            ("220 Microsoft FTP Service", Iis, None),
            ("220 xx Microsoft FTP Service (Version 5.0).", Iis, Some("5.0")),
            ("220 Serv-U FTP Server v7.2 ready...", ServU, Some("7.2")),
            ("220 Serv-U FTP-Server v2.5n for WinSock ready...", ServU, Some("2.5n")),
            ("220 W 00 T (glFTPd 2.01 Linux+TLS) ready.", GlFtpd, Some("2.01")),
            ("220 DrFTPD 3.1.5 http://drftpd.org", DrFtpd, Some("3.1.5")),
            ("220-FTPD1 IBM FTP CS V2R4 at host, 16:51:54 on 2019-12-12.\r\n220 x", IbmZos, Some("2R4")),
            ("220-QTCP at host.\r\n220 Connection will close if idle more than 5 minutes.", IbmI, None),
            (
                "220 h FTP server (Version wu-2.6.2(1) Sat Jul 19 16:21:30 UTC 2008) ready.",
                WuFtpd,
                Some("2.6.2"),
            ),
            ("220 h FTP server (Revision 1.1 Version wuftpd-2.6.1 Mon Jun 30) ready", WuFtpd, Some("2.6.1")),
            ("220 h FTP server (GNU inetutils 2.4) ready.", Inetutils, Some("2.4")),
            ("220 h FTP server (NetBSD-ftpd 20100320) ready.", NetBsd, Some("20100320")),
            ("220 h FTP server (tnftpd 20200704) ready.", NetBsd, Some("20200704")),
            ("220 h FTP server (SunOS 5.7) ready.", SunOs, Some("5.7")),
            ("220 h FTP server (Version 6.00LS) ready.", Bsd, Some("6.00LS")),
            (
                "220 h FTP server (Version 6.4/OpenBSD/Linux-ftpd-0.17) ready.",
                Bsd,
                Some("6.4/OpenBSD/Linux-ftpd-0.17"),
            ),
            ("220 bftpd 2.2.1 at 192.168.1.1 ready.", Bftpd, Some("2.2.1")),
            ("220 h NcFTPd Server (licensed copy) ready.", NcFtpd, None),
            ("220 Twisted 26.10.0 FTP Server", Twisted, Some("26.10.0")),
            ("220 SFTPGo_2.7.6", SftpGo, Some("2.7.6")),
            ("220 SFTPGo 2.0.4 ready", SftpGo, Some("2.0.4")),
            ("220 Welcome to fineFTP Server", FineFtp, None),
            ("220--- Welcome to FTP for ESP8266/ESP32 ---\r\n220 --   Version 2.1.6   --", ArduinoFtp, None),
            ("220 Wing FTP Server 5.0.6 ready...", WingFtp, Some("5.0.6")),
            ("220-Welcome to CrushFTP10!\r\n220 CrushFTP Server Ready.", CrushFtp, None),
            ("220-Cerberus FTP Server Personal Edition\r\n220 x", Cerberus, None),
            ("220 EFT Server Enterprise 7.4.5.6", GlobalScape, Some("7.4.5.6")),
            ("220 GlobalSCAPE Secure FTP Server (v. 3.0)", GlobalScape, None),
            ("220 Xlight FTP Server 3.9 ready...", Xlight, Some("3.9")),
            ("220 Core FTP Server Version 1.2, build 505 Registered", CoreFtp, Some("1.2")),
            ("220 Titan FTP Server 6.26 Ready.", TitanFtp, Some("6.26")),
            ("220 h X2 WS_FTP Server 7.5.1", WsFtp, Some("7.5.1")),
            ("220 SurgeFTP h (Version 2.2m1)", SurgeFtp, None),
            ("220 Gene6 FTP Server v3.10.0 (Build 2) ready...", Gene6, Some("3.10.0")),
            ("220 h FTP SERVER T9552H02 (Version H02 TANDEM 11SEP2008) ready.", Tandem, None),
            ("220 VxWorks (VxWorks5.5.1) FTP server ready", VxWorks, Some("5.5.1")),
            ("220 h FTP server (MikroTik 6.49) ready", MikroTik, Some("6.49")),
            ("220 FRITZ!Box7490 FTP server ready.", FritzBox, None),
            ("220 Synology FTP server ready.", Synology, None),
            ("220 JD FTP Server Ready", JetDirect, None),
        ];
        for (raw, family, version) in table {
            let found = greeting(raw);
            assert_eq!((found.family, found.version), (*family, *version), "{raw}");
            assert!(found.named, "{raw}");
        }
    }

    #[test]
    fn default_wordings() {
        for (raw, family) in [
            ("220 Service ready for new user.\r\n", ServerSoftware::ApacheFtpServer),
            ("220 Welcome to blah FTP service.\r\n", ServerSoftware::Vsftpd),
            ("220-Welcome\r\n220 Features: a .\r\n", ServerSoftware::FtpSrv),
            ("220 Operation successful\r\n", ServerSoftware::BusyBox),
        ] {
            let found = greeting(raw);
            assert_eq!((found.family, found.named, found.version), (family, false, None), "{raw}");
        }
    }

    #[test]
    fn banners_that_show_no_software() {
        for raw in [
            "220 \r\n",
            "220\r\n",
            "220 FTP server ready.\r\n",
            "220 192.0.2.1 FTP server ready\r\n",
            "220 LEFT Server\r\n",
            "220 Service ready for new users.\r\n",
            "421 There are too many connected users, please try later.\r\n",
        ] {
            let found = greeting(raw);
            assert_eq!(
                (found.family, found.named, found.version),
                (ServerSoftware::Unknown, false, None),
                "{raw}"
            );
        }
    }

    #[test]
    fn every_row_can_be_reached() {
        for (name, family) in NAMES {
            let raw = format!("220-hello\r\n220 ({}) ready\r\n", name.to_ascii_uppercase());
            assert_eq!(greeting(&raw).family, *family, "{name}");
        }
        for family in ServerSoftware::ALL {
            assert!(NAMES.iter().chain(WORDINGS).any(|row| row.1 == *family), "{}", family.name());
        }
    }
}
