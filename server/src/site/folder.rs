//! Files in a folder, read again for every request: whoever develops sees the newest.

use super::{File, Shelf};
use std::{
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

pub struct Folder(PathBuf);

impl Folder {
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }
}

impl Shelf for Folder {
    fn file(&self, path: &str) -> Option<File> {
        let path = self.0.join(path);
        let known = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
        let bytes = std::fs::read(&path).ok()?;
        let changed = known.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        Some(File { tag: format!("{:x}-{:x}", bytes.len(), changed.as_nanos()), bytes: bytes.into() })
    }

    fn pkg(&self) -> Vec<String> {
        let pkg = self.0.join("pkg");
        let mut names = Vec::new();
        for name in names_in(&pkg) {
            names.extend(names_in(&pkg.join(&name)).map(|inside| format!("{name}/{inside}")));
            names.push(name);
        }
        names
    }
}

/// Nothing where it is no folder.
fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok())
}
