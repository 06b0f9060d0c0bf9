//! Style, scripts, pictures and fonts: from a folder while developing, from inside the executable in a pack.

mod folder;
#[cfg(feature = "embed")]
mod inside;

use app::request::{Assets, Part};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{borrow::Cow, path::Path, sync::Arc};

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
    /// Names of the files directly in `pkg`.
    fn pkg(&self) -> Vec<String>;
}

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

    /// What scripts, wasm and style are called: the plain name, or the one with a hash of the content.
    pub fn assets(&self) -> Assets {
        let files = self.0.pkg();
        let named = |stem: &str, ending: &str| {
            let plain = format!("{stem}.{ending}");
            let hashed = |name: &&String| {
                name.starts_with(&format!("{stem}.")) && name.ends_with(&format!(".{ending}")) && is_hashed(name)
            };
            files.iter().find(|name| **name == plain).or_else(|| files.iter().find(hashed)).cloned()
        };
        let plain = Assets::default();
        let Part { script, wasm } = plain.visitor;
        let visitor =
            Part { script: named("insist", "js").unwrap_or(script), wasm: named("insist", "wasm").unwrap_or(wasm) };
        let desk = named("desk", "js").zip(named("desk", "wasm"));
        let desk = desk.map_or_else(|| visitor.clone(), |(script, wasm)| Part { script, wasm });
        Assets { visitor, desk, style: named("insist", "css").unwrap_or(plain.style) }
    }

    /// Whether script, wasm and style are there at all.
    pub fn is_complete(&self) -> bool {
        let (files, Assets { visitor, style, .. }) = (self.0.pkg(), self.assets());
        [visitor.script, visitor.wasm, style].iter().all(|name| files.contains(name))
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

/// `insist.0123456789abcdef.js`: the content can never change under this name.
fn is_hashed(name: &str) -> bool {
    let mut parts = name.rsplit('.').skip(1);
    let hash = parts.next().unwrap_or_default();
    parts.next().is_some() && hash.len() >= 8 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

fn keeping(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        _ if path.starts_with("pkg/") && is_hashed(path) => "public, max-age=31536000, immutable",
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
