//! Paper and files of a session: documents, the plan for other programs, and one participant's calendar.

mod content;

use crate::{
    cookies,
    guard::refusal::{Refusal, START},
    settings::{BaseUrl, Settings},
};
use app::{
    request::Cookie,
    words::{languages::language, paper as words},
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{DatingId, Locale, ParticipantId, Refusal as Rule};
use paper::{
    Kind, Order, Size, Speech, Stock,
    calendar::{Agenda, Talk},
};
use serde::Deserialize;
use services::{Error, Services, actor::Visitor, paper::Printable};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Documents that are made at the same time; a thousand tables take seconds of a processor and some memory.
static PRESSES: Semaphore = Semaphore::const_new(2);

/// A browser shows a PDF inside a page of its own, which this lets it do; the document itself may nothing.
const SHOWN: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'none'";

/// What the press knows besides the use cases.
#[derive(Clone)]
pub struct Press {
    services: Services,
    base: Arc<BaseUrl>,
}

impl Press {
    pub fn new(services: Services, settings: &Settings) -> Self {
        Self { services, base: Arc::new(settings.base_url.clone()) }
    }
}

/// How somebody wants a document.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// `de`, `en`.
    lang: Option<String>,
    /// `a5`, `a6`: the size of a card.
    size: Option<String>,
    /// `a4`, `own`: the paper it is printed on.
    on: Option<String>,
    /// A version: only what changed since then. `last` for the one that was printed last, empty for everything.
    since: Option<String>,
    /// How this document was printed last ([`domain::announced::Since`]), as its button says it; none where nothing on it has
    /// changed since.
    last: Option<String>,
    /// The calendar is to be subscribed to: the answer is its address for calendars.
    subscribe: Option<String>,
}

/// `GET /api/fair/{slug}/dating/{id}/paper/{file}`: `cards.pdf`, `run-sheets.pdf` …, `plan.csv`, `plan.xlsx`, `plan.json`.
/// For organisers.
pub async fn document(
    State(press): State<Press>,
    Path((slug, id, file)): Path<(String, DatingId, String)>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    match printed(&press, &slug, id, &file, &wanted, &headers).await {
        Ok(answer) => answer,
        Err(error) => refused(&error),
    }
}

