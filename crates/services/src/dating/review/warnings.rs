//! What matters now, in the round that is on and the next one.

use crate::dating::seating::{Table, interpreting};
use domain::{
    UnixMillis,
    control_room::Warning,
    dating::{CommonLanguage, Dating, Participant, pairs},
    plan::{SeatingPlan, table_of},
};

pub(in crate::dating) fn warnings(dating: &Dating, table: &Table, now: UnixMillis) -> Vec<Warning> {
    let Some(plan) = &dating.plan else { return Vec::new() };
    if dating.is_over(now) {
        return Vec::new();
    }
    let on = dating.talking(now);
    let next = dating.rounds_begun(now);
    let mut found = Vec::new();
    for round in on.into_iter().chain((next < dating.setting.rounds).then_some(next)) {
        of_round(dating, table, plan, round, on == Some(round), &mut found);
    }
    found
}

fn of_round(dating: &Dating, table: &Table, plan: &SeatingPlan, round: u8, is_on: bool, found: &mut Vec<Warning>) {
    let r = usize::from(round);
    let Some(tables) = plan.seats.get(r) else { return };
    let sits = |p: &Participant| p.plays(round) && p.sits(round, is_on);
    let there = |who| dating.participant(who).is_ok_and(sits);
    for (index, seated) in tables.iter().enumerate().filter(|(_, seated)| !seated.is_empty()) {
        let number = dating.table_number(index);
        let here: Vec<_> = seated.iter().copied().filter(|who| there(*who)).collect();
        if !is_on {
            let gone = seated.iter().filter(|who| !there(**who));
            found.extend(gone.map(|who| Warning::SeatOfSomebodyGone { round, table: number, who: *who }));
        }
        let settings = dating.setting.tables.get(index);
        match here[..] {
            [] => continue,
            [who] => found.push(Warning::Alone { round, who, table: Some(number) }),
            _ => {
                let least = settings.map_or(2, |table| table.least);
                if here.len() < usize::from(least) {
                    found.push(Warning::UnderMinimum { round, table: number, seated: here.len() as u8, least });
                }
            }
        }
        if settings.is_some_and(|table| table.is_closed(round)) {
            found.push(Warning::TableOutOfUse { round, table: number });
        }
        if dating.rules.language == CommonLanguage::Ignored {
            continue;
        }
        for (a, b) in pairs(&here) {
            let (Some(i), Some(j)) = (table.index_of(a), table.index_of(b)) else { continue };
            let strangers = !table.can_talk(i, j) && !table.affinity.language_unknown(i, j);
            if strangers && !interpreting::is_helped(table, dating, &plan.interpreters, (r, index), (i, j)) {
                found.push(Warning::NoCommonLanguage { round, table: number, a, b });
            }
        }
    }
    let without = dating.participants.iter().filter(|p| sits(p) && table_of(&plan.seats, r, p.id).is_none());
    found.extend(without.map(|p| match !is_on && dating.day.unplanned.contains(&p.id) {
        true => Warning::Unplanned { round, who: p.id },
        false => Warning::Alone { round, who: p.id, table: None },
    }));
}
