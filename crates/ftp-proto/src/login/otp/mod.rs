//! Answers to one-time password challenges (RFC 2289, RFC 1760).

use crate::response::{Challenge, OtpAlgorithm};
use crate::transcript::Secret;
use alloc::vec::Vec;
use core::fmt;
use md4::{Digest, Md4};
use md5::Md5;
use sha1::Sha1;
use zeroize::{Zeroize, Zeroizing};

/// The dictionary of RFC 2289 appendix D, in its order.
const WORDS: &str = include_str!("words.txt");

/// The length of a pass phrase in bytes that every generator supports (RFC 2289, "Form of Inputs").
const PASS_PHRASE: core::ops::RangeInclusive<usize> = 10..=63;

/// The highest sequence number, as in OpenBSD. RFC 2289 sets no limit, but the server's number is the number of hashes
/// that the client has to compute.
const SEQUENCE: u32 = 10_000;

type Key = Zeroizing<[u8; 8]>;

/// A one-time password, in the two forms that every server accepts (RFC 2289, "Form of Output"). `Debug` shows `***`, and
/// the memory is wiped on drop.
pub struct OneTimePassword(Key);

/// Why a challenge cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OtpError {
    /// The pass phrase is not 10 to 63 bytes long (RFC 2289, "Form of Inputs").
    PassPhraseLength,
    /// The server's sequence number is over 10000.
    SequenceTooHigh,
}

impl Challenge {
    /// Computes the one-time password for this challenge, to be sent by
    /// [`LoginError::answer`](crate::login::LoginError::answer).
    ///
    /// The pass phrase itself is never sent. But from the answer to one sequence number, the answers to all higher numbers
    /// can be computed, so an attacker who asks for a low number learns them. TLS is still needed.
    ///
    /// ```
    /// use ftp_proto::{Limits, Reply, Secret};
    /// use ftp_proto::response::Challenge;
    ///
    /// let (reply, _) = Reply::parse(b"331 otp-md5 99 TeSt\r\n", &Limits::default()).unwrap().unwrap();
    /// let password = Challenge::parse(&reply)?.answer(&Secret::new("This is a test."))?;
    /// assert_eq!(password.words().danger_expose(), b"BAIL TUFT BITS GANG CHEF THY");
    /// assert_eq!(password.hex().danger_expose(), b"50FE1962C4965880");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A pass phrase that is not 10 to 63 bytes long, and a sequence number over 10000.
    pub fn answer(&self, pass_phrase: &Secret) -> Result<OneTimePassword, OtpError> {
        let pass_phrase = pass_phrase.danger_expose();
        if !PASS_PHRASE.contains(&pass_phrase.len()) {
            return Err(OtpError::PassPhraseLength);
        }
        if self.sequence > SEQUENCE {
            return Err(OtpError::SequenceTooHigh);
        }
        let seed = self.seed.as_str().bytes().map(|byte| byte.to_ascii_lowercase());
        let mut start = Zeroizing::new(Vec::with_capacity(seed.len() + pass_phrase.len()));
        start.extend(seed);
        start.extend_from_slice(pass_phrase);
        let hash = match self.algorithm {
            OtpAlgorithm::Md4 => folded::<Md4>,
            OtpAlgorithm::Md5 => folded::<Md5>,
            OtpAlgorithm::Sha1 => folded_sha1,
        };
        let key = (0..self.sequence).fold(hash(&start), |key, _| hash(key.as_slice()));
        Ok(OneTimePassword(key))
    }
}

impl OneTimePassword {
    /// Returns the password as six words in capitals, with blanks between them.
    pub fn words(&self) -> Secret {
        let key = u64::from_be_bytes(*self.0);
        let checksum = (0..u64::BITS).step_by(2).fold(0, |sum, pair| sum + (key >> pair & 3)) & 3;
        let bits = Zeroizing::new(u128::from(key) << 2 | u128::from(checksum));
        let mut words = Vec::with_capacity(6 * 5);
        for shift in [55, 44, 33, 22, 11, 0] {
            let place = (*bits >> shift) as usize & 0x7ff;
            words.extend_from_slice(WORDS.split_ascii_whitespace().nth(place).unwrap_or_default().as_bytes());
            words.push(b' ');
        }
        words.pop();
        Secret::new(words)
    }

