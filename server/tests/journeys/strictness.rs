//! What holds for every answer and every request, whoever asks.

use crate::app::{Answer, TestApp};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use server::settings::Given;

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_strict() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let paths =
        ["/", "/lindenhafen/market", "/no-such-fair", "/health", "/api/clock", "/api/fn/fairs", "/api/x", "/pkg/x.js"];
    for path in paths {
        let answer = app.browser().get(path).await;
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert_ne!(answer.header("cache-control"), "", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path} is not behind TLS");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_script_of_a_page_carries_this_answers_nonce() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let (one, two) = (app.browser().get("/lindenhafen").await, app.browser().get("/lindenhafen").await);
    let nonce = nonce(&one);
    assert!(nonce.len() >= 16 && nonce != self::nonce(&two));
    let scripts: Vec<&str> = one.text.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    assert!(!scripts.is_empty());
    for script in scripts {
        assert!(script.contains(&format!("nonce=\"{nonce}\"")), "<script{script}>");
    }
    assert!(!one.text.contains(" style=\""), "a style attribute would be passed over by browsers");
    assert!(!one.text.contains(" onclick="));
}

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_tls_browsers_are_told_to_stay_there() {
    let app =
        TestApp::configured(Given { base_url: Some("https://fair.example.org".to_owned()), ..Given::default() }).await;
    let mut browser = app.browser();
    assert_eq!(browser.get("/health").await.header("strict-transport-security"), "max-age=63072000");
    let chosen = browser.post("/api/fn/set_theme", &[("theme", "dark"), ("back", "/")]).await;
    assert_eq!(
        chosen.header("set-cookie"),
        "__Host-insist-theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elses_page_can_act_here() {
    let app = TestApp::new().await;
    let forged = |name: &'static str, value: &'static str| {
        Request::post("/api/fn/set_theme")
            .header(header::HOST, "127.0.0.1:3000")
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("theme=dark&back=/"))
            .unwrap()
    };
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("x-nothing", "1")] {
        let answer = Answer::of(app.send(forged(name, value)).await).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.text.contains("did not come from a page of this fair"));
        assert_eq!(answer.header("set-cookie"), "");
    }
    let own = Answer::of(app.send(forged("origin", "http://127.0.0.1:3000")).await).await;
    assert_ne!(own.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_too_large_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let large = "x".repeat(257 * 1024);
    let answer = app.browser().post("/api/fn/ask_for_link", &[("email", &large)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("höchstens 256 KB"));
}

/// Whoever sends a form or follows a link reads a page in their language, programs read plain lines.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_speaks_the_language_of_whoever_reads_it() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let paper = format!("/api/fair/lindenhafen/dating/{}/paper/cards.pdf", app.dating().await.id);
    let german = app.browser().get(&paper).await;
    assert_eq!((german.status, german.header("content-type")), (StatusCode::FORBIDDEN, "text/html; charset=utf-8"));
    assert!(german.text.contains("<html lang=\"de\">") && german.text.contains("<a href=\"/sign-in\">Anmelden</a>"));
    let nonce = german.text.split("<style nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(german.header("content-security-policy").contains(&format!("style-src 'nonce-{nonce}'")));
    assert!(german.header("content-security-policy").contains("frame-ancestors 'none'"));
    let english = app.browser().that_likes("en-GB,en").get(&paper).await;
    assert!(english.text.contains("<html lang=\"en\">") && english.text.contains(">Sign in</a>"), "{}", english.text);
    let chosen = app.browser().with_cookie("insist-locale", "en").get(&paper).await;
    assert!(chosen.text.contains("<html lang=\"en\">"), "a language that was chosen goes before");

    let large = "x".repeat(257 * 1024);
    let form = app.browser().that_likes("en").post("/api/fn/ask_for_link", &[("email", &large)]).await;
    assert_eq!(form.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(form.text.contains("At most 256 KB") && form.text.contains("<h1>"), "{}", form.text);
    let script = app.browser().post_as_script("/api/fn/ask_for_link", &format!("email={large}")).await;
    assert_eq!(script.header("content-type"), "text/plain; charset=utf-8");
    assert!(script.text.contains("höchstens 256 KB") && script.text.contains("At most 256 KB"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unannounced_flood_breaks_off() {
    let app = TestApp::new().await;
    let endless = futures::stream::repeat_with(|| Ok::<_, std::io::Error>("x".repeat(64 * 1024)));
    let request = Request::post("/api/fn/ask_for_link")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from_stream(endless))
        .unwrap();
    let answer = Answer::of(app.send(request).await).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{answer:?}");
    assert!(answer.text.contains("At most 256 KB"), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_links_over_and_over_has_to_wait() {
    let app = TestApp::new().await;
    let mut last = app.browser().post("/api/fn/ask_for_link", &[("email", "somebody@example.org")]).await;
    assert_ne!(last.status, StatusCode::TOO_MANY_REQUESTS);
    for _ in 0..20 {
        last = app.browser().post("/api/fn/ask_for_link", &[("email", "somebody@example.org")]).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(app.browser().get("/health").await.status, StatusCode::OK, "everything else goes on");
}
