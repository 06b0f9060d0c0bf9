//! The same steps give the same plan on one thread, on two and on four.
#![allow(clippy::unwrap_used)]

use allocation::{Budget, Fairness, Job, Options, Problem, Repeats, Rule, Table, check, solve};

fn room() -> Problem {
    Problem::builder(47, 4)
        .tables((0..12).map(|t| Table::open(4 + t % 3, 2 + t % 2)).collect())
        .sides((0..47).map(|i| (i % 2) as u8).collect())
        .worth(|a, b| ((a * 37 + b * 101 + a * b * 7) % 97) as i32)
        .forbid(3, 9, Rule::Veto)
        .together(vec![10, 11, 12])
        .pin(20, 5)
        .absent(30, 2)
        .repeats(Repeats::Soft(40))
        .seat_all(true)
        .build()
        .unwrap()
}

/// Runs jobs on at most so many threads at a time.
fn on(threads: usize) -> impl Fn(Vec<Job>) {
    move |jobs| {
        let mut waiting = jobs.into_iter().peekable();
        while waiting.peek().is_some() {
            std::thread::scope(|scope| waiting.by_ref().take(threads).for_each(|job| drop(scope.spawn(job))));
        }
    }
}

#[test]
fn any_number_of_threads_gives_the_same_plan() {
    let problem = room();
    let options = Options { seed: 5, fairness: Fairness::Off };
    for replicas in [1, 3, 4] {
        let alone = solve(&problem, &options, &Budget::steps(3_000_000).searching(replicas, &on(1)));
        assert!(check(&problem, &alone.plan).is_valid());
        for threads in [2, 4] {
            let run = on(threads);
            let answer = solve(&problem, &options, &Budget::steps(3_000_000).searching(replicas, &run));
            assert_eq!(answer, alone, "{replicas} searches on {threads} threads");
        }
    }
}

#[test]
fn more_searches_are_other_searches() {
    let problem = room();
    let options = Options { seed: 5, fairness: Fairness::Off };
    let plan =
        |replicas| solve(&problem, &options, &Budget::steps(200_000 * u64::from(replicas)).searching(replicas, &on(2)));
    // Each search of four has as many steps as the only one: the best of them is no worse.
    assert!(plan(4).objective >= plan(1).objective);
}
