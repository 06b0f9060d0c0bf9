//! A server that lives as long as a trial: free port, folder of its own, gone at the end.

use crate::{house::House, run};
use anyhow::{Context, Result, bail};
use std::{
    env,
    fs::{self, OpenOptions},
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
    pub fn start(serve: Command, folder: &Path, port: u16) -> Result<Self> {
        let mut server = Self::spawn(serve, folder, port)?;
        server.wait_until_well()?;
        Ok(server)
    }

    /// Starts it; its words are added to those of the servers before it.
    pub fn spawn(mut serve: Command, folder: &Path, port: u16) -> Result<Self> {
        let log = folder.join(format!("server-{port}.log"));
        let out = OpenOptions::new().create(true).append(true).open(&log);
        let out = out.with_context(|| format!("cannot write {}", log.display()))?;
        serve.current_dir(folder).stdout(out.try_clone()?).stderr(out);
        let child = serve.spawn().with_context(|| format!("cannot start {}", crate::house::shown(&serve)))?;
        Ok(Self { child, port, log })
    }

    /// SIGKILL: no farewell, nothing is written any more.
    pub fn kill(self) {
        drop(self);
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

    pub fn wait_until_well(&mut self) -> Result<()> {
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
            thread::sleep(Duration::from_millis(20));
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

/// The executable with a database of its own, untouched by settings of this shell.
pub struct Insist<'a> {
    house: &'a House,
    executable: PathBuf,
    folder: PathBuf,
    /// Settings by their names in the environment.
    settings: Vec<(&'static str, String)>,
}

impl<'a> Insist<'a> {
    /// Data, log and, where nothing else is said, the database lie in `folder`.
    pub fn new(house: &'a House, executable: &Path, folder: &Path) -> Self {
        let data = folder.join("data").display().to_string();
        Self { house, executable: executable.into(), folder: folder.into(), settings: vec![("INSIST_DATA", data)] }
    }

    pub fn with(mut self, setting: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((setting, value.into()));
        self
    }

    /// Starts it with the demo fair, without waiting for it. The browser's part need not have been built.
    pub fn serve(&self, port: u16) -> Result<TrialServer> {
        let site = self.house.site();
        fs::create_dir_all(&site).with_context(|| format!("cannot make {}", site.display()))?;
        TrialServer::spawn(
            self.here(run::serve_demo(self.house, &self.executable, port, run::Doors::ThisMachine)),
            &self.folder,
            port,
        )
    }

    /// Another command of the executable on the same data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(arguments).env("INSIST_LOG_FILTER", "error");
        self.here(command)
    }

    fn here(&self, mut command: Command) -> Command {
        for (name, _) in env::vars_os() {
            if name == "DATABASE_URL" || name.to_string_lossy().starts_with("INSIST_") {
                command.env_remove(name);
            }
        }
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        command.current_dir(&self.folder);
        command
    }
}

/// `insist serve` with a demo fair and its data in `folder`, on a free port, once it is well.
pub fn demo_server(house: &House, insist: &Path, folder: &Path) -> Result<TrialServer> {
    let mut server = Insist::new(house, insist, folder).serve(free_port()?)?;
    server.wait_until_well()?;
    Ok(server)
}
