//! The engine's kernels: the flow that chooses pairs, the colouring that spreads them, the gain of an exchange, the patch.
//! `cargo bench -p allocation`

use allocation::{Budget, Options, Problem, RepairInput, Repeats, Rule, Table, kernels, repair, solve};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

/// Affinities between 20 and 119, from the two indices.
fn worth(a: usize, b: usize) -> i32 {
    let mixed = (a as u64 * 0x9E37_79B9 + b as u64 * 0x85EB_CA6B).wrapping_mul(0xC2B2_AE35) >> 20;
    20 + (mixed % 100) as i32
}

fn across(each: usize, rounds: usize, absent: impl Fn(usize, usize) -> bool) -> Option<Problem> {
    let mut builder = Problem::builder(2 * each, rounds)
        .tables(vec![Table::open(2, 2); each])
        .sides((0..2 * each).map(|i| u8::from(i < each)).collect())
        .worth(worth);
    for b in 0..2 * each {
        for a in (0..b).filter(|&a| (a < each) == (b < each)) {
            builder = builder.forbid(a, b, Rule::SameSide);
        }
        for r in (0..rounds).filter(|&r| absent(b, r)) {
            builder = builder.absent(b, r);
        }
    }
    builder.build().ok()
}

fn all(criterion: &mut Criterion) {
    for each in [60, 200] {
        let worths: Vec<i32> = (0..each * each).map(|k| worth(k / each, k % each)).collect();
        criterion.bench_function(&format!("flow {each} x {each}, 12 rounds"), |bench| {
            bench.iter(|| kernels::flow(each, each, black_box(&worths), 12));
        });
        let pairs = kernels::flow(each, each, &worths, 12);
        criterion.bench_function(&format!("colouring {each} x {each}, 12 rounds"), |bench| {
            bench.iter(|| kernels::colour(each, each, black_box(&pairs), 12));
        });
    }
    let groups = Problem::builder(120, 6)
        .tables(vec![Table::open(6, 3); 20])
        .worth(worth)
        .repeats(Repeats::Soft(40))
        .seat_all(true)
        .build();
    if let Ok(problem) = groups {
        let mut exchanges = kernels::Exchanges::new(&problem);
        criterion.bench_function("1000 exchanges weighed, 120 at tables of 6", |bench| {
            bench.iter(|| black_box(exchanges.weigh(1_000)));
        });
        criterion.bench_function("1000 exchanges made, 120 at tables of 6", |bench| {
            bench.iter(|| black_box(exchanges.make(1_000)));
        });
    }
    let before = across(200, 20, |_, _| false);
    // After three rounds every tenth is gone.
    let now = across(200, 20, |i, r| i % 10 == 3 && r >= 3);
    if let (Some(before), Some(now)) = (before, now) {
        let announced = solve(&before, &Options::default(), &Budget::steps(0)).plan;
        let input = RepairInput { announced, done_rounds: 3, frozen_rounds: 0, cost_seat: 6, cost_pair: 4 };
        criterion.bench_function("patch 200 x 200 after 3 of 20 rounds", |bench| {
            bench.iter(|| repair(black_box(&now), &input, &Options::default(), &Budget::steps(0)));
        });
    }
}

criterion_group!(kernels_of_the_engine, all);
criterion_main!(kernels_of_the_engine);
