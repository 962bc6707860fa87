//! What the lines of a listing have in common, as far as it decides how one of them is read.

use super::date::{Form, Order};

/// Words between permissions and date in the most common form: links, owner, group, size.
pub(super) const USUAL_COLUMN: u8 = 4;

/// What the lines of a listing have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Words between the permissions and the date.
    pub(super) column: u8,
    /// Blanks more than one behind a year: some servers pad it.
    pub(super) year_gap: usize,
    /// The same behind a whole date.
    pub(super) date_gap: usize,
    /// The order of dates of three numbers.
    pub(super) order: Order,
    /// Whether a line of `ls` has a date.
    pub(super) dated: bool,
    /// Whether all lines of `ls` have a year, and a time of day behind it.
    pub(super) clock_behind_year: bool,
    /// Whether all with a time of day have `AM` or `PM` behind it.
    pub(super) half_behind_clock: bool,
    /// Whether a line of MLSD has a fact that is known.
    pub(super) has_facts: bool,
    /// Whether the caller said the format.
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
    /// That of a line whose format the caller said.
    pub(super) fn of_line() -> Self {
        Shape { said: true, ..Shape::default() }
    }

    /// Blanks more than one between a date and the name.
    pub(super) fn gap(&self, form: Form) -> usize {
        match form {
            Form::Time | Form::WideYear => 0,
            Form::Year => self.year_gap,
            Form::Date => self.date_gap,
        }
    }
}
