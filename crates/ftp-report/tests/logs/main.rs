//! Logs as clients write them and as people paste them.

mod agree;
mod clients;
mod frames;
mod judged;
mod pastes;
