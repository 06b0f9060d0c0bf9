//! The use cases over the real world: database, clock, generator and post, as the settings say.

use crate::{
    post,
    settings::Settings,
    world::{PaperFonts, SystemChance, SystemClock},
};
use anyhow::{Context, Result, bail};
use services::Services;
use std::sync::Arc;
use storage::Database;

/// What a command works with.
pub struct House {
    pub services: Services,
    database: Database,
}

impl House {
    /// Opens the database, made where it is missing, and brings its schema up to date.
    pub async fn open(settings: &Settings) -> Result<Self> {
        // The address may hold a password: errors of the storage do not repeat it.
        let database = storage::connect(&settings.database).await.context("The database cannot be used")?;
        let services = Services::new(
            storage::stores(database.clone()),
            Arc::new(SystemClock),
            Arc::new(SystemChance),
            post::of(settings)?,
            settings.base_url.as_str().to_owned(),
        )
        .with_second_factor(settings.second_factor)
        .with_fonts(Arc::new(PaperFonts));
        Ok(Self { services, database })
    }

    /// The same for commands that work with what is there: an empty database made in passing would only hide that they were
    /// not told where the server keeps its own.
    pub async fn open_existing(settings: &Settings) -> Result<Self> {
        if let Some(file) = storage::missing_file(&settings.database) {
            bail!(
                "There is no database at {}. `insist serve` makes one; where a server runs already, this command needs its \
                 settings too: --config FILE, --data FOLDER, or the same environment.",
                file.display()
            );
        }
        Self::open(settings).await
    }

    /// Gives the connections back.
    pub async fn close(self) {
        drop(self.services);
        if let Err(error) = self.database.close().await {
            tracing::warn!(%error, "the database was not closed in order");
        }
    }
}
