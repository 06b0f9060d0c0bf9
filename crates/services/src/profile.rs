//! Judges every text, list and choice of a profile by the domain's rules and by what the fair has.

use domain::{
    AssociationId, FieldId, Refusal,
    profile::{Position, Profile, SpokenLanguage},
    refusal::Input,
    taxonomy::Exchange,
    text::{LIST_LIMIT, TAG_LIMIT, one_line, parse_email, parse_text_as, parse_website},
};
use std::collections::BTreeSet;

/// What a profile may name.
pub(crate) struct Surroundings {
    pub fields: BTreeSet<FieldId>,
    /// The fair's other associations.
    pub others: BTreeSet<AssociationId>,
}

/// The profile as it is kept. A refusal names the field of the form, and of a list the entry.
pub(crate) fn tidy(mut profile: Profile, around: &Surroundings) -> Result<Profile, Refusal> {
    profile.short_name = short(Input::ShortName, &profile.short_name)?;
    profile.goals = parse_text_as(Input::Goals, &profile.goals)?;
    profile.activities = parse_text_as(Input::Activities, &profile.activities)?;
    profile.fields = once(profile.fields);
    at_most(Input::Fields, profile.fields.len())?;
    if !profile.fields.iter().all(|field| around.fields.contains(field)) {
        return Err(Refusal::UnknownChoice(Input::Fields));
    }
    profile.target_groups = tags(Input::TargetGroups, profile.target_groups)?;
    profile.districts = tags(Input::Districts, profile.districts)?;
    profile.languages = languages(profile.languages)?;
    profile.offers = exchanges(Input::Offers, profile.offers)?;
    profile.needs = exchanges(Input::Needs, profile.needs)?;
    profile.websites = websites(profile.websites)?;
    profile.email = profile.email.filter(|text| !text.trim().is_empty()).map(|text| parse_email(&text)).transpose()?;
    profile.address.street = short(Input::Street, &profile.address.street)?;
    profile.address.postcode = short(Input::Postcode, &profile.address.postcode)?;
    profile.address.town = short(Input::Town, &profile.address.town)?;
    let on_earth = |at: Position| Position::parse(at.latitude, at.longitude).ok_or(Refusal::Malformed(Input::Position));
    profile.address.position = profile.address.position.map(on_earth).transpose()?;
    // Whoever was wished for may have left the fair since: nobody who edits a profile can see that, or mend it.
    profile.wishes = once(profile.wishes);
    profile.wishes.retain(|other| around.others.contains(other));
    Ok(profile)
}

