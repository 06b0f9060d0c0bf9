//! What it is worth to two that they meet: their profiles in the engine's terms. The one place where these meet.
//!
//! Fields of activity form a tree. Whoever works in a field works in those above it too; a field in common counts the
//! more, the nearer it lies to what both really do, and the fewer here have it. So "culture" in common, which half of a
//! fair has, says little, and a choir meets the other choir.

use allocation::affinity::{Parts, Rarity, Traits, Weights, can_talk, parts_by};
use domain::{
    FieldId,
    dating::{CommonLanguage, Dating, Matter, Pair, Participant, Rules, Side},
    profile::Association,
    taxonomy::Field,
};
use std::collections::{HashMap, HashSet};

/// How much rarity and nearness count for what two have in common, in thousandths: the rest counts for any topic alike.
const RARITY: i32 = 700;
/// What it counts that two have not met at an earlier session or fair, where some have. A bonus and no malus, since the
/// affinity never falls below nothing: as much as two meeting again in one session costs.
const NEW_TO_EACH_OTHER: i32 = 40;

/// What everybody of a session brings along, and what counts how much.
pub(in crate::dating) struct Affinity {
    traits: Vec<Traits<u32>>,
    weights: Weights,
    rarity: Rarity<u32>,
    /// Who has noted what they speak.
    speaks: Vec<bool>,
    /// Pairs (the smaller index first) who met at an earlier session or fair.
    met_before: HashSet<(usize, usize)>,
    new_faces: i32,
}

impl Affinity {
    /// In the order of the session's participants.
    pub fn of(dating: &Dating, associations: &[Association], fields: &[Field]) -> Self {
        let people = &dating.participants;
        let index: HashMap<_, _> = people.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
        let seat_of: HashMap<_, _> =
            people.iter().enumerate().filter_map(|(i, p)| Some((p.association?, i as u32))).collect();
        let profiles: HashMap<_, _> = associations.iter().map(|a| (a.id, &a.profile)).collect();
        let mut names = Names::default();
        let mut traits = Vec::with_capacity(people.len());
        for (participant, side) in people.iter().zip(sides(people)) {
            let languages: Vec<(u32, u8)> =
                participant.languages.iter().map(|l| (names.number("language", &l.code), l.level.get())).collect();
            let mut one = Traits::of_side(side).languages(languages);
            if let Some(profile) = participant.association.and_then(|id| profiles.get(&id)) {
                let all = profile.fields.iter().flat_map(|field| up_the_tree(*field, fields));
                let mut topics: Vec<u32> = all.map(|id| names.number("field", &id.to_string())).collect();
                topics.extend(profile.target_groups.iter().map(|group| names.number("group", &same(group))));
                let districts: Vec<u32> =
                    profile.districts.iter().map(|district| names.number("district", &same(district))).collect();
                one = one
                    .topics(topics)
                    .districts(districts)
                    .offers(profile.offers.iter().map(|offer| offer.good as u32))
                    .needs(profile.needs.iter().map(|need| need.good as u32));
                if dating.rules.wishes {
                    one = one.wishes(profile.wishes.iter().filter_map(|wish| seat_of.get(wish).copied()));
                }
            }
            traits.push(one);
        }
        let depths = fields
            .iter()
            .map(|field| (names.number("field", &field.id.to_string()), up_the_tree(field.id, fields).count() as u32));
        let depths: Vec<(u32, u32)> = depths.collect();
        let place = |(a, b): &Pair| Some((*index.get(a)?, *index.get(b)?));
        Self {
            rarity: Rarity::of(&traits).in_a_tree(depths),
            traits,
            weights: weights(&dating.rules),
            speaks: people.iter().map(|p| !p.languages.is_empty()).collect(),
            met_before: dating.met_before.iter().filter_map(place).map(|(a, b)| (a.min(b), a.max(b))).collect(),
            new_faces: dating.rules.emphasis.of(Matter::NewFaces).of(NEW_TO_EACH_OTHER),
        }
    }

    pub fn side(&self, person: usize) -> u8 {
        self.traits[person].side()
    }

    /// Whom somebody wishes to meet, by index.
    pub fn wished(&self, person: usize) -> &[u32] {
        self.traits[person].wished()
    }

