//! What pages are drawn from: snapshots that hold only what their reader may see.

use crate::{
    AssociationId, Bilingual, DatingId, FieldId, ParticipantId, Refusal, StandId, UnixMillis,
    clock::{Moment, Run, Timing},
    control_room::{Frozen, InterpreterPosts, StepLine, Warning},
    dating::Dating,
    fair::{Fair, Phase},
    live::{Reach, Standing},
    market::{Hall, Stand},
    opening::Spoken,
    plan::{BrokenRule, Shortfall},
    profile::{Address, Association, Kind, Profile, SpokenLanguage},
    programme::Item,
    table_sign::Way,
    taxonomy::{Exchange, Field, Fit, Hue},
    text::{Slug, Title},
};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// A fair in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairCard {
    pub slug: Slug,
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub date: Date,
    pub venue: String,
    pub phase: Phase,
}

/// A fair as every visitor sees it, with the revision of its public history at which it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairView {
    pub revision: i64,
    pub fair: Fair,
    /// The civil time at the fair's place when it was read; the client's clock may be wrong.
    #[serde(with = "crate::civil")]
    pub local_now: DateTime,
    pub datings: Vec<DatingCard>,
    /// What was said to everybody and stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Standing>,
}

/// An association as the public sees it: no migration relation, no mail address, no wishes, no hidden address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssociationCard {
    pub id: AssociationId,
    pub name: Title,
    pub short_name: String,
    pub kind: Kind,
    /// `None`: nothing it says belongs to one of the voices.
    pub hue: Option<Hue>,
    pub goals: String,
    pub activities: String,
    pub fields: Vec<FieldId>,
    pub target_groups: Vec<String>,
    pub districts: Vec<String>,
    pub languages: Vec<SpokenLanguage>,
    pub offers: Vec<Exchange>,
    pub needs: Vec<Exchange>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub websites: Vec<String>,
    /// Only where the association made it public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

impl AssociationCard {
    /// Leaves out everything that is not public. `fields` is the fair's tree; the first field with a hue gives it.
    pub fn of(id: AssociationId, profile: &Profile, fields: &[Field]) -> Self {
        let hue_of = |id: &FieldId| fields.iter().find(|field| field.id == *id).and_then(|field| field.hue);
        Self {
            id,
            name: profile.name.clone(),
            short_name: profile.short_name.clone(),
            kind: profile.kind,
            hue: profile.fields.iter().find_map(hue_of),
            goals: profile.goals.clone(),
            activities: profile.activities.clone(),
            fields: profile.fields.clone(),
            target_groups: profile.target_groups.clone(),
            districts: profile.districts.clone(),
            languages: profile.languages.clone(),
            offers: profile.offers.clone(),
            needs: profile.needs.clone(),
            websites: profile.websites.clone(),
            address: profile.address.for_everybody(),
        }
    }

    /// As much as the market shows and searches: links and addresses are for the stand's own page, and every phone of the
    /// hall fetches the market.
    #[must_use]
    pub fn for_the_market(self) -> Self {
        Self { websites: Vec::new(), address: None, ..self }
    }

    /// The name for narrow places.
    pub fn call_name(&self) -> &str {
        if self.short_name.is_empty() { self.name.as_str() } else { &self.short_name }
    }
}

/// The market: halls, stands and who is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarketView {
    pub revision: i64,
    pub fields: Vec<Field>,
    pub halls: Vec<Hall>,
    pub stands: Vec<Stand>,
    pub associations: Vec<AssociationCard>,
}

/// One stand's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandView {
    pub revision: i64,
    pub stand: Stand,
    pub hall: Hall,
    /// All stands of the hall, to show where it is.
    pub neighbours: Vec<Stand>,
    pub fields: Vec<Field>,
    pub associations: Vec<AssociationCard>,
}

/// The programme of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeView {
    pub revision: i64,
    #[serde(with = "crate::civil")]
    pub local_now: DateTime,
    pub items: Vec<Item>,
}

