//! What to do about each cause: tables, by who can do something about it.

mod account;
mod data_tls;
mod files;
mod moving;
mod network;
mod opening;
mod server;
mod tls;

use super::Cause;
use crate::greeting::ServerSoftware;

/// What an administrator should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admin {
    server: &'static str,
    look_at: &'static str,
}

impl Admin {
    const fn new(server: &'static str, look_at: &'static str) -> Self {
        Admin { server, look_at }
    }

    /// Returns the server software whose settings these are; `any` for all servers.
    pub fn server(&self) -> &'static str {
        self.server
    }

    /// Returns what to look at, with the names of the settings.
    pub fn look_at(&self) -> &'static str {
        self.look_at
    }

    /// Whether these are the settings of that software.
    pub(super) fn is_of(&self, software: ServerSoftware) -> bool {
        let name = software.name().to_lowercase();
        self.server.split(", ").any(|server| name.contains(&server.to_lowercase()))
    }
}

pub(super) struct Advice {
    cause: Cause,
    pub(super) sentence: &'static str,
    pub(super) checks: &'static [&'static str],
    pub(super) admin: &'static [Admin],
    pub(super) rfc: &'static str,
}

pub(super) fn advice(cause: Cause) -> &'static Advice {
    let login = [account::ADVICE, tls::ADVICE, server::ADVICE, network::ADVICE];
    let behind = [opening::ADVICE, data_tls::ADVICE, files::ADVICE, moving::ADVICE];
    let tables = login.into_iter().chain(behind);
    tables.flatten().find(|advice| advice.cause == cause).unwrap_or(&network::UNDETERMINED)
}
