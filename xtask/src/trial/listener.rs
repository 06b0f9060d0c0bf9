//! Somebody on the event stream who comes back after every cut with the last revision they heard, as a browser does.

use crate::office::FAIR;
use anyhow::{Context, Result, bail, ensure};
use std::{
    io::{BufRead, BufReader, ErrorKind, Write},
    net::TcpStream,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// What was heard so far.
#[derive(Clone, Default)]
pub struct Heard {
    /// The newest revision.
    pub revision: Option<i64>,
    pub changes: usize,
    /// How often it was connected.
    pub connections: usize,
    /// A revision that was missing or came twice.
    pub fault: Option<String>,
}

pub struct Listener {
    heard: Arc<Mutex<Heard>>,
    closing: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    pub fn open(port: u16) -> Self {
        let heard = Arc::<Mutex<Heard>>::default();
        let closing = Arc::<AtomicBool>::default();
        let (ear, end) = (heard.clone(), closing.clone());
        let thread = thread::spawn(move || {
            while !end.load(Ordering::Relaxed) {
                if let Err(error) = listen(port, &ear, &end)
                    && let Some(fault) = error.downcast_ref::<Fault>()
                {
                    ear.lock().unwrap_or_else(PoisonError::into_inner).fault.get_or_insert(fault.0.clone());
                }
                // Browsers wait too before they come back.
                thread::sleep(Duration::from_millis(50));
            }
        });
        Self { heard, closing, thread: Some(thread) }
    }

    pub fn heard(&self) -> Heard {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What must not happen, in contrast to a connection that is cut.
#[derive(Debug)]
struct Fault(String);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// One connection, until it is cut.
fn listen(port: u16, heard: &Mutex<Heard>, closing: &AtomicBool) -> Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_millis(100)))?;
    let known = heard.lock().unwrap_or_else(PoisonError::into_inner).revision;
    let resume = known.map(|id| format!("Last-Event-ID: {id}\r\n")).unwrap_or_default();
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    write!(stream, "GET /api/live/{FAIR} HTTP/1.0\r\n{host}Accept: text/event-stream\r\n{resume}\r\n")?;
    let (mut reader, mut line, mut event) = (BufReader::new(stream), Vec::new(), String::new());
    while !closing.load(Ordering::Relaxed) {
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => bail!("cut off"),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => continue,
            Err(error) => return Err(error.into()),
            Ok(_) if line.last() != Some(&b'\n') => bail!("cut off in a line"),
            Ok(_) => {}
        }
        let text = String::from_utf8_lossy(&line).trim().to_owned();
        line.clear();
        if let Some(name) = text.strip_prefix("event: ") {
            name.clone_into(&mut event);
        } else if let Some(id) = text.strip_prefix("id: ") {
            let id = id.parse().context("a revision that is no number")?;
            note(&mut heard.lock().unwrap_or_else(PoisonError::into_inner), &event, id)?;
        }
    }
    Ok(())
}

fn note(heard: &mut Heard, event: &str, id: i64) -> Result<()> {
    match (event, heard.revision) {
        ("hello", known) => {
            heard.connections += 1;
            ensure!(known.is_none_or(|known| known == id), Fault(format!("resumed at {id} instead of {known:?}")));
        }
        ("change", Some(known)) => {
            ensure!(id == known + 1, Fault(format!("after {known} came {id}")));
            heard.changes += 1;
        }
        _ => bail!(Fault(format!("`{event}` with {id} after {:?}", heard.revision))),
    }
    heard.revision = Some(id);
    Ok(())
}
