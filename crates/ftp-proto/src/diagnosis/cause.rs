//! The causes, one list for the whole project.

/// Why a login fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// `not_logged_in`
    NotLoggedIn,
}

impl Cause {
    /// The name in snake case, as in the tool's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Cause::NotLoggedIn => "not_logged_in",
        }
    }
}