    /// Returns the password as sixteen hexadecimal digits in capitals, for servers that cut a password at a blank.
    pub fn hex(&self) -> Secret {
        let digit = |nibble: u8| nibble + if nibble < 10 { b'0' } else { b'A' - 10 };
        let mut hex = Vec::with_capacity(16);
        hex.extend(self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
        Secret::new(hex)
    }
}

/// Folds a hash into 64 bits: the exclusive or of its parts of eight bytes.
fn folded<D: Digest>(input: &[u8]) -> Key {
    let mut digest = D::digest(input);
    let mut key = Key::default();
    for part in digest.chunks(8) {
        key.iter_mut().zip(part).for_each(|(to, from)| *to ^= from);
    }
    digest.as_mut_slice().zeroize();
    key
}

/// SHA-1 consists of big-endian words, but RFC 2289 appendix A writes them in little-endian order.
fn folded_sha1(input: &[u8]) -> Key {
    let mut key = folded::<Sha1>(input);
    key.chunks_mut(4).for_each(<[u8]>::reverse);
    key
}

impl fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for OtpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OtpError::PassPhraseLength => {
                write!(f, "pass phrase is not {} to {} bytes", PASS_PHRASE.start(), PASS_PHRASE.end())
            }
            OtpError::SequenceTooHigh => write!(f, "sequence number of the challenge is over {SEQUENCE}"),
        }
    }
}

