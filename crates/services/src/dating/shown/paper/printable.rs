//! A session to be printed: the published plan beside the version that was printed last.

use crate::{
    Error, NoteWords, Result, Services,
    actor::Organiser,
    civil_time,
    dating::{on_a_blocking_thread, seating::interpreting::all_strangers, shown::surroundings::Surroundings},
    ports::CommandKey,
};
use domain::{
    AssociationId, DatingId, ParticipantId, Refusal, UnixMillis,
    announced::{Announced, AnnouncedPerson, PaperShelf, Since, people},
    dating::{Dating, Participant, Setting},
    fair::Fair,
    opening::Spoken,
    plan::Strangers,
};
use jiff::civil::DateTime;
use std::collections::HashMap;

/// A session to be printed.
#[derive(Clone, Debug)]
pub struct Printable {
    pub fair: Fair,
    pub dating: DatingId,
    pub setting: Setting,
    /// The published plan; `None` before the first publication.
    pub now: Option<Announced>,
    /// Those who take part now, also before anything is published.
    pub people: Vec<AnnouncedPerson>,
    /// The version to compare with.
    pub since: Option<Announced>,
    /// The numbers of associations' stands.
    pub stands: HashMap<AssociationId, String>,
    /// Of the plan, and of the version to compare with.
    pub said: Said,
    pub said_since: Said,
    /// Personal links, of those whose link is good; and those that stand on what was printed before.
    pub personal: HashMap<ParticipantId, String>,
    pub personal_since: HashMap<ParticipantId, String>,
    /// When it was read, by the clock of the fair's place.
    pub read_at: DateTime,
    /// Begins every link, without a slash at its end.
    pub base_url: String,
    pub called_off: bool,
}

impl Printable {
    /// Whether documents are made of it: none that tell people to come where nothing takes place. Its files stay, as a
    /// record of what was planned.
    pub fn may_be_printed(&self) -> Result<(), Refusal> {
        if self.called_off { Err(Refusal::CalledOff) } else { Ok(()) }
    }

    /// By the clock of the fair's place.
    pub fn local(&self, at: UnixMillis) -> DateTime {
        civil_time(&self.fair.timezone, at)
    }
}

/// What is said of who sits at the tables of a plan, by round (from 0) and table.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// What could be talked about, in the languages of who sits there.
    pub questions: Questions,
    /// Who has no language in common.
    pub strangers: Vec<Vec<Vec<Strangers>>>,
}

/// By round (from 0) and table, one entry a language.
pub type Questions = Vec<Vec<Vec<Spoken>>>;

impl Services {
    /// A session as it is printed; `since` is what was printed last.
    pub async fn printable(&self, _: &Organiser, slug: &str, id: DatingId, since: Option<Since>) -> Result<Printable> {
        let fair = self.load_fair(slug).await?;
        let dating = self.load_dating(id).await?;
        if dating.fair != fair.id {
            return Err(Error::NotFound);
        }
        let printed_at = since.and_then(|since| since.printed_at);
        let since = match since {
            Some(since) => Some(self.stores.announced.version(id, since.version).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        // Nothing of a version was printed before it was made.
        let then = printed_at.or(since.as_ref().map(|plan| plan.made_at));
        let mut stands = HashMap::new();
        for stand in self.stores.market.stands(fair.id).await? {
            for association in stand.associations {
                stands.entry(association).or_insert_with(|| stand.number.clone());
            }
        }
        let revision = self.stores.history.revision(fair.id).await?;
        let market = self.surroundings(fair.id, revision).await?;
        let now = Announced::of(&dating);
        Ok(Printable {
            read_at: self.local(&fair, self.now()),
            said: self.said(&market, &dating, now.as_ref()).await?,
            said_since: self.said(&market, &dating, since.as_ref()).await?,
            personal: self.personal_addresses(&fair, &dating, None).await?,
            personal_since: self.personal_addresses(&fair, &dating, then).await?,
            now,
            people: people(&dating),
            called_off: dating.run.is_called_off(),
            setting: dating.setting,
            dating: id,
            since,
            stands,
            base_url: self.base_url.to_string(),
            fair,
        })
    }

    /// By what was known when the plan was announced: a language that somebody lost since is no reason to keep a sheet.
    async fn said(&self, market: &Surroundings, dating: &Dating, plan: Option<&Announced>) -> Result<Said> {
        let Some(plan) = plan else { return Ok(Said::default()) };
        let then = as_announced(dating, plan);
        let table = self.at_the_table(&then).await?;
        let strangers = all_strangers(&table, &then, &plan.seats, &plan.posts);
        Ok(Said { questions: questions(market, &then, plan), strangers })
    }

    /// The versions that can be compared with.
    pub async fn paper_shelf(&self, _: &Organiser, id: DatingId) -> Result<PaperShelf> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let versions = self.stores.announced.versions(id).await?;
        let versions = versions.into_iter().map(|(version, at)| (version, self.local(&fair, at))).collect();
        let links_changed =
            self.stores.passes.of(id).await?.into_iter().filter_map(|(_, state)| state.changed_at).max();
        let (fonts, names) = (self.fonts.clone(), on_paper(&fair, &dating));
        Ok(PaperShelf {
            versions,
            printed: self.stores.announced.printed(id).await?,
            links_changed,
            unprintable: on_a_blocking_thread(move || fonts.lacking(names)).await?,
        })
    }

    /// A document was printed in that version of the plan; remembered, so that next time only what changed is.
    pub async fn note_printed(
        &self,
        organiser: &Organiser,
        id: DatingId,
        document: &str,
        version: u32,
        key: CommandKey,
    ) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let is_a_key =
            (1..=40).contains(&document.len()) && document.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let versions = self.stores.announced.versions(id).await?;
        if !is_a_key || !versions.iter().any(|(known, _)| *known == version) {
            return Err(Error::NotFound);
        }
        let note = self.note(dating.fair, organiser.name(), "paper.print", format!("{document} {version}"));
        self.stores.announced.note_printed(id, document, version, note.keyed(Some(key))).await?;
        Ok(())
    }
}

/// What paper calls people and places by.
fn on_paper(fair: &Fair, dating: &Dating) -> Vec<String> {
    let people = dating.participants.iter().map(|p| &p.name);
    let names = people.chain(dating.day.interpreters.iter().map(|one| &one.name));
    let titles = [dating.setting.title.to_string(), fair.title.to_string(), fair.venue.clone()];
    names.map(ToString::to_string).chain(titles).collect()
}

/// Who took part, what they spoke, who interpreted and what the rules asked of a table when a plan was announced.
fn as_announced(dating: &Dating, plan: &Announced) -> Dating {
    let person = |one: &AnnouncedPerson| Participant {
        id: one.id,
        association: one.association,
        languages: one.languages.clone(),
        ..Participant::named(one.name.clone())
    };
    let mut then = dating.clone();
    then.participants = plan.people.iter().map(person).collect();
    then.day.interpreters.clone_from(&plan.interpreters);
    then.rules.language = plan.language.unwrap_or(then.rules.language);
    then
}

fn questions(market: &Surroundings, dating: &Dating, plan: &Announced) -> Questions {
    let of_table = |round: u8, seated: &Vec<ParticipantId>| {
        let sitters: Vec<_> = seated.iter().filter_map(|who| dating.participant(*who).ok()).collect();
        market.question(&sitters, round)
    };
    let of_round =
        |(round, tables): (u8, &Vec<Vec<ParticipantId>>)| tables.iter().map(|seated| of_table(round, seated)).collect();
    (0..).zip(&plan.seats).map(of_round).collect()
}
