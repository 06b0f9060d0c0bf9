//! The fairness ledger: what everybody had, what they lost, and what can still come.

use crate::{
    Result, Services,
    actor::TimeKeeper,
    dating::seating::{Table, contradiction},
};
use domain::{
    DatingId, UnixMillis,
    control_room::LedgerLine,
    dating::{Dating, Pair, pairs},
};
use std::collections::{BTreeSet, HashMap};

impl Services {
    pub async fn ledger(&self, _: &TimeKeeper, id: DatingId) -> Result<Vec<LedgerLine>> {
        let dating = self.load_dating(id).await?;
        let table = self.at_the_table(&dating).await?;
        lines(&dating, &table, self.now())
    }
}

fn lines(dating: &Dating, table: &Table, now: UnixMillis) -> Result<Vec<LedgerLine>> {
    let problem = table.problem(dating, now).map_err(|error| contradiction(dating, table, &error))?;
    let rounds = dating.rounds_ahead(now);
    let met = dating.met(now);
    let lost = dating.rounds_lost(now);
    let empty = Vec::new();
    let ahead = dating.plan.as_ref().map_or(&empty, |plan| &plan.seats);
    let planned: BTreeSet<Pair> =
        ahead.iter().skip(rounds.start.into()).flatten().flat_map(|seated| pairs(seated)).collect();
    let planned: BTreeSet<Pair> = planned.into_iter().filter(|pair| !met.contains_key(pair)).collect();
    let mut wishes: HashMap<usize, Vec<usize>> = HashMap::new();
    for (a, b) in table.wishes() {
        wishes.entry(a).or_default().push(b);
    }
    let key = |i: usize, j: usize| {
        let (a, b) = (table.ids[i], table.ids[j]);
        (a.min(b), a.max(b))
    };
    let everybody = dating.participants.iter().enumerate().map(|(i, p)| {
        let wished = wishes.get(&i).map_or(&[][..], Vec::as_slice);
        // Whoever always sits with them is no talk they were given.
        let talks = |(a, b): &Pair| (*a == p.id || *b == p.id) && !dating.rules.are_together(*a, *b);
        let of = |pairs: &mut dyn Iterator<Item = &Pair>| pairs.filter(|pair| talks(pair)).count() as u16;
        let together = |j: usize| rounds.clone().any(|round| p.plays(round) && dating.participants[j].plays(round));
        let could = |j: &usize| {
            let pair = key(i, *j);
            *j != i && talks(&pair) && !met.contains_key(&pair) && problem.may_meet(i, *j) && together(*j)
        };
        LedgerLine {
            who: p.id,
            had: of(&mut met.keys()),
            sat_out: lost[i].len() as u8,
            wishes: wished.len() as u16,
            wishes_kept: wished.iter().filter(|j| met.contains_key(&key(i, **j))).count() as u16,
            planned: of(&mut planned.iter()),
            wishes_planned: wished.iter().filter(|j| planned.contains(&key(i, **j))).count() as u16,
            possible: (0..dating.participants.len()).filter(could).count() as u16,
        }
    });
    Ok(everybody.collect())
}
