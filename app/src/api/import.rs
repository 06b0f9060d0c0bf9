//! The import of an office's list. The file travels as base64 with every question, so that nothing of it has to be kept on
//! the server before somebody has decided.

use super::Answer;
use domain::intake::{Column, Decision, DryRun, SheetHead};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

/// What the file holds, and a guess of its columns.
#[server(prefix = "/api/fn", input = Json)]
pub async fn import_preview(slug: String, name: String, file: String) -> Answer<SheetHead> {
    let (services, who) = here::organiser().await?;
    Ok(services.import_preview(&who, &slug, &name, here::file(&file)?).await?)
}

/// Row by row what would happen; nothing is written.
#[server(prefix = "/api/fn", input = Json)]
pub async fn import_dry_run(
    slug: String,
    name: String,
    file: String,
    columns: Vec<Option<Column>>,
    decisions: Vec<(u32, Decision)>,
) -> Answer<DryRun> {
    let (services, who) = here::organiser().await?;
    let (bytes, mapping) = (here::file(&file)?, here::mapping(columns)?);
    Ok(services.import_dry_run(&who, &slug, &name, bytes, Some(mapping), decisions.into_iter().collect()).await?)
}

/// Writes what the dry run shows, and reports it in the same words.
#[server(prefix = "/api/fn", input = Json)]
pub async fn import_list(
    slug: String,
    name: String,
    file: String,
    columns: Vec<Option<Column>>,
    decisions: Vec<(u32, Decision)>,
    key: String,
) -> Answer<DryRun> {
    let (services, who) = here::organiser().await?;
    let (bytes, mapping, key) = (here::file(&file)?, here::mapping(columns)?, here::key(&key)?);
    Ok(services.import(&who, &slug, &name, bytes, Some(mapping), decisions.into_iter().collect(), key).await?)
}

/// An invented list to try the import with, as base64.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn import_example() -> Answer<String> {
    let (services, who) = here::organiser().await?;
    Ok(here::encoded(services.example_list(&who)))
}
