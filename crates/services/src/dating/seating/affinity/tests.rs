#![allow(clippy::unwrap_used)]

use super::*;
use domain::{
    AssociationId, Bilingual, FairId, ParticipantId,
    dating::{Emphasis, Setting, Weight},
    profile::{Level, Profile, SpokenLanguage},
    taxonomy::{Exchange, Good, Hue},
    text::Title,
};

/// Profiles that a session is made of, all on one side; `0` and `1` are looked at.
struct Guests {
    profiles: Vec<Profile>,
    rules: Rules,
    met_before: Vec<(u32, u32)>,
    fields: Vec<Field>,
    walk_ins: usize,
}

impl Guests {
    fn of(count: usize) -> Self {
        let named = |i: usize| Profile::named(Title::parse(&format!("Verein {i}")).unwrap());
        let rules = Rules { language: CommonLanguage::Ignored, ..Rules::default() };
        Self {
            profiles: (0..count).map(named).collect(),
            rules,
            met_before: Vec::new(),
            fields: Vec::new(),
            walk_ins: 0,
        }
    }

    fn affinity(&self) -> Affinity {
        let setting = Setting::parse("Tafel", "2027-05-08T14:00", 4, 6, 2, 6, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, self.rules.clone());
        let guest = |(i, profile): (usize, &Profile)| Participant {
            id: ParticipantId(i as u32),
            association: Some(AssociationId(i as i64)),
            languages: profile.languages.clone(),
            side: Some(if profile.relation.is_some() { Side::With } else { Side::Without }),
            ..Participant::named(profile.name.clone())
        };
        dating.participants = self.profiles.iter().enumerate().map(guest).collect();
        for i in 0..self.walk_ins {
            let id = ParticipantId((self.profiles.len() + i) as u32);
            dating.participants.push(Participant { id, ..Participant::named(Title::parse("Gast").unwrap()) });
        }
        dating.met_before = self.met_before.iter().map(|(a, b)| (ParticipantId(*a), ParticipantId(*b))).collect();
        let association = |(i, profile): (usize, &Profile)| Association {
            id: AssociationId(i as i64),
            fair: FairId(1),
            revision: 1,
            profile: profile.clone(),
        };
        let associations: Vec<_> = self.profiles.iter().enumerate().map(association).collect();
        Affinity::of(&dating, &associations, &self.fields)
    }

    fn worth(&self) -> i32 {
        self.affinity().worth(0, 1)
    }

    fn weighed(mut self, matter: Matter, weight: Weight) -> Self {
        self.rules.emphasis.put(matter, weight);
        self
    }
}

fn field(id: i64, parent: Option<i64>) -> Field {
    Field {
        id: FieldId(id),
        parent: parent.map(FieldId),
        name: Bilingual::new("Feld", "Field"),
        hue: Some(Hue::Culture),
    }
}

fn good(good: Good) -> Exchange {
    Exchange { good, note: String::new() }
}

fn speaks(code: &str, level: u8) -> SpokenLanguage {
    SpokenLanguage { code: code.to_owned(), level: Level::parse(level).unwrap() }
}

/// Culture (1) with music (2) and, below it, choirs (3) and brass (4).
fn tree() -> Vec<Field> {
    vec![field(1, None), field(2, Some(1)), field(3, Some(2)), field(4, Some(2)), field(5, Some(1))]
}

fn in_fields(of: &[(usize, i64)], people: usize) -> Guests {
    let mut guests = Guests::of(people);
    guests.fields = tree();
    for (who, id) in of {
        guests.profiles[*who].fields.push(FieldId(*id));
    }
    guests
}

#[test]
fn the_nearer_a_field_in_common_the_more_it_counts() {
    let others: Vec<(usize, i64)> = (2..12).map(|i| (i, if i % 2 == 0 { 4 } else { 5 })).collect();
    let with = |one: i64, other: i64| {
        let mut of = others.clone();
        of.extend([(0, one), (1, other)]);
        in_fields(&of, 24).worth()
    };
    let (same, cousins, far, nothing) = (with(3, 3), with(3, 4), with(3, 5), with(3, 9));
    assert!(same > cousins && cousins > far && far > nothing, "{same} {cousins} {far} {nothing}");
    assert_eq!(nothing, 0);
}

#[test]
fn the_rarer_a_field_in_common_the_more_it_counts() {
    let rare = in_fields(&[(0, 3), (1, 3)], 24).worth();
    let all: Vec<(usize, i64)> = (0..24).map(|i| (i, 3)).collect();
    let frequent = in_fields(&all, 24).worth();
    assert!(rare > frequent && frequent > 0, "{rare} {frequent}");
}

#[test]
fn target_groups_in_common_count_however_they_are_written() {
    let mut guests = Guests::of(12);
    guests.profiles[0].target_groups = vec!["Senioren".to_owned(), "Kinder".to_owned()];
    guests.profiles[1].target_groups = vec![" kinder".to_owned()];
    assert_eq!(guests.worth(), 8);
}

