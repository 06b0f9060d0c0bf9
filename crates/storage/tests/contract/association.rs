//! Writing associations, several at once or none, and the fields they name.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    AssociationId, Bilingual, FairId, FieldId,
    dating::{Deed, Event, Outcome},
    live::Change,
    market::Stand,
    profile::{Association, Profile},
    taxonomy::{Field, Hue},
};
use services::ports::{AssociationWrite, StoreError, Together};

stories![
    associations_come_in_alphabetical_order,
    a_change_expects_the_revision_that_was_seen,
    several_writes_are_done_together_or_not_at_all,
    who_is_removed_is_taken_off_the_stands,
    an_import_sent_twice_creates_once,
    another_fair_cannot_reach_in,
    a_field_of_the_same_name_is_the_same_field,
    fields_added_at_the_same_time_are_added_once,
    a_field_needs_a_parent_of_its_own_fair,
    what_was_worked_out_from_an_older_state_is_stale,
    sessions_change_with_their_associations_or_not_at_all,
];

fn create(name: &str) -> AssociationWrite {
    AssociationWrite::Create(profile(name))
}

async fn associations_come_in_alphabetical_order(trial: Trial) {
    let fair = empty_fair(&trial, "alphabet").await.id;
    let writes = ["Zirkus", "Öfen", "ärzte", "Oase", "Ofenbank", "Ärzte e. V."].map(create).to_vec();
    trial.stores.associations.write(writes, note(fair)).await.unwrap();
    let all = trial.stores.associations.all(fair).await.unwrap();
    let names: Vec<&str> = all.iter().map(|a| a.profile.name.as_str()).collect();
    assert_eq!(names, ["Ärzte e. V.", "ärzte", "Oase", "Öfen", "Ofenbank", "Zirkus"]);
}

