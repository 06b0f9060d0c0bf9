//! The best matching of the few who are left without a partner.

use integer_blossom::max_weight_matching;

use crate::pairs::flow::{Sides, choose};

/// The best matching of a few people across two sides, where there is room for all: the Hungarian method (Kuhn 1955) with
/// shortest augmenting paths. A pair of no worth is still a date; people without one stand against `NONE`.
fn assign(left: &[u32], right: &[u32], value: &dyn Fn(usize, usize) -> i32) -> Vec<(u32, u32)> {
    let (rows, columns) = (left.len(), right.len());
    let mut gain = vec![0i64; rows * columns];
    for (l, &a) in left.iter().enumerate() {
        for (k, &b) in right.iter().enumerate() {
            gain[l * columns + k] = i64::from(value(a as usize, b as usize).saturating_add(1)).max(0);
        }
    }
    let (mut row_price, mut price) = (vec![0i64; rows], vec![0i64; columns]);
    let mut owner = vec![usize::MAX; columns];
    let (mut least, mut from, mut seen) = (vec![0; columns], vec![usize::MAX; columns], vec![false; columns]);
    for start in 0..rows {
        least.fill(i64::MAX);
        seen.fill(false);
        let (mut row, mut before) = (start, usize::MAX);
        let end = loop {
            let mut next = (i64::MAX, usize::MAX);
            for k in (0..columns).filter(|&k| !seen[k]) {
                let reduced = -gain[row * columns + k] - row_price[row] - price[k];
                if reduced < least[k] {
                    (least[k], from[k]) = (reduced, before);
                }
                next = next.min((least[k], k));
            }
            let (step, k) = next;
            row_price[start] += step;
            for j in 0..columns {
                if seen[j] {
                    row_price[owner[j]] += step;
                    price[j] -= step;
                } else {
                    least[j] -= step;
                }
            }
            seen[k] = true;
            if owner[k] == usize::MAX {
                break k;
            }
            (row, before) = (owner[k], k);
        };
        // Everybody on the path moves on to the next column.
        let mut k = end;
        while from[k] != usize::MAX {
            owner[k] = owner[from[k]];
            k = from[k];
        }
        owner[k] = start;
    }
    let pairs = owner.iter().enumerate().filter(|&(k, &l)| l != usize::MAX && gain[l * columns + k] > 0);
    pairs.map(|(k, &l)| (left[l], right[k])).collect()
}

/// The best matching of a few people across two sides.
pub(super) fn match_across(
    left: &[u32],
    right: &[u32],
    room: usize,
    value: &dyn Fn(usize, usize) -> i32,
) -> Vec<(u32, u32)> {
    if room >= left.len().min(right.len()) {
        return match left.len() <= right.len() {
            true => assign(left, right, value),
            false => assign(right, left, value).into_iter().map(|(b, a)| (a, b)).collect(),
        };
    }
    let all = left.iter().flat_map(|&a| right.iter().map(move |&b| (a, b)));
    let worth: Vec<i32> = all.map(|(a, b)| value(a as usize, b as usize)).collect();
    let limit = vec![1; left.len() + right.len()];
    let (total, reward) = (room as u64, |_, _| 0);
    let sides = Sides { left: left.len(), right: right.len(), worth: &worth, limit: &limit, total, reward: &reward };
    choose(&sides).pairs.iter().map(|&(l, k)| (left[l as usize], right[k as usize])).collect()
}

/// The best matching of a few people, anybody with anybody; the best pairs where there is not room for all.
pub(super) fn match_any(people: &[u32], room: usize, value: &dyn Fn(usize, usize) -> i32) -> Vec<(u32, u32)> {
    let n = people.len();
    let mut worth = vec![0i64; n * n];
    for x in 0..n {
        for y in x + 1..n {
            let w = value(people[x] as usize, people[y] as usize);
            if w >= 0 {
                // One more than its worth: a pair worth nothing is still a date.
                worth[x * n + y] = (i64::from(w) << 12) + 1;
                worth[y * n + x] = worth[x * n + y];
            }
        }
    }
    let mate = max_weight_matching(&worth, n);
    let pairs = (0..n).filter_map(|x| mate[x].filter(|&y| x < y).map(|y| (worth[x * n + y], people[x], people[y])));
    let mut found: Vec<(i64, u32, u32)> = pairs.collect();
    found.sort_unstable_by(|p, q| q.cmp(p));
    found.truncate(room);
    found.into_iter().map(|(_, a, b)| (a, b)).collect()
}
