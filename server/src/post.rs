//! How mail leaves the house: handed to a mail server, or kept as files in the outbox where none is set.

mod outbox;
mod smtp;

pub use outbox::Outbox;
pub use smtp::MailServer;

use crate::settings::Settings;
use services::ports::Post;
use std::sync::Arc;

/// What the settings ask for.
pub fn of(settings: &Settings) -> anyhow::Result<Arc<dyn Post>> {
    Ok(match &settings.smtp {
        Some(smtp) => Arc::new(MailServer::new(smtp)?),
        None => Arc::new(Outbox::new(settings.outbox())),
    })
}
