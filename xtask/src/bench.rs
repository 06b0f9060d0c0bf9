//! `cargo xtask bench`: lets the engine answer instances and sets its results beside known bounds.

use crate::{
    build,
    house::{Grade, House, shown as shown_command},
    trial_server::Scratch,
};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

/// How every instance is searched.
pub struct Search {
    pub seconds: f64,
    pub fairness: String,
    pub seed: u64,
    pub grade: Grade,
}

/// One line for each instance.
pub fn bench(house: &House, paths: &[PathBuf], search: &Search) -> Result<()> {
    let instances = instances(paths)?;
    build::server(house, search.grade, &[])?;
    let insist = house.server(search.grade);
    let scratch = Scratch::new("bench")?;
    println!(
        "{:<18} {:<8} {:<10} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7} {:>8} {:>7}",
        "instance",
        "verdict",
        "status",
        "objective",
        "bound",
        "gap",
        "best known",
        "its bound",
        "gap",
        "time",
        "memory"
    );
    for instance in instances {
        let name = instance.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let solution = scratch.0.join(format!("{name}.json"));
        let mut allocate = Command::new(&insist);
        allocate.arg("allocate").arg(&instance).arg("--output").arg(&solution);
        allocate.args(["--seconds", &search.seconds.to_string(), "--seed", &search.seed.to_string()]);
        let memory = peak_memory(allocate.args(["--fairness", &search.fairness]))?;
        let judged = judged_or_done(Command::new(&insist).arg("check").arg(&instance).arg(&solution))?;
        let judged: Value = serde_json::from_slice(&judged).context("`insist check` prints no JSON")?;
        let solved: Value = serde_json::from_slice(&fs::read(&solution)?).context("the solution is no JSON")?;
        let known = reference(&instance, &name);
        let objective = number(&judged, &["repair_objective", "objective"]);
        // What the file claims is worth nothing: the judge has summed up the certificate.
        let bound = number(&judged, &["proven_bound"]);
        let best = number(&known, &["best", "best_objective"]);
        println!(
            "{name:<18} {:<8} {:<10} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7} {:>7.2}s {:>7}",
            if judged["ok"] == true { "ok" } else { "BROKEN" },
            solved["status"].as_str().unwrap_or("-"),
            shown(objective),
            shown(bound),
            gap(objective, bound),
            shown(best),
            shown(number(&known, &["ub"])),
            gap(objective, best),
            solved["elapsed"].as_f64().unwrap_or_default(),
            memory.map_or_else(|| "-".into(), |kib| format!("{} MB", kib.div_ceil(1024))),
        );
        if judged["repair_objective"].is_number() {
            let count = |name: &str| shown(number(&judged, &[name]));
            println!(
                "{:<18} affinity {}, {} seats changed, {} announced pairs lost, {} ways out",
                "",
                count("objective"),
                count("changed_seats"),
                count("lost_announced_pairs"),
                solved["alternatives"].as_array().map_or(0, Vec::len)
            );
        }
    }
    Ok(())
}

/// Runs a command and tells the most memory it ever held, in KiB (where the system tells it: Linux).
fn peak_memory(command: &mut Command) -> Result<Option<u64>> {
    let mut child = command.spawn().context("cannot start insist")?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak = None;
    loop {
        // The kernel keeps the high-water mark, so nothing is missed between two looks but the very end.
        let status = fs::read_to_string(&status_file).unwrap_or_default();
        let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"));
        peak = mark.and_then(|kib| kib.trim().parse().ok()).or(peak);
        if let Some(status) = child.try_wait()? {
            return match status.code() {
                Some(0 | 1) => Ok(peak),
                _ => bail!("`{}` failed ({status})", shown_command(command)),
            };
        }
        std::thread::sleep(Duration::from_millis(2));
    }
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
        ensure!(path.exists(), "there is no {}", path.display());
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
    ensure!(!found.is_empty(), "no instance (a file that ends in .json) lies there");
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
