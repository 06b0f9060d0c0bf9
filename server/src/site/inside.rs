//! Files inside the executable.

use super::{File, Shelf};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Carried;

pub struct Inside;

impl Shelf for Inside {
    fn file(&self, path: &str) -> Option<File> {
        let found = Carried::get(path)?;
        let tag = found.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Some(File { bytes: found.data, tag })
    }

    fn pkg(&self) -> Vec<String> {
        Carried::iter().filter_map(|path| path.strip_prefix("pkg/").map(str::to_owned)).collect()
    }
}
