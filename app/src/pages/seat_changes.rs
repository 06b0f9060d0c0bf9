//! What has changed on somebody's run sheet since this device showed it last, as sentences.

use crate::{
    device::Seen,
    words::{and_list, table},
};
use domain::{
    Locale,
    clock::{Moment, Part},
    views::MyTable,
};
use jiff::civil::DateTime;

/// One round that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatChange {
    /// From 0.
    pub round: u8,
    pub from: Option<u16>,
    pub to: Option<u16>,
    /// Partners now, where they are others; nobody where they are gone.
    pub partners: Option<Vec<String>>,
    /// One is not expected then.
    pub away: bool,
}

impl SeatChange {
    pub fn sentence(&self, locale: Locale) -> String {
        let round = self.round + 1;
        let place = match (self.from, self.to) {
            (Some(_), None) if self.away => return table::changed_to_away(locale, round),
            (Some(_), None) => return table::changed_to_break(locale, round),
            (None, Some(to)) => Some(table::changed_from_break(locale, round, to)),
            (Some(from), Some(to)) if from != to => Some(table::changed_table(locale, round, to, from)),
            _ => None,
        };
        let partner = self.partners.as_ref().map(|partners| match partners.is_empty() {
            true => format!("{} {}", table::changed_alone(locale, round), table::wait_or_ask(locale)),
            false => table::changed_partner(locale, round, &and_list(locale, partners)),
        });
        [place, partner].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What a device remembers of a run sheet.
pub fn seen(sheet: &MyTable) -> Seen {
    let rounds = sheet.rounds.iter().map(|round| (round.table, round.names(true)));
    Seen { version: sheet.version, starts: sheet.starts.to_string(), rounds: rounds.collect() }
}

/// When it begins now, where that was told otherwise and it has not begun.
pub fn moved(before: &Seen, sheet: &MyTable) -> Option<DateTime> {
    let waits = sheet.clock.at(sheet.clock.now) == Moment::Waiting;
    let other = !before.starts.is_empty() && before.starts != sheet.starts.to_string();
    (waits && other).then_some(sheet.starts)
}

/// The first round that is not over; `None` where all are.
fn at_hand(sheet: &MyTable) -> Option<u8> {
    match sheet.clock.at(sheet.clock.now) {
        Moment::Waiting => Some(0),
        Moment::On { round, part: Part::Talk, .. } => Some(round),
        Moment::On { round, .. } => Some(round + 1),
        Moment::Over => None,
    }
}

/// Whether what the page told as changed is as it was before: whoever read it may be on their way elsewhere.
pub fn taken_back(told: &[SeatChange], before: &Seen, sheet: &MyTable) -> bool {
    let Some(first) = at_hand(sheet) else { return false };
    let is_as_before = |change: &SeatChange| {
        let then = before.rounds.get(usize::from(change.round));
        let now = sheet.rounds.iter().find(|round| round.round == change.round && !round.away);
        now.zip(then).is_some_and(|(now, (table, names))| now.table == *table && now.names(true) == *names)
    };
    let ahead: Vec<_> = told.iter().filter(|change| change.round >= first).collect();
    !ahead.is_empty() && ahead.into_iter().all(is_as_before)
}

/// The rounds that differ and are not over: what was played is history and frightens nobody. The plan may be the same, and
/// somebody has gone. Whoever is noted as not here is told that instead.
pub fn between(before: &Seen, sheet: &MyTable) -> Vec<SeatChange> {
    let Some(first) = at_hand(sheet) else { return Vec::new() };
    let upcoming = || sheet.rounds.iter().filter(|round| round.round >= first);
    if upcoming().all(|round| round.away) {
        return Vec::new();
    }
    upcoming()
        .filter_map(|round| {
            let (from, whom) = before.rounds.get(usize::from(round.round))?;
            let partners = Some(round.names(true)).filter(|now| now != whom);
            (*from != round.table || partners.is_some()).then_some(SeatChange {
                round: round.round,
                from: *from,
                to: round.table,
                partners,
                away: round.away,
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
        clock::{Pace, Run, Timing},
        text::Title,
        views::{ClockFace, MyRound, ParticipantName, PartnerCard},
    };
    use jiff::civil::datetime;

    fn title(text: &str) -> Title {
        Title::parse(text).unwrap()
    }

    fn sheet(version: u32, seats: &[(Option<u16>, &str)]) -> MyTable {
        let round = |(round, (table, partner)): (usize, &(Option<u16>, &str))| MyRound {
            round: round as u8,
            table: *table,
            away: false,
            partners: vec![PartnerCard {
                participant: ParticipantId(9),
                name: title(partner),
                association: None,
                stand: None,
                languages: Vec::new(),
                common: Vec::new(),
                away: false,
                left: false,
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
            away: false,
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
        assert_eq!(told, ["In Runde 3 sitzen Sie an Tisch 4 statt 9. In Runde 3 sitzt Ihnen jetzt D gegenüber."]);
    }

    #[test]
    fn whoever_is_left_alone_is_told_so_by_the_same_plan_until_the_talk_is_over() {
        let plan = [(Some(1), "A"), (Some(2), "B"), (Some(9), "C")];
        let (before, mut after) = (seen(&sheet(1, &plan)), sheet(1, &plan));
        after.rounds[1].partners[0].left = true;
        after.rounds[2].partners.clear();
        let told: Vec<String> = between(&before, &after).iter().map(|change| change.sentence(Locale::De)).collect();
        assert_eq!(told, [2, 3].map(|round| {
            format!("In Runde {round} sitzt Ihnen niemand mehr gegenüber. Warten Sie bitte kurz am Tisch oder kommen Sie zum Infotisch.")
        }));
        after.clock.run = Run::Finished { at: UnixMillis(1), begun: None, called_off: false };
        assert_eq!(between(&before, &after), []);
    }

    #[test]
    fn whoever_is_not_expected_in_a_round_hears_that_and_of_no_break() {
        let before = seen(&sheet(1, &[(Some(1), "A"), (Some(2), "B"), (Some(9), "C")]));
        let mut after = sheet(2, &[(Some(1), "A"), (None, "B"), (None, "C")]);
        after.rounds[2].away = true;
        let told: Vec<String> = between(&before, &after).iter().map(|change| change.sentence(Locale::De)).collect();
        assert_eq!(told, ["In Runde 2 haben Sie jetzt Pause.", "Für Runde 3 sind Sie nicht mehr eingeplant."]);
        // Whoever is noted as not here is told that instead.
        after.rounds.iter_mut().for_each(|round| round.away = true);
        assert_eq!(between(&before, &after), []);
    }

    #[test]
    fn another_hour_is_told_until_it_begins() {
        let before = seen(&sheet(1, &[]));
        let mut after = sheet(2, &[]);
        after.starts = datetime(2026, 11, 14, 19, 30, 0, 0);
        assert_eq!(moved(&before, &after), None, "it has begun");
        after.clock.run = Run::Waiting;
        assert_eq!(moved(&before, &after), Some(after.starts));
        assert_eq!(moved(&seen(&after), &after), None);
        assert_eq!(moved(&Seen { starts: String::new(), ..before }, &after), None, "nobody knows what was told");
    }

    #[test]
    fn a_change_that_is_taken_back_is_told_and_one_that_is_over_is_not() {
        let plan = [(Some(1), "A"), (Some(2), "B"), (Some(9), "C")];
        let (before, mut after) = (seen(&sheet(1, &plan)), sheet(1, &plan));
        after.rounds[1].partners[0].away = true;
        after.rounds[2].table = Some(4);
        let told = between(&before, &after);
        assert!(!taken_back(&told, &before, &after));
        after.rounds[1].partners[0].away = false;
        assert!(!taken_back(&told, &before, &after), "only one of them");
        let mut again = sheet(2, &plan);
        assert!(taken_back(&told, &before, &again));
        assert!(!taken_back(&[], &before, &again), "nothing had been told");
        again.rounds[2].away = true;
        assert!(!taken_back(&told, &before, &again), "they are told that instead");
        again.clock.run = Run::Finished { at: UnixMillis(1), begun: None, called_off: false };
        assert!(!taken_back(&told, &before, &again));
    }

    #[test]
    fn nobody_has_met_whom_they_missed_or_whose_round_never_began() {
        let mut over = sheet(1, &[(Some(1), "A"), (Some(2), "B"), (Some(9), "C")]);
        over.clock.run = Run::Finished { at: UnixMillis(1), begun: Some(2), called_off: false };
        assert!(over.met_anybody());
        over.rounds[0].away = true;
        over.rounds[1].partners[0].away = true;
        assert!(!over.met_anybody(), "the third round never began");
        over.rounds[1].partners[0].away = false;
        over.rounds[1].partners[0].left = true;
        assert!(over.met_anybody(), "who has gone from a talk was in it");
    }

    #[test]
    fn the_same_plan_is_no_news() {
        let before = seen(&sheet(2, &[(Some(1), "A")]));
        assert_eq!(between(&before, &sheet(3, &[(Some(1), "A")])), []);
    }
}
