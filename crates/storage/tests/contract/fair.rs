//! Founding a fair, and saving it while others do.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    AssociationId, DatingId, FairId, FieldId, HallId, ItemId, StandId,
    dating::Dating,
    fair::{Fair, Phase},
    live::Change,
    market::{Hall, Stand},
    profile::Association,
    programme::Item,
    taxonomy::Field,
};
use sea_orm::ConnectionTrait;
use services::ports::{AuditEntry, StoreError};

stories![
    a_founded_fair_is_read_back_whole,
    two_fairs_from_one_founding_share_nothing,
    an_address_is_taken_once,
    a_founding_that_names_what_it_does_not_hold_leaves_nothing_behind,
    the_newest_day_comes_first,
    of_two_savers_one_is_stale_and_none_is_lost,
    a_fair_that_is_not_there_cannot_be_saved,
    what_belongs_to_a_fair_goes_with_it,
];

async fn a_founded_fair_is_read_back_whole(trial: Trial) {
    // Another fair before it, so that real ids differ from local ones.
    trial.stores.fairs.found(founding("before"), "office", NOW).await.unwrap();
    let expected = founding("whole");
    let fair = trial.stores.fairs.found(expected.clone(), "office", NOW).await.unwrap();
    assert_eq!(trial.stores.fairs.by_slug(&fair.slug).await.unwrap(), Some(fair.clone()));
    assert_eq!(trial.stores.fairs.by_id(fair.id).await.unwrap(), Some(fair.clone()));
    let new = new_fair("whole");
    let as_given = Fair {
        id: fair.id,
        revision: 1,
        slug: new.slug,
        title: new.title,
        claim: new.claim,
        date: new.date,
        venue: new.venue,
        address: new.address,
        timezone: new.timezone,
        phase: new.phase,
        legal: new.legal,
    };
    assert_eq!(fair, as_given);

    let fields = trial.stores.associations.fields(fair.id).await.unwrap();
    let (music, culture) = (fields[0].id, fields[1].id);
    let field = |place: usize, id, parent| Field { id, parent, ..expected.fields[place].clone() };
    assert_eq!(fields, [field(0, music, Some(culture)), field(1, culture, None)]);

    let associations = trial.stores.associations.all(fair.id).await.unwrap();
    let (doctors, bakers, choir) = (associations[0].id, associations[1].id, associations[2].id);
    let association = |place: usize, id, fields: &[FieldId], wishes: &[AssociationId]| {
        let mut profile = expected.associations[place].1.clone();
        profile.fields = fields.to_vec();
        profile.wishes = wishes.to_vec();
        Association { id, fair: fair.id, revision: 1, profile }
    };
    let all = [
        association(2, doctors, &[], &[]),
        association(1, bakers, &[], &[choir]),
        association(0, choir, &[culture, music], &[doctors, bakers]),
    ];
    assert_eq!(associations, all);

    let halls = trial.stores.market.halls(fair.id).await.unwrap();
    let (first, second) = (halls[0].id, halls[1].id);
    assert_eq!(halls, [Hall { id: first, ..hall(2) }, Hall { id: second, ..hall(1) }]);
    let stands = trial.stores.market.stands(fair.id).await.unwrap();
    let placed = |place: usize, hall: HallId, associations: &[AssociationId]| {
        let associations = associations.to_vec();
        Stand { id: stands[place].id, hall, associations, ..stand(0, 0, &[]) }
    };
    let all = [placed(0, first, &[]), placed(1, second, &[doctors, choir]), placed(2, second, &[bakers])];
    assert_eq!(stands, all);

    let items = trial.stores.programme.items(fair.id).await.unwrap();
    let of = |place: usize, starts: &str| Item { id: items[place].id, fair: fair.id, ..item(starts) };
    assert_eq!(items, [of(0, "2027-05-08T10:00"), of(1, "2027-05-08T16:00")]);

    let datings = trial.stores.datings.all(fair.id).await.unwrap();
    let mut dating = running_dating(doctors.0, bakers.0);
    (dating.id, dating.fair) = (datings[0].id, fair.id);
    assert_eq!(datings, [dating.clone()]);
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(dating));

    let audit = trial.stores.history.audit(fair.id, None, 9).await.unwrap();
    let line = AuditEntry {
        id: audit[0].id,
        at: NOW,
        actor: "office".into(),
        action: "fair.found".into(),
        subject: "whole".into(),
    };
    assert_eq!(audit, [line]);
    assert_eq!(trial.stores.history.revision(fair.id).await.unwrap(), 0);
}

