//! What has changed on somebody's run sheet since this device showed it last, as sentences.

use crate::{
    device::Seen,
    words::{and_list, table},
};
use domain::{
    Locale,
    views::{MyRound, MyTable},
};

/// One round that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatChange {
    /// From 0.
    pub round: u8,
    pub from: Option<u16>,
    pub to: Option<u16>,
    /// Partners now, where they are others.
    pub partners: Vec<String>,
}

impl SeatChange {
    pub fn sentence(&self, locale: Locale) -> String {
        let round = self.round + 1;
        let place = match (self.from, self.to) {
            (Some(_), None) => return table::changed_to_break(locale, round),
            (None, Some(to)) => Some(table::changed_from_break(locale, round, to)),
            (Some(from), Some(to)) if from != to => Some(table::changed_table(locale, round, to, from)),
            _ => None,
        };
        let partner = (!self.partners.is_empty())
            .then(|| table::changed_partner(locale, round, &and_list(locale, &self.partners)));
        [place, partner].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What a device remembers of a run sheet.
pub fn seen(sheet: &MyTable) -> Seen {
    Seen { version: sheet.version, rounds: sheet.rounds.iter().map(|round| (round.table, names(round))).collect() }
}

fn names(round: &MyRound) -> Vec<String> {
    round.partners.iter().map(|partner| partner.name.to_string()).collect()
}

/// The rounds that differ and are not over: what was played is history and frightens nobody.
pub fn between(before: &Seen, sheet: &MyTable) -> Vec<SeatChange> {
    if before.version == sheet.version {
        return Vec::new();
    }
    let begun = sheet.clock.run.rounds_begun(sheet.clock.timing, sheet.clock.now);
    let upcoming = sheet.rounds.iter().filter(|round| round.round + 1 >= begun);
    upcoming
        .filter_map(|round| {
            let (from, whom) = before.rounds.get(usize::from(round.round))?;
            let now = names(round);
            let partners = if now == *whom { Vec::new() } else { now };
            (*from != round.table || !partners.is_empty()).then_some(SeatChange {
                round: round.round,
                from: *from,
                to: round.table,
                partners,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{
        DatingId, ParticipantId, UnixMillis,
        clock::{Pace, Part, Run, Timing},
        text::Title,
        views::{ClockFace, ParticipantName, PartnerCard},
    };
    use jiff::civil::datetime;

    fn title(text: &str) -> Title {
        Title::parse(text).unwrap()
    }

    fn sheet(version: u32, seats: &[(Option<u16>, &str)]) -> MyTable {
        let round = |(round, (table, partner)): (usize, &(Option<u16>, &str))| MyRound {
            round: round as u8,
            table: *table,
            partners: vec![PartnerCard {
                participant: ParticipantId(9),
                name: title(partner),
                association: None,
                stand: None,
                languages: Vec::new(),
                common: Vec::new(),
            }],
            question: Vec::new(),
        };
        let at = datetime(2026, 11, 14, 14, 0, 0, 0);
        MyTable {
            revision: 1,
            dating: DatingId(1),
            title: title("Speed-Dating"),
            starts: at,
            who: ParticipantName { id: ParticipantId(1), name: title("Chor") },
            clock: ClockFace {
                timing: Timing { rounds: 3, talk_ms: 60_000, change_ms: 0, pace: Pace::Automatic, speed: 1 },
                run: Run::Running { round: 1, part: Part::Talk, since: UnixMillis(0), extra_ms: 0 },
                now: UnixMillis(1_000),
            },
            version,
            made_at: UnixMillis(0),
            made_local: at,
            way: None,
            rounds: seats.iter().enumerate().map(round).collect(),
        }
    }

    #[test]
    fn only_what_is_not_over_is_told() {
        let before = seen(&sheet(1, &[(Some(1), "A"), (Some(2), "B"), (Some(9), "C")]));
        let after = sheet(2, &[(Some(7), "X"), (Some(2), "B"), (Some(4), "D")]);
        let told: Vec<String> = between(&before, &after).iter().map(|change| change.sentence(Locale::De)).collect();
        assert_eq!(told, ["In Runde 3 sitzen Sie an Tisch 4 statt 9. In Runde 3 sprechen Sie jetzt mit D."]);
    }

    #[test]
    fn the_same_plan_is_no_news() {
        let before = seen(&sheet(2, &[(Some(1), "A")]));
        assert_eq!(between(&before, &sheet(3, &[(Some(1), "A")])), []);
    }
}
