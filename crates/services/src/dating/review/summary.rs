//! Afterwards: what a session came to, and who met whom as a table for the office.

use crate::{
    Result, Services,
    actor::Organiser,
    dating::seating::{Table, interpreting},
};
use domain::{
    DatingId, ParticipantId, UnixMillis,
    control_room::{DatingSummary, Meeting},
    dating::{Attendance, Dating, Pair, Side, pairs},
    profile::Level,
};
use std::collections::{BTreeMap, BTreeSet};

impl Services {
    pub async fn dating_summary(&self, _: &Organiser, id: DatingId) -> Result<DatingSummary> {
        let dating = self.load_dating(id).await?;
        let table = self.at_the_table(&dating).await?;
        let again = self.stores.wishes.mutual(id).await?;
        Ok(DatingSummary { again, ..summary(&dating, &table, self.now()) })
    }

    /// Who met whom, by round and table.
    pub async fn who_met_whom(&self, _: &Organiser, id: DatingId) -> Result<Vec<Meeting>> {
        let dating = self.load_dating(id).await?;
        Ok(meetings(&dating, self.now()))
    }
}

fn summary(dating: &Dating, table: &Table, now: UnixMillis) -> DatingSummary {
    let sat = dating.sat(now);
    let side = |who| dating.participant(who).ok().and_then(|p| p.side);
    let is_mixed = |seated: &[ParticipantId]| {
        let sides: BTreeSet<bool> = seated.iter().filter_map(|who| side(*who)).map(|side| side == Side::With).collect();
        sides.len() == 2
    };
    let posts = dating.plan.as_ref().map_or(&[][..], |plan| &plan.interpreters);
    let talked: BTreeSet<ParticipantId> = sat.iter().flatten().flatten().copied().collect();
    let mut found = DatingSummary {
        rounds_held: sat.len() as u8,
        participants: dating.participants.len(),
        arrived: arrived(dating, &talked),
        talked: talked.len(),
        ..DatingSummary::default()
    };
    let mut languages: BTreeMap<String, usize> = BTreeMap::new();
    let mut known: BTreeSet<Pair> = BTreeSet::new();
    for (round, tables) in sat.iter().enumerate() {
        for (index, seated) in tables.iter().enumerate().filter(|(_, seated)| !seated.is_empty()) {
            found.tables_held += 1;
            found.mixed_tables += usize::from(is_mixed(seated));
            for (a, b) in pairs(seated).filter(|pair| known.insert(*pair)) {
                if dating.rules.are_together(a, b) {
                    continue;
                }
                found.dates += 1;
                found.mixed += usize::from(is_mixed(&[a, b]));
                let (Some(i), Some(j)) = (table.index_of(a), table.index_of(b)) else { continue };
                let helped = interpreting::is_helped(table, dating, posts, (round, index), (i, j));
                if table.can_talk(i, j) || helped {
                    found.understood += 1;
                }
                match best_language(dating, a, b) {
                    Some(code) => *languages.entry(code).or_default() += 1,
                    None => found.interpreted += usize::from(helped),
                }
            }
        }
        let met: BTreeSet<_> = tables.iter().flatten().collect();
        found.sat_out += dating.participants.iter().filter(|p| p.is_there(round as u8) && !met.contains(&p.id)).count();
    }
    found.languages = languages.into_iter().collect();
    found.languages.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), code.clone()));
    let wishes = table.wishes();
    let key = |(a, b): &(usize, usize)| {
        let (a, b) = (table.ids[*a], table.ids[*b]);
        (a.min(b), a.max(b))
    };
    found.wishes = wishes.len();
    found.wishes_kept = wishes.iter().filter(|wish| known.contains(&key(wish))).count();
    found
}

/// Who was noted as arrived, with those who had a talk and left since; none where nobody at the door kept count.
fn arrived(dating: &Dating, talked: &BTreeSet<ParticipantId>) -> usize {
    let of = |attendance| dating.participants.iter().filter(move |p| p.attendance == attendance);
    match of(Attendance::Arrived).count() {
        0 => 0,
        here => here + of(Attendance::Left).filter(|p| talked.contains(&p.id)).count(),
    }
}

/// The language both speak every day which the weaker of the two speaks best; of equals the first by code.
fn best_language(dating: &Dating, a: ParticipantId, b: ParticipantId) -> Option<String> {
    let (a, b) = (dating.participant(a).ok()?, dating.participant(b).ok()?);
    let mut common: Vec<(u8, &str)> = Vec::new();
    for ours in &a.languages {
        for theirs in b.languages.iter().filter(|theirs| theirs.code == ours.code) {
            let level = ours.level.min(theirs.level);
            if level >= Level::EVERYDAY {
                common.push((level.get(), &ours.code));
            }
        }
    }
    common.sort_by_key(|(level, code)| (std::cmp::Reverse(*level), code.to_owned()));
    common.first().map(|(_, code)| (*code).to_owned())
}

fn meetings(dating: &Dating, now: UnixMillis) -> Vec<Meeting> {
    let name = |who| dating.participant(who).map_or_else(|_| String::new(), |p| p.name.to_string());
    let mut found = Vec::new();
    for (round, tables) in dating.sat(now).iter().enumerate() {
        for (index, seated) in tables.iter().enumerate() {
            let table = dating.table_number(index);
            found.extend(pairs(seated).map(|(a, b)| Meeting { round: round + 1, table, one: name(a), other: name(b) }));
        }
    }
    found
}