async fn two_fairs_from_one_founding_share_nothing(trial: Trial) {
    type Parts = (Vec<FieldId>, Vec<AssociationId>, Vec<HallId>, Vec<StandId>, Vec<ItemId>, Vec<DatingId>);
    async fn parts(trial: &Trial, slug: &str) -> Parts {
        let fair = trial.stores.fairs.found(founding(slug), "office", NOW).await.unwrap().id;
        (
            trial.stores.associations.fields(fair).await.unwrap().iter().map(|f: &Field| f.id).collect(),
            trial.stores.associations.all(fair).await.unwrap().iter().map(|a: &Association| a.id).collect(),
            trial.stores.market.halls(fair).await.unwrap().iter().map(|h: &Hall| h.id).collect(),
            trial.stores.market.stands(fair).await.unwrap().iter().map(|s: &Stand| s.id).collect(),
            trial.stores.programme.items(fair).await.unwrap().iter().map(|i: &Item| i.id).collect(),
            trial.stores.datings.all(fair).await.unwrap().iter().map(|d: &Dating| d.id).collect(),
        )
    }
    let (one, other) = (parts(&trial, "one").await, parts(&trial, "other").await);
    assert!(one.0.iter().all(|id| !other.0.contains(id)));
    assert!(one.1.iter().all(|id| !other.1.contains(id)));
    assert!(one.2.iter().all(|id| !other.2.contains(id)));
    assert!(one.3.iter().all(|id| !other.3.contains(id)));
    assert!(one.4.iter().all(|id| !other.4.contains(id)));
    assert!(one.5.iter().all(|id| !other.5.contains(id)));
    let stranger = trial.stores.fairs.by_slug(&new_fair("other").slug).await.unwrap().unwrap().id;
    assert_eq!(trial.stores.associations.one(stranger, one.1[0]).await.unwrap(), None);
}

async fn an_address_is_taken_once(trial: Trial) {
    let first = trial.stores.fairs.found(founding("taken"), "office", NOW).await.unwrap();
    let again = trial.stores.fairs.found(founding("taken"), "office", NOW).await;
    assert!(matches!(again, Err(StoreError::Taken)), "{again:?}");
    assert_eq!(trial.stores.fairs.all().await.unwrap(), [first]);
}

async fn a_founding_that_names_what_it_does_not_hold_leaves_nothing_behind(trial: Trial) {
    let mut wrong = founding("wrong");
    wrong.stands[2].associations.push(AssociationId(77));
    let refused = trial.stores.fairs.found(wrong, "office", NOW).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    assert_eq!(trial.stores.fairs.all().await.unwrap(), []);
}

async fn the_newest_day_comes_first(trial: Trial) {
    for (slug, date) in [("middle", "2027-05-08"), ("last", "2026-12-31"), ("first", "2028-01-01")] {
        let mut founding = founding(slug);
        founding.fair.date = date.parse().unwrap();
        trial.stores.fairs.found(founding, "office", NOW).await.unwrap();
    }
    let slugs: Vec<String> = trial.stores.fairs.all().await.unwrap().iter().map(|f| f.slug.to_string()).collect();
    assert_eq!(slugs, ["first", "middle", "last"]);
    trial.stores.fairs.ping().await.unwrap();
}

async fn of_two_savers_one_is_stale_and_none_is_lost(trial: Trial) {
    let fair = empty_fair(&trial, "busy").await;
    let save = |venue: &str, phase| {
        let (fairs, fair) = (trial.stores.fairs.clone(), Fair { venue: venue.to_owned(), phase, ..fair.clone() });
        async move { fairs.save(&fair, telling(fair.id, Change::Fair)).await }
    };
    let (one, other) = tokio::join!(save("Yard", Phase::Live), save("Barn", Phase::Closed));
    let won = match (&one, &other) {
        (Ok(_), Err(StoreError::Stale)) => Fair { venue: "Yard".into(), phase: Phase::Live, ..fair.clone() },
        (Err(StoreError::Stale), Ok(_)) => Fair { venue: "Barn".into(), phase: Phase::Closed, ..fair.clone() },
        both => panic!("{both:?}"),
    };
    let kept = trial.stores.fairs.by_id(fair.id).await.unwrap().unwrap();
    assert_eq!(kept, Fair { revision: 2, ..won });
    // The loser looks again and saves on top.
    trial.stores.fairs.save(&kept, note(fair.id)).await.unwrap();
    assert_eq!(trial.stores.fairs.by_id(fair.id).await.unwrap(), Some(Fair { revision: 3, ..kept }));
    assert_eq!(trial.stores.history.revision(fair.id).await.unwrap(), 1);
}

async fn a_fair_that_is_not_there_cannot_be_saved(trial: Trial) {
    let fair = empty_fair(&trial, "here").await;
    let gone = Fair { id: FairId(fair.id.0 + 5), ..fair.clone() };
    let refused = trial.stores.fairs.save(&gone, note(gone.id)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let refused = trial.stores.fairs.save(&gone, note(fair.id)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    assert!(matches!(trial.stores.history.revision(gone.id).await, Err(StoreError::NotFound)));
}

async fn what_belongs_to_a_fair_goes_with_it(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("going"), "office", NOW).await.unwrap();
    trial.stores.fairs.save(&fair, keyed("k", telling(fair.id, Change::Fair))).await.unwrap();
    let back = trial.behind_the_back().await;
    let tables =
        ["field", "association", "hall", "stand", "stand_association", "item", "dating", "change", "audit", "command"];
    let count = async |table: &str| {
        let sql = format!("SELECT count(*) AS n FROM \"{table}\"");
        let row = back.query_one_raw(sea_orm::Statement::from_string(back.get_database_backend(), sql)).await;
        row.unwrap().unwrap().try_get::<i64>("", "n").unwrap()
    };
    for table in tables {
        assert!(count(table).await > 0, "{table} holds nothing to begin with");
    }
    back.execute_unprepared("DELETE FROM fair").await.unwrap();
    for table in tables {
        assert_eq!(count(table).await, 0, "{table}");
    }
    back.close().await.unwrap();
}
