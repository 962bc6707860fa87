//! The properties, as plain functions.

pub mod structured;
