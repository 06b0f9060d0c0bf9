//! A small fair with one of everything, and the notes its writes carry.

use crate::trial::Trial;
use domain::{
    AssociationId, Bilingual, DatingId, FairId, FieldId, HallId, InterpreterId, ItemId, ParticipantId, StandId,
    UnixMillis,
    clock::{Part, Run},
    dating::{Attendance, Dating, Day, Held, Participant, Rules, Setting, Side, Steps},
    fair::{Fair, LegalTexts, Phase},
    live::Change,
    market::{Hall, Place, PlaceKind, Point, Presence, Stand},
    plan::{Account, CostlyRule, Post, Quality, RuleCost, SeatingPlan},
    profile::{Level, MigrationRelation, Position, Profile, SpokenLanguage},
    programme::{Item, ItemKind},
    taxonomy::{Exchange, Field, Good, Hue},
    text::{Slug, Title},
};
use services::ports::{CommandKey, Founding, NewFair, Note};
use std::collections::BTreeSet;

pub const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub fn profile(name: &str) -> Profile {
    Profile::named(title(name))
}

/// A note that tells nothing and has no key.
pub fn note(fair: FairId) -> Note {
    Note {
        fair,
        at: NOW,
        actor: "office@fair.example".to_owned(),
        action: "trial.write",
        subject: "a trial".to_owned(),
        key: None,
        tells: Vec::new(),
    }
}

pub fn telling(fair: FairId, change: Change) -> Note {
    Note { tells: vec![change], ..note(fair) }
}

pub fn keyed(key: &str, note: Note) -> Note {
    Note { key: CommandKey::parse(key), ..note }
}

pub fn new_fair(slug: &str) -> NewFair {
    NewFair {
        slug: Slug::parse(slug).unwrap(),
        title: title("Market of Possibilities"),
        claim: Bilingual::new("Kommen Sie ins Gespräch", "Come and talk"),
        date: "2027-05-08".parse().unwrap(),
        venue: "Town hall".to_owned(),
        address: "1 Market Square".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        phase: Phase::Published,
        legal: LegalTexts { imprint: Bilingual::new("Impressum", "Imprint"), ..Default::default() },
    }
}

/// A fair without anything in it.
pub async fn empty_fair(trial: &Trial, slug: &str) -> Fair {
    let founding = Founding {
        fair: new_fair(slug),
        fields: Vec::new(),
        associations: Vec::new(),
        halls: Vec::new(),
        stands: Vec::new(),
        items: Vec::new(),
        datings: Vec::new(),
    };
    trial.stores.fairs.found(founding, "office@fair.example", NOW).await.unwrap()
}

pub fn hall(id: i64) -> Hall {
    Hall {
        id: HallId(id),
        name: "Great hall".to_owned(),
        level: -1,
        width: 40.5,
        depth: 0.1,
        outline: vec![Point { x: 0.0, y: 0.3 }, Point { x: 40.5, y: 0.1 }],
        places: vec![Place {
            kind: PlaceKind::StepFreeEntrance,
            name: "South".to_owned(),
            at: Point { x: 1.1, y: 2.2 },
        }],
    }
}

pub fn stand(id: i64, hall: i64, associations: &[i64]) -> Stand {
    Stand {
        id: StandId(id),
        hall: HallId(hall),
        number: "A 3".to_owned(),
        at: Point { x: 3.3, y: 4.7 },
        width: 2.4,
        depth: 1.2,
        step_free: true,
        presence: Presence::Away,
        associations: associations.iter().copied().map(AssociationId).collect(),
    }
}

pub fn item(starts: &str) -> Item {
    Item {
        id: ItemId(7),
        fair: FairId(0),
        revision: 1,
        kind: ItemKind::Workshop,
        hue: Hue::Green,
        title: Bilingual::new("Bienen", "Bees"),
        summary: Bilingual::new("Von Waben", ""),
        place: "Garden room".to_owned(),
        starts: starts.parse().unwrap(),
        ends: "2027-05-08T18:00:00".parse().unwrap(),
        languages: vec!["de".to_owned(), "tr".to_owned()],
        step_free: false,
    }
}

