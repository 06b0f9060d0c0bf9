//! How the process starts, what it says where it cannot, and how it ends.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, Stdio},
};

/// The executable in a folder of its own, with nothing in the environment.
fn insist(folder: &Path, args: &[&str]) -> Command {
    let mut insist = Command::new(env!("CARGO_BIN_EXE_insist"));
    insist.args(args).env_clear().current_dir(folder);
    insist
}

/// What it says where it does not start.
fn refused(mut insist: Command) -> String {
    let ended = insist.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!((ended.status.code(), ended.stdout.len()), (Some(2), 0), "{said}");
    said
}

#[test]
fn whatever_is_wrong_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text"), "nothing of ours, and no database either").unwrap();
    std::fs::create_dir_all(folder.path().join("data/insist.db")).unwrap();
    let port = ["serve", "--listen", "127.0.0.1:0"];
    for (args, sentence) in [
        (["--data", "text"], "text is a file; the database needs a folder there"),
        (["--data", "data"], "data/insist.db is a folder; the database needs a file there"),
        (["--database", "sqlite:text"], "text does not open: file is not a database"),
        (["--database", "sqlite:"], "`sqlite:` names no file"),
        (["--database", "postgres://fair:s3cret@127.0.0.1:9/fair"], "PostgreSQL at 127.0.0.1:9 does not open: Conn"),
        (["--config", "data"], "The settings file data is a folder"),
        (["--log-filter", "inof"], "log_filter: `inof` is no level"),
        (["--live-connections", "bad"], "--live-connections"),
        (["--site", "nowhere"], "site (LEPTOS_SITE_ROOT): there is no folder `nowhere`"),
    ] {
        let said = refused(insist(folder.path(), &[&port[..], &args].concat()));
        assert!(said.contains(sentence) && !said.contains("s3cret"), "{args:?}: {said}");
    }
    let mut by_variable = insist(folder.path(), &port);
    by_variable.env("INSIST_LIVE_CONNECTIONS", "bad");
    let said = refused(by_variable);
    assert_eq!(said, "insist: INSIST_LIVE_CONNECTIONS: `bad` cannot be used; write a whole number such as 12000.\n");
}

/// `insist … | head -1`: what is done is done, and nobody is shown where in the program it was.
#[test]
fn whoever_stops_reading_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let unread = |args: &[&str]| {
        let mut insist = insist(folder.path(), args);
        let mut running = insist.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(running.stdout.take());
        running
    };
    let fair = ["--fair", "lindenhafen", "--data", "data"];
    for args in [
        &["demo", "--data", "data"][..],
        &["demo", "--data", "data"],
        &[&["export"][..], &fair].concat(),
        &[&["replay"][..], &fair].concat(),
        &["sign-in-link", "office@example.org", "--data", "data"],
        &["--help"],
        &["help", "serve"],
    ] {
        let ended = unread(args).wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && !said.contains("panicked"), "{args:?}: {said}");
    }
    let mut serving = unread(&["serve", "--demo", "--data", "data", "--listen", "127.0.0.1:0", "--log", "json"]);
    let mut lines = BufReader::new(serving.stderr.take().unwrap()).lines().map(Result::unwrap);
    let serves = lines.any(|line| line.contains("\"serving\""));
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert!(serves);
}

/// It takes any port that is free, tells people and machines which, and its orderly end alarms nobody.
#[cfg(unix)]
#[test]
fn it_says_where_it_is_and_ends_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut serve = insist(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--log", "json"]);
    let mut running = serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(running.stderr.take().unwrap()).lines();
    let start = lines.by_ref().map(Result::unwrap).find(|line| line.contains("\"serving\"")).unwrap();
    let start: serde_json::Value = serde_json::from_str(&start).unwrap();
    assert_eq!(start["version"], env!("CARGO_PKG_VERSION"));
    let address = start["address"].as_str().unwrap();
    assert!(!address.ends_with(":0"), "{address}");
    let mut asking = std::net::TcpStream::connect(address).unwrap();
    asking.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    asking.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    // Of the shell itself: a bare system has no such program.
    let end = format!("kill {}", running.id());
    assert!(Command::new("sh").args(["-c", &end]).status().unwrap().success());
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert!(running.wait().unwrap().success());
    assert!(rest.iter().all(|line| !line.contains("\"WARN\"") || line.contains("pages will be plain")), "{rest:?}");
    let mut said = String::new();
    running.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.starts_with(&format!("INSIST is at http://{address}/\n")), "{said}");
    assert!(said.contains(&format!("  http://{address}/sign-in/confirm#")), "{said}");
}
