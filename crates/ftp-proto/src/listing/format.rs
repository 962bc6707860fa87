//! The formats of listings.

/// A format of listings. A format without a name of its own is called after what comes first in its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The answer to MLSD and MLST (RFC 3659): `type=file;size=3; name`.
    Mlsd,
    /// Easily Parsed LIST Format: `+i0.1,m951789712,r,s3174,`, a tab, and the name.
    Eplf,
    /// What `ls -l` prints, in all its variants.
    Unix,
    /// Novell NetWare: `d [RWCEAFMS] owner 512 Jul 11 03:01 name`.
    NetWare,
    /// Date and time, then `<DIR>` or the size, then the name: IIS and other servers on Windows.
    Dos,
    /// OpenVMS: `NAME.EXT;1 4/9 2-JUN-1998 07:32:04 [OWNER] (RWED,RWED,RE,)`, often wrapped.
    Vms,
    /// z/OS: data sets, members of partitioned data sets, jobs.
    Mvs,
    /// IBM i (OS/400): `QSYS 77824 02/23/00 15:09:55 *DIR name/`.
    Os400,
    /// HP NonStop (Tandem): `NAME 101 16354 18-Mar-09 15:09:12 244,10 "nnnn"`.
    NonStop,
    /// VM/CMS: `NAME TYPE V 65 107 2 2005-10-04 15:28:42 OWNER`.
    Cms,
    /// OS-9: `20.20 07/03/29 1026 d-ewrewr 2650 85920 name`.
    Os9,
    /// Size, attributes, date, time, name: OS/2, VShell, VxWorks.
    SizeFirst,
    /// Name, size or `<DIR>`, date, time: Chameleon, SuperTCP, Nortel.
    NameFirst,
    /// Columns of other systems, one fixed layout each: Bull GCOS, Cisco IOS, Distinct, HP MPE/iX, Stratus VOS, Unisys
    /// MCP, z/VM's byte file system and reader, z/VSE, Connect:Enterprise, `dir` of MS-DOS.
    Columns,
    /// `/bin/dls`: the name, its size, and a description.
    Dls,
    /// Names alone, as NLST gives them.
    Names,
}

names! { Format {
    Format::Mlsd => "mlsd",
    Format::Eplf => "eplf",
    Format::Unix => "unix",
    Format::NetWare => "netware",
    Format::Dos => "dos",
    Format::Vms => "vms",
    Format::Mvs => "mvs",
    Format::Os400 => "os400",
    Format::NonStop => "nonstop",
    Format::Cms => "cms",
    Format::Os9 => "os9",
    Format::SizeFirst => "size_first",
    Format::NameFirst => "name_first",
    Format::Columns => "columns",
    Format::Dls => "dls",
    Format::Names => "names",
} }

/// The first word of the reply to SYST (RFC 1700, system names), and the format that it suggests. Windows is missing
/// because IIS lists as DOS or as Unix, depending on its configuration.
const SYSTEMS: [(&str, Format); 8] = [
    ("UNIX", Format::Unix),
    ("NETWARE", Format::NetWare),
    ("VMS", Format::Vms),
    ("MVS", Format::Mvs),
    ("OS/400", Format::Os400),
    ("VM", Format::Cms),
    ("VM/CMS", Format::Cms),
    ("OS/2", Format::SizeFirst),
];

impl Format {
    /// All formats, ordered by how reliably their lines show them. A later version may have more.
    pub const ALL: &'static [Self] = &[
        Format::Mlsd,
        Format::Eplf,
        Format::Unix,
        Format::NetWare,
        Format::Dos,
        Format::Vms,
        Format::Os400,
        Format::Mvs,
        Format::NonStop,
        Format::Cms,
        Format::Os9,
        Format::SizeFirst,
        Format::NameFirst,
        Format::Columns,
        Format::Dls,
        Format::Names,
    ];

    /// Returns the format that the text of the reply to SYST suggests, such as `UNIX Type: L8`. This is only a hint:
    /// many servers on other systems say `UNIX`.
    pub fn of_system(text: &[u8]) -> Option<Self> {
        let word =
            text.split(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).find(|word| !word.is_empty())?;
        let system = |(name, _): &&(&str, Format)| word.eq_ignore_ascii_case(name.as_bytes());
        SYSTEMS.iter().find(system).map(|(_, format)| *format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_format_is_tried_once() {
        let formats: HashSet<Format> = Format::ALL.iter().copied().collect();
        assert_eq!(formats.len(), Format::ALL.len());
        let names: HashSet<&str> = Format::ALL.iter().map(Format::name).collect();
        assert_eq!(names.len(), Format::ALL.len());
    }

    #[test]
    fn systems() {
        for (text, format) in [
            ("UNIX Type: L8", Some(Format::Unix)),
            (" unix", Some(Format::Unix)),
            ("VMS OpenVMS V8.4 on node X", Some(Format::Vms)),
            ("MVS is the operating system of this server.", Some(Format::Mvs)),
            ("OS/400 is the remote operating system.", Some(Format::Os400)),
            ("VM is the operating system of this server.", Some(Format::Cms)),
            ("Windows_NT", None),
            ("", None),
        ] {
            assert_eq!(Format::of_system(text.as_bytes()), format, "{text}");
        }
    }
}