fn once<T: PartialEq>(list: Vec<T>) -> Vec<T> {
    let mut seen: Vec<T> = Vec::with_capacity(list.len());
    for one in list {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

fn at_most(input: Input, count: usize) -> Result<(), Refusal> {
    if count > LIST_LIMIT { Err(Refusal::TooManyEntries { input, count, limit: LIST_LIMIT }) } else { Ok(()) }
}

fn short(input: Input, text: &str) -> Result<String, Refusal> {
    let line = one_line(text);
    match line.chars().count() {
        length if length > TAG_LIMIT => Err(Refusal::TooLong { input, length, limit: TAG_LIMIT }),
        _ => Ok(line),
    }
}

fn tags(input: Input, list: Vec<String>) -> Result<Vec<String>, Refusal> {
    let tidy: Vec<String> = list.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()).collect();
    let tidy = once(tidy);
    if let Some(tag) = tidy.iter().find(|tag| tag.chars().count() > TAG_LIMIT) {
        let length = tag.chars().count();
        return Err(Refusal::EntryTooLong { input, entry: beginning(tag), length, limit: TAG_LIMIT });
    }
    at_most(input, tidy.len())?;
    Ok(tidy)
}

/// Named twice, the better one counts, as in a list that is read.
fn languages(list: Vec<SpokenLanguage>) -> Result<Vec<SpokenLanguage>, Refusal> {
    let mut tidy: Vec<SpokenLanguage> = Vec::with_capacity(list.len());
    for spoken in list {
        if !SpokenLanguage::is_code(&spoken.code) {
            return Err(Refusal::UnknownChoice(Input::Language));
        }
        match tidy.iter_mut().find(|known| known.code == spoken.code) {
            Some(known) => known.level = known.level.max(spoken.level),
            None => tidy.push(spoken),
        }
    }
    at_most(Input::Language, tidy.len())?;
    Ok(tidy)
}

fn exchanges(input: Input, list: Vec<Exchange>) -> Result<Vec<Exchange>, Refusal> {
    let tidy = |exchange: Exchange| Ok(Exchange { note: one_line(&parse_text_as(input, &exchange.note)?), ..exchange });
    let list = once(list.into_iter().map(tidy).collect::<Result<Vec<_>, Refusal>>()?);
    at_most(input, list.len())?;
    Ok(list)
}

fn websites(list: Vec<String>) -> Result<Vec<String>, Refusal> {
    let read = |site: &String| {
        let refused = |_| Refusal::EntryMalformed { input: Input::Website, entry: beginning(site.trim()) };
        parse_website(site).map_err(refused)
    };
    let tidy = once(list.iter().map(read).collect::<Result<Vec<_>, _>>()?);
    at_most(Input::Website, tidy.len())?;
    Ok(tidy)
}

/// Enough of an entry to find it again.
fn beginning(entry: &str) -> String {
    const MOST: usize = 60;
    match entry.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", entry[..end].trim_end()),
        None => entry.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{profile::Level, taxonomy::Good, text::Title};

    fn around() -> Surroundings {
        Surroundings { fields: BTreeSet::from([1, 2].map(FieldId)), others: BTreeSet::from([7, 8].map(AssociationId)) }
    }

    fn judged(change: impl FnOnce(&mut Profile)) -> Result<Profile, Refusal> {
        let mut profile = Profile::named(Title::parse("Chor am Hafen").unwrap());
        change(&mut profile);
        tidy(profile, &around())
    }

    fn spoken(code: &str, level: u8) -> SpokenLanguage {
        SpokenLanguage { code: code.to_owned(), level: Level::parse(level).unwrap() }
    }

    #[test]
    fn a_refusal_says_where_and_which() {
        use Refusal::*;
        let long = "x".repeat(6_001);
        let text = |input| Err(TooLong { input, length: 6_001, limit: 6_000 });
        assert_eq!(judged(|p| p.goals = long.clone()), text(Input::Goals));
        assert_eq!(judged(|p| p.activities = long.clone()), text(Input::Activities));
        let line = |input| Err(TooLong { input, length: 121, limit: 120 });
        assert_eq!(judged(|p| p.short_name = "x".repeat(121)), line(Input::ShortName));
        assert_eq!(judged(|p| p.address.town = "x".repeat(121)), line(Input::Town));
        let many = || (0..61).map(|n| n.to_string()).collect::<Vec<_>>();
        let too_many = |input| Err(TooManyEntries { input, count: 61, limit: 60 });
        assert_eq!(judged(|p| p.target_groups = many()), too_many(Input::TargetGroups));
        assert_eq!(judged(|p| p.districts = many()), too_many(Input::Districts));
        let offers =
            |p: &mut Profile| p.offers = many().into_iter().map(|note| Exchange { good: Good::Stage, note }).collect();
        assert_eq!(judged(offers), too_many(Input::Offers));
        let entry = format!("{}…", "x".repeat(60));
        let too_long = Err(EntryTooLong { input: Input::Districts, entry, length: 121, limit: 120 });
        assert_eq!(judged(|p| p.districts = vec!["Mitte".into(), "x".repeat(121)]), too_long);
        let malformed = Err(EntryMalformed { input: Input::Website, entry: "nirgends".into() });
        assert_eq!(judged(|p| p.websites = vec!["a.example".into(), " nirgends ".into()]), malformed);
    }

    #[test]
    fn what_a_profile_names_must_be_there() {
        assert_eq!(judged(|p| p.fields = vec![FieldId(1), FieldId(3)]), Err(Refusal::UnknownChoice(Input::Fields)));
        for code in ["", "d", "DE", "deutsch", "d1"] {
            let refused = Err(Refusal::UnknownChoice(Input::Language));
            assert_eq!(judged(|p| p.languages = vec![spoken(code, 3)]), refused, "{code}");
        }
        let kept = judged(|p| {
            p.fields = vec![FieldId(2), FieldId(1), FieldId(2)];
            p.languages = vec![spoken("de", 2), spoken("tr", 4), spoken("de", 3)];
            // 9 has left the fair.
            p.wishes = vec![AssociationId(9), AssociationId(8), AssociationId(8)];
        });
        let kept = kept.unwrap();
        assert_eq!(kept.fields, [FieldId(2), FieldId(1)]);
        assert_eq!(kept.languages, [spoken("de", 3), spoken("tr", 4)]);
        assert_eq!(kept.wishes, [AssociationId(8)]);
    }

    #[test]
    fn notes_are_texts_of_any_usual_length() {
        let note = "Proberaum, ".repeat(100).trim().to_owned();
        let kept = judged(|p| p.offers = vec![Exchange { good: Good::Rooms, note: note.clone() }]).unwrap();
        assert_eq!(kept.offers[0].note, note);
    }
}
