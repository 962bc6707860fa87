//! What the lines of a listing have in common, as far as it decides how to read one of them.

use super::date::{Form, Order};

/// The number of words between permissions and date in the most common layout: links, owner, group,
/// size.
pub(super) const USUAL_COLUMN: u8 = 4;

/// What the lines of a listing have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The number of words between the permissions and the date.
    pub(super) column: u8,
    /// How many blanks more than one follow a year: some servers pad it.
    pub(super) year_gap: usize,
    /// How many blanks more than one follow a complete date.
    pub(super) date_gap: usize,
    /// The order of dates of three numbers.
    pub(super) order: Order,
    /// Whether any line of `ls` has a date.
    pub(super) dated: bool,
    /// Whether all lines of `ls` have a year and a time of day after it.
    pub(super) clock_behind_year: bool,
    /// Whether all lines with a time of day have `AM` or `PM` after it.
    pub(super) half_behind_clock: bool,
    /// Whether any line of MLSD has a known fact.
    pub(super) has_facts: bool,
    /// Whether the caller named the format.
    pub(super) said: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Shape {
            column: USUAL_COLUMN,
            year_gap: 0,
            date_gap: 0,
            order: Order::Any,
            dated: false,
            clock_behind_year: false,
            half_behind_clock: false,
            has_facts: false,
            said: false,
        }
    }
}

impl Shape {
    /// Returns the shape for a single line whose format the caller named.
    pub(super) fn of_line() -> Self {
        Shape { said: true, ..Shape::default() }
    }

    /// Returns how many blanks more than one stand between a date and the name.
    pub(super) fn gap(&self, form: Form) -> usize {
        match form {
            Form::Time | Form::WideYear => 0,
            Form::Year => self.year_gap,
            Form::Date => self.date_gap,
        }
    }
}
