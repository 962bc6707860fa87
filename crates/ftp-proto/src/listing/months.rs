//! Names of months, in the languages and charsets of servers.

/// The names of January to December, in lower case. A word names a month if it has at least three letters
/// and one of these names begins with it. Abbreviations that are not the beginning of a name have an item of
/// their own.
const NAMES: [&str; 12] = [
    "january januar jänner janvier enero gennaio gener janeiro januari jaanuar január janvāris \
     tammikuu styczeń leden led ocak oca ianuarie ιανουάριος ιαν январь января січень януари sausis \
     urtarrila ionawr janar იანვარი يناير ינואר yanvar xaneiro ม.ค. студзень қаңтар հնվ ژانویه \
     јануар",
    "february februar feber février fevrier febrero febbraio febrer fevereiro februari veebruar \
     február februāris helmikuu luty únor úno şubat şub februarie φεβρουάριος φεβ февраль февраля \
     лютий февруари vasaris otsaila chwefror shkurt თებერვალი فبراير פברואר fevral febreiro peb ก.พ. \
     люты ақпан փտր فوریه фебруар",
    "march märz mrz mars marzo març março maart mrt marts március märts maaliskuu marzec březen bře \
     mart martie μάρτιος μαρ март марта березень kovas martxoa mawrth მარტი مارس מרץ mac มี.ค. \
     сакавік наурыз մարտ",
    "april avril abril aprile április aprill aprīlis huhtikuu kwiecień duben dub nisan aprilie \
     απρίλιος απρ апрель апреля квітень април balandis apirila ebrill prill აპრილი أبريل ابريل אפריל \
     เม.ย. красавік сәуір ապրիլ آوریل",
    "may mai mayo maggio maig maio mei maj május maijs toukokuu květen kvě mayıs μάιος μαϊ μαΐ май \
     мая травень gegužė maiatza მაისი مايو מאי maí พ.ค. мај мамыр մայիս",
    "june juni juin junio giugno juny junho június juuni jūnijs kesäkuu czerwiec červen čer čvn \
     haziran iunie ιούνιος ιουν июнь июня червень юни birželis ekaina mehefin qershor ივნისი يونيو \
     יוני iyun xuño มิ.ย. чэрвень маусым հնս ژوئن јун јуни",
    "july juli juillet julio luglio juliol julho július juuli jūlijs heinäkuu lipiec červenec čvc \
     čec temmuz iulie ιούλιος ιουλ июль июля липень юли liepa uztaila gorffennaf korrik ივლისი يوليو \
     יולי iyul xullo ก.ค. ліпень шілде հլս ژوئیه јул јули",
    "august août aout agosto agost augustus augusti augusztus elokuu sierpień srpen ağustos ağu \
     αύγουστος αυγ август августа серпень rugpjūtis rgp abuztua awst gusht აგვისტო أغسطس اغسطس \
     אוגוסט avqust avgust ogos ágúst ส.ค. жнівень тамыз օգս",
    "september septembre septiembre settembre setembre setembro szeptember syyskuu wrzesień září zář \
     eylül septembrie septembris σεπτέμβριος σεπ сентябрь сентября вересень септември rugsėjis rgs \
     iraila medi shtator სექტემბერი سبتمبر ספטמבר sentyabr ก.ย. верасень қыркүйек սեպտեմբեր سپتامبر",
    "october oktober octobre octubre ottobre outubro október oktoober lokakuu październik paź říjen \
     říj ekim eki octombrie oktobris οκτώβριος οκτ октябрь октября жовтень октомври spalis urria \
     hydref tetor ოქტომბერი أكتوبر اكتوبر אוקטובר oktyabr ต.ค. кастрычнік қазан հոկտեմբեր اکتبر",
    "november novembre noviembre novembro marraskuu listopad lis kasım kas noiembrie noi novembris \
     νοέμβριος νοε ноябрь ноября листопад ноември lapkritis azaroa tachwedd nëntor ნოემბერი نوفمبر \
     נובמבר noyabr พ.ย. лістапад қараша նմբ نوامبر",
    "december dezember décembre decembre diciembre dicembre desembre dezembro desember detsember \
     joulukuu grudzień prosinec aralık ara decembrie decembris δεκέμβριος δεκ декабрь декабря \
     грудень декември gruodis grd abendua rhagfyr dhjetor დეკემბერი ديسمبر דצמבר dekabr dis ธ.ค. \
     снежань желтоқсан դեկտեմբեր دسامبر",
];

/// The first three letters of the Russian months, from January on.
const RUSSIAN: &str = "янв фев мар апр май июн июл авг сен окт ноя дек";

/// Another form of the Russian May.
const OF_MAY: &str = "мая";

/// The letters of KOI8-R from 0xC0 on, which are the small letters.
const KOI8_R: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";

/// The length of the longest word that is looked up, in bytes.
const LONGEST: usize = 32;

/// Returns the month, 1 to 12, that a word names. Points and commas after the word do not count.
#[inline]
pub(super) fn month(word: &[u8]) -> Option<u8> {
    if let [a, b, c] = word {
        if let Some(month) = english([a | 0x20, b | 0x20, c | 0x20]) {
            return Some(month);
        }
    }
    other(word)
}

/// Returns whether a word is one of the three-letter English months of `ls`.
pub(super) fn is_english(word: &[u8]) -> bool {
    word.first_chunk::<3>()
        .is_some_and(|letters| word.len() == 3 && english(letters.map(|byte| byte | 0x20)).is_some())
}

