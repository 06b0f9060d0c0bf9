//! Stands that are moved, shared and staffed, and the programme beside them.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    ItemId, StandId,
    live::Change,
    market::{Hall, Point, Presence, Stand},
    programme::Item,
};
use services::ports::{AssociationWrite, Ground, Placing, StoreError, StoreResult};

stories![
    halls_and_stands_get_ids_of_their_own,
    a_stand_is_saved_as_it_is,
    presence_is_told_with_the_next_revision,
    stands_of_another_fair_are_not_there,
    places_are_given_once_whoever_presses,
    the_programme_is_kept_in_order_of_time,
    of_two_who_edit_an_item_the_second_hears_of_it,
    an_item_added_twice_by_one_command_is_there_once,
];

async fn halls_and_stands_get_ids_of_their_own(trial: Trial) {
    let fair = empty_fair(&trial, "market").await.id;
    let port = &trial.stores.market;
    let (id, _) = port.add_hall(hall(77), keyed("hall", note(fair))).await.unwrap();
    let (again, receipt) = port.add_hall(hall(77), keyed("hall", note(fair))).await.unwrap();
    assert!(receipt.repeated && again == id);
    assert_eq!(port.halls(fair).await.unwrap(), [Hall { id, ..hall(0) }]);

    let stands = vec![stand(5, id.0, &[]), Stand { number: "B 1".into(), ..stand(5, id.0, &[]) }];
    let (ids, receipt) = port.add_stands(stands.clone(), keyed("stands", note(fair))).await.unwrap();
    assert!(!receipt.repeated);
    let expected = [Stand { id: ids[0], ..stands[0].clone() }, Stand { id: ids[1], ..stands[1].clone() }];
    assert_eq!(port.stands(fair).await.unwrap(), expected);
    let (again, receipt) = port.add_stands(stands, keyed("stands", note(fair))).await.unwrap();
    assert!(receipt.repeated && again == ids);
    assert_eq!(port.stands(fair).await.unwrap(), expected);
}

async fn a_stand_is_saved_as_it_is(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("moving"), "office", NOW).await.unwrap().id;
    let port = &trial.stores.market;
    let mut stands = port.stands(fair).await.unwrap();
    let everybody = stands[1].associations.iter().rev().chain(&stands[2].associations).copied().collect();
    stands[1] = Stand {
        number: "12".into(),
        at: Point { x: 9.9, y: 0.7 },
        width: 3.0,
        depth: 2.5,
        step_free: false,
        presence: Presence::Open,
        associations: everybody,
        ..stands[1].clone()
    };
    port.save_stand(&stands[1], note(fair)).await.unwrap();
    assert_eq!(port.stands(fair).await.unwrap(), stands);
    // Whoever stands there may say of it how it is reached.
    let says = AssociationWrite::Stand { id: stands[1].associations[0], step_free: true };
    trial.stores.associations.write(vec![says], note(fair)).await.unwrap();
    stands[1].step_free = true;
    assert_eq!(port.stands(fair).await.unwrap(), stands);
}

async fn presence_is_told_with_the_next_revision(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("open"), "office", NOW).await.unwrap().id;
    let port = &trial.stores.market;
    let id = port.stands(fair).await.unwrap()[0].id;
    let change = Change::Stand { id, presence: Presence::Open };
    let receipt = port.set_presence(id, Presence::Open, telling(fair, change.clone())).await.unwrap();
    assert_eq!(receipt.messages.iter().map(|m| (m.revision, &m.change)).collect::<Vec<_>>(), [(1, &change)]);
    assert_eq!(port.stands(fair).await.unwrap()[0].presence, Presence::Open);
}

