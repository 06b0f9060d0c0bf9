//! What happens on a real socket: conversations, streams, people who hang up.

use crate::app::TestApp;
use domain::dating::ClockTurn;
use server::settings::Given;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(10);

/// A phone's connection.
struct Connection {
    stream: TcpStream,
    heard: String,
}

impl Connection {
    async fn to(address: SocketAddr) -> Self {
        Self { stream: TcpStream::connect(address).await.unwrap(), heard: String::new() }
    }

    async fn asks(&mut self, path: &str) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        self.stream.write_all(request.as_bytes()).await.unwrap();
    }

    /// Everything up to and including `end`, which is waited for.
    async fn hears(&mut self, end: &str) -> String {
        loop {
            if let Some(at) = self.heard.find(end) {
                let rest = self.heard.split_off(at + end.len());
                return std::mem::replace(&mut self.heard, rest);
            }
            let mut bytes = [0; 4096];
            let count = timeout(PATIENCE, self.stream.read(&mut bytes)).await.expect("nothing was heard").unwrap();
            assert_ne!(count, 0, "hung up after {:?}", self.heard);
            self.heard.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
        }
    }

    /// Waits for the other side to hang up.
    async fn ends(&mut self) {
        let mut rest = Vec::new();
        timeout(PATIENCE, self.stream.read_to_end(&mut rest)).await.expect("it goes on").unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_was_used_before_becomes_a_stream() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    app.dating_that_runs().await;
    let (address, _) = app.on_a_socket().await;
    let mut phone = Connection::to(address).await;
    phone.asks("/health").await;
    assert!(phone.hears("\r\n\r\nok").await.starts_with("HTTP/1.1 200 OK\r\n"));
    phone.asks("/api/live/lindenhafen").await;
    let head = phone.hears("\r\n\r\n").await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    for line in ["content-type: text/event-stream", "connection: close", "x-content-type-options: nosniff", "date: "] {
        assert!(head.contains(&format!("\r\n{line}")), "{line} is not in {head}");
    }
    assert!(phone.hears("\n\n").await.contains("event: hello"));
    app.turn(ClockTurn::Pause).await;
    assert!(phone.hears("\n\n").await.contains("event: change"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_gives_the_place_back() {
    let few = Given { live_connections: Some(1), ..Given::default() };
    let app = TestApp::configured(few).await.with_the_demo_fair().await;
    let (address, _) = app.on_a_socket().await;
    let mut first = Connection::to(address).await;
    first.asks("/api/live/lindenhafen").await;
    first.hears("event: hello").await;
    let mut second = Connection::to(address).await;
    second.asks("/api/live/lindenhafen").await;
    assert!(second.hears("\r\n\r\n").await.starts_with("HTTP/1.1 503"));
    drop(first);
    let mut knocks = 0;
    loop {
        second.asks("/api/live/lindenhafen").await;
        if second.hears("\r\n\r\n").await.starts_with("HTTP/1.1 200") {
            break;
        }
        knocks += 1;
        assert!(knocks < 100, "the place is never free");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_ends_when_everybody_was_told() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let (address, served) = app.on_a_socket().await;
    let (mut listening, mut idle) = (Connection::to(address).await, Connection::to(address).await);
    listening.asks("/api/live/lindenhafen").await;
    listening.hears("event: hello").await;
    idle.asks("/health").await;
    idle.hears("\r\n\r\nok").await;
    assert!(!served.is_finished());
    app.end();
    listening.ends().await;
    idle.ends().await;
    timeout(PATIENCE, served).await.expect("somebody is still held").unwrap();
    TcpStream::connect(address).await.expect_err("nobody listens any more");
}