pub fn setting(starts: &str) -> Setting {
    Setting::parse("Quick talks", starts, 3, 5, 1, 2, 2, 2).unwrap()
}

pub fn participant(id: u32, association: Option<i64>) -> Participant {
    Participant {
        id: ParticipantId(id),
        association: association.map(AssociationId),
        side: Some(if id.is_multiple_of(2) { Side::With } else { Side::Without }),
        languages: vec![SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT }],
        absent: BTreeSet::from([2]),
        attendance: Attendance::Late { until: 1 },
        missed: BTreeSet::from([0]),
        ..Participant::named(title(&format!("Delegation {id}")))
    }
}

/// A session that is running, with a plan whose seed is as large as seeds get.
pub fn running_dating(first: i64, second: i64) -> Dating {
    let plan = SeatingPlan {
        version: 4,
        made_at: NOW,
        seed: u64::MAX,
        seats: vec![vec![vec![ParticipantId(0), ParticipantId(1)], vec![]]],
        objective: -3,
        quality: Quality::Bounded { bound: 12 },
        interpreters: vec![vec![Post { who: InterpreterId(0), table: 1 }]],
        account: Account {
            furthest_behind: Some(1),
            evenness: None,
            costs: vec![RuleCost { rule: CostlyRule::Across, thousandths: 12, exactly: true }],
            question: "5f2e".to_owned(),
        },
    };
    let rules = Rules { apart: vec![(ParticipantId(0), ParticipantId(1))], ..Rules::default() };
    Dating {
        id: DatingId(99),
        revision: 6,
        participants: vec![participant(0, Some(first)), participant(1, Some(second)), participant(2, None)],
        published: Some(SeatingPlan { version: 3, ..plan.clone() }),
        plan: Some(plan),
        run: Run::Running { round: 1, part: Part::Change, since: NOW, extra_ms: 60_000 },
        day: Day { called: 2, ..Day::default() },
        steps: Steps { done: vec![4, 6], undone: vec![5] },
        met_before: BTreeSet::from([(ParticipantId(0), ParticipantId(2))]),
        ids_given: 3,
        held: vec![Held { began: NOW, ended: Some(NOW) }, Held { began: NOW, ended: None }],
        ..Dating::new(FairId(0), setting("2027-05-08T14:30"), rules)
    }
}

/// Everything at once. Local ids overlap between kinds, and some parts name others that stand behind them.
pub fn founding(slug: &str) -> Founding {
    let field = |id, parent: Option<i64>, name: &str| Field {
        id: FieldId(id),
        parent: parent.map(FieldId),
        name: Bilingual::new(name, format!("{name} (en)")),
        hue: Some(Hue::Learn),
    };
    let mut choir = profile("Chor am Hafen e. V.");
    choir.relation = Some(MigrationRelation::Both);
    choir.fields = vec![FieldId(2), FieldId(1)];
    choir.wishes = vec![AssociationId(3), AssociationId(1)];
    choir.languages = vec![SpokenLanguage { code: "uk".to_owned(), level: Level::NATIVE }];
    choir.needs = vec![Exchange { good: Good::Rooms, note: "dienstags".to_owned() }];
    choir.email = Some("chor@hafen.example".to_owned());
    choir.address.position = Position::parse(53.549_999_999_1, 9.1);
    let mut bakers = profile("Brotbackkreis");
    bakers.wishes = vec![AssociationId(2)];
    Founding {
        fair: new_fair(slug),
        fields: vec![field(1, Some(2), "Musik"), field(2, None, "Kultur")],
        associations: vec![
            (AssociationId(2), choir),
            (AssociationId(1), bakers),
            (AssociationId(3), profile("Ärzte ohne Eile")),
        ],
        halls: vec![hall(2), hall(1)],
        stands: vec![stand(1, 1, &[3, 2]), stand(2, 2, &[]), stand(3, 1, &[1])],
        items: vec![item("2027-05-08T16:00"), item("2027-05-08T10:00")],
        datings: vec![running_dating(3, 1)],
    }
}
