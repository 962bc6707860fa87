//! The C code: the examples against real servers, and their drivers under the driver kit.

mod drivers;
mod examples;
mod programs;
