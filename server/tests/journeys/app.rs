//! The vocabulary of the journeys: a fair planner with a database of its own, browsers that visit it, answers to read.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::{
    UnixMillis,
    access::Role,
    dating::{ClockTurn, Dating},
};
use server::{
    router::router,
    settings::{Given, Settings},
    site::Site,
    world::{PaperFonts, SystemChance},
};
use services::{
    Services,
    actor::Organiser,
    ports::{Clock, Mail, Post},
};
use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tower::ServiceExt;

/// A quarter past ten on some Saturday.
const MORNING: i64 = 1_810_030_500_000;

/// A clock that stands still until it is told otherwise.
#[derive(Clone)]
pub struct StoppedClock(Arc<AtomicI64>);

impl Clock for StoppedClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }
}

/// A letter box that can be looked into.
#[derive(Clone, Default)]
pub struct LetterBox(Arc<Mutex<Vec<Mail>>>);

#[async_trait::async_trait]
impl Post for LetterBox {
    async fn send(&self, mail: Mail) -> Result<(), String> {
        self.0.lock().unwrap().push(mail);
        Ok(())
    }

    async fn outbox(&self) -> Result<Vec<(UnixMillis, Mail)>, String> {
        Ok(Vec::new())
    }
}

/// The process, with a SQLite file in a folder of its own.
pub struct TestApp {
    router: Router,
    pub services: Services,
    clock: StoppedClock,
    letters: LetterBox,
    close: watch::Sender<bool>,
    folder: Arc<TempDir>,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::configured(Given::default()).await
    }

    pub async fn configured(given: Given) -> Self {
        Self::over(Arc::new(tempfile::tempdir().unwrap()), given).await
    }

    /// Another process on the same database.
    pub async fn sibling(&self) -> Self {
        Self::over(self.folder.clone(), Given::default()).await
    }

    async fn over(folder: Arc<TempDir>, given: Given) -> Self {
        let database = Some(format!("sqlite://{}", folder.path().join("fair.db").display()));
        let settings: Settings = Given { database, ..given }.settle().unwrap();
        let clock = StoppedClock(Arc::new(AtomicI64::new(MORNING)));
        let letters = LetterBox::default();
        let services = Services::new(
            storage::stores(storage::connect(&settings.database).await.unwrap()),
            Arc::new(clock.clone()),
            Arc::new(SystemChance),
            Arc::new(letters.clone()),
            settings.base_url.as_str().to_owned(),
        )
        .with_second_factor(settings.second_factor)
        .with_fonts(Arc::new(PaperFonts));
        let (close, closing) = watch::channel(false);
        let router = router(&settings, services.clone(), Site::in_folder(Path::new("/nowhere")), closing);
        Self { router, services, clock, letters, close, folder }
    }

    /// The invented fair.
    pub async fn with_the_demo_fair(self) -> Self {
        self.services.found_demo(&owner(), 1, "2027-05-08".parse().unwrap()).await.unwrap();
        self
    }

    pub fn later(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Answers on a socket of this machine, too, and tells when it does no more.
    pub async fn on_a_socket(&self) -> (SocketAddr, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (address, tokio::spawn(server::wire::serve(listener, self.router.clone(), self.close.subscribe())))
    }

    /// The process is asked to end.
    pub fn end(&self) {
        self.close.send(true).unwrap();
    }

    /// Mails so far, once there are `count`.
    pub async fn letters(&self, count: usize) -> Vec<Mail> {
        for _ in 0..200 {
            if self.letters.0.lock().unwrap().len() >= count {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        self.letters.0.lock().unwrap().clone()
    }

    /// A browser nobody has signed in on.
    pub fn browser(&self) -> Browser<'_> {
        Browser { app: self, cookies: Vec::new(), language: "de" }
    }

    /// A browser with a session of that role.
    pub async fn signed_in(&self, role: Role) -> Browser<'_> {
        let email = format!("{}@example.org", role.key().replace('_', "-"));
        // There already the second time.
        let _ = self.services.invite(&owner(), &email, role).await;
        let link = self.services.printed_link(&owner(), &email).await.unwrap();
        let mut browser = self.browser();
        let answer = browser.post("/api/fn/sign_in", &[("code", &link)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
        browser
    }

    /// The demo fair's dating session.
    pub async fn dating(&self) -> Dating {
        let keeper = owner().into();
        let id = self.services.datings(&keeper, "lindenhafen").await.unwrap()[0].id;
        self.services.dating(&keeper, id).await.unwrap().dating
    }

    /// Allocates, publishes and starts the demo fair's dating session.
    pub async fn dating_that_runs(&self) -> Dating {
        let dating = self.dating().await;
        self.services.allocate(&owner(), dating.id, dating.revision, Some(1), None).await.unwrap();
        let dating = self.dating().await;
        self.services.publish(&owner(), dating.id, dating.revision, None).await.unwrap();
        let dating = self.dating().await;
        self.services.start(&owner().into(), dating.id, dating.revision, None).await.unwrap();
        self.dating().await
    }

    /// Somebody turns the clock of the session that runs.
    pub async fn turn(&self, turn: ClockTurn) {
        let dating = self.dating().await;
        self.services.turn_clock(&owner().into(), dating.id, dating.revision, turn, None).await.unwrap();
    }

    pub async fn send(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.unwrap()
    }
}

pub fn owner() -> Organiser {
    Organiser::owner_of_the_machine()
}

/// Somebody's browser: it keeps cookies and says where a form comes from.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookies: Vec<(String, String)>,
    language: &'static str,
}

impl Browser<'_> {
    pub fn that_likes(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A cookie it keeps.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    /// A form of one of our pages, as it is sent without wasm.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(Method::POST, path, &[form], form_body(fields).into()).await
    }

    /// The same, saying on which page the form stands: one that fails leads back there.
    pub async fn post_from(&mut self, referer: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = [(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), (header::REFERER, referer)];
        self.ask(Method::POST, path, &form, form_body(fields).into()).await
    }

    pub async fn get_as_script(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[(header::ACCEPT, "application/json")], Body::empty()).await
    }

    /// A form, sent by a script.
    pub async fn post_as_script(&mut self, path: &str, form_body: &str) -> Answer {
        let form = [(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), (header::ACCEPT, "application/json")];
        self.ask(Method::POST, path, &form, form_body.to_owned().into()).await
    }

    /// What a script of our pages sends.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Answer {
        let json = [(header::CONTENT_TYPE, "application/json"), (header::ACCEPT, "application/json")];
        self.ask(Method::POST, path, &json, body.to_owned().into()).await
    }

    async fn ask(&mut self, method: Method, path: &str, headers: &[(header::HeaderName, &str)], body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header("sec-fetch-site", "same-origin");
        if headers.iter().all(|(name, _)| name != header::ACCEPT) {
            request = request.header(header::ACCEPT, "text/html");
        }
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let answer = Answer::of(self.app.send(request.body(body).unwrap()).await).await;
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let (name, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

fn form_body(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('#', "%23").replace('&', "%26").replace('+', "%2B");
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
    pairs.join("&")
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub async fn of(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 10_000_000).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self { status: parts.status, headers: parts.headers, text }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}
