//! The lines of a login: USER, PASS and ACCT, or the sequence that an FTP proxy wants.

use super::Credentials;
use crate::command::{Arg, ArgProblem, Command, InvalidArg};
use crate::transcript::Secret;
use alloc::vec::Vec;
use zeroize::Zeroizing;

named! {
    /// How to log in through an FTP proxy. No RFC defines these styles; the names come from the settings of common
    /// clients.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ProxyStyle {
        /// `USER user@host`, `PASS password`, for a proxy without a login of its own.
        #[default]
        UserAtHost = "user_at_host",
        /// The proxy's USER and PASS, then `USER user@host`, `PASS password`.
        ProxyLoginFirst = "proxy_login_first",
        /// `USER user@proxyuser@host`, `PASS password@proxypassword`.
        Joined = "joined",
        /// `USER user@host proxyuser`, `PASS password`, `ACCT proxypassword`.
        JoinedAccount = "joined_account",
        /// The proxy's USER and PASS, `SITE host`, then USER and PASS.
        Site = "site",
        /// The proxy's USER and PASS, `OPEN host`, then USER and PASS.
        Open = "open",
        /// `USER proxyuser@host`, the proxy's PASS, then USER and PASS.
        ProxyUserAtHost = "proxy_user_at_host",
    }
}

/// The lines that a login sends. [`Script::direct`] is the sequence of RFC 959 section 5.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    lines: &'static [Line],
    host: Vec<u8>,
    proxy: Option<Credentials>,
}

/// One line of a script. [`Script::say`] fills in the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) verb: Verb,
    words: &'static [Word],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    User,
    Pass,
    Acct,
    Site,
    Open,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    User,
    Password,
    Account,
    Host,
    ProxyUser,
    ProxyPassword,
    At,
    Blank,
}

const USER: Line = Line { verb: Verb::User, words: &[Word::User] };
const PASS: Line = Line { verb: Verb::Pass, words: &[Word::Password] };
const ACCT: Line = Line { verb: Verb::Acct, words: &[Word::Account] };
const USER_AT_HOST: Line = Line { verb: Verb::User, words: &[Word::User, Word::At, Word::Host] };
const PROXY_USER: Line = Line { verb: Verb::User, words: &[Word::ProxyUser] };
const PROXY_PASS: Line = Line { verb: Verb::Pass, words: &[Word::ProxyPassword] };
const PROXY_USER_AT_HOST: Line = Line { verb: Verb::User, words: &[Word::ProxyUser, Word::At, Word::Host] };
const SITE: Line = Line { verb: Verb::Site, words: &[Word::Host] };
const OPEN: Line = Line { verb: Verb::Open, words: &[Word::Host] };
const JOINED_USER: Line =
    Line { verb: Verb::User, words: &[Word::User, Word::At, Word::ProxyUser, Word::At, Word::Host] };
const JOINED_PASS: Line = Line { verb: Verb::Pass, words: &[Word::Password, Word::At, Word::ProxyPassword] };
const USER_AT_HOST_BY_PROXY_USER: Line =
    Line { verb: Verb::User, words: &[Word::User, Word::At, Word::Host, Word::Blank, Word::ProxyUser] };
const PROXY_ACCT: Line = Line { verb: Verb::Acct, words: &[Word::ProxyPassword] };

impl ProxyStyle {
    const fn lines(self) -> &'static [Line] {
        match self {
            ProxyStyle::UserAtHost => &[USER_AT_HOST, PASS, ACCT],
            ProxyStyle::ProxyLoginFirst => &[PROXY_USER, PROXY_PASS, USER_AT_HOST, PASS, ACCT],
            ProxyStyle::Joined => &[JOINED_USER, JOINED_PASS, ACCT],
            ProxyStyle::JoinedAccount => &[USER_AT_HOST_BY_PROXY_USER, PASS, PROXY_ACCT],
            ProxyStyle::Site => &[PROXY_USER, PROXY_PASS, SITE, USER, PASS, ACCT],
            ProxyStyle::Open => &[PROXY_USER, PROXY_PASS, OPEN, USER, PASS, ACCT],
            ProxyStyle::ProxyUserAtHost => &[PROXY_USER_AT_HOST, PROXY_PASS, USER, PASS, ACCT],
        }
    }
}

impl Script {
    /// Logs in without a proxy: USER, PASS after 331, ACCT after 332.
    pub const fn direct() -> Self {
        Script { lines: &[USER, PASS, ACCT], host: Vec::new(), proxy: None }
    }

