//! A fair written down: everything as JSON, or its associations as a list that the import reads again.

mod list;

use anyhow::Result;
use services::{Services, actor::Organiser};

/// Everything, indented for eyes.
pub async fn json(services: &Services, organiser: &Organiser, slug: &str) -> Result<String> {
    let archive = services.archive(organiser, slug).await?;
    Ok(serde_json::to_string_pretty(&archive)? + "\n")
}

/// The associations.
pub async fn csv(services: &Services, organiser: &Organiser, slug: &str) -> Result<String> {
    let list = services.associations(organiser, slug).await?;
    list::of(&list.associations, &list.fields)
}
