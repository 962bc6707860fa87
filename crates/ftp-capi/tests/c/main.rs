//! What is written in C: the examples against real servers, and their drivers in the kit for drivers.

mod drivers;
mod examples;
mod programs;