    /// The parts of what it is worth, but for being new to each other. Where nobody knows what one of them speaks, that
    /// they have no language in common is not held against them.
    pub fn parts(&self, a: usize, b: usize) -> Parts {
        let of = |i: usize| (i as u32, &self.traits[i]);
        let mut parts = parts_by(&self.weights, Some(&self.rarity), of(a), of(b));
        if self.language_unknown(a, b) {
            parts.language = 0;
        }
        parts
    }

    /// What it counts that two are new to each other: nothing where nobody has met before.
    pub fn new_faces(&self, a: usize, b: usize) -> i32 {
        if self.met_before.is_empty() || self.have_met(a, b) { 0 } else { self.new_faces }
    }

    pub fn have_met(&self, a: usize, b: usize) -> bool {
        self.met_before.contains(&(a.min(b), a.max(b)))
    }

    pub fn worth(&self, a: usize, b: usize) -> i32 {
        self.parts(a, b).total() + self.new_faces(a, b)
    }

    /// What meeting once more costs, where it is not forbidden.
    pub fn repeat(&self) -> i32 {
        -self.weights.repeat
    }

    /// Whether two share a language at everyday level, whatever the session's rule about it.
    pub fn can_talk(&self, a: usize, b: usize) -> bool {
        can_talk(&self.weights, &self.traits[a], &self.traits[b])
    }

    /// Whether one of them has noted no language at all.
    pub fn language_unknown(&self, a: usize, b: usize) -> bool {
        !(self.speaks[a] && self.speaks[b])
    }

    pub fn speaks_nothing_known(&self, person: usize) -> bool {
        !self.speaks[person]
    }

    /// Everything the worth of meetings follows from, as text: two sessions with the same are the same to the engine.
    pub fn fingerprint(&self) -> String {
        let mut met: Vec<_> = self.met_before.iter().collect();
        met.sort_unstable();
        format!("{:?} {:?} {:?} {:?} {met:?} {}", self.traits, self.weights, self.rarity, self.speaks, self.new_faces)
    }
}

/// The engine's usual weights, each as the organiser weighs it.
fn weights(rules: &Rules) -> Weights {
    let usual = Weights::default();
    let weigh = |matter: Matter, points: i32| rules.emphasis.of(matter).of(points);
    let language = |points: i32| match rules.language {
        CommonLanguage::Ignored => 0,
        CommonLanguage::Preferred | CommonLanguage::Required => weigh(Matter::Language, points),
    };
    Weights {
        cross: weigh(Matter::Mixed, usual.cross),
        topic: weigh(Matter::Topics, usual.topic),
        topic_max: weigh(Matter::Topics, usual.topic_max),
        fit: weigh(Matter::Exchange, usual.fit),
        lang: usual.lang.iter().map(|points| language(*points)).collect(),
        no_lang: language(usual.no_lang),
        wish_one: weigh(Matter::Wishes, usual.wish_one),
        wish_mutual: weigh(Matter::Wishes, usual.wish_mutual),
        district: weigh(Matter::District, usual.district),
        rarity: RARITY,
        ..usual
    }
}

/// 1 for the side with a migration relation, 0 for the other; whoever has no side sits where fewer are.
fn sides(participants: &[Participant]) -> Vec<u8> {
    let count = |side| participants.iter().filter(|p| p.side == Some(side)).count();
    let (mut with, mut without) = (count(Side::With), count(Side::Without));
    let mut sides = Vec::with_capacity(participants.len());
    for participant in participants {
        sides.push(match participant.side {
            Some(Side::With) => 1,
            Some(Side::Without) => 0,
            None if with < without => {
                with += 1;
                1
            }
            None => {
                without += 1;
                0
            }
        });
    }
    sides
}

/// A field and its ancestors, itself first.
pub(in crate::dating) fn up_the_tree(field: FieldId, fields: &[Field]) -> impl Iterator<Item = FieldId> {
    let parent_of = |id: FieldId| fields.iter().find(|f| f.id == id).and_then(|f| f.parent);
    // The tree is shallow; the bound guards against a ring in the data.
    std::iter::successors(Some(field), move |id| parent_of(*id)).take(6)
}

/// Texts of lists that mean the same are written the same.
fn same(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Numbers for names, by kind.
#[derive(Default)]
struct Names(HashMap<(&'static str, String), u32>);

impl Names {
    fn number(&mut self, kind: &'static str, name: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry((kind, name.to_owned())).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
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
        Field { id: FieldId(id), parent: parent.map(FieldId), name: Bilingual::new("Feld", "Field"), hue: Hue::Culture }
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
}
