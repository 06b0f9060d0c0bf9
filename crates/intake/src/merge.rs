//! What a row makes of a profile: only columns of the file change, and an empty cell changes nothing.

use crate::{
    draft::{DraftRow, Values},
    outcome::{FieldRef, find_field},
};
use domain::{
    intake::{Column, Difference, Remark},
    profile::Profile,
    taxonomy::{Exchange, Field},
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
            column => (shown(before, column), shown(&profile, column)),
        };
        let changed = if column == Column::Fields { old_fields != new_fields } else { old != new };
        if changed {
            differences.push(Difference { column, before: old.join(", "), after: new.join(", ") });
        }
    }
    let holds = |column: &Column| match column {
        Column::Fields => !before.fields.is_empty(),
        Column::Kind => before.kind != Default::default(),
        Column::AddressPublic => before.address.public,
        column => !shown(before, *column).is_empty(),
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

fn field_names(refs: &[FieldRef], fields: &[Field]) -> Vec<String> {
    let name = |field: &FieldRef| match field {
        FieldRef::Known(id) => {
            fields.iter().find(|f| f.id == *id).map_or_else(|| id.to_string(), |f| f.name.de.clone())
        }
        FieldRef::New(name) => name.clone(),
    };
    refs.iter().map(name).collect()
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

/// A column's value entry by entry, so that `["a, b"]` and `["a", "b"]` are two things.
fn shown(profile: &Profile, column: Column) -> Vec<String> {
    let text = |text: &str| if text.is_empty() { vec![] } else { vec![text.to_owned()] };
    let exchange = |list: &[Exchange]| list.iter().map(shown_exchange).collect();
    let address = &profile.address;
    match column {
        Column::Name => text(profile.name.as_str()),
        Column::ShortName => text(&profile.short_name),
        Column::Kind => text(profile.kind.key()),
        Column::Relation => text(profile.relation.map(|relation| relation.key()).unwrap_or_default()),
        Column::Goals => text(&profile.goals),
        Column::Activities => text(&profile.activities),
        Column::Fields => profile.fields.iter().map(ToString::to_string).collect(),
        Column::TargetGroups => profile.target_groups.clone(),
        Column::Districts => profile.districts.clone(),
        Column::Languages => profile.languages.iter().map(|l| format!("{} {}", l.code, l.level.get())).collect(),
        Column::Offers => exchange(&profile.offers),
        Column::Needs => exchange(&profile.needs),
        Column::Website => profile.websites.clone(),
        Column::Email => profile.email.iter().cloned().collect(),
        Column::Street => text(&address.street),
        Column::Postcode => text(&address.postcode),
        Column::Town => text(&address.town),
        Column::Latitude => address.position.iter().map(|position| position.latitude.to_string()).collect(),
        Column::Longitude => address.position.iter().map(|position| position.longitude.to_string()).collect(),
        Column::AddressPublic => text(if address.public { "yes" } else { "no" }),
    }
}

fn shown_exchange(exchange: &Exchange) -> String {
    match exchange.note.as_str() {
        "" => exchange.good.key().to_owned(),
        note => format!("{}: {note}", exchange.good.key()),
    }
}
