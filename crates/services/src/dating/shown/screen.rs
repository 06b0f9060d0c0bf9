//! Projectors: links that organisers make and revoke, and what they show.

use crate::{
    Error, Result, Services,
    actor::{Organiser, Visitor},
    dating::steps::standing,
    ports::{NewScreen, ScreenRow},
};
use domain::{
    DatingId, ScreenId, UnixMillis,
    dating::{Attendance, Dating},
    profile::{Association, name_key},
    screen::{ScreenLink, ScreenSeat, ScreenView},
    text::Title,
    views::ClockFace,
};
use std::collections::HashMap;

/// What the seal of a screen's link is over.
const KIND: &str = "screen";

fn sealed(screen: &ScreenRow) -> [i64; 3] {
    [screen.id.0, screen.fair.0, screen.made.0]
}

impl Services {
    pub async fn screens(&self, _: &Organiser, id: DatingId) -> Result<Vec<ScreenLink>> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let seal = self.seal().await?;
        let link = |screen: ScreenRow| {
            let token = format!("{}-{}", screen.id, seal.over(KIND, &sealed(&screen)));
            let address = format!("{}/{}/screen/{token}", self.base_url, fair.slug);
            ScreenLink { id: screen.id, dating: screen.dating, name: screen.name, address }
        };
        Ok(self.stores.screens.of(id).await?.into_iter().map(link).collect())
    }

    pub async fn make_screen(&self, organiser: &Organiser, id: DatingId, name: &str) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let name = Title::parse_as(domain::refusal::Input::Name, name)?;
        let note = self.note(dating.fair, organiser.name(), "screen.make", &name);
        self.stores.screens.make(NewScreen { dating: id, name }, note).await?;
        Ok(())
    }

    /// From now on the link shows nothing.
    pub async fn remove_screen(&self, organiser: &Organiser, id: DatingId, screen: ScreenId) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let row = self.stores.screens.one(screen).await?.filter(|row| row.dating == id).ok_or(Error::NotFound)?;
        let note = self.note(dating.fair, organiser.name(), "screen.remove", &row.name);
        self.stores.screens.remove(screen, note).await?;
        Ok(())
    }

    /// What a projector with this token shows.
    pub async fn screen(&self, _: Visitor, slug: &str, token: &str) -> Result<ScreenView> {
        let fair = self.public_fair(slug).await?;
        let (id, seal) = token.split_once('-').ok_or(Error::NotFound)?;
        let id = id.parse().map_err(|_| Error::NotFound)?;
        let row = self.stores.screens.one(id).await?.filter(|row| row.fair == fair.id).ok_or(Error::NotFound)?;
        if !self.seal().await?.fits(KIND, &sealed(&row), seal) {
            return Err(Error::NotFound);
        }
        let revision = self.stores.history.revision(fair.id).await?;
        let dating = self.load_dating(row.dating).await?;
        let associations = self.stores.associations.all(fair.id).await?;
        let (now, names) = (self.now(), names(&dating, &associations));
        let said = standing(&self.stores.datings.all(fair.id).await?, now);
        let (names, seats, arrived) = seats(&dating, names, now);
        Ok(ScreenView {
            revision,
            fair: fair.title.clone(),
            title: dating.setting.title.clone(),
            starts: dating.setting.starts,
            local_now: self.local(&fair, now),
            clock: ClockFace { timing: dating.setting.timing(), run: dating.run, now },
            version: dating.published.as_ref().map(|plan| (plan.version, plan.made_at)),
            names,
            seats,
            arrived,
            said,
        })
    }
}

/// In the order of the participants: the short name where there is one, only one has it, and whoever looks for the first
/// letter of the name finds it there.
fn names(dating: &Dating, associations: &[Association]) -> Vec<String> {
    let profiles: HashMap<_, _> = associations.iter().map(|a| (a.id, &a.profile)).collect();
    let short = |index: usize| {
        let participant = &dating.participants[index];
        let profile = participant.association.and_then(|id| profiles.get(&id));
        profile.map_or(participant.name.as_str(), |profile| profile.call_name()).to_owned()
    };
    let shorts: Vec<String> = (0..dating.participants.len()).map(short).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in &shorts {
        *counts.entry(name).or_default() += 1;
    }
    let alone = |name: &String| counts.get(name.as_str()) == Some(&1);
    let begins = |name: &str| name_key(name).chars().next();
    let fits = |short: &String, full: &str| alone(short) && begins(short) == begins(full);
    let both = shorts.iter().zip(&dating.participants);
    both.map(|(short, p)| if fits(short, p.name.as_str()) { short.clone() } else { p.name.to_string() }).collect()
}