async fn a_change_expects_the_revision_that_was_seen(trial: Trial) {
    let fair = empty_fair(&trial, "stale").await.id;
    let port = &trial.stores.associations;
    let (ids, _) = port.write(vec![create("Before")], note(fair)).await.unwrap();
    let id = ids[0];
    let update = |revision, name| AssociationWrite::Update { id, revision, profile: profile(name) };
    let (ids, receipt) = port.write(vec![update(1, "After")], telling(fair, Change::Market)).await.unwrap();
    assert_eq!((ids.len(), receipt.messages.len(), receipt.repeated), (0, 1, false));
    let after = Association { id, fair, revision: 2, profile: profile("After") };
    assert_eq!(port.one(fair, id).await.unwrap(), Some(after.clone()));

    let late = port.write(vec![update(1, "Late")], note(fair)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    let late = port.write(vec![AssociationWrite::Remove { id, revision: 1 }], note(fair)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(port.all(fair).await.unwrap(), [after]);

    port.write(vec![AssociationWrite::Remove { id, revision: 2 }], note(fair)).await.unwrap();
    let gone = port.write(vec![update(2, "Gone")], note(fair)).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
}

async fn several_writes_are_done_together_or_not_at_all(trial: Trial) {
    let fair = empty_fair(&trial, "together").await.id;
    let port = &trial.stores.associations;
    let (ids, _) = port.write(vec![create("One"), create("Two")], note(fair)).await.unwrap();
    let before = port.all(fair).await.unwrap();
    let writes = vec![
        create("Three"),
        AssociationWrite::Remove { id: ids[0], revision: 1 },
        AssociationWrite::Update { id: ids[1], revision: 8, profile: profile("Two, later") },
    ];
    let refused = port.write(writes.clone(), keyed("import", telling(fair, Change::Market))).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert_eq!(port.all(fair).await.unwrap(), before);
    assert_eq!(trial.stores.history.revision(fair).await.unwrap(), 0);
    assert_eq!(trial.stores.history.audit(fair, None, 9).await.unwrap().len(), 2);

    // Nothing was done, so the key is still good.
    let mut right = writes;
    right[2] = AssociationWrite::Update { id: ids[1], revision: 1, profile: profile("Two, later") };
    let (made, receipt) = port.write(right, keyed("import", telling(fair, Change::Market))).await.unwrap();
    assert!(!receipt.repeated);
    let of = |id, revision, name| Association { id, fair, revision, profile: profile(name) };
    assert_eq!(port.all(fair).await.unwrap(), [of(made[0], 1, "Three"), of(ids[1], 2, "Two, later")]);
}

async fn who_is_removed_is_taken_off_the_stands(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("removing"), "office", NOW).await.unwrap().id;
    let before = trial.stores.market.stands(fair).await.unwrap();
    let shared = before.iter().find(|stand| stand.associations.len() == 2).unwrap();
    let leaving = shared.associations[0];
    let remove = AssociationWrite::Remove { id: leaving, revision: 1 };
    trial.stores.associations.write(vec![remove], note(fair)).await.unwrap();
    let expected: Vec<Stand> = before
        .iter()
        .map(|stand| Stand {
            associations: stand.associations.iter().copied().filter(|id| *id != leaving).collect(),
            ..stand.clone()
        })
        .collect();
    assert_eq!(trial.stores.market.stands(fair).await.unwrap(), expected);
}

async fn an_import_sent_twice_creates_once(trial: Trial) {
    let fair = empty_fair(&trial, "twice").await.id;
    let send = || trial.stores.associations.write(vec![create("A"), create("B")], keyed("import-1", note(fair)));
    let (first, receipt) = send().await.unwrap();
    assert!(!receipt.repeated);
    let (second, receipt) = send().await.unwrap();
    assert!(receipt.repeated && receipt.messages.is_empty());
    assert_eq!(first, second);
    assert_eq!(trial.stores.associations.all(fair).await.unwrap().len(), 2);
}

async fn another_fair_cannot_reach_in(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("inside"), "office", NOW).await.unwrap().id;
    let stranger = empty_fair(&trial, "outside").await.id;
    let inside = trial.stores.associations.all(fair).await.unwrap();
    let id = inside[0].id;
    let port = &trial.stores.associations;
    assert_eq!(port.one(stranger, id).await.unwrap(), None);
    let update = AssociationWrite::Update { id, revision: 1, profile: profile("Taken over") };
    for write in [update, AssociationWrite::Remove { id, revision: 1 }] {
        let refused = port.write(vec![write], note(stranger)).await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    assert_eq!(port.all(fair).await.unwrap(), inside);
    let (hall, _) = trial.stores.market.add_hall(hall(1), note(stranger)).await.unwrap();
    let refused = trial.stores.market.add_stands(vec![stand(0, hall.0, &[id.0])], note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
}

fn field(id: i64, name: &str, parent: Option<FieldId>) -> Field {
    Field { id: FieldId(id), parent, name: Bilingual::new(name, ""), hue: Some(Hue::Sport) }
}

/// Adds fields at the newest revision, and an association that names all of them.
async fn add_fields(trial: &Trial, fair: FairId, fields: Vec<Field>) -> Result<Vec<FieldId>, StoreError> {
    let named = Profile { fields: fields.iter().map(|field| field.id).collect(), ..profile("Names them") };
    let based_on = trial.stores.history.revision(fair).await?;
    let associations = vec![AssociationWrite::Create(named)];
    let all = Together { based_on, fields, associations, ..Together::default() };
    let port = &trial.stores.associations;
    let (made, _) = port.write_together(all, note(fair)).await?;
    Ok(port.one(fair, made[0]).await?.unwrap().profile.fields)
}

async fn a_field_of_the_same_name_is_the_same_field(trial: Trial) {
    let fair = empty_fair(&trial, "fields").await.id;
    let of_no_voice = Field { hue: None, ..field(-2, "Tanz", None) };
    let first = add_fields(&trial, fair, vec![field(-1, "Sport", None), of_no_voice]).await.unwrap();
    let under = Some(first[0]);
    let fields =
        vec![field(-1, "Tanz", under), field(-2, "Judo", under), field(-3, "Sport", None), field(-4, "Judo", under)];
    let second = add_fields(&trial, fair, fields).await.unwrap();
    assert_eq!((second[0], second[2], second[3]), (first[1], first[0], second[1]));
    let kept = trial.stores.associations.fields(fair).await.unwrap();
    let known: Vec<_> = kept.iter().map(|f| (f.name.de.as_str(), f.parent, f.hue)).collect();
    let sport = Some(Hue::Sport);
    assert_eq!(known, [("Sport", None, sport), ("Tanz", None, None), ("Judo", under, sport)]);
}

async fn fields_added_at_the_same_time_are_added_once(trial: Trial) {
    let fair = empty_fair(&trial, "fields").await.id;
    let adding = (0..6).map(|_| {
        let trial = trial.clone();
        tokio::spawn(
            async move { add_fields(&trial, fair, vec![field(-1, "Kunst", None), field(-2, "Spiel", None)]).await },
        )
    });
    let mut ids = Vec::new();
    for added in adding.collect::<Vec<_>>() {
        ids.push(added.await.unwrap().unwrap());
    }
    assert!(ids.iter().all(|these| *these == ids[0]), "{ids:?}");
    assert_eq!(trial.stores.associations.fields(fair).await.unwrap().len(), 2);
}

async fn a_field_needs_a_parent_of_its_own_fair(trial: Trial) {
    let (fair, other) = (empty_fair(&trial, "one").await.id, empty_fair(&trial, "other").await.id);
    let parent = add_fields(&trial, other, vec![field(-1, "Sport", None)]).await.unwrap()[0];
    let refused = add_fields(&trial, fair, vec![field(-1, "Judo", Some(parent))]).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    assert_eq!(trial.stores.associations.one(fair, AssociationId(1)).await.unwrap(), None);
}

async fn what_was_worked_out_from_an_older_state_is_stale(trial: Trial) {
    let fair = empty_fair(&trial, "older").await.id;
    let port = &trial.stores.associations;
    let all = |key: &str| {
        let fields = vec![field(-1, "Sport", None)];
        let all = Together { based_on: 0, fields, associations: vec![create("Late")], ..Together::default() };
        port.write_together(all, keyed(key, telling(fair, Change::Market)))
    };
    port.write(vec![create("Early")], telling(fair, Change::Market)).await.unwrap();
    let refused = all("a").await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert_eq!((port.all(fair).await.unwrap().len(), port.fields(fair).await.unwrap()), (1, vec![]));
    // A command that was done is done, whatever came after it.
    port.write(vec![create("Done")], keyed("b", telling(fair, Change::Market))).await.unwrap();
    let (made, receipt) = all("b").await.unwrap();
    assert!(receipt.repeated && made.len() == 1);
}

async fn sessions_change_with_their_associations_or_not_at_all(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("leaving"), "office", NOW).await.unwrap().id;
    let (associations, datings) = (&trial.stores.associations, &trial.stores.datings);
    let before = datings.all(fair).await.unwrap().remove(0);
    let leaving = before.participants[0].association.unwrap();
    let mut after = before.clone();
    after.participants[0].association = None;
    after.revision += 1;
    let event = Event {
        step: after.revision,
        at: NOW,
        actor: "office".to_owned(),
        key: None,
        deed: Deed::Chosen { participants: after.participants.clone() },
        outcome: Outcome::default(),
    };
    let all = |revision| Together {
        based_on: 0,
        associations: vec![AssociationWrite::Remove { id: leaving, revision }],
        sessions: vec![(after.clone(), event.clone())],
        ..Together::default()
    };
    let refused = associations.write_together(all(2), note(fair)).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert_eq!(datings.one(before.id).await.unwrap(), Some(before.clone()));
    associations.write_together(all(1), note(fair)).await.unwrap();
    assert_eq!(datings.one(before.id).await.unwrap(), Some(after.clone()));
    assert_eq!(datings.steps(before.id, 1).await.unwrap()[0].deed, event.deed);
    assert_eq!(associations.one(fair, leaving).await.unwrap(), None);
}
