//! Time, chance, mail and letters, as the process lends them.

use async_trait::async_trait;
use domain::UnixMillis;

/// The server's clock.
pub trait Clock: Send + Sync {
    fn now(&self) -> UnixMillis;
}

/// The system's generator.
pub trait Chance: Send + Sync {
    fn bytes(&self) -> [u8; 32];

    fn seed(&self) -> u64 {
        let mut eight = [0; 8];
        eight.copy_from_slice(&self.bytes()[..8]);
        u64::from_le_bytes(eight)
    }
}

/// A plain-text mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// The letters that are printed with.
pub trait Fonts: Send + Sync {
    /// Those of the texts with letters that no font has: they are printed as empty boxes.
    fn lacking(&self, texts: Vec<String>) -> Vec<String>;
}

/// Where nothing is printed, nothing is missing.
pub(crate) struct EveryLetter;

impl Fonts for EveryLetter {
    fn lacking(&self, _: Vec<String>) -> Vec<String> {
        Vec::new()
    }
}

#[async_trait]
pub trait Post: Send + Sync {
    /// Hands a mail over; the error is for the log.
    async fn send(&self, mail: Mail) -> Result<(), String>;
    /// Where mails are files, the newest first; empty where they are sent.
    async fn outbox(&self) -> Result<Vec<(UnixMillis, Mail)>, String>;
}
