//! A server that lives as long as a trial: free port, folder of its own, gone at the end.

use crate::{house::House, run};
use anyhow::{Context, Result, bail};
use std::{
    env,
    fs::{self, File},
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

pub struct TrialServer {
    child: Child,
    pub port: u16,
    pub log: PathBuf,
}

impl TrialServer {
    /// Starts `insist serve` in `folder` and waits until it says it is well.
    pub fn start(mut serve: Command, folder: &Path, port: u16) -> Result<Self> {
        let log = folder.join("server.log");
        let out = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        serve.current_dir(folder).stdout(out.try_clone()?).stderr(out);
        let child = serve.spawn().with_context(|| format!("cannot start {}", crate::house::shown(&serve)))?;
        let mut server = Self { child, port, log };
        server.wait_until_well()?;
        Ok(server)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Status and whole answer of a plain GET, headers included.
    pub fn get(&self, path: &str, headers: &str) -> Result<(u16, Vec<u8>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}\r\n", self.port)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let status = answer.split(|byte| *byte == b' ').nth(1).map(|word| String::from_utf8_lossy(word).into_owned());
        Ok((status.and_then(|text| text.parse().ok()).context("no answer in HTTP")?, answer))
    }

    /// Memory the process holds at this moment (VmRSS), in KiB.
    pub fn memory(&self) -> Result<usize> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).context("no /proc here")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        line.trim().trim_end_matches("kB").trim().parse().context("VmRSS is no number")
    }

    fn wait_until_well(&mut self) -> Result<()> {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended at once ({status}):\n{}", self.words());
            }
            if self.get("/health", "").is_ok_and(|(status, _)| status == 200) {
                return Ok(());
            }
            if Instant::now() > patience {
                bail!("the server was not well within a minute:\n{}", self.words());
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    pub fn words(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for TrialServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port nobody uses at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0)).context("no free port")?.local_addr()?.port())
}

/// A folder that is removed with everything in it at the end of the trial.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(purpose: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("insist-{purpose}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// `insist serve` with a demo fair and its data in `folder`, untouched by settings of this shell.
pub fn demo_server(house: &House, insist: &Path, folder: &Path) -> Result<TrialServer> {
    let port = free_port()?;
    let mut serve = run::serve_demo(house, insist, port);
    for (name, _) in env::vars_os() {
        if name == "DATABASE_URL" || name.to_string_lossy().starts_with("INSIST_") {
            serve.env_remove(name);
        }
    }
    serve.env("INSIST_DATA", folder.join("data"));
    TrialServer::start(serve, folder, port)
}
