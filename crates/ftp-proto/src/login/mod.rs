//! The login: from the greeting to 230, or to the reason why it failed.
//!
//! `state.rs` lists the states and the ways between them, `transition.rs` has all rules in one function, and `machine.rs`
//! carries them out.

mod config;
mod error;
mod machine;
#[cfg(feature = "otp")]
pub mod otp;
mod phase;
mod quit;
mod script;
mod start;
mod state;
mod step;
mod transition;

pub use config::{Credentials, LoginConfig, Pipelining, TlsPolicy};
pub use error::{Fault, LoginError, LoginErrorKind, Misuse};
pub use machine::Login;
pub use phase::Phase;
pub use quit::Quit;
pub use script::{ProxyStyle, Script};
pub use start::Start;