/// The programme as organisers prepare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeDesk {
    /// The fair's day.
    #[serde(with = "crate::civil")]
    pub day: Date,
    pub items: Vec<Item>,
    /// Where something can be: halls and their places by name, and what other items say.
    pub places: Vec<String>,
}

/// A dating session in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatingCard {
    pub id: DatingId,
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    pub rounds: u8,
    pub participants: usize,
    pub published: bool,
    pub run: Run,
    /// A copy to rehearse with; visitors are shown none.
    pub rehearsal: bool,
}

/// What a client needs to run a session's clock by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockFace {
    pub timing: Timing,
    pub run: Run,
    /// The server's time when this was read.
    pub now: UnixMillis,
}

impl ClockFace {
    pub fn at(&self, now: UnixMillis) -> Moment {
        self.run.at(self.timing, now)
    }

    /// How many rounds took place of a session that is over.
    pub fn rounds_held(&self) -> u8 {
        match self.run {
            Run::Finished { begun: Some(begun), .. } => begun,
            _ => self.timing.rounds,
        }
    }
}

/// A name to choose from when somebody looks for their table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantName {
    pub id: ParticipantId,
    pub name: Title,
}

/// What everybody may know of a published session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatingBoard {
    pub revision: i64,
    pub id: DatingId,
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    pub clock: ClockFace,
    /// Version and time of the published plan; `None` before it is published.
    pub version: Option<(u32, UnixMillis)>,
    /// Alphabetical by name.
    pub participants: Vec<ParticipantName>,
}

/// Who sits across from somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerCard {
    pub participant: ParticipantId,
    pub name: Title,
    pub association: Option<AssociationId>,
    pub stand: Option<(StandId, String)>,
    /// Languages both can talk in, best first.
    pub languages: Vec<String>,
    pub common: Vec<CommonGround>,
    /// They are not there in this round, or were not.
    #[serde(default, skip_serializing_if = "is_not")]
    pub away: bool,
    /// They were there and have gone from the talk that is on.
    #[serde(default, skip_serializing_if = "is_not")]
    pub left: bool,
}

fn is_not(fact: &bool) -> bool {
    !fact
}

/// Why two fit, as data; the interface makes a sentence of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommonGround {
    Field(Bilingual),
    District(String),
    TargetGroup(String),
    /// They offer something of a kind that we need.
    TheyOffer(Fit),
    /// We offer something of a kind that they need.
    WeOffer(Fit),
}

/// One round of somebody's run sheet. Rounds count from 0, the table is its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyRound {
    pub round: u8,
    /// `None`: a break, unless one is `away`.
    pub table: Option<u16>,
    /// One is not expected in this round, or was not there.
    #[serde(default, skip_serializing_if = "is_not")]
    pub away: bool,
    pub partners: Vec<PartnerCard>,
    /// To open the talk, in the languages of the table; empty where nobody sits across.
    pub question: Vec<Spoken>,
}

impl PartnerCard {
    /// Whether they are expected and neither missing nor gone.
    pub fn is_there(&self) -> bool {
        !self.away && !self.left
    }
}

impl MyRound {
    /// Names of those across who are there (`true`), or who are expected and are not.
    pub fn names(&self, there: bool) -> Vec<String> {
        let partners = self.partners.iter().filter(|partner| partner.is_there() == there);
        partners.map(|partner| partner.name.to_string()).collect()
    }

    /// Who was met; nobody by those who were not there themselves. Who has gone from a talk was in it.
    pub fn met(&self) -> impl Iterator<Item = &PartnerCard> {
        self.partners.iter().filter(|partner| !self.away && !partner.away)
    }
}

/// "My table": one participant's session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyTable {
    pub revision: i64,
    pub dating: DatingId,
    pub title: Title,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    pub who: ParticipantName,
    /// They are noted as not here: missing, or gone.
    #[serde(default, skip_serializing_if = "is_not")]
    pub away: bool,
    pub clock: ClockFace,
    pub version: u32,
    pub made_at: UnixMillis,
    /// The plan's time on the clock of the fair's place.
    #[serde(with = "crate::civil")]
    pub made_local: DateTime,
    /// Where the tables stand, where that is known.
    pub way: Option<Way>,
    pub rounds: Vec<MyRound>,
}

