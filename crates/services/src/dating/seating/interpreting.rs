//! Where interpreters sit: in each round at the tables that need them most, at most one a table.

use super::Table;
use domain::{
    InterpreterId,
    dating::{CommonLanguage, Dating, Interpreter},
    plan::{Post, Seats, Strangers},
};
use std::collections::BTreeSet;

/// Pairs (indices, the smaller first) at a table who have no language in common.
fn strangers(table: &Table, seated: &[domain::ParticipantId]) -> Vec<(usize, usize)> {
    let people: Vec<usize> = seated.iter().filter_map(|id| table.index_of(*id)).collect();
    let mut strangers = Vec::new();
    for (i, a) in people.iter().enumerate() {
        for b in &people[i + 1..] {
            if !table.can_talk(*a, *b) {
                strangers.push((*a.min(b), *a.max(b)));
            }
        }
    }
    strangers
}

fn helped<'a>(
    table: &'a Table,
    dating: &'a Dating,
    one: &'a Interpreter,
    strangers: &'a [(usize, usize)],
) -> impl Iterator<Item = &'a (usize, usize)> {
    strangers.iter().filter(|(a, b)| table.speaks_with(dating, one, *a) && table.speaks_with(dating, one, *b))
}

/// Everybody's post in every round. Rounds before `from` keep the posts they had.
///
/// Tables where most pairs are helped come first, each with somebody who helps as many as anybody could, the others making
/// room where they can help elsewhere as well; then whoever is left. Of equals the interpreter who could help at fewest
/// tables, so that those who speak much stay free for others; then the lower number.
pub(in crate::dating) fn posts(
    table: &Table,
    dating: &Dating,
    seats: &Seats,
    from: usize,
    had: &[Vec<Post>],
) -> Vec<Vec<Post>> {
    if dating.day.interpreters.is_empty() {
        return Vec::new();
    }
    let rounds = seats.iter().enumerate().map(|(round, tables)| match had.get(round) {
        Some(kept) if round < from => kept.clone(),
        _ => posts_of_round(table, dating, round as u8, tables),
    });
    rounds.collect()
}

fn posts_of_round(table: &Table, dating: &Dating, round: u8, tables: &[Vec<domain::ParticipantId>]) -> Vec<Post> {
    let here: Vec<&Interpreter> = dating.day.interpreters.iter().filter(|one| one.is_there(round)).collect();
    let needs: Vec<Vec<(usize, usize)>> = tables.iter().map(|seated| strangers(table, seated)).collect();
    let mut offers: Vec<(usize, usize, &Interpreter, usize)> = Vec::new();
    for one in here {
        let count = |pairs: &Vec<(usize, usize)>| helped(table, dating, one, pairs).count();
        let choices = needs.iter().filter(|pairs| count(pairs) > 0).count();
        let useful = needs.iter().enumerate().map(|(index, pairs)| (index, count(pairs))).filter(|(_, n)| *n > 0);
        offers.extend(useful.map(|(index, n)| (n, choices, one, index)));
    }
    offers.sort_by_key(|(n, choices, one, index)| (std::cmp::Reverse(*n), *choices, one.id, *index));
    let offers: Vec<(usize, Post)> =
        offers.into_iter().map(|(n, _, one, table)| (n, Post { who: one.id, table })).collect();
    let mut posts: Vec<Post> = Vec::new();
    for (_, offer) in &offers {
        if posts.iter().all(|post| post.table != offer.table) {
            make_room(&offers, offer.table, &mut BTreeSet::new(), &mut posts);
        }
    }
    for (_, offer) in &offers {
        if posts.iter().all(|post| post.who != offer.who && post.table != offer.table) {
            posts.push(*offer);
        }
    }
    posts.sort_by_key(|post| post.table);
    posts
}

/// Gives a table one of those who help most there, if need be by sending them away from a table where another helps as much
/// (Kuhn 1955).
fn make_room(
    offers: &[(usize, Post)],
    table: usize,
    asked: &mut BTreeSet<InterpreterId>,
    posts: &mut Vec<Post>,
) -> bool {
    let here = || offers.iter().filter(|(_, offer)| offer.table == table);
    let most = here().map(|(n, _)| *n).max();
    for (_, offer) in here().filter(|(n, _)| Some(*n) == most) {
        if !asked.insert(offer.who) {
            continue;
        }
        let elsewhere = posts.iter().position(|post| post.who == offer.who);
        let free = elsewhere.is_none_or(|index| {
            let before = posts[index].table;
            make_room(offers, before, asked, posts)
        });
        if free {
            posts.retain(|post| post.who != offer.who);
            posts.push(*offer);
            return true;
        }
    }
    false
}

/// Pairs of rounds from `from` on who have no language in common and nobody to help, where one is required: round, table
/// (index) and the two (indices).
pub(in crate::dating) fn unserved(
    table: &Table,
    dating: &Dating,
    seats: &Seats,
    posts: &[Vec<Post>],
    from: usize,
) -> Vec<(usize, usize, (usize, usize))> {
    if dating.rules.language != CommonLanguage::Required {
        return Vec::new();
    }
    let mut unserved = Vec::new();
    for (round, tables) in seats.iter().enumerate().skip(from) {
        for (index, seated) in tables.iter().enumerate() {
            let pairs = strangers(table, seated);
            let without = pairs.into_iter().filter(|(a, b)| !is_helped(table, dating, posts, (round, index), (*a, *b)));
            unserved.extend(without.map(|pair| (round, index, pair)));
        }
    }
    unserved
}

/// Everybody who sits with somebody they are known to have no language in common with, by round and table.
pub(in crate::dating) fn all_strangers(
    table: &Table,
    dating: &Dating,
    seats: &Seats,
    posts: &[Vec<Post>],
) -> Vec<Vec<Vec<Strangers>>> {
    let looked_at = dating.rules.language != CommonLanguage::Ignored;
    let at = |round: usize, index: usize, seated: &Vec<_>| -> Vec<Strangers> {
        let known = |(a, b): &(usize, usize)| !table.affinity.language_unknown(*a, *b);
        let told = |(a, b)| Strangers {
            pair: (table.ids[a], table.ids[b]),
            matters: looked_at && !is_helped(table, dating, posts, (round, index), (a, b)),
        };
        strangers(table, seated).into_iter().filter(known).map(told).collect()
    };
    let of_round = |(round, tables): (usize, &Vec<Vec<_>>)| {
        tables.iter().enumerate().map(|(index, seated)| at(round, index, seated)).collect()
    };
    seats.iter().enumerate().map(of_round).collect()
}

/// Whether an interpreter sits at a table (round and index) who speaks with both.
pub(in crate::dating) fn is_helped(
    table: &Table,
    dating: &Dating,
    posts: &[Vec<Post>],
    (round, index): (usize, usize),
    (a, b): (usize, usize),
) -> bool {
    let post = posts.get(round).and_then(|posts| posts.iter().find(|post| post.table == index));
    let one = post.and_then(|post| dating.day.interpreters.iter().find(|one| one.id == post.who));
    one.is_some_and(|one| table.speaks_with(dating, one, a) && table.speaks_with(dating, one, b))
}
