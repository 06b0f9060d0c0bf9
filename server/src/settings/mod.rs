//! What an operator may set: by flag, by environment, by file, in that order; a wrong one is refused with a sentence.

mod base_url;
mod file;
mod given;
mod network;

pub use base_url::BaseUrl;
pub use given::Given;

use crate::say::complain;
use services::SecondFactorRule;
use std::{net::SocketAddr, path::PathBuf};

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For eyes.
    Text,
    /// For machines, one object a line.
    Json,
}

/// How the address people type is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It was set, or follows from the one address that is listened on.
    Said,
    /// All addresses are listened on: this machine's address in its network.
    Found,
    /// All are listened on, and this machine is in no network: it is this machine's own, which no phone reaches.
    NotFound,
}

/// How mail leaves the house.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// `smtps://user:password@host`, or `smtp://host?tls=required`. Holds a secret: it is never shown.
    pub url: String,
    /// The sender.
    pub from: String,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Settings that have been read and make sense.
#[derive(Clone, Debug)]
pub struct Settings {
    pub listen: SocketAddr,
    pub base_url: BaseUrl,
    pub reach: Reach,
    /// May hold a password: it is never logged.
    pub database: String,
    pub data: PathBuf,
    /// `None`: mails become files in the outbox.
    pub smtp: Option<Smtp>,
    /// Whether organisers have to give a code beside the link.
    pub second_factor: SecondFactorRule,
    /// The first organiser's address.
    pub organiser: String,
    pub log: LogFormat,
    pub log_filter: String,
    /// The client's address is taken from `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Most live connections at once.
    pub live_connections: usize,
    /// Where style, scripts and pictures lie; unused where the executable carries them.
    pub site: PathBuf,
}

impl Settings {
    /// Flags and environment as given, the file below them, defaults below that.
    pub fn read(given: Given) -> Result<Self, Wrong> {
        for name in given::unknown_in(std::env::vars_os()) {
            let passed_over = "which is no setting and is passed over";
            complain(format_args!("insist: the environment sets {name}, {passed_over}"));
        }
        file::beneath(given)?.settle()
    }

    /// With the address that was got in the end: port 0 asks for any that is free.
    pub fn bound_to(self, address: SocketAddr) -> Self {
        let base_url = self.base_url.with_port_for_any(address.port());
        Self { listen: address, base_url, ..self }
    }

    /// The folder that takes mails where none are sent.
    pub fn outbox(&self) -> PathBuf {
        self.data.join("outbox")
    }
}

/// Why settings are refused: one sentence for the operator.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong(pub String);

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
mod tests;