async fn printed(
    press: &Press,
    slug: &str,
    id: DatingId,
    file: &str,
    wanted: &Wanted,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let token = cookies::read(headers, Cookie::Session, &press.base);
    let organiser = press.services.organiser(token.as_deref()).await?;
    let make = Making::of(file, wanted, spoken(press, wanted, headers)).ok_or(Error::NotFound)?;
    let since = match wanted.since.as_deref() {
        Some("last") => wanted.last.as_deref(),
        since => since,
    };
    let since = match since.filter(|text| !text.is_empty()) {
        Some(text) => Some(text.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let printable = press.services.printable(&organiser, slug, id, since).await?;
    if let Making::Document(_) = make {
        printable.may_be_printed()?;
    }
    let unavailable = |what: String| Error::Unavailable(what);
    let _press = PRESSES.acquire().await.map_err(|error| unavailable(error.to_string()))?;
    let name = make.name(&printable);
    let kind = make.media_type();
    let bytes = tokio::task::spawn_blocking(move || make.bytes(&printable)).await;
    let bytes = bytes.map_err(|error| unavailable(error.to_string()))?.map_err(unavailable)?;
    Ok(file_of(kind, &name, kind == PDF, bytes))
}

/// `GET /api/fair/{slug}/dating/{id}/calendar/{participant}.ics`, for whoever may see "my table".
pub async fn calendar(
    State(press): State<Press>,
    Path((slug, id, file)): Path<(String, DatingId, String)>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let Some(who) = file.strip_suffix(".ics").and_then(|text| text.parse::<ParticipantId>().ok()) else {
        return refused(&Error::NotFound);
    };
    let found = match press.services.appointments(Visitor, &slug, id, who).await {
        Ok(found) => found,
        Err(Error::NotFound) if wanted.subscribe.is_none() && is_removed(&press, &slug, id).await => {
            return calendar_file(paper::calendar::emptied());
        }
        Err(error) => return refused(&error),
    };
    if wanted.subscribe.is_some() {
        let path = app::paths::calendar(&slug, id, who);
        return Redirect::to(&format!("webcal://{}{path}", press.base.authority())).into_response();
    }
    let talk = |a: services::paper::Appointment| Talk {
        round: a.round,
        starts: a.starts,
        ends: a.ends,
        table: a.table,
        partners: a.partners,
        standing: a.standing,
    };
    let agenda = Agenda {
        locale: spoken(&press, &wanted, &headers),
        host: press.base.authority().to_owned(),
        dating: id,
        who,
        link: format!("{}{}", found.base_url, app::paths::my_table(&slug, id, who)),
        session: found.title,
        venue: found.fair.venue,
        sequence: found.sequence,
        changed_at: found.changed_at,
        talks: found.list.into_iter().map(talk).collect(),
    };
    calendar_file(paper::calendar::ics(&agenda))
}

fn calendar_file(text: String) -> Response {
    file_of("text/calendar; charset=utf-8", "speed-dating.ics", true, text.into_bytes())
}

/// Whether whoever subscribed to a calendar of this session goes on asking in vain.
async fn is_removed(press: &Press, slug: &str, id: DatingId) -> bool {
    press.services.was_removed(Visitor, slug, id).await.unwrap_or(false)
}

const PDF: &str = "application/pdf";

/// What a file is made by.
enum Making {
    Document(Order),
    Csv(Speech),
    Xlsx(Speech),
    Json,
}

impl Making {
    fn of(file: &str, wanted: &Wanted, locale: Locale) -> Option<Self> {
        let speech = Speech { locale, language };
        match file {
            "plan.csv" => Some(Making::Csv(speech)),
            "plan.xlsx" => Some(Making::Xlsx(speech)),
            "plan.json" => Some(Making::Json),
            _ => {
                let kind = Kind::from_key(file.strip_suffix(".pdf")?)?;
                let size = wanted.size.as_deref().map_or(Some(Size::default()), Size::from_key)?;
                let stock = wanted.on.as_deref().map_or(Some(Stock::default()), Stock::from_key)?;
                Some(Making::Document(Order { kind, size, stock, speech }))
            }
        }
    }

    fn media_type(&self) -> &'static str {
        match self {
            Making::Document(_) => PDF,
            Making::Csv(_) => "text/csv; charset=utf-8",
            Making::Xlsx(_) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Making::Json => "application/json",
        }
    }

    /// The file's name: what, and which version.
    fn name(&self, printable: &Printable) -> String {
        let version = printable.now.as_ref().map(|plan| format!("-{}", plan.version)).unwrap_or_default();
        match self {
            Making::Document(order) => {
                format!("{}{version}.pdf", words::file_name(order.speech.locale, order.kind.key()))
            }
            Making::Csv(_) => format!("plan{version}.csv"),
            Making::Xlsx(_) => format!("plan{version}.xlsx"),
            Making::Json => format!("plan{version}.json"),
        }
    }

    fn bytes(&self, printable: &Printable) -> Result<Vec<u8>, String> {
        let now = content::now(printable);
        match self {
            Making::Document(order) => {
                let since = content::since(printable);
                let print = paper::print(order, &now, since.as_ref()).map_err(|error| error.to_string())?;
                Ok(print.pdf)
            }
            Making::Csv(speech) => {
                paper::tables::csv(&now, speech).map(String::into_bytes).map_err(|error| error.to_string())
            }
            Making::Xlsx(speech) => paper::tables::xlsx(&now, speech).map_err(|error| error.to_string()),
            Making::Json => paper::tables::json(&now).map(String::into_bytes).map_err(|error| error.to_string()),
        }
    }
}

fn spoken(press: &Press, wanted: &Wanted, headers: &HeaderMap) -> Locale {
    let asked = wanted.lang.as_deref().and_then(Locale::from_tag);
    let chosen = || cookies::read(headers, Cookie::Locale, &press.base).and_then(|tag| Locale::from_tag(&tag));
    let liked = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().map(Locale::negotiate);
    asked.or_else(chosen).or_else(liked).unwrap_or_default()
}

/// `name` is ASCII. What is shown may also be saved.
fn file_of(kind: &'static str, name: &str, shown: bool, bytes: Vec<u8>) -> Response {
    let how = if shown { "inline" } else { "attachment" };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("{how}; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    if kind == PDF {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SHOWN));
    }
    response
}

fn refused(error: &Error) -> Response {
    let sign_in = ("/sign-in", ["Anmelden", "Sign in"]);
    let (status, title, [german, english], way) = match error {
        // As the room for paper says it.
        Error::Refused(Rule::CalledOff) => {
            (StatusCode::CONFLICT, ["Abgesagt", "Called off"], Locale::ALL.map(words::called_off), START)
        }
        Error::NotFound | Error::Refused(_) | Error::Stale => (
            StatusCode::NOT_FOUND,
            ["Hier ist nichts", "Nothing here"],
            [
                "Diese Datei gibt es nicht, oder nicht mehr. Vielleicht ist der Plan noch nicht veröffentlicht.",
                "There is no such file, or no longer. Perhaps the plan is not published yet.",
            ],
            START,
        ),
        Error::Forbidden => (
            StatusCode::FORBIDDEN,
            ["Bitte melden Sie sich an", "Please sign in"],
            [
                "Diese Datei ist für das Organisationsteam. Vielleicht ist Ihre Anmeldung abgelaufen.",
                "This file is for the organising team. Perhaps you are no longer signed in.",
            ],
            sign_in,
        ),
        Error::Unavailable(detail) => {
            tracing::error!(detail, "a document cannot be made");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                ["Gerade nicht", "Not now"],
                [
                    "Die Datei lässt sich gerade nicht machen. Bitte versuchen Sie es gleich noch einmal.",
                    "The file cannot be made right now. Please try again in a moment.",
                ],
                START,
            )
        }
    };
    Refusal { status, title, text: [german.to_owned(), english.to_owned()], way }.into_response()
}
