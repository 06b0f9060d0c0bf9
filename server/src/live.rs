//! The event stream of a fair: `hello` first, then every `change`, each with its revision as id; `reset` where a listener
//! missed too much and has to fetch everything again; `beat` now and then, so that a line that is dead is noticed.

use crate::cookies;
use app::request::Cookie;
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::{
    UnixMillis,
    live::{Hello, LiveMessage},
};
use futures::stream;
use serde::Serialize;
use services::{Error, Services};
use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::{
    OwnedSemaphorePermit, Semaphore,
    broadcast::{self, error::RecvError},
    watch,
};

/// Often enough for the proxies on the way.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What every stream needs.
#[derive(Clone)]
pub struct Line {
    services: Services,
    seats: Arc<Semaphore>,
    closing: watch::Receiver<bool>,
}

impl Line {
    /// `closing` turns true when the process ends: every stream then ends too.
    pub fn new(services: Services, connections: usize, closing: watch::Receiver<bool>) -> Self {
        Self { services, seats: Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS))), closing }
    }
}

/// `GET /api/live/{slug}`
pub async fn stream(State(line): State<Line>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let Ok(seat) = line.seats.clone().try_acquire_owned() else { return later() };
    let (hello, receiver) = match line.services.subscribe(&slug, cookies::claimed(&headers, Cookie::Session)).await {
        Ok(subscribed) => subscribed,
        Err(Error::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return later(),
    };
    let known = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let mut listener = Listener {
        services: line.services,
        slug,
        receiver,
        closing: line.closing,
        told: hello.revision,
        waiting: VecDeque::new(),
        _seat: seat,
    };
    listener.greet(hello, known).await;
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    // An event rather than a comment, which no page would hear.
    let beat = KeepAlive::new().interval(KEEP_ALIVE).event(Event::default().event("beat").data("{}"));
    let mut response = Sse::new(events).keep_alive(beat).into_response();
    // Reverse proxies would otherwise wait for the end, which never comes.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// `GET /api/clock`: phones measure by it how wrong their own clocks are.
pub async fn clock(State(line): State<Line>) -> Json<Now> {
    Json(Now { now: line.services.now() })
}

/// The server's time.
#[derive(Serialize)]
pub struct Now {
    now: UnixMillis,
}

fn later() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")]).into_response()
}

/// One connection.
struct Listener {
    services: Services,
    slug: String,
    receiver: broadcast::Receiver<LiveMessage>,
    closing: watch::Receiver<bool>,
    /// The revision the listener has heard of last.
    told: i64,
    waiting: VecDeque<Event>,
    /// Given back when the connection ends.
    _seat: OwnedSemaphorePermit,
}

impl Listener {
    /// Whoever comes back goes on where they were, if that is not too long ago.
    async fn greet(&mut self, hello: Hello, known: Option<i64>) {
        let resumed = known.filter(|known| *known <= hello.revision);
        self.told = resumed.unwrap_or(hello.revision);
        self.push("hello", self.told, &Hello { revision: self.told, ..hello });
        if known.is_some() && resumed.is_none() {
            // From before a restore of the database, most likely: the listener knows more than there is.
            self.reset(hello.revision);
        } else if resumed.is_some_and(|known| known < hello.revision) {
            self.catch_up(hello.revision).await;
        }
    }

    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let heard = tokio::select! {
                biased;
                _ = self.closing.wait_for(|closing| *closing) => return None,
                heard = self.receiver.recv() => heard,
            };
            match heard {
                Ok(message) if message.revision == self.told + 1 => self.tell(&message),
                // Boxed: what is needed once in a while would else be reserved for every phone that listens.
                Ok(message) if message.revision > self.told => Box::pin(self.catch_up(message.revision)).await,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => Box::pin(self.catch_up(self.told + 1)).await,
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// Tells what was missed, up to `newest` at least, or that too much was missed.
    async fn catch_up(&mut self, newest: i64) {
        match self.services.since(&self.slug, self.told).await {
            Ok(Some(messages)) => messages.iter().for_each(|message| self.tell(message)),
            Ok(None) => self.reset(newest),
            Err(error) => {
                tracing::warn!(%error, "what a listener missed cannot be read");
                self.reset(newest);
            }
        }
    }

    fn tell(&mut self, message: &LiveMessage) {
        self.told = message.revision;
        self.push("change", message.revision, message);
    }

    fn reset(&mut self, newest: i64) {
        self.told = newest;
        self.waiting.push_back(Event::default().event("reset").id(newest.to_string()).data("{}"));
    }

    fn push(&mut self, name: &str, revision: i64, data: &impl Serialize) {
        match Event::default().event(name).id(revision.to_string()).json_data(data) {
            Ok(event) => self.waiting.push_back(event),
            Err(error) => tracing::error!(%error, "an event cannot be written"),
        }
    }
}
