//! What the demo promises: the same fair for the same seed, texts the domain accepts, stands where people can walk.
#![allow(clippy::unwrap_used)]

use super::*;
use domain::{
    market::Point,
    profile::{Level, MigrationRelation, name_key},
    taxonomy::{Good, Hue},
    text::{TAG_LIMIT, parse_email, parse_text, parse_website},
};
use std::collections::{BTreeMap, BTreeSet};

fn day() -> jiff::civil::Date {
    jiff::civil::date(2027, 4, 24)
}

fn sample() -> DemoFair {
    fair(7, day())
}

#[test]
fn the_same_seed_gives_the_same_fair_and_another_seed_another_one() {
    assert_eq!(fair(7, day()), fair(7, day()));
    let (one, other) = (fair(7, day()), fair(8, day()));
    assert_ne!(one.stands, other.stands);
    assert_ne!(one.associations, other.associations);
    let names = |fair: &DemoFair| fair.associations.iter().map(|(_, p)| p.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other), "the seed changes details, never who there is");
}

#[test]
fn every_text_passes_the_domains_own_rules() {
    for (_, profile) in sample().associations {
        assert_eq!(Title::parse(profile.name.as_str()).as_ref(), Ok(&profile.name));
        for text in [&profile.goals, &profile.activities] {
            assert_eq!(parse_text(text).as_ref(), Ok(text));
            assert!(text.ends_with('.') && text.len() > 30, "{}: {text}", profile.name);
        }
        for site in &profile.websites {
            assert_eq!(parse_website(site).as_ref(), Ok(site));
            assert!(site.split('/').nth(2).unwrap().ends_with(".example"), "{site}");
        }
        for email in profile.email.iter() {
            assert_eq!(parse_email(email).as_ref(), Ok(email));
            assert!(email.ends_with(".example"), "{email}");
        }
        let exchanges = profile.offers.iter().chain(&profile.needs);
        assert!(
            exchanges.clone().all(|e| !e.note.is_empty() && e.note.chars().count() <= TAG_LIMIT),
            "{}",
            profile.name
        );
        assert!(!profile.offers.is_empty() && !profile.needs.is_empty(), "{}", profile.name);
        assert!(profile.short_name.chars().count() <= 24, "{}", profile.short_name);
        assert!(profile.target_groups.iter().chain(&profile.districts).all(|tag| tag.chars().count() <= TAG_LIMIT));
        assert!((1..=3).contains(&profile.districts.len()), "{}", profile.name);
        assert!(!profile.languages.is_empty() && !profile.fields.is_empty(), "{}", profile.name);
        assert!(profile.languages.iter().all(|l| matches!(l.code.len(), 2 | 3)), "{}", profile.name);
    }
}

#[test]
fn the_tables_name_only_what_exists() {
    let entries = associations::all();
    let keys: BTreeSet<&str> = entries.iter().map(|e| e.key).collect();
    assert_eq!(keys.len(), entries.len(), "a key names one association");
    for entry in &entries {
        assert!(entry.fields.iter().all(|key| fields::find(key).is_some()), "{}: {:?}", entry.key, entry.fields);
        for wish in entry.wishes.iter().chain(Some(&entry.shares_with).filter(|key| !key.is_empty())) {
            assert!(keys.contains(wish) && *wish != entry.key, "{} names {wish}", entry.key);
        }
    }
}

#[test]
fn names_are_unique_however_they_are_spelled() {
    let fair = sample();
    let keys: BTreeSet<String> = fair.associations.iter().map(|(_, p)| name_key(p.name.as_str())).collect();
    assert_eq!(keys.len(), fair.associations.len());
}

#[test]
fn fields_form_a_tree_of_two_levels_in_eight_hues() {
    let fields = sample().fields;
    let roots: Vec<Hue> = fields.iter().filter(|f| f.parent.is_none()).filter_map(|f| f.hue).collect();
    assert_eq!(roots, Hue::ALL);
    for field in fields.iter().filter(|f| f.parent.is_some()) {
        let parent = fields.iter().find(|f| Some(f.id) == field.parent).unwrap();
        assert!(parent.parent.is_none() && parent.hue == field.hue, "{field:?}");
    }
    assert!(fields.iter().all(|f| !f.name.de.is_empty() && !f.name.en.is_empty()));
}

#[test]
fn most_needs_meet_an_offer_across_the_two_relations() {
    let fair = sample();
    let across = |a: &Profile, b: &Profile| a.relation.is_some() && b.relation.is_some() && a.relation != b.relation;
    let offered = |needy: &Profile, good: Good| {
        fair.associations.iter().any(|(_, p)| across(needy, p) && p.offers.iter().any(|offer| offer.good == good))
    };
    let met = fair.associations.iter().filter(|(_, p)| p.needs.iter().any(|need| offered(p, need.good))).count();
    assert!(2 * met >= fair.associations.len(), "{met}");
    for good in Good::ALL {
        let some = |exchanges: fn(&Profile) -> &Vec<domain::taxonomy::Exchange>| {
            fair.associations.iter().any(|(_, p)| exchanges(p).iter().any(|e| e.good == good))
        };
        assert!(some(|p| &p.offers) || some(|p| &p.needs), "{good:?} is neither offered nor needed");
    }
}