#[inline]
const fn english(letters: [u8; 3]) -> Option<u8> {
    Some(match &letters {
        b"jan" => 1,
        b"feb" => 2,
        b"mar" => 3,
        b"apr" => 4,
        b"may" => 5,
        b"jun" => 6,
        b"jul" => 7,
        b"aug" => 8,
        b"sep" => 9,
        b"oct" => 10,
        b"nov" => 11,
        b"dec" => 12,
        _ => return None,
    })
}

#[inline(never)]
fn other(word: &[u8]) -> Option<u8> {
    if let [b'T' | b't', b'h', tens @ b'0'..=b'1', ones @ b'0'..=b'9'] = word {
        // Vietnamese numbers its months.
        return Some((tens - b'0') * 10 + (ones - b'0')).filter(|month| (1..=12).contains(month));
    }
    let end = word.iter().rposition(|byte| !matches!(byte, b'.' | b','))?;
    let word = word.get(..=end)?;
    if word.len() > LONGEST
        || !word.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80 || *byte == b'.')
    {
        return None;
    }
    match core::str::from_utf8(word) {
        Ok(text) => named(text.chars().flat_map(char::to_lowercase)),
        Err(_) => named(word.iter().copied().map(latin1).flat_map(char::to_lowercase))
            .or_else(|| russian(word.iter().copied().map(windows_1251)))
            .or_else(|| russian(word.iter().copied().map(koi8_r))),
    }
}

fn named(letters: impl Iterator<Item = char> + Clone) -> Option<u8> {
    if letters.clone().count() < 3 {
        return None;
    }
    // `jui` begins the French names of both June and July. A server that writes three letters means July.
    let months = (1..=12_u8).zip(NAMES);
    let mut july_first = months.clone().skip(6).take(1).chain(months);
    july_first.find_map(|(month, names)| {
        let begins = |name: &str| {
            let mut of_name = name.chars();
            letters.clone().all(|letter| of_name.next() == Some(letter))
        };
        names.split(' ').any(begins).then_some(month)
    })
}

fn russian(letters: impl Iterator<Item = Option<char>> + Clone) -> Option<u8> {
    let names = (1_u8..).zip(RUSSIAN.split(' ')).chain([(5, OF_MAY)]);
    names.into_iter().find_map(|(month, name)| {
        let mut letters = letters.clone();
        name.chars().all(|letter| letters.next().flatten() == Some(letter)).then_some(month)
    })
}

fn latin1(byte: u8) -> char {
    char::from(byte)
}

/// Decodes small letters only: the capitals of Windows-1251 have the codes of the small letters of KOI8-R.
fn windows_1251(byte: u8) -> Option<char> {
    match byte {
        0xe0..=0xff => char::from_u32(u32::from('а') + u32::from(byte - 0xe0)),
        _ => None,
    }
}

fn koi8_r(byte: u8) -> Option<char> {
    KOI8_R.chars().nth(usize::from(byte.checked_sub(0xc0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_many_languages() {
        for (word, expected) in [
            ("Jan", 1),
            ("DEC", 12),
            ("September", 9),
            ("Sept", 9),
            ("Juli,", 7),
            ("Jan.,", 1),
            ("März", 3),
            ("Mrz", 3),
            ("Okt.", 10),
            ("Dez", 12),
            ("févr.", 2),
            ("août", 8),
            ("janv.", 1),
            ("juin", 6),
            ("juil.", 7),
            ("JUI", 7),
            ("ene", 1),
            ("ago", 8),
            ("mag", 5),
            ("giu", 6),
            ("set", 9),
            ("out", 10),
            ("mrt", 3),
            ("szept", 9),
            ("márc", 3),
            ("мая", 5),
            ("июл", 7),
            ("Αυγ", 8),
            ("paź", 10),
            ("kvě", 5),
            ("Ağu", 8),
            ("syys", 9),
            ("marras", 11),
            ("rgp.", 8),
            ("avg.", 8),
            ("ม.ค.", 1),
            ("พ.ย.", 11),
            ("ნოე", 11),
            ("ספט", 9),
            ("ديسمبر", 12),
            ("Hyd", 10),
            ("Th01", 1),
            ("th12", 12),
        ] {
            assert_eq!(month(word.as_bytes()), Some(expected), "{word}");
        }
    }

    #[test]
    fn in_other_charsets() {
        for (word, expected) in [
            (&b"M\xe4r"[..], 3),
            (b"f\xe9v", 2),
            (b"ao\xfbt", 8),
            (b"d\xe9c.", 12),
            (b"\xec\xe0\xff", 5), // Windows-1251
            (b"\xea\xee\xed", 0),
            (b"\xc9\xc0\xcd", 0),
            (b"\xd1\xce\xd7", 1), // KOI8-R
        ] {
            assert_eq!(month(word).unwrap_or(0), expected, "{}", word.escape_ascii());
        }
    }

    #[test]
    fn what_is_none() {
        for word in [
            "",
            "Jam",
            "Foo",
            "ja",
            "j",
            "12",
            "Janx",
            ".,",
            "Ma",
            "x\u{308}ma",
            "Mär-",
            "m.ar",
            "...",
            "Th00",
            "Th13",
            "Th1",
        ] {
            assert_eq!(month(word.as_bytes()), None, "{word}");
        }
    }
}
