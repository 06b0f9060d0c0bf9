//! `cargo xtask pack`: the one executable that carries its assets, and the proof that it does.

use crate::{
    build,
    house::{Grade, House, run},
    prerequisites,
    progress::Progress,
    site::{self, LOADER, OFFICE_STYLE, Pack},
    trial_server::{Scratch, TrialServer, free_port},
    trim,
};
use anyhow::{Context, Result, bail};
use brotli::enc::{BrotliEncoderParams, backward_references::BrotliEncoderMode};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What the compiler's output uses: without these switches wasm-opt takes it for broken.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Smallest after brotli, not before: a compiled Leptos page is the same few functions over and over for other types, and
/// stays so only while nothing is inlined into its one caller, and no expression is shared that stands twice. On this
/// program these switches are worth a seventh against plain `-Oz`.
const FOR_THE_WAY: [&str; 6] = [
    "-Os",
    "--one-caller-inline-max-function-size=0",
    "--skip-pass=local-cse",
    "--skip-pass=merge-blocks",
    "--skip-pass=memory-packing",
    "--strip-debug",
];

/// What a first visit to the market should weigh at most, all in all. Not reached yet: the pack says so, and is made.
const FIRST_VISIT: usize = 350 * 1024;

/// Fetched on every page: script, the loader of the parts, style.
const COMMON: [&str; 3] = ["insist.js", LOADER, "insist.css"];

pub fn pack(house: &House) -> Result<()> {
    let mut progress = Progress::of(8);
    progress.step("What is needed", || {
        prerequisites::for_building()?;
        prerequisites::node().context("packing needs Node for wasm-opt")?;
        prerequisites::npm_packages(&house.root.join("xtask/pack"))
    })?;
    progress.step("The browser's part", || build::wasm_for_splitting(house, Grade::Release))?;
    let pack = progress.step("Its parts, scripts, style and pictures", || site::assemble_in_parts(house))?;
    progress.step("Without what never runs", || trim::trim(&wasm_files(&pack.folder)?))?;
    progress.step("Smaller wasm (wasm-opt)", || shrink(house, &pack.folder))?;
    let pack = progress.step("Compression", || {
        tighten(house, &pack.folder)?;
        site::join_parts(&pack)?;
        let pack = site::name_after_content(pack)?;
        compress(&house.site())?;
        Ok(pack)
    })?;
    progress.step("The executable", || build::server(house, Grade::Release, &["embed"]))?;
    let packed = house.packed();
    let pages = progress.step("Proof: alone in an empty folder", || {
        fs::create_dir_all(packed.parent().context("no folder for the pack")?)?;
        // An earlier one that still runs keeps its file.
        let _ = fs::remove_file(&packed);
        fs::copy(house.server(Grade::Release), &packed).context("cannot copy the executable")?;
        prove(&packed, &pack)
    })?;
    progress.finish("Packed");
    sizes(&pack, &pages, &packed)
}

/// By the npm package binaryen: the version in Debian 12 makes a module that looks valid and
/// breaks in the browser.
fn shrink(house: &House, folder: &Path) -> Result<()> {
    let wasm_opt = house.root.join("xtask/pack/node_modules/binaryen/bin/wasm-opt");
    for wasm in wasm_files(folder)? {
        let before = fs::metadata(&wasm)?.len();
        let mut node = Command::new("node");
        node.arg(&wasm_opt).args(FOR_THE_WAY).args(WASM_FEATURES);
        run(node.arg(&wasm).arg("-o").arg(&wasm))?;
        eprintln!("      {}: {} KB -> {} KB", shown(&wasm), before / 1024, fs::metadata(&wasm)?.len() / 1024);
    }
    Ok(())
}

fn wasm_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "wasm"));
    files.sort();
    Ok(files)
}

fn shown(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

/// The scripts without what only people need. (The linker writes one name several times into a list; that is no mistake.)
fn tighten(house: &House, folder: &Path) -> Result<()> {
    let esbuild = house.root.join("xtask/pack/node_modules/esbuild/bin/esbuild");
    for script in ["insist.js", LOADER].map(|name| folder.join(name)) {
        let mut node = Command::new("node");
        node.arg(&esbuild).arg(&script).arg(format!("--outfile={}", script.display()));
        run(node.args(["--minify", "--format=esm", "--target=es2022", "--allow-overwrite", "--log-level=error"]))?;
    }
    Ok(())
}

/// A `.br` beside everything that shrinks by it.
fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            compress(&path)?;
            continue;
        }
        let plain = fs::read(&path)?;
        let mut small = Vec::new();
        // The mode for tables of bytes suits programs a little better than the one for anything.
        let program = path.extension().is_some_and(|kind| kind == "wasm" || kind == "parts");
        let mode = if program { BrotliEncoderMode::BROTLI_MODE_FONT } else { BrotliEncoderMode::BROTLI_MODE_GENERIC };
        let settings = BrotliEncoderParams { mode, quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut plain.as_slice(), &mut small, &settings)?;
        if small.len() < plain.len() {
            fs::write(compressed(&path), small)?;
        }
    }
    Ok(())
}