#[test]
fn a_wish_never_names_somebody_twice_or_oneself() {
    for seed in 0..40 {
        for (id, profile) in fair(seed, day()).associations {
            let wishes: BTreeSet<AssociationId> = profile.wishes.iter().copied().collect();
            assert!(wishes.len() == profile.wishes.len() && !wishes.contains(&id), "{}", profile.name);
        }
    }
}

#[test]
fn some_speak_little_german_and_share_another_language() {
    let speaks = |p: &Profile, code: &str| p.languages.iter().find(|l| l.code == code).map_or(0, |l| l.level.get());
    let profiles: Vec<Profile> = sample().associations.into_iter().map(|(_, p)| p).collect();
    assert!(profiles.iter().filter(|p| speaks(p, "de") == 4).count() >= 24);
    let little: Vec<&Profile> = profiles.iter().filter(|p| speaks(p, "de") <= 2).collect();
    assert!((6..20).contains(&little.len()), "{}", little.len());
    assert!(little.iter().filter(|p| speaks(p, "en") >= 2).count() >= 5);
    let codes: BTreeSet<&str> = profiles.iter().flat_map(|p| p.languages.iter().map(|l| l.code.as_str())).collect();
    assert!(codes.len() >= 24 && codes.contains("gsg"), "{codes:?}");
}

#[test]
fn legal_texts_are_marked_as_templates_in_both_languages() {
    let (legal, demo) = (legal_templates(), sample().legal);
    assert!(demo.imprint.de.contains("erfunden") && !legal.imprint.de.contains("erfunden"));
    for text in [&legal.imprint, &legal.privacy, &legal.accessibility, &legal.project, &demo.imprint] {
        assert!(text.de.starts_with("VORLAGE:") && text.en.starts_with("TEMPLATE:"));
        assert_eq!(parse_text(&text.de).as_ref(), Ok(&text.de));
        assert_eq!(parse_text(&text.en).as_ref(), Ok(&text.en));
        let paragraphs = |text: &str| text.split("\n\n").count();
        assert_eq!(paragraphs(&text.de), paragraphs(&text.en));
    }
}

#[test]
fn every_association_has_exactly_one_stand() {
    let fair = sample();
    let mut standing: Vec<AssociationId> = fair.stands.iter().flat_map(|s| s.associations.clone()).collect();
    standing.sort();
    let all: Vec<AssociationId> = fair.associations.iter().map(|(id, _)| *id).collect();
    assert_eq!(standing, all);
    let numbers: Vec<&str> = fair.stands.iter().map(|s| s.number.as_str()).collect();
    assert_eq!(numbers, (1..=fair.stands.len()).map(|n| n.to_string()).collect::<Vec<_>>());
}