#[test]
fn any_district_in_common_makes_neighbours() {
    let mut guests = Guests::of(12);
    guests.profiles[0].districts = vec!["Nord".to_owned(), "Mitte".to_owned()];
    guests.profiles[1].districts = vec!["Mitte".to_owned()];
    assert_eq!(guests.worth(), 3);
    guests.profiles[1].districts = vec!["Hafen".to_owned()];
    assert_eq!(guests.worth(), 0);
}

#[test]
fn what_one_offers_and_the_other_needs_counts_in_both_directions() {
    let mut guests = Guests::of(12);
    guests.profiles[0].offers = vec![good(Good::Rooms)];
    guests.profiles[1].needs = vec![good(Good::Rooms)];
    assert_eq!(guests.worth(), 10);
    guests.profiles[1].offers = vec![good(Good::Stage)];
    guests.profiles[0].needs = vec![good(Good::Stage)];
    assert_eq!(guests.worth(), 20);
    // Two who need the same have nothing for each other.
    guests.profiles[1].offers.clear();
    guests.profiles[1].needs = vec![good(Good::Stage)];
    assert_eq!(guests.worth(), 0);
}

#[test]
fn a_language_counts_by_how_well_the_weaker_speaks_it() {
    let with = |ours: &[(&str, u8)], theirs: &[(&str, u8)], rule| {
        let mut guests = Guests::of(12);
        guests.rules.language = rule;
        guests.profiles[0].languages = ours.iter().map(|(code, level)| speaks(code, *level)).collect();
        guests.profiles[1].languages = theirs.iter().map(|(code, level)| speaks(code, *level)).collect();
        guests.affinity().parts(0, 1).language
    };
    let preferred = |ours, theirs| with(ours, theirs, CommonLanguage::Preferred);
    assert_eq!(preferred(&[("tr", 4)], &[("tr", 4)]), 8);
    assert_eq!(preferred(&[("tr", 4)], &[("tr", 2)]), 3);
    assert_eq!(preferred(&[("tr", 4)], &[("tr", 1)]), -20);
    assert_eq!(preferred(&[("tr", 4), ("de", 3)], &[("de", 4)]), 6);
    // Of whom nothing is noted, nobody knows that they could not talk.
    assert_eq!(preferred(&[("tr", 4)], &[]), 0);
    assert_eq!(with(&[("tr", 4)], &[("de", 4)], CommonLanguage::Ignored), 0);
}

#[test]
fn a_wish_counts_and_one_that_is_returned_more() {
    let mut guests = Guests::of(12);
    guests.profiles[0].wishes = vec![AssociationId(1)];
    assert_eq!(guests.worth(), 15);
    guests.profiles[1].wishes = vec![AssociationId(0)];
    assert_eq!(guests.worth(), 40);
    guests.rules.wishes = false;
    assert_eq!(guests.worth(), 0);
}

#[test]
fn two_sides_count_where_they_meet() {
    let mut guests = Guests::of(12);
    guests.profiles[0].relation = Some(domain::profile::MigrationRelation::With);
    assert_eq!(guests.worth(), 30);
}

#[test]
fn who_met_before_gives_way_to_new_faces() {
    let mut guests = Guests::of(12);
    assert_eq!(guests.worth(), 0, "where nobody has met there are no new faces");
    guests.met_before = vec![(0, 1)];
    assert_eq!((guests.worth(), guests.affinity().worth(0, 2)), (0, 40));
}

#[test]
fn every_reason_counts_as_much_as_the_organiser_says() {
    let rich = || {
        let mut guests = Guests::of(12);
        guests.rules.language = CommonLanguage::Preferred;
        guests.met_before = vec![(2, 3)];
        for (i, profile) in guests.profiles.iter_mut().enumerate().take(2) {
            profile.languages = vec![speaks("tr", 4)];
            profile.districts = vec!["Mitte".to_owned()];
            profile.target_groups = vec!["Kinder".to_owned()];
            profile.wishes = vec![AssociationId(1 - i as i64)];
        }
        guests.profiles[0].relation = Some(domain::profile::MigrationRelation::With);
        guests.profiles[0].offers = vec![good(Good::Rooms)];
        guests.profiles[1].needs = vec![good(Good::Rooms)];
        guests
    };
    let usual = rich().worth();
    assert_eq!(usual, 40 + 8 + 10 + 30 + 8 + 3 + 40);
    let points = [40, 8, 10, 30, 8, 3, 40];
    for (matter, points) in Matter::ALL.into_iter().zip(points) {
        let with = |weight| rich().weighed(matter, weight).worth() - usual;
        assert_eq!(with(Weight::Much), points, "{matter:?}");
        assert_eq!(with(Weight::Nothing), -points, "{matter:?}");
        assert_eq!(with(Weight::Little), points / 2 - points, "{matter:?}");
    }
    assert_eq!(rich().rules.emphasis, Emphasis::default());
}

#[test]
fn whoever_walks_in_without_an_association_counts_by_their_side_alone() {
    let guests = Guests { walk_ins: 1, ..Guests::of(2) };
    let parts = guests.affinity().parts(0, 2);
    // They sit where fewer are.
    assert_eq!((parts.cross, parts.total()), (30, 30));
}