impl core::error::Error for OtpError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::{Limits, Reply};

    fn answer(challenge: &str, pass_phrase: &[u8]) -> Result<OneTimePassword, OtpError> {
        let reply = format!("331 {challenge}\r\n");
        let (reply, _) = Reply::parse(reply.as_bytes(), &Limits::default()).unwrap().unwrap();
        Challenge::parse(&reply).unwrap().answer(&Secret::new(pass_phrase))
    }

    /// All vectors of RFC 2289 appendix C.
    const VECTORS: [(&str, &str, &str, &str); 27] = [
        ("otp-md4 0 TeSt", "This is a test.", "D185 4218 EBBB 0B51", "ROME MUG FRED SCAN LIVE LACE"),
        ("otp-md4 1 TeSt", "This is a test.", "6347 3EF0 1CD0 B444", "CARD SAD MINI RYE COL KIN"),
        ("otp-md4 99 TeSt", "This is a test.", "C5E6 1277 6E6C 237A", "NOTE OUT IBIS SINK NAVE MODE"),
        ("otp-md4 0 alpha1", "AbCdEfGhIjK", "5007 6F47 EB1A DE4E", "AWAY SEN ROOK SALT LICE MAP"),
        ("otp-md4 1 alpha1", "AbCdEfGhIjK", "65D2 0D19 49B5 F7AB", "CHEW GRIM WU HANG BUCK SAID"),
        ("otp-md4 99 alpha1", "AbCdEfGhIjK", "D150 C82C CE6F 62D1", "ROIL FREE COG HUNK WAIT COCA"),
        ("otp-md4 0 correct", "OTP's are good", "849C 79D4 F6F5 5388", "FOOL STEM DONE TOOL BECK NILE"),
        ("otp-md4 1 correct", "OTP's are good", "8C09 92FB 2508 47B1", "GIST AMOS MOOT AIDS FOOD SEEM"),
        ("otp-md4 99 correct", "OTP's are good", "3F3B F4B4 145F D74B", "TAG SLOW NOV MIN WOOL KENO"),
        ("otp-md5 0 TeSt", "This is a test.", "9E87 6134 D904 99DD", "INCH SEA ANNE LONG AHEM TOUR"),
        ("otp-md5 1 TeSt", "This is a test.", "7965 E054 36F5 029F", "EASE OIL FUM CURE AWRY AVIS"),
        ("otp-md5 99 TeSt", "This is a test.", "50FE 1962 C496 5880", "BAIL TUFT BITS GANG CHEF THY"),
        ("otp-md5 0 alpha1", "AbCdEfGhIjK", "8706 6DD9 644B F206", "FULL PEW DOWN ONCE MORT ARC"),
        ("otp-md5 1 alpha1", "AbCdEfGhIjK", "7CD3 4C10 40AD D14B", "FACT HOOF AT FIST SITE KENT"),
        ("otp-md5 99 alpha1", "AbCdEfGhIjK", "5AA3 7A81 F212 146C", "BODE HOP JAKE STOW JUT RAP"),
        ("otp-md5 0 correct", "OTP's are good", "F205 7539 43DE 4CF9", "ULAN NEW ARMY FUSE SUIT EYED"),
        ("otp-md5 1 correct", "OTP's are good", "DDCD AC95 6F23 4937", "SKIM CULT LOB SLAM POE HOWL"),
        ("otp-md5 99 correct", "OTP's are good", "B203 E28F A525 BE47", "LONG IVY JULY AJAR BOND LEE"),
        ("otp-sha1 0 TeSt", "This is a test.", "BB9E 6AE1 979D 8FF4", "MILT VARY MAST OK SEES WENT"),
        ("otp-sha1 1 TeSt", "This is a test.", "63D9 3663 9734 385B", "CART OTTO HIVE ODE VAT NUT"),
        ("otp-sha1 99 TeSt", "This is a test.", "87FE C776 8B73 CCF9", "GAFF WAIT SKID GIG SKY EYED"),
        ("otp-sha1 0 alpha1", "AbCdEfGhIjK", "AD85 F658 EBE3 83C9", "LEST OR HEEL SCOT ROB SUIT"),
        ("otp-sha1 1 alpha1", "AbCdEfGhIjK", "D07C E229 B5CF 119B", "RITE TAKE GELD COST TUNE RECK"),
        ("otp-sha1 99 alpha1", "AbCdEfGhIjK", "27BC 7103 5AAF 3DC6", "MAY STAR TIN LYON VEDA STAN"),
        ("otp-sha1 0 correct", "OTP's are good", "D51F 3E99 BF8E 6F0B", "RUST WELT KICK FELL TAIL FRAU"),
        ("otp-sha1 1 correct", "OTP's are good", "82AE B52D 9437 74E4", "FLIT DOSE ALSO MEW DRUM DEFY"),
        ("otp-sha1 99 correct", "OTP's are good", "4F29 6A74 FE15 67EC", "AURA ALOE HURL WING BERG WAIT"),
    ];

    #[test]
    fn the_vectors_of_rfc_2289() {
        let skey = ("s/key 99 alpha1", "AbCdEfGhIjK", "D150 C82C CE6F 62D1", "ROIL FREE COG HUNK WAIT COCA");
        for (challenge, pass_phrase, hex, words) in VECTORS.into_iter().chain([skey]) {
            let password = answer(challenge, pass_phrase.as_bytes()).unwrap();
            let text = |secret: Secret| String::from_utf8(secret.danger_expose().to_vec()).unwrap();
            assert_eq!(text(password.hex()), hex.replace(' ', ""), "{challenge}");
            assert_eq!(text(password.words()), words, "{challenge}");
            assert_eq!(format!("{password:?} {:?} {:?}", password.hex(), password.words()), "*** *** ***");
        }
    }

    #[test]
    fn limits() {
        for (challenge, length, problem) in [
            ("otp-md5 487 dog2", 9, Some(OtpError::PassPhraseLength)),
            ("otp-md5 487 dog2", 10, None),
            ("otp-md5 487 dog2", 63, None),
            ("otp-md5 487 dog2", 64, Some(OtpError::PassPhraseLength)),
            ("otp-md5 10000 dog2", 10, None),
            ("otp-md5 10001 dog2", 10, Some(OtpError::SequenceTooHigh)),
            ("otp-sha1 4294967295 dog2", 10, Some(OtpError::SequenceTooHigh)),
        ] {
            let error = answer(challenge, &b"x".repeat(length)).err();
            assert_eq!(error, problem, "{challenge} with {length} bytes");
        }
        let told = [OtpError::PassPhraseLength, OtpError::SequenceTooHigh].map(|error| error.to_string());
        assert_eq!(
            told,
            ["pass phrase is not 10 to 63 bytes", "sequence number of the challenge is over 10000"]
        );
    }

    #[test]
    fn the_dictionary_is_in_the_order_of_its_appendix() {
        let words: Vec<&str> = WORDS.split_ascii_whitespace().collect();
        assert_eq!(words.len(), 2048);
        let (short, long) = words.split_at(571);
        for (part, lengths) in [(short, 1..=3), (long, 4..=4)] {
            assert!(part.is_sorted_by(|a, b| a < b));
            assert!(part.iter().all(|word| lengths.contains(&word.len())));
            assert!(part.iter().all(|word| word.bytes().all(|b| b.is_ascii_uppercase())));
        }
    }
}
