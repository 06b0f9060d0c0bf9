//! Style, scripts, pictures and fonts: from a folder while developing, from inside the executable in a pack.

mod folder;
#[cfg(feature = "embed")]
mod inside;

use app::request::{Assets, Piece, Whole};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{borrow::Cow, collections::BTreeMap, path::Path, sync::Arc};

/// A file as it is kept.
pub struct File {
    bytes: Cow<'static, [u8]>,
    /// Differs whenever the bytes differ.
    tag: String,
}

/// Where files come from.
trait Shelf: Send + Sync {
    /// `path` is relative and clean. Blocking, but a page's parts are small and near.
    fn file(&self, path: &str) -> Option<File>;
    /// Names of the files in `pkg` and one folder below, relative to it.
    fn pkg(&self) -> Vec<String>;
}

/// Whether the executable carries its files, and looks for them nowhere else.
pub const CARRIES_FILES: bool = cfg!(feature = "embed");

/// All files a browser may have.
#[derive(Clone)]
pub struct Site(Arc<dyn Shelf>);

impl Site {
    /// The executable's own files, where it carries some.
    #[cfg(feature = "embed")]
    pub fn open(_: &Path) -> Self {
        Self(Arc::new(inside::Inside))
    }

    #[cfg(not(feature = "embed"))]
    pub fn open(folder: &Path) -> Self {
        Self(Arc::new(folder::Folder::new(folder)))
    }

    /// A folder, even where the executable carries files.
    pub fn in_folder(folder: &Path) -> Self {
        Self(Arc::new(folder::Folder::new(folder)))
    }

    /// What scripts, wasm and style are called. A pack keeps them in a folder named after their content, with a list of
    /// what each part of the program consists of.
    pub fn assets(&self) -> Assets {
        let files = self.0.pkg();
        let hash = files.iter().filter_map(|name| name.strip_suffix("/insist.js")).find(|name| is_hash(name));
        let plain = Assets::default();
        let Some(hash) = hash else { return plain };
        let inside = |name: &str| format!("{hash}/{name}");
        let list = self.0.file(&format!("pkg/{}", inside("parts.json")));
        let parts: BTreeMap<String, Vec<Piece>> =
            list.and_then(|list| serde_json::from_slice(&list.bytes).ok()).unwrap_or_default();
        let whole = |(part, pieces): (String, Vec<Piece>)| {
            let file = inside(&format!("{part}.parts"));
            let pieces = pieces.into_iter().map(|piece| Piece { name: inside(&piece.name), ..piece }).collect();
            (part, Whole { file, pieces })
        };
        Assets {
            script: inside(&plain.script),
            wasm: inside(&plain.wasm),
            style: inside(&plain.style),
            office_style: files.iter().find(|name| **name == inside("office.css")).cloned(),
            parts: parts.into_iter().map(whole).collect(),
        }
    }

    /// Whether script, wasm and style are there at all.
    pub fn is_complete(&self) -> bool {
        let (files, Assets { script, wasm, style, parts, .. }) = (self.0.pkg(), self.assets());
        let names = |whole: Whole| whole.pieces.into_iter().map(|piece| piece.name).chain([whole.file]);
        [script, wasm, style].into_iter().chain(parts.into_values().flat_map(names)).all(|name| files.contains(&name))
    }

    fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let path = path.strip_prefix('/')?;
        let clean =
            path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0']));
        if !clean || !path.contains('.') || path.ends_with(".br") {
            return None;
        }
        let file = self.0.file(path)?;
        let takes_brotli = headers.get_all(header::ACCEPT_ENCODING).iter().any(accepts_brotli);
        let small = self.0.file(&format!("{path}.br"));
        let varies = small.is_some();
        let (file, encoding) = match small.filter(|_| takes_brotli) {
            Some(small) => (small, Some("br")),
            None => (file, None),
        };
        let tag = HeaderValue::from_str(&format!("\"{}{}\"", file.tag, encoding.map_or("", |_| "-br"))).ok()?;
        let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let unchanged = known.is_some_and(|known| known.split(',').any(|t| t.trim().trim_start_matches("W/") == tag));
        let mut response = match unchanged {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => Body::from(file.bytes.into_owned()).into_response(),
        };
        let answer = response.headers_mut();
        answer.insert(header::ETAG, tag);
        answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping(path)));
        if !unchanged {
            answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(path)));
            if let Some(encoding) = encoding {
                answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
        }
        if varies {
            answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        Some(response)
    }
}

/// Answers with a file where there is one; a page is asked for otherwise. Stands before the routes, since `/icon.svg` would
/// be taken for the name of a fair.
pub async fn files_first(State(site): State<Site>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(response) = site.answer(request.uri().path(), request.headers())
    {
        return response;
    }
    next.run(request).await
}

fn accepts_brotli(value: &HeaderValue) -> bool {
    value.to_str().is_ok_and(|text| {
        text.split(',').any(|one| {
            let mut parts = one.split(';').map(str::trim);
            parts.next() == Some("br") && parts.next() != Some("q=0")
        })
    })
}

/// Named after content: what lies in a folder of this name never changes.
fn is_hash(name: &str) -> bool {
    name.len() >= 8 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// `pkg/0123456789abcdef/insist.js`
fn is_for_good(path: &str) -> bool {
    path.strip_prefix("pkg/").and_then(|rest| rest.split_once('/')).is_some_and(|(folder, _)| is_hash(folder))
}

fn keeping(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        _ if is_for_good(path) => "public, max-age=31536000, immutable",
        "woff2" | "png" | "webp" | "ico" => "public, max-age=86400",
        _ => "public, no-cache",
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
