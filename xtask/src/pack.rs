//! `cargo xtask pack`: the one executable that carries its assets, and the proof that it does.

use crate::{
    build,
    house::{Grade, House, run},
    prerequisites,
    progress::Progress,
    site,
    trial_server::{Scratch, TrialServer, free_port},
};
use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use std::{
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

/// What a first visit may weigh, all in all.
const FIRST_VISIT: usize = 350 * 1024;

pub fn pack(house: &House) -> Result<()> {
    let mut progress = Progress::of(8);
    let site = house.site();
    let pkg = site.join("pkg");
    let desk = house.target.join("desk.wasm");
    progress.step("What is needed", || {
        prerequisites::for_building()?;
        prerequisites::node().context("packing needs Node for wasm-opt")?;
        prerequisites::npm_packages(&house.root.join("xtask/pack"))
    })?;
    progress.step("The browser's part with the organisers' rooms", || {
        build::wasm(house, Grade::Release)?;
        fs::copy(house.wasm(Grade::Release), &desk).context("cannot keep the desk's part")?;
        Ok(())
    })?;
    progress.step("The browser's part for visitors", || build::wasm_for_visitors(house, Grade::Release))?;
    progress.step("Scripts, style and pictures", || {
        // Always from scratch: names and compressed copies of the last pack must not stay.
        let _ = fs::remove_dir_all(&site);
        site::assemble(house, Grade::Release)?;
        site::script(&desk, &pkg, "desk", Grade::Release)
    })?;
    progress.step("Smaller wasm (wasm-opt -Oz)", || {
        shrink(house, &pkg.join("insist.wasm"))?;
        shrink(house, &pkg.join("desk.wasm"))
    })?;
    let names = progress.step("Names by content, compression", || {
        let names = name_by_content(&site)?;
        // What lies there now is no site for development any more.
        let _ = fs::remove_file(site.with_extension("stamp"));
        compress(&site)?;
        Ok(names)
    })?;
    progress.step("The executable", || build::server(house, Grade::Release, &["embed"]))?;
    let packed = house.root.join("target/pack/insist");
    let market = progress.step("Proof: alone in an empty folder", || {
        fs::create_dir_all(packed.parent().context("no folder for the pack")?)?;
        fs::copy(house.server(Grade::Release), &packed).context("cannot copy the executable")?;
        prove(&packed, &names)
    })?;
    progress.finish("Packed");
    sizes(&pkg, &names, market, &packed)
}

/// By the npm package binaryen: the version in Debian 12 makes a module that looks valid and
/// breaks in the browser.
fn shrink(house: &House, wasm: &Path) -> Result<()> {
    let wasm_opt = house.root.join("xtask/pack/node_modules/binaryen/bin/wasm-opt");
    let before = fs::metadata(wasm)?.len();
    run(Command::new("node").arg(wasm_opt).arg("-Oz").args(WASM_FEATURES).arg(wasm).arg("-o").arg(wasm))?;
    eprintln!("      {} KB -> {} KB", before / 1024, fs::metadata(wasm)?.len() / 1024);
    Ok(())
}

/// What the browser's files are called, once they are named by their content.
struct Names {
    /// Script, wasm and style of a visitor's page.
    visitor: [String; 3],
    /// Script and wasm of the organisers' rooms.
    desk: [String; 2],
}

/// Renames scripts, wasm and style after what is in them, so that browsers may keep them for good.
fn name_by_content(site: &Path) -> Result<Names> {
    let pkg = site.join("pkg");
    let named = |stem: &str, kind: &str| -> Result<String> {
        let plain = pkg.join(format!("{stem}.{kind}"));
        let name = format!("{stem}.{}.{kind}", site::fingerprint(&fs::read(&plain)?));
        fs::rename(&plain, pkg.join(&name))?;
        Ok(name)
    };
    Ok(Names {
        visitor: [named("insist", "js")?, named("insist", "wasm")?, named("insist", "css")?],
        desk: [named("desk", "js")?, named("desk", "wasm")?],
    })
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
        let settings = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
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

/// Starts the executable with nothing beside it and asks for its pages and every asset, as a browser would. Returns what
/// the market of a filled fair weighs on its way.
fn prove(packed: &Path, names: &Names) -> Result<usize> {
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
    for (path, wanted) in [("/", &names.visitor[..]), ("/sign-in", &names.desk[..])] {
        let (_, page) = server.get(path, "Accept: text/html\r\n")?;
        let page = String::from_utf8_lossy(&page).into_owned();
        for name in wanted {
            if !page.contains(name.as_str()) {
                bail!("{path} of the packed server does not ask for {name}");
            }
            small(&format!("/pkg/{name}"), "*/*")?;
        }
    }
    Ok(small("/lindenhafen/market", "text/html")?.len())
}

fn sizes(pkg: &Path, names: &Names, market: usize, packed: &Path) -> Result<()> {
    println!("\n{:<34} {:>10} {:>10}", "", "raw", "brotli");
    let weigh = |name: &String| -> Result<usize> {
        let path = pkg.join(name);
        let raw = fs::metadata(&path)?.len() as usize;
        let small = fs::metadata(compressed(&path)).map_or(raw, |file| file.len() as usize);
        println!("{name:<34} {:>10} {:>10}", kilobytes(raw), kilobytes(small));
        Ok(small)
    };
    let mut visit = market;
    for name in &names.visitor {
        visit += weigh(name)?;
    }
    for name in &names.desk {
        weigh(name)?;
    }
    println!("{:<34} {:>10} {:>10}", "the demo fair's market page", "", kilobytes(market));
    println!("{:<34} {:>10} {:>10}", "a first visit to it, in all", "", kilobytes(visit));
    println!("{:<34} {:>10}", "target/pack/insist", kilobytes(fs::metadata(packed)?.len() as usize));
    if visit > FIRST_VISIT {
        bail!("a first visit may weigh {} at most", kilobytes(FIRST_VISIT));
    }
    Ok(())
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1024.0)
}
