//! What everybody is shown: the published plan, and with it names, times and tables. What is told otherwise is another
//! version, and a plan that the set-up has made void is shown no more.

use super::{Dating, Table};
use crate::{ParticipantId, UnixMillis, profile::SpokenLanguage, text::Title};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What became of it by a deed, beside what the deed says. Logs of an older version hold none of this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Its tables or people are no more; nothing is shown until another plan is published.
    Withdrawn,
    /// The same seats, with something else told of them.
    Anew { version: u32 },
}

/// What is printed and told beside the seats. Who has come or gone on the day is not: that is told as it is, at once.
#[derive(PartialEq)]
struct Told<'a> {
    title: &'a Title,
    starts: DateTime,
    minutes: (u16, u16),
    tables: &'a [Table],
    people: Vec<(ParticipantId, &'a Title, &'a [SpokenLanguage], &'a BTreeSet<u8>)>,
}

impl Dating {
    fn told(&self) -> Told<'_> {
        let setting = &self.setting;
        let people = self.participants.iter().map(|p| (p.id, &p.name, p.languages.as_slice(), &p.absent));
        Told {
            title: &setting.title,
            starts: setting.starts,
            minutes: (setting.talk_minutes, setting.change_minutes),
            tables: &setting.tables,
            people: people.collect(),
        }
    }

    /// Whether the seats of the plan at hand are those that everybody is shown.
    pub fn shows_its_plan(&self) -> bool {
        self.published.as_ref().is_some_and(|shown| self.plan.as_ref().is_some_and(|plan| plan.seats == shown.seats))
    }

    /// How many rounds everybody is shown: other terms that were taken and not published yet may have another number.
    pub fn rounds_shown(&self) -> u8 {
        self.published.as_ref().map_or(self.setting.rounds, |shown| shown.seats.len() as u8)
    }

    /// What becomes of what everybody was shown, now that a deed has led from `before` to here.
    pub fn shown_since(&self, before: &Dating) -> Option<Shown> {
        let shown = self.published.as_ref()?;
        if self.plan.is_none() && !self.has_started() {
            return Some(Shown::Withdrawn);
        }
        let known = before.published.as_ref().is_some_and(|known| known.version == shown.version);
        (known && before.told() != self.told()).then(|| Shown::Anew { version: self.latest_version() + 1 })
    }

    pub fn show(&mut self, shown: Shown, now: UnixMillis) {
        match shown {
            Shown::Withdrawn => {
                self.versions_given = self.latest_version();
                self.published = None;
            }
            Shown::Anew { version } => {
                let at_hand = self.plan.as_mut().filter(|plan| Some(&**plan) == self.published.as_ref());
                for plan in at_hand.into_iter().chain(&mut self.published) {
                    (plan.version, plan.made_at) = (version, now);
                }
            }
        }
    }

    pub(super) fn latest_version(&self) -> u32 {
        let plans = [&self.plan, &self.published].into_iter().flatten();
        plans.map(|plan| plan.version).max().unwrap_or(0).max(self.versions_given)
    }
}
