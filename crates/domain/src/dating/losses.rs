//! What a change of the set-up takes away besides what is asked for: said before it is saved.

use super::{Dating, Participant, Rules, Setting};
use crate::{AssociationId, Refusal, text::Title};
use std::collections::BTreeSet;

/// What would be gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// The tables have to be allocated anew.
    pub plan: bool,
    /// Everybody was shown that plan, and is shown none until another is published.
    pub shown: bool,
    /// How many rules name people or tables that are not there any more.
    pub rules: usize,
    /// Of whom it was noted in which rounds they are not there.
    pub absences: Vec<Title>,
}

impl Losses {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn between(before: &Dating, after: &Dating) -> Self {
        let still = |p: &Participant| after.participants.iter().find(|other| other.id == p.id);
        let absent = |p: &&Participant| !p.absent.is_subset(&still(p).map(|p| p.absent.clone()).unwrap_or_default());
        let plan = before.plan.is_some() && after.plan.is_none();
        Self {
            plan,
            shown: plan && before.published.is_some(),
            rules: lost_rules(&before.rules, &after.rules),
            absences: before.participants.iter().filter(absent).map(|p| p.name.clone()).collect(),
        }
    }
}

fn lost_rules(before: &Rules, after: &Rules) -> usize {
    let apart = before.apart.iter().filter(|rule| !after.apart.contains(rule)).count();
    let together = before.together.iter().filter(|rule| !after.together.contains(rule)).count();
    let fixed = before.fixed.iter().filter(|rule| !after.fixed.contains(rule)).count();
    apart + together + fixed
}

impl Dating {
    /// What another name, time or size would take away.
    pub fn lost_by_configuring(&self, setting: &Setting) -> Result<Losses, Refusal> {
        let mut after = self.clone();
        after.configure(setting.clone())?;
        Ok(Losses::between(self, &after))
    }

    /// What would go if these associations took part, and whoever came without one.
    pub fn lost_by_choosing(&self, chosen: &BTreeSet<AssociationId>) -> Losses {
        let mut after = self.clone();
        after.participants.retain(|p| p.association.is_none_or(|id| chosen.contains(&id)));
        let newcomer = |id: &AssociationId| self.participants.iter().all(|p| p.association != Some(*id));
        if after.participants.len() < self.participants.len() || chosen.iter().any(newcomer) {
            after.plan = None;
        }
        after.forget_who_is_gone();
        Losses::between(self, &after)
    }

    /// Whom [`Dating::choose`] is to be given for these people, each of an association: with whoever came without one, in
    /// the order of before where nobody is added or left out, and with what was tapped at the door where a profile says
    /// nothing.
    pub fn choice(&self, people: Vec<Participant>) -> Vec<Participant> {
        let place = |one: &Participant| self.participants.iter().position(|p| p.association == one.association);
        let mut all: Vec<Participant> = self.participants.iter().filter(|p| p.association.is_none()).cloned().collect();
        for mut one in people {
            let known = place(&one).and_then(|index| self.participants.get(index));
            if let Some(known) = known.filter(|known| known.walked_in && one.languages.is_empty()) {
                one.languages.clone_from(&known.languages);
            }
            all.push(one);
        }
        let known = |one: &Participant| one.association.is_none() || place(one).is_some();
        if all.len() == self.participants.len() && all.iter().all(known) {
            let of_old = |one: &Participant| match one.association {
                Some(_) => place(one),
                None => self.participants.iter().position(|p| p.id == one.id),
            };
            all.sort_by_key(of_old);
        } else {
            // Those without an association come last, as they came.
            all.sort_by_key(|one| one.association.is_none());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{FairId, ParticipantId, UnixMillis, plan::SeatingPlan};

    fn of(association: i64) -> Participant {
        let name = Title::parse(&format!("Verein {association}")).unwrap();
        Participant { association: Some(AssociationId(association)), ..Participant::named(name) }
    }

    /// Associations 10, 11 and 12, and somebody who walked in by name; a plan, and rules about all of them.
    fn dating() -> Dating {
        let setting = Setting::parse("Tafel", "2027-05-08T14:00", 4, 6, 2, 3, 4, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        dating.choose([10, 11, 12].map(of).into()).unwrap();
        dating.walk_in(Participant::named(Title::parse("Nachbarn").unwrap()), UnixMillis(0)).unwrap();
        let [a, b, c, d] = [0, 1, 2, 3].map(ParticipantId);
        dating.rules.apart = vec![(a, b), (b, d)];
        dating.rules.together = vec![vec![a, c, d]];
        dating.rules.fixed = vec![(d, 1), (c, 3)];
        dating.participants[2].absent = BTreeSet::from([3]);
        dating
            .adopt(SeatingPlan { seats: vec![vec![vec![a, b], vec![c, d], Vec::new()]], ..plan() }, UnixMillis(0))
            .unwrap();
        dating
    }

    fn plan() -> SeatingPlan {
        SeatingPlan {
            version: 0,
            made_at: UnixMillis(0),
            seed: 1,
            objective: 0,
            quality: crate::plan::Quality::Found,
            interpreters: Vec::new(),
            account: Default::default(),
            seats: Vec::new(),
        }
    }

    fn chosen(of: &[i64]) -> BTreeSet<AssociationId> {
        of.iter().map(|id| AssociationId(*id)).collect()
    }

    #[test]
    fn what_is_said_before_is_what_goes() {
        let before = dating();
        for ids in [&[10, 11, 12][..], &[10, 11], &[12, 13], &[]] {
            let mut after = before.clone();
            after.choose(before.choice(ids.iter().map(|id| of(*id)).collect())).unwrap();
            assert_eq!(before.lost_by_choosing(&chosen(ids)), Losses::between(&before, &after), "{ids:?}");
        }
        let lost = before.lost_by_choosing(&chosen(&[10, 11]));
        let name = Title::parse("Verein 12").unwrap();
        // Together with somebody less, and a table that was kept for them.
        assert_eq!(lost, Losses { plan: true, shown: false, rules: 2, absences: vec![name] });
    }

    #[test]
    fn whoever_came_by_name_stays_and_the_same_people_keep_their_plan() {
        let mut dating = dating();
        let same = dating.choice([12, 10, 11].map(of).into());
        dating.choose(same).unwrap();
        assert_eq!(dating.participants.iter().map(|p| p.id.0).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert!(dating.plan.is_some() && dating.participants[3].walked_in);
        let fewer = dating.choice([13, 10].map(of).into());
        dating.choose(fewer).unwrap();
        let ids: Vec<_> = dating.participants.iter().map(|p| (p.id.0, p.association.map(|id| id.0))).collect();
        assert_eq!(ids, [(4, Some(13)), (0, Some(10)), (3, None)]);
        assert_eq!(dating.rules.fixed, [(ParticipantId(3), 1)]);
    }

    #[test]
    fn fewer_rounds_or_tables_take_what_stood_on_them() {
        let dating = dating();
        let smaller = Setting::parse("Tafel", "2027-05-08T14:00", 3, 6, 2, 2, 4, 2).unwrap();
        let lost = dating.lost_by_configuring(&smaller).unwrap();
        assert_eq!((lost.plan, lost.rules, lost.absences.len()), (true, 1, 1));
        let renamed = Setting { title: Title::parse("Anders").unwrap(), ..dating.setting.clone() };
        assert!(dating.lost_by_configuring(&renamed).unwrap().is_nothing());
    }
}