impl MyTable {
    /// Of a session that is over.
    pub fn met_anybody(&self) -> bool {
        let held = self.clock.rounds_held();
        self.rounds.iter().filter(|round| round.round < held).any(|round| round.met().next().is_some())
    }
}

/// What organisers see of all associations: everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssociationList {
    pub associations: Vec<Association>,
    pub fields: Vec<Field>,
    pub stands: Vec<Stand>,
}

/// A session that an association takes part in and that is still ahead or under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakesPart {
    pub title: Title,
    /// Its tables are allocated, or it runs: somebody would be missing there.
    pub has_seats: bool,
}

/// A plan in numbers. Dates are partners met, over all rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMeasures {
    pub dates: usize,
    pub dates_least: usize,
    pub dates_most: usize,
    /// Pairs across the two sides.
    pub mixed: usize,
    /// Tables used, over all rounds, and those of them with people of both sides.
    pub tables: usize,
    pub mixed_tables: usize,
    /// Pairs with a common language at everyday level or better.
    pub understood: usize,
    /// Pairs of which nobody knows, since one of them has noted no language.
    pub language_unknown: usize,
    /// Who is there and meets nobody at all.
    pub without_talk: usize,
    pub wishes: usize,
    pub wishes_kept: usize,
    pub repeats: usize,
    /// Seats left empty by people who are there, over all rounds.
    pub sat_out: usize,
}

/// An organiser's view of one session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatingDesk {
    /// Of the fair's public history.
    pub revision: i64,
    pub slug: Slug,
    pub dating: Dating,
    pub clock: ClockFace,
    #[serde(with = "crate::civil")]
    pub local_now: DateTime,
    /// When it ended or was called off, by the clock of the fair's place; `None` before.
    #[serde(default)]
    pub ended: Option<DateTime>,
    /// Measures of the plan (or draft) at hand; zero without one.
    pub measures: PlanMeasures,
    /// Rules that the plan at hand breaks, after moves by hand or changed rules.
    pub broken: Vec<BrokenRule>,
    /// Why nothing can be judged by the rules as they are: some cannot be had together.
    pub contradiction: Option<Refusal>,
    /// What the plan at hand could not give, and why.
    pub shortfalls: Vec<Shortfall>,
    /// The plan was worked out for other rules, people or tables: what is known of how good it is, is known of those.
    pub outdated: bool,
    /// What matters now: somebody alone, no common language, a table under its minimum.
    pub warnings: Vec<Warning>,
    /// So many rounds after those that have begun have their cards out.
    pub rounds_frozen: u8,
    /// Why the next of them stays as it is; `None` where it may still be planned anew.
    pub frozen: Option<Frozen>,
    pub interpreters: Vec<InterpreterPosts>,
    /// The step that whoever looks at this would take back, and the one that would be done again.
    pub last: Option<StepLine>,
    pub taken_back: Option<StepLine>,
    /// Where the plan at hand is shown: another that takes its place by a step back is shown there at that press.
    pub plan_is_on: Reach,
    /// The plan at hand is not the published one.
    pub unpublished_changes: bool,
    /// Under which name the log has what whoever looks at this does.
    #[serde(default)]
    pub me: String,
    /// False for time keepers: they run the clock and mark people.
    pub may_organise: bool,
}

/// One line of the log, by the clock of the fair's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    #[serde(with = "crate::civil")]
    pub at: DateTime,
    pub actor: String,
    /// A stable word such as `dating.mark`; worded by the interface.
    pub action: String,
    pub subject: String,
}

/// Some lines of a log, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    pub lines: Vec<LogLine>,
    /// Where the lines before these begin; `None` where there are none.
    pub older: Option<i64>,
}

/// A mail that waits as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingMail {
    pub at: UnixMillis,
    pub to: String,
    pub subject: String,
    pub body: String,
}
