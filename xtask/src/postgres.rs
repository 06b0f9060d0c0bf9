//! A PostgreSQL cluster for the length of a test run; thrown away afterwards, also on failure.

use crate::{
    house::{answer, run},
    prerequisites::{self, found, is_root},
    trial_server::{Scratch, free_port},
};
use anyhow::{Context, Result, bail};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

pub struct Postgres {
    child: Child,
    programs: PathBuf,
    port: u16,
    folder: Scratch,
}

impl Postgres {
    /// A fresh cluster on a free port. Nothing in it is ever synced to disk: it need not survive.
    pub fn start() -> Result<Self> {
        let programs = prerequisites::postgres()?;
        let folder = Scratch::new("postgres")?;
        give_to_postgres(&folder.0)?;
        let data = folder.0.join("data");
        run(as_postgres(&programs.join("initdb"))
            .arg("-D")
            .arg(&data)
            .args(["-U", "insist", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"])
            .stdout(Stdio::null()))?;
        let port = free_port()?;
        let log = File::create(folder.0.join("log"))?;
        let child = as_postgres(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .arg("-k")
            .arg(&folder.0)
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "synchronous_commit=off"])
            .args(["-c", "full_page_writes=off", "-c", "max_connections=300"])
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("PostgreSQL cannot be started")?;
        let mut cluster = Self { child, programs, port, folder };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    pub fn url(&self) -> String {
        format!("postgres://insist@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let patience = Instant::now() + Duration::from_secs(30);
        let port = self.port.to_string();
        while answer(Command::new(self.programs.join("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port]))
            .is_none()
        {
            let ended = self.child.try_wait()?;
            if ended.is_some() || Instant::now() > patience {
                let log = fs::read_to_string(self.folder.0.join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start:\n{log}");
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = as_postgres(&self.programs.join("pg_ctl"))
            .arg("-D")
            .arg(self.folder.0.join("data"))
            .args(["-m", "immediate", "stop"])
            .stdout(Stdio::null())
            .status();
        if !stopped.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// PostgreSQL refuses to work for root: there it runs as the user its package made. Should this
/// process die, the cluster is told to end, too.
fn as_postgres(program: &Path) -> Command {
    if found("setpriv").is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    // Not every folder one works in may be entered by that user.
    command.current_dir("/");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env"]);
    }
    command.arg("--pdeathsig=QUIT").arg(program);
    command
}

fn give_to_postgres(folder: &Path) -> Result<()> {
    if is_root() {
        run(Command::new("chown").arg("postgres:postgres").arg(folder))?;
    }
    run(Command::new("chmod").arg("700").arg(folder))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn a_cluster_answers_while_it_is_held_and_leaves_nothing_behind() {
        if prerequisites::postgres_is_missing() {
            eprintln!("no PostgreSQL here: nothing to try");
            return;
        }
        let cluster = Postgres::start().unwrap();
        let (port, folder) = (cluster.port, cluster.folder.0.clone());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }
}
