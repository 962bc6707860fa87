//! The check itself: connect, log in, say QUIT, and see what that shows.

use crate::attempt::{Attempt, Family};
use crate::report::{Report, TlsSession};
use crate::watch::{Watch, Watched};
use ftp_proto::{Command, Credentials, Entry, Login, LoginConfig, LoginError, Transcript};
use std::time::Duration;