    /// Logs in through a proxy to `host` (`name` or `name:port`, as the proxy accepts it). `proxy` holds the credentials
    /// for the proxy itself; a style without a login at the proxy ignores it.
    ///
    /// # Errors
    /// If the style needs `proxy` and it is `None`. The error names the field "proxy user".
    pub fn proxy(style: ProxyStyle, host: Arg<'_>, proxy: Option<Credentials>) -> Result<Self, InvalidArg> {
        let script = Script { lines: style.lines(), host: host.bytes().to_vec(), proxy };
        let needs = |line: &Line| line.words.contains(&Word::ProxyUser);
        if script.proxy.is_none() && script.lines.iter().any(needs) {
            Arg::named("proxy user", b"")?;
        }
        Ok(script)
    }

    pub(crate) fn is_direct(&self) -> bool {
        *self == Script::direct()
    }

    pub(crate) fn verb(&self, at: usize) -> Option<Verb> {
        self.lines.get(at).map(|line| line.verb)
    }

    /// The first line with this verb from `from` on, within the same section.
    pub(crate) fn in_section(&self, from: usize, verb: Verb) -> Option<usize> {
        let section =
            self.lines.get(from..)?.iter().take_while(|l| matches!(l.verb, Verb::Pass | Verb::Acct));
        section.into_iter().position(|line| line.verb == verb).map(|offset| from + offset)
    }

    /// The line from `from` on that begins the next section: a second USER, a SITE or OPEN.
    pub(crate) fn next_section(&self, from: usize) -> Option<usize> {
        let begins = |line: &Line| !matches!(line.verb, Verb::Pass | Verb::Acct);
        self.lines.get(from..)?.iter().position(begins).map(|offset| from + offset)
    }

    /// Whether the words of this line are known. Those of an `ACCT` are not if there is no account, or if the proxy's
    /// password, which it sends, is empty.
    pub(crate) fn has_words(&self, at: usize, credentials: &Credentials) -> bool {
        let has = |word: &Word| match word {
            Word::Account => credentials.account.is_some(),
            Word::ProxyPassword => self.proxy.as_ref().is_some_and(|proxy| !proxy.password.is_empty()),
            _ => true,
        };
        self.lines.get(at).is_some_and(|line| line.words.iter().all(has))
    }

    /// The secret of the script itself: the proxy's password.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.proxy.iter().map(|proxy| &proxy.password)
    }

    /// Passes the line's command to `say`. `None` if there is no such line, or if it would not be legal.
    pub(crate) fn say<R>(
        &self,
        at: usize,
        credentials: &Credentials,
        say: impl FnOnce(&Command<'_>) -> R,
    ) -> Option<R> {
        let line = self.lines.get(at)?;
        let mut argument = Zeroizing::new(Vec::new());
        let words = |word: &Word| -> &[u8] {
            let proxy = self.proxy.as_ref();
            match word {
                Word::User => &credentials.user,
                Word::Password => credentials.password.danger_expose(),
                Word::Account => credentials.account.as_ref().map_or(b"", Secret::danger_expose),
                Word::Host => &self.host,
                Word::ProxyUser => proxy.map_or(b"", |p| &p.user),
                Word::ProxyPassword => proxy.map_or(b"", |p| p.password.danger_expose()),
                Word::At => b"@",
                Word::Blank => b" ",
            }
        };
        argument.reserve_exact(line.words.iter().map(|word| words(word).len()).sum());
        line.words.iter().for_each(|word| argument.extend_from_slice(words(word)));
        let argument = Arg::new(&argument);
        Some(say(&match (line.verb, argument) {
            (Verb::Pass, Ok(argument)) => Command::pass(Some(argument)),
            (Verb::Pass, Err(error)) if error.problem == ArgProblem::Empty => Command::pass(None),
            (Verb::User, Ok(argument)) => Command::user(argument),
            (Verb::Acct, Ok(argument)) => Command::acct(argument),
            (Verb::Site, Ok(argument)) => Command::site(argument),
            (Verb::Open, Ok(argument)) => Command::open(argument),
            (_, Err(_)) => return None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Step::USER` and `Step::PASS` rely on this.
    #[test]
    fn every_script_begins_with_user_and_pass() {
        use ProxyStyle::*;
        let styles = [UserAtHost, ProxyLoginFirst, Joined, JoinedAccount, Site, Open, ProxyUserAtHost];
        for lines in styles.map(ProxyStyle::lines).into_iter().chain([Script::direct().lines]) {
            assert!(matches!(lines, [Line { verb: Verb::User, .. }, Line { verb: Verb::Pass, .. }, ..]));
        }
    }
}
