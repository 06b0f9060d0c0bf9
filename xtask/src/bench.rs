//! `cargo xtask bench`: lets the engine answer instances and sets its results beside known bounds.

use crate::{
    build,
    house::{Grade, House, shown as shown_command},
    trial_server::Scratch,
};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// Each instance is searched for `seconds` at most.
pub fn bench(house: &House, paths: &[PathBuf], seconds: f64) -> Result<()> {
    build::server(house, Grade::Development, &[])?;
    let insist = house.server(Grade::Development);
    let scratch = Scratch::new("bench")?;
    println!(
        "{:<18} {:<7} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7} {:>9}",
        "instance", "verdict", "objective", "bound", "gap", "best known", "its bound", "gap", "time"
    );
    for instance in instances(paths)? {
        let name = instance.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let solution = scratch.0.join(format!("{name}.json"));
        let begun = Instant::now();
        let solve = ["--seconds", &seconds.to_string(), "--output"];
        judged_or_done(Command::new(&insist).arg("allocate").arg(&instance).args(solve).arg(&solution))?;
        let time = begun.elapsed().as_secs_f64();
        let judged = judged_or_done(Command::new(&insist).arg("check").arg(&instance).arg(&solution))?;
        let judged: Value = serde_json::from_slice(&judged).context("`insist check` prints no JSON")?;
        let solved: Value = serde_json::from_slice(&fs::read(&solution)?).context("the solution is no JSON")?;
        let known = reference(&instance, &name);
        let objective = number(&judged, &["repair_objective", "objective"]);
        let bound = number(&solved, &["bound", "upper_bound"]);
        let best = number(&known, &["best", "best_objective"]);
        let upper = number(&known, &["ub"]);
        println!(
            "{name:<18} {:<7} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7} {time:>8.1}s",
            if judged["ok"] == true { "ok" } else { "BROKEN" },
            shown(objective),
            shown(bound),
            gap(objective, bound),
            shown(best),
            shown(upper),
            gap(objective, best),
        );
    }
    Ok(())
}

/// The output of a command that ends with 1 when there is something to say about its answer.
fn judged_or_done(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output().context("cannot start insist")?;
    match output.status.code() {
        Some(0 | 1) => Ok(output.stdout),
        _ => bail!("`{}` failed ({})", shown_command(command), output.status),
    }
}

fn instances(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
            let file = entry?.path();
            if file.extension().is_some_and(|kind| kind == "json") && !file.ends_with("bounds.json") {
                found.push(file);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What bounds.json, in the instance's folder or the one above, knows of it.
fn reference(instance: &Path, name: &str) -> Value {
    let folders = instance.ancestors().skip(1).take(2);
    folders
        .filter_map(|folder| fs::read(folder.join("bounds.json")).ok())
        .find_map(|text| serde_json::from_slice::<Value>(&text).ok()?.get(name).cloned())
        .unwrap_or_default()
}

fn number(value: &Value, names: &[&str]) -> Option<f64> {
    names.iter().find_map(|name| value[name].as_f64())
}

fn shown(number: Option<f64>) -> String {
    number.map_or_else(|| "-".into(), |number| format!("{number:.0}"))
}

fn gap(objective: Option<f64>, bound: Option<f64>) -> String {
    match (objective, bound) {
        (Some(objective), Some(bound)) if bound > 0.0 => format!("{:.2}%", (bound - objective) / bound * 100.0),
        _ => "-".into(),
    }
}
