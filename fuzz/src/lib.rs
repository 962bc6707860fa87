//! The properties, as plain functions.
