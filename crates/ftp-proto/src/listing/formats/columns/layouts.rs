//! The layouts of columns, by system.

use super::Part::{self, *};
use crate::listing::Kind::{Dir, File};
use crate::listing::Precision::{Minute, Second};
use crate::listing::date::Order;

const FILE_OR_DIR: Part = Type(&[("-", File), ("d", Dir)]);

/// File codes, which have only capitals.
const CAPITALS: Part = Of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0);

/// The layouts, each a list of its parts from left to right.
pub(super) const LAYOUTS: &[&[Part]] = &[
    // Bull GCOS 8: `- rwx rwx ---     1280 02/24/98 09:54:53  ann           log`.
    &[
        FILE_OR_DIR,
        Of("rwx-", 3),
        Of("rwx-", 3),
        Of("rwx-", 3),
        Size,
        Numbers(Order::MonthFirst, 2),
        Owner,
        Rest,
    ],
    // Bull GCOS 7: `d s -----0 ANN          SYSADMIN         JUN 10, 1997 SLIB`, and members of a library.
    &[FILE_OR_DIR, Of("sd-", 1), Of("-0123456789", 6), Owner, Group, Maybe(&Date(Order::Any)), Name],
    &[Type(&[("-", File)]), Word("m"), Owner, Group, Date(Order::Any), Name],
    // Distinct: `-wa--          20  Dec 31,2002   8:58   readme.txt`.
    &[Attributes("wahrs", 5), Size, Date(Order::Any), Known(Minute), Rest],
    // Cisco IOS: `    1  -rw-     3976168  Mar 01 1993 00:09:02 +00:00  image.bin`.
    &[Number, Attributes("rwx", 4), Size, Date(Order::Any), Known(Second), Maybe(&Zone), Rest],
    // Stratus VOS: `w         56 stm       03-05-22 10:07:25  choice.pm`. Directories have no organization, and neither
    // do links.
    &[
        Type(&[("w", File), ("r", File), ("e", File), ("n", File)]),
        Blocks(4096),
        Begins(&["stm", "seq", "fix", "rel"]),
        Date(Order::YearFirst),
        Known(Second),
        Rest,
    ],
    &[Type(&[("m", Dir), ("s", Dir), ("n", Dir)]), Number, Numbers(Order::YearFirst, 2), Known(Second), Rest],
    &[Numbers(Order::YearFirst, 2), Known(Second), Link],
    // HP MPE/iX: `           1B  BA         605 2147483647   1       16  1  *  .history`, and the output of LISTF.
    &[Records, Number, Number, Number, Number, Number, Name],
    &[CAPITALS, Records, Number, Number, Number, Number, Number, Name],
    &[Name, Records, Number, Maybe(&Number), Maybe(&Number), Maybe(&Number), Maybe(&Number)],
    &[Name, CAPITALS, Records, Number, Maybe(&Number), Maybe(&Number), Maybe(&Number), Maybe(&Number)],
    // MS-DOS, and PC-NFS: `prog1    exe     2,563,136 06-10-99  10:00a`.
    &[Name, Maybe(&Extension), SizeOrDir, Local],
    // Unisys ClearPath MCP: `A/B/C                   SEQDATA    84 06/09/1998  12:03`.
    &[
        Name,
        Ends(&["DATA", "SYMBOL", "CODE", "PRINTER", "PUNCH", "LIBRARY", "FILE"]),
        Size,
        Numbers(Order::MonthFirst, 4),
        Known(Minute),
    ],
    // z/VM, byte file system: `05/20/2000 13:38:19   F        1          65758 'line.cpy'`.
    &[Numbers(Order::MonthFirst, 4), Type(&[("F", File), ("D", Dir)]), Number, Size, Between(b'\'', b'\'')],
    // z/VM, reader: `0013 SMTP     00000011 1999-11-03 12:46:10 ANN      MAIL`.
    &[Digits(4), Owner, Digits(8), Numbers(Order::YearFirst, 4), Known(Second), Name, NameType(8)],
    // z/VSE: the root, libraries, their members, catalogs and volumes, and the queues of POWER.
    &[Name, Type(&[("<Library>", Dir), ("<Directory>", Dir)])],
    &[Name, Type(&[("<VSAM", Dir)]), Word("Catalog>")],
    &[Name, Type(&[("<Power", Dir)]), Word("Queues>")],
    &[Name, Begins(&["Entry", "Key", "Rel"]), Word("Seq"), Word("VSAM")],
    &[Name, Type(&[("<Sub", Dir)]), Word("Library>"), Number, Number, Numbers(Order::YearFirst, 2)],
    &[
        Name,
        Size,
        Number,
        Numbers(Order::YearFirst, 2),
        Known(Minute),
        Maybe(&Numbers(Order::YearFirst, 2)),
        Of("FSV", 1),
    ],
    &[Name, Numbers(Order::YearFirst, 2), Known(Minute), About, Of("EKRVSD", 1)],
    &[Name, Number, Number, Number, Digits(1), Of("LDHK*", 1), Maybe(&Owner)],
    // Connect:Enterprise: `ann      00003444 00910368 <c3957010.zip>     030924-1636  A R       TCP BIN`.
    &[Owner, Digits(8), Size, Between(b'<', b'>'), Maybe(&Word("+")), Stamp, Anything],
];
