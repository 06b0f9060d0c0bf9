//! Plans from orthogonal Latin squares: finite fields and their products (MacNeish 1922), and orders 3m + 1 by Bose,
//! Shrikhande and Parker (1960).

use super::Rounds;
use super::field::{Field, prime_powers};

/// Plans from orthogonal Latin squares of order `tables`: people are `size` columns of `tables`; round k puts those
/// together whose values in square k agree, one of each column; with size = tables the columns are a round themselves.
pub(crate) fn squares(tables: usize, size: usize, rounds: usize) -> Option<Rounds> {
    let g = tables;
    let squares = orthogonal_squares(g);
    // Person (column c, row x). Square s as a transversal: table t of round s holds, in column c, row s(c, t).
    let person = |c: usize, x: usize| (c * g + x) as u32;
    let mut plan: Rounds = Vec::new();
    for square in &squares {
        plan.push((0..g).map(|t| (0..size).map(|c| person(c, square[c * g + t])).collect()).collect());
    }
    // Everybody of one row: the trivial square.
    plan.push((0..g).map(|t| (0..size).map(|c| person(c, t)).collect()).collect());
    if size == g {
        plan.push((0..g).map(|c| (0..g).map(|x| person(c, x)).collect()).collect());
    }
    if plan.len() < rounds {
        return None;
    }
    plan.truncate(rounds);
    Some(plan)
}

/// Squares s with s(c, t) such that for two columns c, c' and two squares the tables meet in one row at most: all pairs
/// of different columns, rows appear once over all squares and the trivial one. Entry `c * g + t`.
fn orthogonal_squares(g: usize) -> Vec<Vec<usize>> {
    let factors = prime_powers(g);
    let fields: Vec<Field> = factors.iter().map(|&(p, k)| Field::new(p, k)).collect();
    let least = fields.iter().map(|field| field.size).min().unwrap_or(1);
    let split = |mut x: usize| -> Vec<usize> {
        fields
            .iter()
            .map(|field| {
                let digit = x % field.size;
                x /= field.size;
                digit
            })
            .collect()
    };
    let join = |digits: &[usize]| digits.iter().zip(&fields).rev().fold(0, |sum, (&d, field)| sum * field.size + d);
    let product: Vec<Vec<usize>> = (1..least)
        .map(|m| {
            let entry = |c: usize, t: usize| {
                let (c, t) = (split(c), split(t));
                let digits: Vec<usize> =
                    (0..fields.len()).map(|f| fields[f].add(t[f], fields[f].multiply(m, c[f]))).collect();
                join(&digits)
            };
            (0..g * g).map(|k| entry(k / g, k % g)).collect()
        })
        .collect();
    let special = if product.len() < 2 { bose_shrikhande_parker(g) } else { Vec::new() };
    if special.len() > product.len() { special } else { product }
}

/// Two orthogonal squares of order 3m + 1 for odd m with an orthogonal array on m letters, from one array developed
/// modulo 2m + 1 (Bose, Shrikhande, Parker 1960). Empty where it does not apply.
fn bose_shrikhande_parker(g: usize) -> Vec<Vec<usize>> {
    let m = (g.saturating_sub(1)) / 3;
    if g % 3 != 1 || m < 3 || orthogonal_pairs_missing(m) {
        return Vec::new();
    }
    let z = 2 * m + 1;
    let mut columns: Vec<[usize; 4]> = Vec::new();
    for i in 0..m {
        let (a, b, c, d) = (0, i + 1, 2 * m - i, z + i);
        for base in [[a, b, c, d], [b, a, d, c], [c, d, a, b], [d, c, b, a]] {
            for shift in 0..z {
                columns.push(base.map(|x| if x < z { (x + shift) % z } else { x }));
            }
        }
    }
    (0..z).for_each(|i| columns.push([i; 4]));
    let inner = orthogonal_squares(m);
    for c in 0..m {
        for t in 0..m {
            columns.push([z + c, z + t, z + inner[0][c * m + t], z + inner[1][c * m + t]]);
        }
    }
    as_transversals(g, &columns)
}

fn orthogonal_pairs_missing(m: usize) -> bool {
    prime_powers(m).iter().map(|&(p, k)| p.pow(k)).min().unwrap_or(1) < 3
}

/// An orthogonal array (any two of its four rows show every pair of letters once) as two squares in the sense of
/// [`orthogonal_squares`]: the person of column c and row t sits at table x in one round and at table y in another.
fn as_transversals(g: usize, columns: &[[usize; 4]]) -> Vec<Vec<usize>> {
    let mut squares = vec![vec![usize::MAX; g * g]; 2];
    for &[c, t, x, y] in columns {
        squares[0][c * g + x] = t;
        squares[1][c * g + y] = t;
    }
    let full = squares.iter().flatten().all(|&x| x < g);
    if columns.len() == g * g && full { squares } else { Vec::new() }
}
