//! What a row makes of a profile: only columns of the file change, and an empty cell changes nothing.

use crate::{
    draft::{DraftRow, Values},
    outcome::{FieldRef, find_field},
};
use domain::{
    intake::{Column, Difference, Remark, Said},
    profile::Profile,
    taxonomy::Field,
    text::Title,
};

/// A profile after a row, its fields apart.
pub(crate) struct Merged {
    pub profile: Profile,
    pub fields: Vec<FieldRef>,
    pub differences: Vec<Difference>,
    /// Cells that are empty where the profile holds something.
    pub kept: Vec<Remark>,
}

/// The profile a row makes by itself.
pub(crate) fn create(title: &Title, row: &DraftRow, fields: &[Field]) -> Merged {
    let mut profile = Profile::named(title.clone());
    apply(&mut profile, &row.values);
    Merged { profile, fields: named(&row.values, fields).unwrap_or_default(), differences: vec![], kept: vec![] }
}

/// The profile a row makes of one that exists.
pub(crate) fn update(before: &Profile, title: &Title, row: &DraftRow, fields: &[Field]) -> Merged {
    let mut profile = before.clone();
    profile.name = title.clone();
    apply(&mut profile, &row.values);
    let old_fields: Vec<FieldRef> = before.fields.iter().copied().map(FieldRef::Known).collect();
    let new_fields = named(&row.values, fields).unwrap_or_else(|| old_fields.clone());
    let mut differences = Vec::new();
    for column in Column::ALL {
        let (old, new) = match column {
            Column::Fields => (field_names(&old_fields, fields), field_names(&new_fields, fields)),
            column => (said(before, column), said(&profile, column)),
        };
        let changed = if column == Column::Fields { old_fields != new_fields } else { old != new };
        if changed {
            differences.push(Difference { column, before: old, after: new });
        }
    }
    let holds = |column: &Column| match column {
        Column::Fields => !before.fields.is_empty(),
        Column::Kind => before.kind != Default::default(),
        Column::AddressPublic => before.address.public,
        column => !said(before, *column).is_nothing(),
    };
    let kept = row.values.empty.iter().filter(|column| holds(column));
    let kept = kept.map(|column| Remark::EmptyKeepsExisting { column: *column }).collect();
    profile.fields.clear();
    Merged { profile, fields: new_fields, differences, kept }
}

fn named(values: &Values, fields: &[Field]) -> Option<Vec<FieldRef>> {
    let mut refs: Vec<FieldRef> = Vec::new();
    for name in values.fields.as_ref()? {
        let field = match find_field(fields, name) {
            Some(field) => FieldRef::Known(field.id),
            None => FieldRef::New(name.clone()),
        };
        if !refs.iter().any(|known| known.same(&field)) {
            refs.push(field);
        }
    }
    Some(refs)
}

fn field_names(refs: &[FieldRef], fields: &[Field]) -> Said {
    let name = |field: &FieldRef| match field {
        FieldRef::Known(id) => {
            fields.iter().find(|f| f.id == *id).map_or_else(|| id.to_string(), |f| f.name.de.clone())
        }
        FieldRef::New(name) => name.clone(),
    };
    Said::Words(refs.iter().map(name).collect())
}

fn apply(profile: &mut Profile, values: &Values) {
    fn set<T: Clone>(place: &mut T, value: &Option<T>) {
        if let Some(value) = value {
            *place = value.clone();
        }
    }
    set(&mut profile.short_name, &values.short_name);
    set(&mut profile.kind, &values.kind);
    set(&mut profile.goals, &values.goals);
    set(&mut profile.activities, &values.activities);
    set(&mut profile.target_groups, &values.target_groups);
    set(&mut profile.districts, &values.districts);
    set(&mut profile.languages, &values.languages);
    set(&mut profile.offers, &values.offers);
    set(&mut profile.needs, &values.needs);
    set(&mut profile.websites, &values.websites);
    set(&mut profile.address.street, &values.street);
    set(&mut profile.address.postcode, &values.postcode);
    set(&mut profile.address.town, &values.town);
    set(&mut profile.address.public, &values.address_public);
    profile.relation = values.relation.or(profile.relation);
    profile.email = values.email.clone().or(profile.email.take());
    profile.address.position = values.position.or(profile.address.position);
}

fn said(profile: &Profile, column: Column) -> Said {
    let text = |text: &str| Said::Words(if text.is_empty() { vec![] } else { vec![text.to_owned()] });
    let degrees = |degrees: Option<f64>| Said::Degrees(degrees.map(|degrees| degrees.to_string()).unwrap_or_default());
    let address = &profile.address;
    match column {
        Column::Name => text(profile.name.as_str()),
        Column::ShortName => text(&profile.short_name),
        Column::Kind => Said::Kind(profile.kind),
        Column::Relation => Said::Relation(profile.relation),
        Column::Goals => text(&profile.goals),
        Column::Activities => text(&profile.activities),
        Column::Fields => Said::Words(profile.fields.iter().map(ToString::to_string).collect()),
        Column::TargetGroups => Said::Words(profile.target_groups.clone()),
        Column::Districts => Said::Words(profile.districts.clone()),
        Column::Languages => Said::Languages(profile.languages.clone()),
        Column::Offers => Said::Exchanges(profile.offers.clone()),
        Column::Needs => Said::Exchanges(profile.needs.clone()),
        Column::Website => Said::Words(profile.websites.clone()),
        Column::Email => Said::Words(profile.email.iter().cloned().collect()),
        Column::Street => text(&address.street),
        Column::Postcode => text(&address.postcode),
        Column::Town => text(&address.town),
        Column::Latitude => degrees(address.position.map(|position| position.latitude)),
        Column::Longitude => degrees(address.position.map(|position| position.longitude)),
        Column::AddressPublic => Said::Public(address.public),
    }
}
