//! The accounts that every server has.

use std::sync::OnceLock;

use sha_crypt::{PasswordHasher, ShaCrypt};

/// A name and its password.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// The argument of USER.
    pub name: &'static str,
    /// The argument of PASS.
    pub password: &'static str,
}

/// An account that can log in.
pub const ALICE: Account = Account { name: "alice", password: "correct horse" };
/// Another account that can log in.
pub const BOB: Account = Account { name: "bob", password: "battery staple" };
/// An account that is disabled, in each server's own way.
pub const CAROL: Account = Account { name: "carol", password: "tr0ub4dor and 3" };
/// An account whose home directory does not exist.
pub const DAVE: Account = Account { name: "dave", password: "plain sailing" };
/// An account that no server knows.
pub const NOBODY: Account = Account { name: "mallory", password: "open sesame" };

/// The accounts that the servers know.
pub(super) const KNOWN: [Account; 4] = [ALICE, BOB, CAROL, DAVE];

/// The known accounts that have a home directory.
pub(super) const HOUSED: [Account; 3] = [ALICE, BOB, CAROL];

impl Account {
    /// The password as crypt(3) stores it (SHA-512), the same in every run.
    pub(super) fn crypt(&self) -> &'static str {
        static HASHES: OnceLock<Vec<(&str, String)>> = OnceLock::new();
        let hashes = HASHES.get_or_init(|| KNOWN.map(|known| (known.name, hash(known.password))).to_vec());
        hashes.iter().find(|(name, _)| *name == self.name).map_or("!", |(_, hash)| hash)
    }
}

fn hash(password: &str) -> String {
    let salt = b"a fixed salt"; // nothing here is secret, and files that do not change need no rewriting
    ShaCrypt::SHA512
        .hash_password_with_salt(password.as_bytes(), salt)
        .expect("a salt of 16 characters")
        .to_string()
}
