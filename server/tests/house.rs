//! The invariants of the house that a machine can see: which room may know which, and what is named in one room only.

#![allow(clippy::unwrap_used)]

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
};

/// Each room and the rooms it may lean on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("allocation", &["domain"]),
    ("intake", &["domain"]),
    ("demo", &["domain"]),
    ("paper", &["domain"]),
    ("services", &["domain", "allocation", "intake", "demo"]),
    ("storage", &["domain", "services"]),
    ("app", &["domain", "services"]),
    ("frontend", &["app"]),
    ("server", &["domain", "allocation", "intake", "demo", "paper", "services", "storage", "app"]),
    ("xtask", &["domain"]),
];

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// What this machine builds: packages of other systems need not have been fetched.
fn metadata() -> Metadata {
    let host = ["--locked", "--filter-platform", &host()].map(str::to_owned);
    MetadataCommand::new().manifest_path(house().join("Cargo.toml")).other_options(host).exec().unwrap()
}

fn host() -> String {
    let said = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let lines = String::from_utf8(said.stdout).unwrap();
    lines.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// What a package names itself in its manifest, tests aside.
fn named(package: &Package) -> impl Iterator<Item = &str> {
    package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development).map(|d| d.name.as_str())
}

/// Everything that is compiled with a package, tests aside.
fn with_all_below<'a>(metadata: &'a Metadata, room: &str) -> BTreeSet<&'a str> {
    let nodes: HashMap<_, _> = metadata.resolve.as_ref().unwrap().nodes.iter().map(|node| (&node.id, node)).collect();
    let start = metadata.workspace_packages().into_iter().find(|package| package.name == room).unwrap();
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![&start.id]);
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            let normal =
                nodes[id].deps.iter().filter(|dep| dep.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal));
            waiting.extend(normal.map(|dep| &dep.pkg));
        }
    }
    seen.into_iter().map(|id| metadata[id].name.as_str()).collect()
}

#[test]
fn arrows_run_down_only() {
    let metadata = metadata();
    let rooms: BTreeSet<&str> = metadata.workspace_packages().iter().map(|room| room.name.as_str()).collect();
    let listed: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms, listed, "every room stands in the table");
    for room in metadata.workspace_packages() {
        let (_, below) = ARROWS.iter().find(|(name, _)| *name == room.name.as_str()).unwrap();
        for other in named(room).filter(|name| rooms.contains(name)) {
            assert!(below.contains(&other), "{} may not lean on {other}", room.name);
        }
    }
}

#[test]
fn domain_and_engine_know_no_clock_thread_socket_or_database() {
    let metadata = metadata();
    for room in ["domain", "allocation"] {
        let below = with_all_below(&metadata, room);
        for outside in ["tokio", "sea-orm", "sqlx", "axum", "leptos", "hyper", "futures", "rayon", "getrandom", "rand"]
        {
            assert!(!below.contains(outside), "{room} brings in {outside}");
        }
    }
}

/// `leptos_axum` brings axum along for whoever renders pages; to *name* it is the server's alone.
#[test]
fn database_and_web_are_named_in_one_room_each() {
    let metadata = metadata();
    for (one, only) in [
        ("sea-orm", "storage"),
        ("sea-orm-migration", "storage"),
        ("axum", "server"),
        ("hyper", "server"),
        ("hyper-util", "server"),
        ("tower", "server"),
    ] {
        let naming: Vec<&str> = metadata
            .workspace_packages()
            .iter()
            .filter(|room| named(room).any(|name| name == one))
            .map(|room| room.name.as_str())
            .collect();
        assert_eq!(naming, [only], "{one} is named in {only} only");
    }
    for file in sources(&house().join("app/src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in ["axum::", "sea_orm", "use axum"] {
            let code = text.replace("leptos_axum::", "").replace("use leptos_axum", "");
            assert!(!code.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn one_file_listens_to_the_servers_events() {
    let app = house().join("app");
    let listening: Vec<PathBuf> = sources(&app.join("src"))
        .into_iter()
        .filter(|file| std::fs::read_to_string(file).unwrap().contains("EventSource"))
        .map(|file| file.strip_prefix(&app).unwrap().to_owned())
        .collect();
    assert_eq!(listening, [PathBuf::from("src/live.rs")]);
}

/// The domain, the engine and the printing press never look at a clock or start a thread.
#[test]
fn time_and_chance_are_arguments() {
    for room in ["domain", "allocation", "paper"] {
        for file in sources(&house().join("crates").join(room).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            for word in ["Instant::now", "SystemTime::now", "Timestamp::now", "Zoned::now", "thread::spawn", "std::net"]
            {
                assert!(!text.contains(word), "{} says {word}", file.display());
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
