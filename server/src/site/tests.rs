#![allow(clippy::unwrap_used)]

use super::*;

fn site() -> (tempfile::TempDir, Site) {
    let folder = tempfile::tempdir().unwrap();
    let pkg = folder.path().join("pkg");
    let kept = pkg.join("0123456789abcdef");
    std::fs::create_dir_all(&kept).unwrap();
    std::fs::write(folder.path().join("icon.svg"), "<svg/>").unwrap();
    std::fs::write(folder.path().join(".secret.txt"), "no").unwrap();
    std::fs::write(kept.join("insist.js"), "script").unwrap();
    std::fs::write(kept.join("insist.wasm"), "wasm").unwrap();
    std::fs::write(kept.join("insist.wasm.br"), "br").unwrap();
    std::fs::write(kept.join("parts.json"), r#"{"market":[{"name":"insist.wasm","bytes":4}]}"#).unwrap();
    let site = Site::in_folder(folder.path());
    (folder, site)
}

fn headers(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
}

#[test]
fn a_hashed_name_is_kept_for_good_and_comes_small() {
    let (_folder, site) = site();
    let asked = headers(&[(header::ACCEPT_ENCODING, "gzip, br")]);
    let response = site.answer("/pkg/0123456789abcdef/insist.wasm", &asked).unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/wasm");
    assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(response.headers()[header::VARY], "Accept-Encoding");
    let plain = site.answer("/pkg/0123456789abcdef/insist.wasm", &HeaderMap::new()).unwrap();
    assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
}

#[test]
fn what_is_known_is_not_sent_again() {
    let (_folder, site) = site();
    let first = site.answer("/icon.svg", &HeaderMap::new()).unwrap();
    assert_eq!(first.headers()[header::CONTENT_TYPE], "image/svg+xml");
    let tag = first.headers()[header::ETAG].to_str().unwrap();
    let again = site.answer("/icon.svg", &headers(&[(header::IF_NONE_MATCH, tag)])).unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[test]
fn nothing_else_can_be_reached() {
    let (_folder, site) = site();
    for path in ["/../Cargo.toml", "/pkg/../icon.svg", "//icon.svg", "/.secret.txt", "/pkg", "/", "/icon.svg/"] {
        assert!(site.answer(path, &HeaderMap::new()).is_none(), "{path}");
    }
}

#[test]
fn the_names_of_the_parts_are_found() {
    let (folder, site) = site();
    let assets = site.assets();
    assert_eq!(assets.wasm, "0123456789abcdef/insist.wasm");
    let whole = assets.of_page("/messe/market").unwrap();
    assert_eq!(whole.file, "0123456789abcdef/market.parts");
    assert_eq!(whole.pieces, [Piece { name: "0123456789abcdef/insist.wasm".into(), bytes: 4 }]);
    assert!(assets.of_page("/messe/").is_none());
    assert!(!site.is_complete());
    for missing in ["insist.css", "market.parts"] {
        std::fs::write(folder.path().join("pkg/0123456789abcdef").join(missing), "").unwrap();
    }
    assert!(site.is_complete());
}