type Shown = (Vec<String>, Vec<Vec<ScreenSeat>>, Vec<bool>);

/// Names in alphabetical order, which is that of phones and paper, with their seats by round, and who has arrived. Nobody before the plan is published.
fn seats(dating: &Dating, names: Vec<String>, now: UnixMillis) -> Shown {
    let arrived_of = |p: &domain::dating::Participant| p.attendance == Attendance::Arrived;
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_cached_key(|index| name_key(dating.participants[*index].name.as_str()));
    let arrived = order.iter().map(|index| arrived_of(&dating.participants[*index])).collect();
    let Some(plan) = &dating.published else { return (Vec::new(), Vec::new(), arrived) };
    let talk = dating.talking(now);
    let seats = (0..dating.rounds_shown()).map(|round| {
        let tables = plan.seats.get(usize::from(round)).map_or(&[][..], Vec::as_slice);
        let at: HashMap<_, _> = tables
            .iter()
            .enumerate()
            .flat_map(|(index, seated)| seated.iter().map(move |who| (*who, dating.table_number(index))))
            .collect();
        let seat = |index: &usize| {
            let participant = &dating.participants[*index];
            match at.get(&participant.id) {
                Some(number) if participant.sits(round, talk == Some(round)) => ScreenSeat::Table(*number),
                None if participant.sits(round, talk == Some(round)) => ScreenSeat::Break,
                _ => ScreenSeat::Away,
            }
        };
        order.iter().map(seat).collect()
    });
    let seats = seats.collect();
    (order.into_iter().map(|index| names[index].clone()).collect(), seats, arrived)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{
        AssociationId, FairId,
        dating::{Participant, Rules, Setting},
        profile::Profile,
    };

    #[test]
    fn names_stand_in_the_order_of_phones_and_paper_under_their_first_letter() {
        let all =
            [("Bosnisch-Deutscher Pflegekreis", "Pflegekreis"), ("Afghanischer Frauenverein", "AFV"), ("Chor", "")];
        let setting = Setting::parse("Speed-Dating", "2026-11-14T14:00", 1, 5, 1, 2, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        let associations = all.iter().zip(1..).map(|((name, short), id)| {
            let mut profile = Profile::named(Title::parse(name).unwrap());
            profile.short_name = (*short).to_owned();
            Association { id: AssociationId(id), fair: FairId(1), revision: 1, profile }
        });
        let associations: Vec<Association> = associations.collect();
        let takes_part = |one: &Association| Participant {
            association: Some(one.id),
            ..Participant::named(one.profile.name.clone())
        };
        dating.choose(associations.iter().map(takes_part).collect()).unwrap();
        dating.published = Some(domain::plan::SeatingPlan {
            version: 1,
            made_at: domain::UnixMillis(0),
            seed: 1,
            objective: 0,
            quality: domain::plan::Quality::ByHand,
            interpreters: Vec::new(),
            seats: Vec::new(),
            account: Default::default(),
        });
        let shown = seats(&dating, names(&dating, &associations), UnixMillis(0)).0;
        assert_eq!(shown, ["AFV", "Bosnisch-Deutscher Pflegekreis", "Chor"]);
    }

    #[test]
    fn whoever_left_the_talk_that_is_on_is_looked_for_by_nobody() {
        let setting = Setting::parse("Speed-Dating", "2026-11-14T14:00", 2, 5, 1, 1, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        let people = ["Chor", "Garten"].map(|name| Title::parse(name).unwrap());
        for name in people {
            dating.walk_in(Participant::named(name), UnixMillis(0)).unwrap();
        }
        let both: Vec<_> = dating.participants.iter().map(|p| p.id).collect();
        dating.published = Some(domain::plan::SeatingPlan {
            version: 1,
            made_at: UnixMillis(0),
            seed: 1,
            objective: 0,
            quality: domain::plan::Quality::ByHand,
            interpreters: Vec::new(),
            seats: vec![vec![both.clone()], vec![both.clone()]],
            account: Default::default(),
        });
        dating.start(UnixMillis(0)).unwrap();
        dating.mark(both[1], Attendance::Left, UnixMillis(1)).unwrap();
        let names = vec!["Chor".to_owned(), "Garten".to_owned()];
        let shown = seats(&dating, names, UnixMillis(1)).1;
        assert_eq!(shown, [[ScreenSeat::Table(1), ScreenSeat::Away]; 2]);
    }
}
