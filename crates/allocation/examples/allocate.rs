//! Reads an instance, allocates for some seconds and writes the solution: `allocate INSTANCE SOLUTION [SECONDS] [SEED] [FAIRNESS] [THREADS]`.

use std::error::Error;
use std::time::Instant;

use allocation::{Budget, Fairness, Job, Options, check, check_repair, format, prove, repair, solve};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let (input, output) = match &arguments[..] {
        [_, input, output, ..] => (input, output),
        _ => return Err("usage: allocate INSTANCE SOLUTION [SECONDS] [SEED] [FAIRNESS] [THREADS]".into()),
    };
    let seconds: f64 = arguments.get(3).map_or(Ok(5.0), |text| text.parse())?;
    let seed: u64 = arguments.get(4).map_or(Ok(1), |text| text.parse())?;
    let fairness = match arguments.get(5).map(String::as_str) {
        None | Some("off") => Fairness::Off,
        Some("default") => Fairness::Default,
        Some("leximin") => Fairness::Leximin,
        Some(other) => return Err(format!("unknown fairness {other}").into()),
    };
    let threads: u32 = arguments.get(6).map_or(Ok(1), |text| text.parse())?;
    let started = Instant::now();
    let instance = format::read(&std::fs::read_to_string(input)?)?;
    let read = started.elapsed();
    let started = Instant::now();
    let spent = || (started.elapsed().as_secs_f64() / seconds * 1000.0) as u32;
    let on_threads = |jobs: Vec<Job>| {
        std::thread::scope(|scope| jobs.into_iter().for_each(|job| drop(scope.spawn(job))));
    };
    let budget = match threads {
        0 | 1 => Budget::timed(&spent),
        _ => Budget::timed(&spent).searching(threads, &on_threads),
    };
    let options = Options { seed, fairness };
    let answer = match &instance.repair {
        Some(told) => repair(&instance.problem, told, &options, &budget),
        None => solve(&instance.problem, &options, &budget),
    };
    let elapsed = started.elapsed();
    let report = check(&instance.problem, &answer.plan);
    let proven = answer.certificate.as_ref().and_then(|certificate| prove(&instance.problem, certificate));
    println!(
        "{} objective {} bound {:?} proven {:?} status {:?} dates {}..{} broken {} read {:.3} s solved {:.3} s",
        instance.name,
        answer.objective,
        answer.bound,
        proven,
        answer.status,
        report.dates_min,
        report.dates_max,
        report.broken.len(),
        read.as_secs_f64(),
        elapsed.as_secs_f64()
    );
    if let Some(told) = &instance.repair {
        let judged = check_repair(&instance.problem, told, &answer.plan);
        println!("repair score {} changed {} lost {}", judged.score, judged.changed_seats, judged.lost_pairs);
    }
    std::fs::write(output, format::write_solution(&answer)?)?;
    Ok(())
}
