//! Puts together target/site: what the browser is given.

use crate::{
    house::{Grade, House},
    stylesheet,
};
use anyhow::{Context, Result, anyhow, bail};
use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

/// Scripts, style and pictures under their plain names. The slow half, wasm-bindgen, is skipped
/// while its input stays the same.
pub fn assemble(house: &House, grade: Grade) -> Result<()> {
    let site = house.site();
    let pkg = site.join("pkg");
    let input = house.wasm(grade);
    let wasm = fs::read(&input).with_context(|| format!("cannot read {}", input.display()))?;
    let stamp_file = site.with_extension("stamp");
    let stamp = format!("{} {}\n", grade.wasm_profile().0, fingerprint(&wasm));
    let fresh = fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp)
        && pkg.join("insist.js").is_file()
        && pkg.join("insist.wasm").is_file();
    // Whatever happens from here on, a half-made site must not count as this one.
    let _ = fs::remove_file(&stamp_file);
    empty(&site, if fresh { Some("pkg") } else { None })?;
    fs::create_dir_all(&pkg)?;
    if !fresh {
        script(&input, &pkg, grade)?;
    }
    copy_all(&house.root.join("style/public"), &site)?;
    let sheet = stylesheet::joined(&house.root.join("style/main.css"))?;
    let sheet = if grade == Grade::Release { stylesheet::tightened(&sheet) } else { sheet };
    fs::write(pkg.join("insist.css"), sheet)?;
    fs::write(stamp_file, stamp)?;
    Ok(())
}

/// Makes `insist.js` and `insist.wasm` of what the compiler left.
fn script(input: &Path, pkg: &Path, grade: Grade) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name("insist").typescript(false).web(true)?;
    if grade == Grade::Release {
        bindgen.remove_name_section(true).remove_producers_section(true);
    }
    bindgen.generate(pkg)?;
    keep_plain_name(pkg)
}

/// Leptos, told its output name while compiling, asks for the wasm without the usual `_bg`.
fn keep_plain_name(pkg: &Path) -> Result<()> {
    Ok(fs::rename(pkg.join("insist_bg.wasm"), pkg.join("insist.wasm"))?)
}

/// The loader of the parts; Leptos compiles this name in.
pub const LOADER: &str = "__wasm_split.______________________.js";

/// The style of what only organisers and projectors see, in `style` and in a pack.
pub const OFFICE_STYLE: &str = "office.css";

/// A pack's site: everything the browser keeps for good lies in `pkg` under one name made of its content.
pub struct Pack {
    pub folder: PathBuf,
    /// The files of each part of the program: what everybody gets first, then what the loader fetches.
    pub parts: BTreeMap<String, Vec<String>>,
}

/// Splits the release build into its parts and puts the site together around them, always from scratch: nothing of an
/// earlier pack may stay.
pub fn assemble_in_parts(house: &House) -> Result<Pack> {
    let site = house.site();
    let _ = fs::remove_file(site.with_extension("stamp"));
    empty(&site, None)?;
    copy_all(&house.root.join("style/public"), &site)?;
    let wasm = fs::read(house.wasm(Grade::Release))?;
    let style = house.root.join("style");
    let sheet = stylesheet::tightened(&stylesheet::joined_without(&style.join("main.css"), OFFICE_STYLE)?);
    let office = stylesheet::tightened(&stylesheet::joined(&style.join(OFFICE_STYLE))?);
    let folder = site.join("pkg/in-the-making");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("insist.css"), sheet)?;
    fs::write(folder.join(OFFICE_STYLE), office)?;
    let main = house.target.join("insist-main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&wasm);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.main_module = "./insist.js";
    let loader = format!("./{LOADER}");
    options.link_name = &loader;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the browser's program cannot be split: {error:?}"))?;
    let mut bindgen = Bindgen::new();
    // The parts refer to the program's innards by the linker's own names.
    bindgen.input_path(&main).out_name("insist").typescript(false).keep_lld_exports(true).demangle(false).web(true)?;
    bindgen.remove_producers_section(true).generate(&folder)?;
    keep_plain_name(&folder)?;
    fetch_as_the_page_does(&folder.join(LOADER))?;
    let named = |(part, stems): (String, Vec<String>)| {
        let files = stems.iter().map(|stem| format!("{stem}.wasm"));
        (part, std::iter::once("insist.wasm".to_owned()).chain(files).collect())
    };
    Ok(Pack { folder, parts: split.prefetch_map.into_iter().map(named).collect() })
}

/// The loader asks the page for the parts, which may have them already (`app/src/first_visit.js`).
fn fetch_as_the_page_does(loader: &Path) -> Result<()> {
    let text = fs::read_to_string(loader)?;
    let asking = text.replace("fetch(new URL(", "self.insistPart(new URL(");
    if asking == text || asking.contains("fetch(new") {
        bail!("the loader of the parts fetches in another way than expected: {}", loader.display());
    }
    Ok(fs::write(loader, asking)?)
}

/// Writes each part in one piece (`market.parts`) and the list of what lies in it (`parts.json`), once the files are what
/// they will stay.
pub fn join_parts(pack: &Pack) -> Result<()> {
    let mut lists = BTreeMap::new();
    for (part, files) in &pack.parts {
        let mut whole = Vec::new();
        let mut list = Vec::new();
        for name in files {
            let piece = fs::read(pack.folder.join(name))?;
            list.push(serde_json::json!({ "name": name, "bytes": piece.len() }));
            whole.extend(piece);
        }
        fs::write(pack.folder.join(format!("{part}.parts")), whole)?;
        lists.insert(part, list);
    }
    Ok(fs::write(pack.folder.join("parts.json"), serde_json::to_string(&lists)?)?)
}

/// Gives the pack's folder its name, once all files are what they will stay: browsers keep whatever lies under it for good,
/// so it has to change with anything that changes them, the tools of packing included.
pub fn name_after_content(pack: Pack) -> Result<Pack> {
    let mut files = fs::read_dir(&pack.folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    let mut content = Vec::new();
    for file in files {
        content.extend(fs::read(file)?);
    }
    let folder = pack.folder.with_file_name(fingerprint(&content));
    fs::rename(&pack.folder, &folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(Pack { folder, ..pack })
}

/// Content for names and comparisons: equal bytes, equal text. No defence against an attacker.
fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn empty(folder: &Path, except: Option<&str>) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if except.is_some_and(|kept| entry.file_name() == kept) {
            continue;
        }
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let goal = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &goal)?;
        } else {
            fs::copy(entry.path(), goal)?;
        }
    }
    Ok(())
}
