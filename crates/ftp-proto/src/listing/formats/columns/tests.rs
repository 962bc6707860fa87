use super::*;
use std::string::{String, ToString};

fn shown(line: &str) -> Option<String> {
    let entry = read(line.as_bytes(), &Shape::default())?;
    let text = |bytes: Option<&[u8]>| {
        bytes.map_or(String::new(), |bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    let size = entry.size.map(|size| std::format!("{}{size}", if entry.rounded { "~" } else { "" }));
    Some(std::format!(
        "{} {}{}{} {} {} {}{}",
        entry.kind,
        text(Some(entry.name)),
        if entry.name_type.is_some() { "." } else { "" },
        text(entry.name_type),
        size.unwrap_or("-".to_string()),
        entry.modified.map(|time| time.to_string()).unwrap_or_default(),
        text(entry.owner),
        entry.target.map(|target| std::format!(" -> {}", text(Some(target)))).unwrap_or_default(),
    ))
}

#[test]
fn lines() {
    for (line, expected) in [
        (
            "- rwx rwx ---     1076480 02/24/98 09:54:17  ann           1meg",
            "file 1meg 1076480 1998-02-24T09:54:17 ann",
        ),
        (
            "d rwx rwx ---           0 02/25/98           ann           letters",
            "dir letters - 1998-02-25 ann",
        ),
        ("d s -----0 ANN          SYSADMIN         JUN 10, 1997 SLIB", "dir SLIB - 1997-06-10 ANN"),
        ("d d -----0 ANN          SYSADMIN                      UFAS", "dir UFAS -  ANN"),
        ("- m        ANN          DAT              AUG 25, 1997 MEMBER0", "file MEMBER0 - 1997-08-25 ANN"),
        ("-wa--          20  Dec 31,2002   8:58   readme.txt", "file readme.txt 20 2002-12-31T08:58 "),
        ("d----           0  Apr  1,1995   9:00  letters", "dir letters - 1995-04-01T09:00 "),
        (
            "    1  -rw-     3976168  Mar 01 1993 00:09:02 +00:00  image.bin",
            "file image.bin 3976168 1993-03-01T00:09:02 ",
        ),
        (
            "    2  drwx           0   Mar 1 1993 00:09:02  old images",
            "dir old images - 1993-03-01T00:09:02 ",
        ),
        (
            "w         56 stm       03-05-22 10:07:25  choice.pm",
            "file choice.pm ~229376 2003-05-22T10:07:25 ",
        ),
        (" w    145 fix-4096  90-05-19 14:44:46  a.pm", "file a.pm ~593920 1990-05-19T14:44:46 "),
        (" m     16  04-07-13 21:15:53  letters", "dir letters - 2004-07-13T21:15:53 "),
        (
            "04-07-13 20:17:21  bind ->  %descc#m2_d04>library>bind",
            "link bind - 2004-07-13T20:17:21  -> %descc#m2_d04>library>bind",
        ),
        ("           1B  BA         605 2147483647   1       16  1  *  .history", "file .history 605  "),
        ("          16W  HBD          0   67107839   1       32  1  *  letters/", "dir letters -  "),
        (" NMPRG   128W  FB         635        635   1      640  1  8  mover.bin", "file mover.bin 162560  "),
        ("LETTERS           132B  VA       79509     100000   1    41008 29  8", "file LETTERS ~10495188  "),
        ("NSPROGX PROG                 1934W      VB       4551      9480", "file NSPROGX ~17603268  "),
        ("A/B/C                   SEQDATA    84 06/09/1998  12:03", "file A/B/C 84 1998-06-09T12:03 "),
        (
            "05/20/2000 13:38:19   F        1          65758 'line.cpy'",
            "file line.cpy 65758 2000-05-20T13:38:19 ",
        ),
        ("08/21/2000 05:28:40   D        -              - 'it's'", "dir it's - 2000-08-21T05:28:40 "),
        ("0013 SMTP     00000011 1999-11-03 12:46:10 ANN  MAIL", "file ANN.MAIL - 1999-11-03T12:46:10 SMTP"),
        ("CICS       <Directory>", "dir CICS -  "),
        (" CICS       <Directory>", "dir CICS -  "),
        ("G1SFCAT   <VSAM Catalog>", "dir G1SFCAT -  "),
        ("INTAP01   Entry Seq VSAM", "file INTAP01 -  "),
        (
            "CONFIG     <Sub Library>          38          5,854   98/01/24   10:54",
            "dir CONFIG - 1998-01-24T10:54 ",
        ),
        (
            "DTRTERM1.PHASE  140        1  98/01/24  12:04                     S",
            "file DTRTERM1.PHASE 140 1998-01-24T12:04 ",
        ),
        (
            "DFHFCTC2.PHASE  2088       3  99/02/23  15:16   99/02/23   15:36  S",
            "file DFHFCTC2.PHASE 2088 1999-02-23T15:16 ",
        ),
        (
            "CICS.CSD                   97/11/25   12:00       854000  K",
            "file CICS.CSD ~854000 1997-11-25T12:00 ",
        ),
        ("TCPPROD.01130.00      10            0             0   3 * ANN", "file TCPPROD.01130.00 -  ANN"),
        (
            "ann      00003444 00910368 <a b.zip>+     030924-1636  A R       TCP BIN",
            "file a b.zip 910368 2003-09-24T16:36 ann",
        ),
        (
            "ann      00003444 00910368 <a.zip>     800924-1636  A R       TCP BIN",
            "file a.zip 910368 1980-09-24T16:36 ann",
        ),
        (
            "ann      00003444 00910368 <a.zip>     790924-1636  A R       TCP BIN",
            "file a.zip 910368 2079-09-24T16:36 ann",
        ),
        ("PROG1    EXE     2,563,136 06-10-99  10:00a", "file PROG1.EXE 2563136 1999-06-10T10:00 "),
        ("temp         <dir>         01-27-97   3:41p", "dir temp - 1997-01-27T15:41 "),
    ] {
        assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
    }
}

#[test]
fn no_lines() {
    for line in [
        "",
        "a",
        "three loose words",
        "- rwx rwx ---     1076480 02/34/98 09:54:17  ann           1meg",
        "-wx--          20  Dec 31,2002   8:58   readme.txt",
        "xwa--          20  Dec 31,2002   8:58   readme.txt",
        "-wa--          20  Dec 31,2002   readme.txt",
        "- rwxr rwx ---     1076480 02/24/98 09:54:17  ann           1meg",
        "- ann rwx ---     1076480 02/24/98 09:54:17  ann           1meg",
        "013 SMTP     00000011 1999-11-03 12:46:10 ANN  MAIL",
        "0x13 SMTP     00000011 1999-11-03 12:46:10 ANN  MAIL",
        "0013 SMTP     00000011 1999-11-03 12:46:10 ANN  MAILMAILM",
        "0013 SMTP     00000011 1999-11-03 12:46:10 ANN  1234",
        "0013 SMTP     00000011 1999-11-03 12:46:10 ANN  <MAIL>",
        "prog1    exe     5 006-10-99  10:00a",
        "prog1    exe     5 06-010-99  10:00a",
        "prog1    exe     5 06-10-103  10:00a",
        "prog1    exe     5 006-10-1999  10:00a",
        "prog1    exe     5 06-010-1999  10:00a",
        "prog1    exe     5 1999-006-10  10:00a",
        "prog1    exe     5 1999-06-010  10:00a",
        "w         56 xyz       03-05-22 10:07:25  choice.pm",
        "         605 2147483647   1       16  1  *  .history",
        "                                  PRINTDATA      7200 01/01/2000 04:22",
        "05/20/2000 13:38:19   F        1          65758 line.cpy",
        "CICS       <Other>",
        "ann      00003444 00910368 <a b.zip>     031324-1636  A R       TCP BIN",
        "prog1    exe1    2,563,136 06-10-99  10:00a",
        "My Doc 1234 01-02-03 10:00",
        "Sales REPORT 1234 01-02-2003 10:00",
        "Annual REPORT 2048 Jan 5 2003",
        "1 ann 12 2024-01-02 12:00 some name",
        "- rw- r-- r-- 4096 02/24/2003 09:54:53 my file.txt",
        "2024-01-02 10:00 file->x.txt",
        "2024-01-02 10:00:00 PRE a -> b",
        "history.txt  12  01/02/2003",
        "04-07-13 20:17:21  -> a",
    ] {
        assert_eq!(shown(line), None, "{line}");
    }
}

#[test]
fn the_order_of_all_dates() {
    let lines = ["a        exe  5 25-12-99  10:00a", "b        exe  5 06-10-99  10:00a"];
    let order = order(lines.iter().map(|line| line.as_bytes()));
    let shape = Shape { order, ..Shape::default() };
    let times = lines.map(|line| read(line.as_bytes(), &shape).unwrap().modified.unwrap().to_string());
    assert_eq!(times, ["1999-12-25T10:00", "1999-10-06T10:00"]);
}