fn compressed(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.br", path.display()))
}

/// Pages whose first visit is weighed: what they are, and the part of the program they travel in.
const VISITS: [(&str, &str, &str); 3] = [
    ("the market", "/lindenhafen/market", "market"),
    ("the start of the day", "/lindenhafen", "fair"),
    ("the sign-in", "/sign-in", "desk"),
];

/// Starts the executable with nothing beside it and asks for its pages and every file, as a browser would. Returns what
/// each of the [`VISITS`] has as a page, in bytes on the way.
fn prove(packed: &Path, pack: &Pack) -> Result<Vec<usize>> {
    let scratch = Scratch::new("pack")?;
    let alone = scratch.0.join("insist");
    fs::copy(packed, &alone)?;
    let port = free_port()?;
    let mut serve = Command::new(&alone);
    serve.args(["serve", "--demo"]).env_clear().env("INSIST_LISTEN", format!("127.0.0.1:{port}"));
    let server = TrialServer::start(serve, &scratch.0, port)?;
    let small = |path: &str, accept: &str| -> Result<Vec<u8>> {
        let (status, answer) = server.get(path, &format!("Accept: {accept}\r\nAccept-Encoding: br\r\n"))?;
        let head = String::from_utf8_lossy(&answer[..answer.len().min(2000)]).to_lowercase();
        if status != 200 || !head.contains("content-encoding: br") {
            bail!("the packed server does not give {path} in brotli (status {status})");
        }
        Ok(answer)
    };
    let address = format!("/pkg/{}", shown(&pack.folder));
    for file in first_files(pack).iter().chain(pack.parts.values().flatten()) {
        small(&format!("{address}/{file}"), "*/*")?;
    }
    let weighed = VISITS.map(|(_, path, part)| {
        let (_, page) = server.get(path, "Accept: text/html\r\n")?;
        let page = String::from_utf8_lossy(&page).into_owned();
        let asked = ["insist.js", "insist.css"].map(str::to_owned).into_iter().chain([whole(part)]);
        for file in asked.chain(pack.parts[part].iter().cloned()) {
            if !page.contains(&format!("{address}/{file}")) {
                bail!("{path} of the packed server does not ask for {file}");
            }
        }
        Ok(small(path, "text/html")?.len())
    });
    weighed.into_iter().collect()
}

/// The file that holds all of a part.
fn whole(part: &str) -> String {
    format!("{part}.parts")
}

/// What a first visit to any page fetches, and what it may fetch of the program: one part in one piece.
fn first_files(pack: &Pack) -> BTreeSet<String> {
    let common = COMMON.iter().chain([&OFFICE_STYLE]).map(|name| (*name).to_owned());
    common.chain(pack.parts.keys().map(|part| whole(part))).collect()
}

fn sizes(pack: &Pack, pages: &[usize], packed: &Path) -> Result<()> {
    println!("\n{:<34} {:>10} {:>10}", "", "raw", "brotli");
    let weight = |name: &str| -> Result<(usize, usize)> {
        let path = pack.folder.join(name);
        let raw = fs::metadata(&path)?.len() as usize;
        Ok((raw, fs::metadata(compressed(&path)).map_or(raw, |file| file.len() as usize)))
    };
    for name in first_files(pack).iter().chain(pack.parts.values().flatten().collect::<BTreeSet<_>>()) {
        let (raw, small) = weight(name)?;
        println!("{name:<34} {:>10} {:>10}", kilobytes(raw), kilobytes(small));
    }
    let mut market = 0;
    for ((name, _, part), page) in VISITS.into_iter().zip(pages) {
        let mut visit = page + weight(&whole(part))?.1;
        for file in COMMON.iter().chain((part == "desk").then_some(&OFFICE_STYLE)) {
            visit += weight(file)?.1;
        }
        println!("{:<34} {:>10} {:>10}", format!("a first visit to {name}"), "", kilobytes(visit));
        market = if part == "market" { visit } else { market };
    }
    println!("{:<34} {:>10}", "target/pack/insist", kilobytes(fs::metadata(packed)?.len() as usize));
    if market > FIRST_VISIT {
        println!("That is more than the {} a first visit to the market should weigh.", kilobytes(FIRST_VISIT));
    }
    Ok(())
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1024.0)
}
