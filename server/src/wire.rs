//! The connections: hyper speaks HTTP with every one. What has become a stream of events is taken out of its hands and only
//! written to from then on: a stream lasts for hours, and the two buffers hyper keeps for it are 16 KiB for nothing.

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header, response::Parts},
    response::Response,
    serve::Listener,
};
use http_body_util::BodyExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::{Timestamp, fmt::rfc2822::DateTimePrinter};
use std::{convert::Infallible, future::pending, io::ErrorKind, net::SocketAddr, time::Duration};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};
use tower::ServiceExt;

/// How long a connection may wait for a whole request. Longer than reverse proxies keep an idle one (nginx: 60 s), so that
/// none is closed while a request is on its way.
const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// Answers whoever connects, until `closing` turns true and the last request is answered.
pub async fn serve(mut listener: TcpListener, router: Router, mut closing: watch::Receiver<bool>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN);
    // Nothing is ever sent: it ends when the last connection has let go of it.
    let (open, mut all_closed) = mpsc::channel::<Infallible>(1);
    loop {
        let (stream, peer) = tokio::select! {
            _ = closing.wait_for(|closing| *closing) => break,
            accepted = Listener::accept(&mut listener) => accepted,
        };
        // An event is one small write that nothing follows for a while.
        let _ = stream.set_nodelay(true);
        tokio::spawn(converse(http.clone(), stream, peer, router.clone(), closing.clone(), open.clone()));
    }
    drop((listener, open));
    all_closed.recv().await;
}

/// One connection: request and answer in turn, until either side has enough or the answer is a stream.
async fn converse(
    http: http1::Builder,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut closing: watch::Receiver<bool>,
    open: mpsc::Sender<Infallible>,
) {
    let (hand, mut handed) = mpsc::channel(1);
    let service = service_fn(move |request: Request<Incoming>| {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(ConnectInfo(peer));
        let listens = parts.method == Method::GET;
        let answer = router.clone().oneshot(Request::from_parts(parts, Body::new(body)));
        let hand = hand.clone();
        Box::pin(async move {
            let answer = answer.await?;
            if listens && is_stream(&answer) {
                let _ = hand.send(answer).await;
                // Hyper hears no more of this request; its connection is taken apart.
                return pending().await;
            }
            Ok::<_, Infallible>(answer)
        })
    });
    let mut connection = http.serve_connection(TokioIo::new(stream), service);
    let mut farewell = false;
    loop {
        tokio::select! {
            biased;
            Some(answer) = handed.recv() => {
                let stream = connection.into_parts().io.into_inner();
                // A task of its own: this one is as large as the largest conversation.
                tokio::spawn(tell(stream, answer, open));
                return;
            }
            ended = &mut connection => {
                if let Err(error) = ended {
                    tracing::trace!(%error, "a connection was cut");
                }
                return;
            }
            _ = closing.wait_for(|closing| *closing), if !farewell => {
                farewell = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
}

fn is_stream(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream")
}

/// Writes the stream as it comes, until it ends or the listener has gone. `_open` tells that somebody is still listening.
async fn tell(mut stream: TcpStream, answer: Response, _open: mpsc::Sender<Infallible>) {
    let (head, mut body) = answer.into_parts();
    if stream.write_all(&written(&head)).await.is_err() {
        return;
    }
    drop(head);
    loop {
        let frame = tokio::select! {
            frame = body.frame() => frame,
            () = gone(&stream) => return,
        };
        let Some(Ok(frame)) = frame else { break };
        if let Ok(bytes) = frame.into_data()
            && stream.write_all(&bytes).await.is_err()
        {
            return;
        }
    }
    let _ = stream.shutdown().await;
}

/// The head of an answer whose body ends with its connection (RFC 9112, section 6.3).
fn written(head: &Parts) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {}\r\n", head.status).into_bytes();
    let mut line = |name: &[u8], value: &[u8]| {
        for part in [name, b": ", value, b"\r\n"] {
            text.extend_from_slice(part);
        }
    };
    for (name, value) in &head.headers {
        line(name.as_ref(), value.as_bytes());
    }
    line(b"connection", b"close");
    if let Ok(now) = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now()) {
        line(b"date", now.as_bytes());
    }
    text.extend_from_slice(b"\r\n");
    text
}

/// Resolves when the other side has hung up. What it says instead is of no interest any more.
async fn gone(stream: &TcpStream) {
    let mut ignored = [0; 64];
    while stream.readable().await.is_ok() {
        match stream.try_read(&mut ignored) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}