/// Whether a point lies inside an outline (even-odd rule).
fn inside(outline: &[Point], x: f32, y: f32) -> bool {
    let mut inside = false;
    for (index, a) in outline.iter().enumerate() {
        let b = outline[(index + 1) % outline.len()];
        if (a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x {
            inside = !inside;
        }
    }
    inside
}

#[test]
fn stands_and_places_are_inside_their_hall() {
    let fair = sample();
    for stand in &fair.stands {
        let hall = fair.halls.iter().find(|hall| hall.id == stand.hall).unwrap();
        let (left, top) = (stand.at.x, stand.at.y);
        for (x, y) in
            [(left, top), (left + stand.width, top), (left, top + stand.depth), (left + stand.width, top + stand.depth)]
        {
            assert!(inside(&hall.outline, x, y), "stand {} at {x}, {y}", stand.number);
        }
    }
    for hall in &fair.halls {
        assert!(hall.places.iter().all(|place| inside(&hall.outline, place.at.x, place.at.y)), "{}", hall.name);
        assert!(hall.outline.iter().all(|p| (0.0..=hall.width).contains(&p.x) && (0.0..=hall.depth).contains(&p.y)));
    }
}

#[test]
fn stands_are_neighbours_or_leave_an_aisle_of_at_least_two_metres_forty() {
    let fair = sample();
    let gap = |a: f32, a_size: f32, b: f32, b_size: f32| (b - (a + a_size)).max(a - (b + b_size));
    for (index, a) in fair.stands.iter().enumerate() {
        for b in fair.stands[index + 1..].iter().filter(|b| b.hall == a.hall) {
            let (x, y) = (gap(a.at.x, a.width, b.at.x, b.width), gap(a.at.y, a.depth, b.at.y, b.depth));
            assert!(x.max(y) > -0.001, "{} and {} overlap", a.number, b.number);
            let apart = x.max(0.0).hypot(y.max(0.0));
            let (touching, aisle) = (apart < 0.001, apart >= 2.4);
            assert!(touching || aisle, "{} and {} leave {apart} m", a.number, b.number);
        }
    }
}

#[test]
fn no_stand_covers_a_place() {
    let fair = sample();
    for hall in &fair.halls {
        for (place, stand) in hall.places.iter().flat_map(|p| fair.stands.iter().map(move |s| (p, s))) {
            let (x, y) = (place.at.x - stand.at.x, place.at.y - stand.at.y);
            let covered = (-0.6..stand.width + 0.6).contains(&x) && (-0.6..stand.depth + 0.6).contains(&y);
            assert!(stand.hall != hall.id || !covered, "{} and stand {}", place.name, stand.number);
        }
    }
}

#[test]
fn the_programme_runs_from_ten_to_six_in_both_languages() {
    let fair = sample();
    let items = &fair.items;
    assert!(items.len() >= 20);
    assert!(items.iter().all(|i| i.starts < i.ends && i.starts.date() == day() && i.ends.date() == day()));
    assert!(items.windows(2).all(|pair| pair[0].starts <= pair[1].starts));
    assert_eq!(items.first().unwrap().starts.hour(), 10);
    assert_eq!(items.iter().map(|i| i.ends).max().unwrap().hour(), 18);
    for item in items {
        assert!([&item.title, &item.summary].iter().all(|text| !text.de.is_empty() && !text.en.is_empty()));
        let clashes = items.iter().filter(|o| o.place == item.place && o.starts < item.ends && item.starts < o.ends);
        assert_eq!(clashes.count(), 1, "{} shares its place at that time", item.title.de);
    }
}

#[test]
fn the_speed_dating_is_balanced_and_its_rules_name_participants() {
    let fair = sample();
    let dating = &fair.dating;
    let chosen: BTreeSet<AssociationId> = dating.associations.iter().copied().collect();
    assert_eq!(chosen.len(), dating.associations.len());
    assert!((40..=44).contains(&chosen.len()), "{}", chosen.len());
    let mut sides = BTreeMap::new();
    for (id, profile) in fair.associations.iter().filter(|(id, _)| chosen.contains(id)) {
        assert!(chosen.contains(id));
        *sides.entry(profile.relation.map(MigrationRelation::key)).or_insert(0_usize) += 1;
    }
    let (with, without) = (sides[&Some("with")], sides[&Some("without")]);
    assert!(with.abs_diff(without) <= 3, "{sides:?}");
    assert_eq!((dating.apart.len(), dating.absent.len()), (2, 3));
    assert!(
        dating
            .apart
            .iter()
            .flat_map(|(a, b)| [a, b])
            .chain(dating.absent.iter().map(|(id, _)| id))
            .all(|id| chosen.contains(id))
    );
    assert!(dating.absent.iter().flat_map(|(_, rounds)| rounds).all(|round| *round < dating.setting.rounds));
    let rules = dating.rules(|id| Some(domain::ParticipantId(id.0 as u32)));
    assert_eq!(rules.apart.len(), 2);
    let item = fair.items.iter().find(|i| i.kind == domain::programme::ItemKind::Dating).unwrap();
    assert_eq!(item.starts, dating.setting.starts);
}

#[test]
fn everybody_at_the_tables_can_talk_with_enough_others() {
    let fair = sample();
    let at_tables: Vec<&Profile> =
        fair.associations.iter().filter(|(id, _)| fair.dating.associations.contains(id)).map(|(_, p)| p).collect();
    let talk = |a: &Profile, b: &Profile| {
        a.languages.iter().any(|l| {
            l.level >= Level::EVERYDAY && b.languages.iter().any(|m| m.code == l.code && m.level >= Level::EVERYDAY)
        })
    };
    let mut speechless = 0;
    for a in &at_tables {
        let others: Vec<&&Profile> = at_tables.iter().filter(|b| b.relation != a.relation).collect();
        let partners = others.iter().filter(|b| talk(a, b)).count();
        speechless += others.len() - partners;
        assert!(partners >= usize::from(fair.dating.setting.rounds), "{} could meet {partners}", a.name);
    }
    assert!(speechless > 0, "the rule of a common language must matter");
}

#[test]
fn the_example_list_is_written_as_offices_write_it() {
    assert!(EXAMPLE_LIST.starts_with(b"\xef\xbb\xbf"));
    let text = std::str::from_utf8(EXAMPLE_LIST).unwrap();
    assert!(text.contains(";") && text.ends_with("\r\n"));
}
