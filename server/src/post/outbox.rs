//! Mails kept as text files, for trying out and for places without a mail server. Only the owner of the process may read
//! them: they hold sign-in links.

use crate::world::SystemClock;
use async_trait::async_trait;
use domain::UnixMillis;
use services::ports::{Clock, Mail, Post};
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// The newest so many are shown.
const SHOWN: usize = 100;

pub struct Outbox {
    folder: PathBuf,
    /// Tells mails of the same millisecond apart.
    next: AtomicU32,
}

impl Outbox {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, next: AtomicU32::new(0) }
    }

    fn file(&self) -> PathBuf {
        let (now, process) = (SystemClock.now().0, std::process::id());
        self.folder.join(format!("{now:015}-{process}-{}.txt", self.next.fetch_add(1, Ordering::Relaxed)))
    }
}

#[async_trait]
impl Post for Outbox {
    async fn send(&self, mail: Mail) -> Result<(), String> {
        let (folder, path) = (self.folder.clone(), self.file());
        let written = tokio::task::spawn_blocking(move || write(&folder, &path, &mail)).await;
        written.map_err(|error| error.to_string())?.map_err(|error| format!("the outbox cannot be written: {error}"))
    }

    async fn outbox(&self) -> Result<Vec<(UnixMillis, Mail)>, String> {
        let folder = self.folder.clone();
        let read = tokio::task::spawn_blocking(move || read_all(&folder)).await;
        read.map_err(|error| error.to_string())?.map_err(|error| format!("the outbox cannot be read: {error}"))
    }
}

fn write(folder: &Path, path: &Path, mail: &Mail) -> io::Result<()> {
    private_folder(folder)?;
    let one_line = |text: &str| text.replace(['\r', '\n'], " ");
    let text = format!("To: {}\nSubject: {}\n\n{}", one_line(&mail.to), one_line(&mail.subject), mail.body);
    let beside = path.with_extension("part");
    private_file(&beside, text.as_bytes())?;
    std::fs::rename(beside, path)
}

fn read_all(folder: &Path) -> io::Result<Vec<(UnixMillis, Mail)>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort_unstable_by(|a, b| b.cmp(a));
    let mut mails = Vec::new();
    for path in paths.into_iter().take(SHOWN) {
        mails.extend(parse(&path, &std::fs::read_to_string(&path)?));
    }
    Ok(mails)
}

fn parse(path: &Path, text: &str) -> Option<(UnixMillis, Mail)> {
    let at = path.file_stem()?.to_str()?.split('-').next()?.parse().ok()?;
    let (head, body) = text.split_once("\n\n")?;
    let line = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
    Some((UnixMillis(at), Mail { to: line("To: ")?, subject: line("Subject: ")?, body: body.to_owned() }))
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(unix)]
fn private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?.write_all(bytes)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::write(path, bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_mail_can_be_read_again_the_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::new(folder.path().join("outbox"));
        assert_eq!(outbox.outbox().await.unwrap(), []);
        let mail = |n: u8| Mail {
            to: format!("desk{n}@example.org"),
            subject: "Anmelden bei der Messe".to_owned(),
            body: "Guten Tag,\n\nhier ist Ihr Link.\n".to_owned(),
        };
        outbox.send(mail(1)).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        outbox.send(mail(2)).await.unwrap();
        let mails: Vec<Mail> = outbox.outbox().await.unwrap().into_iter().map(|(_, mail)| mail).collect();
        assert_eq!(mails, [mail(2), mail(1)]);
    }
}
