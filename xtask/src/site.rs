//! Puts together target/site: what the browser is given.

use crate::{
    house::{Grade, House},
    stylesheet,
};
use anyhow::{Context, Result};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
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
        script(&input, &pkg, "insist", grade)?;
    }
    copy_all(&house.root.join("style/public"), &site)?;
    let sheet = stylesheet::joined(&house.root.join("style/main.css"))?;
    let sheet = if grade == Grade::Release { stylesheet::tightened(&sheet) } else { sheet };
    fs::write(pkg.join("insist.css"), sheet)?;
    fs::write(stamp_file, stamp)?;
    Ok(())
}

/// Makes `stem.js` and `stem.wasm` of what the compiler left.
pub fn script(input: &Path, pkg: &Path, stem: &str, grade: Grade) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name(stem).typescript(false).web(true)?;
    if grade == Grade::Release {
        bindgen.remove_name_section(true).remove_producers_section(true);
    }
    bindgen.generate(pkg)?;
    // Leptos, told its output name while compiling, asks for the wasm without the usual `_bg`.
    fs::rename(pkg.join(format!("{stem}_bg.wasm")), pkg.join(format!("{stem}.wasm")))?;
    Ok(())
}

/// Content for names and comparisons: equal bytes, equal text. No defence against an attacker.
pub fn fingerprint(bytes: &[u8]) -> String {
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
