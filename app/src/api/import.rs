//! The import of an office's list. The file travels as base64 with every question, so that nothing of it has to be kept on
//! the server before somebody has decided.

use super::Answer;
use domain::intake::{Column, Decision, DryRun, SheetHead};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::here;

/// How a list is to be read, and what was decided about its rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The sheet, in a file that names its sheets.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The line of the headings, or [`domain::intake::NO_HEADINGS`].
    pub headings: u32,
    pub columns: Vec<Option<Column>>,
    pub decisions: Vec<(u32, Decision)>,
}

/// What the file holds, and a guess of its columns. `sheet` and `headings` say where, if the guess was wrong.
#[server(prefix = "/api/fn", input = Json)]
pub async fn import_preview(
    slug: String,
    name: String,
    file: String,
    sheet: Option<String>,
    headings: Option<u32>,
) -> Answer<SheetHead> {
    let (services, who) = here::organiser().await?;
    Ok(services.import_preview(&who, &slug, &name, here::file(&file)?, sheet, headings).await?)
}

/// Row by row what would happen; nothing is written.
#[server(prefix = "/api/fn", input = Json)]
pub async fn import_dry_run(slug: String, name: String, file: String, reading: Reading) -> Answer<DryRun> {
    let (services, who) = here::organiser().await?;
    Ok(services.import_dry_run(&who, &slug, here::list(name, &file, reading)?).await?)
}

/// Writes what the dry run with the fingerprint `seen` showed, and reports it in the same words; `Stale` where it would show
/// something else by now.
#[server(prefix = "/api/fn", input = Json)]
pub async fn import_list(
    slug: String,
    name: String,
    file: String,
    reading: Reading,
    seen: String,
    key: String,
) -> Answer<DryRun> {
    let (services, who) = here::organiser().await?;
    Ok(services.import(&who, &slug, here::list(name, &file, reading)?, Some(&seen), here::key(&key)?).await?)
}

/// An invented list to try the import with, as base64.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn import_example() -> Answer<String> {
    let (services, who) = here::organiser().await?;
    Ok(here::encoded(services.example_list(&who)))
}
