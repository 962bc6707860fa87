use super::*;
use std::string::{String, ToString};

fn read(text: &[u8], order: Order) -> Option<(String, Form, String)> {
    let mut cursor = Cursor::new(text);
    let (time, form) = date(&mut cursor, order)?;
    Some((time.to_string(), form, String::from_utf8_lossy(cursor.rest()).into_owned()))
}

#[test]
fn dates() {
    for (text, time, form) in [
        ("Nov 27 12:34", "--11-27T12:34", Form::Time),
        ("Jul  3  0:01", "--07-03T00:01", Form::Time),
        ("Jan  1 00:0", "--01-01T00:00", Form::Time),
        ("Apr   4 24:00", "--04-04T24:00", Form::Time),
        ("Feb 29 12:34", "--02-29T12:34", Form::Time),
        ("May  4  1800", "1800-05-04", Form::WideYear),
        ("Sep 18 2008", "2008-09-18", Form::Year),
        ("Oct 08, 2002 09:47", "2002-10-08T09:47", Form::Time),
        ("Jan  2 12:34:56 2005", "2005-01-02T12:34:56", Form::Time),
        ("26. Juli, 20:10", "--07-26T20:10", Form::Time),
        ("5.11. 14:01", "--11-05T14:01", Form::Time),
        ("Thg 3  9 19:20", "--03-09T19:20", Form::Time),
        ("Th11 22  2020", "2020-11-22", Form::WideYear),
        ("Dec 31,2002   8:58", "2002-12-31T08:58", Form::Time),
        ("Jan  2 12:34:60 2005", "2005-01-02T12:34:60", Form::Time),
        ("Nov 27 12:34:56 CET 2026", "2026-11-27T12:34:56", Form::Time),
        ("Nov 27 12:34:56 +0100 2026", "2026-11-27T12:34:56", Form::Time),
        ("2.   Okt.  2003", "2003-10-02", Form::WideYear),
        ("23 мая 2011", "2011-05-23", Form::Year),
        ("01-jun-99", "1999-06-01", Form::Date),
        ("6-Apr-07 14:21:18", "2007-04-06T14:21:18", Form::Time),
        ("Feb-28-1998  05:23:30", "1998-02-28T05:23:30", Form::Time),
        ("2005-06-07 21:22", "2005-06-07T21:22", Form::Time),
        ("2005-06-07 21:22:33.0000 +0200", "2005-06-07T21:22:33+02:00", Form::Time),
        ("2005-06-07T21:22", "2005-06-07T21:22", Form::Time),
        ("2005-06-07T21:22:33Z", "2005-06-07T21:22:33+00:00", Form::Time),
        ("2005-06-07T21:22:33.456-05:30", "2005-06-07T21:22:33-05:30", Form::Time),
        ("2005-06-07T21:22:33+0159", "2005-06-07T21:22:33+01:59", Form::Time),
        ("2005-06-07T21:22:33+1400", "2005-06-07T21:22:33+14:00", Form::Time),
        ("2005-06-07T21:22:33+0200", "2005-06-07T21:22:33+02:00", Form::Time),
        ("1999/10/12 17:12", "1999-10-12T17:12", Form::Time),
        ("24-04-2003 17:12", "2003-04-24T17:12", Form::Time),
        ("04-24-2003 17:12", "2003-04-24T17:12", Form::Time),
        ("2004.07.15", "2004-07-15", Form::Date),
        ("09-26 2000", "2000-09-26", Form::Year),
        ("09-26 13:45", "--09-26T13:45", Form::Time),
        ("3 29 03:26", "--03-29T03:26", Form::Time),
        ("4月 18日 2003年", "2003-04-18", Form::Date),
        ("2003年 3月 20日", "2003-03-20", Form::Date),
        ("2003 3월 20", "2003-03-20", Form::Date),
        ("4\u{20000} 18\u{20000} 08:52", "--04-18T08:52", Form::Time),
        ("2003年3月20日 07:08", "2003-03-20T07:08", Form::Time),
        ("8월 17 08:52", "--08-17T08:52", Form::Time),
    ] {
        let expected = Some((time.to_string(), form, String::new()));
        assert_eq!(read(text.as_bytes(), Order::Any), expected, "{text}");
        let behind = read(&[text.as_bytes(), b"  x 1"].concat(), Order::Any).unwrap();
        assert_eq!(behind, (time.to_string(), form, "  x 1".to_string()), "{text}");
    }
    assert_eq!(read(b"4\x8c\x8e 18\x93\xfa 12:34", Order::Any).unwrap().0, "--04-18T12:34"); // Shift-JIS
}

#[test]
fn no_dates() {
    for text in [
        "",
        "Jam  4 00:03",
        "Feb 23 30:01",
        "Aug 36  2001",
        "Dec 19 ab:11",
        "Nov 31 2018",
        "2012-30-07 00:31",
        "Foo 01 2007",
        "Mar 1",
        "Mar 1 123",
        "Mar 1 12345",
        "1 10 2020",
        "12 34",
        "3 29",
        "1.2",
        "09-26",
        "99-25-10",
        "Mar 1 12:60",
        "Mar 1 24:01",
        "2005-06-07x",
        "1:2:3",
        "18월",
        "31年 3月 20日",
        "2003 3 20",
        "4月 18日 12年",
        "4月 18日 999年",
        "4月々 18日 12:34",
        "0012 Nov 2026",
        "Mar 1 12:34:61",
        "Mar 1 24.00",
        "Mar 1 12.60",
        "2005-06-07T21:22:33+0160",
        "2005-06-07T21:22:33+1415",
        "-1",
        "2023-02-29",
    ] {
        assert_eq!(read(text.as_bytes(), Order::Any), None, "{text}");
    }
}

#[test]
fn orders_of_three_numbers() {
    for (text, order, expected) in [
        ("12-31-99", Order::MonthFirst, Some("1999-12-31")),
        ("31-12-99", Order::MonthFirst, None),
        ("31.12.99", Order::MonthFirst, Some("1999-12-31")),
        ("01-06-79", Order::MonthFirst, Some("2079-01-06")),
        ("01-06-80", Order::MonthFirst, Some("1980-01-06")),
        ("04-23-103", Order::MonthFirst, Some("2003-04-23")),
        ("04-23-099", Order::MonthFirst, None),
        ("04/03/24", Order::YearFirst, Some("2004-03-24")),
        ("04/03/24", Order::DayFirst, Some("2024-03-04")),
        ("10/12/1999", Order::Any, Some("1999-10-12")),
        ("10-12-1999", Order::Any, Some("1999-12-10")),
    ] {
        let found = read(text.as_bytes(), order).map(|(time, ..)| time);
        assert_eq!(found.as_deref(), expected, "{text} {order:?}");
    }
}
