//! A reverse proxy in front of several processes: one connection to each in turn, bytes as they come.

use anyhow::Result;
use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

pub struct RoundRobin {
    pub port: u16,
    closing: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl RoundRobin {
    /// Listens on a port of its own before anybody is there to pass connections on to.
    pub fn open(listener: TcpListener, behind: Vec<u16>) -> Result<Self> {
        let port = listener.local_addr()?.port();
        let closing = Arc::<AtomicBool>::default();
        let end = closing.clone();
        let accepting = thread::spawn(move || {
            for (client, to) in listener.incoming().zip(behind.iter().cycle()) {
                if end.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(client) = client else { continue };
                // Nobody there: the client sees a connection that is cut.
                if let Ok(server) = TcpStream::connect(("127.0.0.1", *to)) {
                    let _ = join(client, server);
                }
            }
        });
        Ok(Self { port, closing, accepting: Some(accepting) })
    }
}

impl Drop for RoundRobin {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Relaxed);
        // It waits for the next connection.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// Both directions, each until its end. The threads end with the connections.
fn join(client: TcpStream, server: TcpStream) -> io::Result<()> {
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (from_client, from_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || pass(from_client, server));
    thread::spawn(move || pass(from_server, client));
    Ok(())
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let mut buffer = [0; 16_384];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
    let _ = from.shutdown(Shutdown::Read);
}