async fn stands_of_another_fair_are_not_there(trial: Trial) {
    let fair = trial.stores.fairs.found(founding("inside"), "office", NOW).await.unwrap().id;
    let stranger = empty_fair(&trial, "outside").await.id;
    let port = &trial.stores.market;
    let before = port.stands(fair).await.unwrap();
    let refused = port.save_stand(&before[0], note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let refused = port.set_presence(before[0].id, Presence::Open, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let refused = port.set_presence(StandId(9_999), Presence::Open, note(fair)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let refused = port.add_stands(vec![stand(0, before[0].hall.0, &[])], note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    assert_eq!(port.stands(fair).await.unwrap(), before);
    assert_eq!(port.stands(stranger).await.unwrap(), []);
}

/// A stand for everybody without one in the first hall, or in one that is built.
fn a_stand_each(ground: Ground) -> StoreResult<Placing> {
    let mut empty = ground.stands.iter().filter(|stand| stand.associations.is_empty());
    let mut placing = Placing::default();
    let mut further = Vec::new();
    for who in ground.homeless {
        match (empty.next(), ground.halls.first()) {
            (Some(stand), _) => placing.filled.push((stand.id, who)),
            (None, Some(hall)) => placing.stands.push(stand(0, hall.id.0, &[who.0])),
            (None, None) => further.push(stand(0, 0, &[who.0])),
        }
    }
    placing.further = (!further.is_empty()).then(|| (hall(0), further));
    Ok(placing)
}

async fn places_are_given_once_whoever_presses(trial: Trial) {
    let fair = empty_fair(&trial, "places").await.id;
    let (port, associations) = (&trial.stores.market, &trial.stores.associations);
    let come = |names: &[&str]| names.iter().map(|name| AssociationWrite::Create(profile(name))).collect::<Vec<_>>();
    associations.write(come(&["A", "B", "C"]), note(fair)).await.unwrap();
    let pressing = (0..6).map(|_| {
        let port = port.clone();
        tokio::spawn(async move { port.place(Box::new(a_stand_each), note(fair)).await })
    });
    let mut placed = Vec::new();
    for pressed in pressing.collect::<Vec<_>>() {
        placed.push(pressed.await.unwrap().unwrap().0);
    }
    placed.sort_unstable();
    assert_eq!(placed, [0, 0, 0, 0, 0, 3]);
    assert_eq!(port.halls(fair).await.unwrap().len(), 1);

    // Somebody leaves, two come: the empty stand is taken, with nobody there yet, and a key acts once.
    let stands = port.stands(fair).await.unwrap();
    let leaves = AssociationWrite::Remove { id: stands[1].associations[0], revision: 1 };
    associations.write([vec![leaves], come(&["D", "E"])].concat(), note(fair)).await.unwrap();
    for _ in 0..2 {
        let (count, _) = port.place(Box::new(a_stand_each), keyed("place", note(fair))).await.unwrap();
        assert_eq!(count, 2);
    }
    let after = port.stands(fair).await.unwrap();
    assert_eq!((after.len(), after[1].id, after[1].presence), (4, stands[1].id, Presence::Expected));
    let mut everybody: Vec<_> = after.iter().map(|stand| stand.associations[0]).collect();
    everybody.sort();
    everybody.dedup();
    assert_eq!(everybody.len(), 4);
    assert_eq!(trial.stores.history.audit(fair, None, 1).await.unwrap()[0].subject, "2");

    let nowhere = port.place(Box::new(|_| Err(StoreError::NotFound)), note(fair)).await;
    assert!(matches!(nowhere, Err(StoreError::NotFound)), "{nowhere:?}");
}

async fn the_programme_is_kept_in_order_of_time(trial: Trial) {
    let fair = empty_fair(&trial, "programme").await.id;
    let port = &trial.stores.programme;
    let (late, _) = port.add(item("2027-05-08T15:00"), note(fair)).await.unwrap();
    let (early, _) = port.add(item("2027-05-08T09:30"), note(fair)).await.unwrap();
    let of = |id, starts| Item { id, fair, ..item(starts) };
    assert_eq!(port.items(fair).await.unwrap(), [of(early, "2027-05-08T09:30"), of(late, "2027-05-08T15:00")]);

    let moved = Item { place: "Stage".into(), step_free: true, ..of(late, "2027-05-08T08:00") };
    port.save(std::slice::from_ref(&moved), telling(fair, Change::Programme)).await.unwrap();
    let moved = Item { revision: 2, ..moved };
    assert_eq!(port.items(fair).await.unwrap(), [moved, of(early, "2027-05-08T09:30")]);

    port.remove(early, 1, note(fair)).await.unwrap();
    assert_eq!(port.items(fair).await.unwrap().len(), 1);
    let gone = port.remove(early, 1, note(fair)).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    let gone = port.save(&[of(ItemId(9_999), "2027-05-08T08:00")], note(fair)).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    let stranger = empty_fair(&trial, "outside").await.id;
    let refused = port.remove(late, 2, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
}

async fn of_two_who_edit_an_item_the_second_hears_of_it(trial: Trial) {
    let fair = empty_fair(&trial, "programme").await.id;
    let port = &trial.stores.programme;
    let (one, _) = port.add(item("2027-05-08T15:00"), note(fair)).await.unwrap();
    let (two, _) = port.add(item("2027-05-08T16:00"), note(fair)).await.unwrap();
    let [mut one, mut two] = [one, two].map(|id| Item { id, fair, ..item("2027-05-08T17:00") });
    port.save(std::slice::from_ref(&one), note(fair)).await.unwrap();

    let late = port.save(&[two.clone(), one.clone()], note(fair)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    let late = port.remove(one.id, 1, note(fair)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    one.revision = 2;
    let kept = [Item { starts: "2027-05-08T16:00".parse().unwrap(), ..two.clone() }, one.clone()];
    assert_eq!(port.items(fair).await.unwrap(), kept, "all or none");

    let both = keyed("both", note(fair));
    let (first, again) = (port.save(&[one.clone(), two.clone()], both.clone()).await, port.save(&[], both).await);
    assert_eq!((first.unwrap().repeated, again.unwrap().repeated), (false, true));
    (one.revision, two.revision) = (3, 2);
    assert_eq!(port.items(fair).await.unwrap(), [one, two]);
}

async fn an_item_added_twice_by_one_command_is_there_once(trial: Trial) {
    let fair = empty_fair(&trial, "programme").await.id;
    let add = || trial.stores.programme.add(item("2027-05-08T15:00"), keyed("add", note(fair)));
    let (first, second) = (add().await.unwrap(), add().await.unwrap());
    assert_eq!((first.0, second.1.repeated), (second.0, true));
    assert_eq!(trial.stores.programme.items(fair).await.unwrap().len(), 1);
}
