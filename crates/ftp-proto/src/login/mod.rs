//! The login: from the greeting to 230, or to the reason why not.
//!
//! `state.rs` draws its states and the ways between them, `transition.rs` is the whole of its rules as one
//! function, and `machine.rs` does what that says.

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
