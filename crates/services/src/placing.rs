//! Where associations stand: empty stands first, then free spots, then a further hall.

use crate::ports::{Ground, Placing, StoreError, StoreResult};
use domain::{
    AssociationId, HallId, StandId,
    market::{Hall, Place, PlaceKind, Point, Presence, STAND_DEPTH, STAND_WIDTH, Stand, free_spots},
};

/// A place for everybody without one. Where a hall is `chosen`, for as many as that one takes. `step_free` is what organisers
/// say of all new stands: nothing here knows where steps are.
pub(crate) fn placing(ground: Ground, chosen: Option<HallId>, step_free: bool) -> StoreResult<Placing> {
    let Ground { halls, stands, homeless } = ground;
    let open: Vec<&Hall> = halls.iter().filter(|hall| chosen.is_none_or(|id| hall.id == id)).collect();
    if chosen.is_some() && open.is_empty() {
        return Err(StoreError::NotFound);
    }
    let mut waiting = homeless.into_iter();
    let empty = stands.iter().filter(|s| s.associations.is_empty() && open.iter().any(|hall| hall.id == s.hall));
    let filled = empty.map(|stand| stand.id).zip(waiting.by_ref()).collect();
    let mut placing = Placing { filled, ..Placing::default() };
    let mut number = stands.iter().filter_map(|s| s.number.parse::<u32>().ok()).max().unwrap_or(0);
    let mut new = |hall: &Hall, at, association| {
        number = number.saturating_add(1);
        Stand { step_free, ..new_stand(hall.id, number, at, association) }
    };
    for hall in open {
        let taken: Vec<&Stand> = stands.iter().filter(|stand| stand.hall == hall.id).collect();
        let spots = free_spots(hall, &taken).into_iter().zip(waiting.by_ref());
        placing.stands.extend(spots.map(|(at, association)| new(hall, at, association)));
    }
    let rest: Vec<AssociationId> = waiting.collect();
    if chosen.is_none() && !rest.is_empty() {
        let hall = plain_hall(next_name(&halls), rest.len(), step_free);
        let spots = free_spots(&hall, &[]).into_iter().zip(rest);
        let stands = spots.map(|(at, association)| new(&hall, at, association)).collect();
        placing.further = Some((hall, stands));
    }
    Ok(placing)
}

fn new_stand(hall: HallId, number: u32, at: Point, association: AssociationId) -> Stand {
    Stand {
        id: StandId(0),
        hall,
        number: number.to_string(),
        at,
        width: STAND_WIDTH,
        depth: STAND_DEPTH,
        step_free: false,
        presence: Presence::Expected,
        associations: vec![association],
    }
}

/// The next hall is called as the fair calls its halls: "Saal 3" after "Saal 2", and "Halle 2" after one with a name alone.
fn next_name(halls: &[Hall]) -> String {
    let numbered = |hall: &Hall| {
        let (words, number) = hall.name.rsplit_once(' ')?;
        Some((words.to_owned(), number.parse::<u32>().ok()?))
    };
    let usual = halls.iter().rev().find_map(numbered).map(|(words, _)| words);
    let words = usual.unwrap_or_else(|| "Halle".to_owned());
    let of_these = halls.iter().filter_map(numbered).filter(|(known, _)| *known == words).map(|(_, number)| number);
    let before = of_these.max().unwrap_or(halls.len() as u32);
    format!("{words} {}", before.saturating_add(1))
}

/// A rectangular hall that takes `count` stands in double rows, a little wider than deep.
fn plain_hall(name: String, count: usize, step_free: bool) -> Hall {
    let columns = (count as f32 * 1.2).sqrt().ceil().max(4.0);
    let double_rows = (count as f32 / (2.0 * columns)).ceil();
    let width = 4.0 + columns * STAND_WIDTH;
    let depth = 7.0 + double_rows * (2.0 * STAND_DEPTH + 2.5);
    let entrance = if step_free { PlaceKind::StepFreeEntrance } else { PlaceKind::Entrance };
    let place = |kind, name: &str, x, y| Place { kind, name: name.to_owned(), at: Point { x, y } };
    Hall {
        id: HallId(0),
        name,
        level: 0,
        width,
        depth,
        outline: Vec::new(),
        places: vec![
            place(entrance, "Eingang", width / 2.0, depth - 0.5),
            place(PlaceKind::Info, "Info", width / 2.0 + 4.0, depth - 2.0),
        ],
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    fn who(ids: std::ops::Range<i64>) -> Vec<AssociationId> {
        ids.map(AssociationId).collect()
    }

    /// The ground after a placing, as a store keeps it, and the next ones who come.
    fn after(ground: Ground, placing: Placing, homeless: Vec<AssociationId>) -> Ground {
        let Ground { mut halls, mut stands, .. } = ground;
        for (id, association) in placing.filled {
            stands.iter_mut().find(|stand| stand.id == id).unwrap().associations.push(association);
        }
        let mut new = placing.stands;
        if let Some((hall, its)) = placing.further {
            let id = HallId(halls.len() as i64 + 1);
            halls.push(Hall { id, ..hall });
            new.extend(its.into_iter().map(|stand| Stand { hall: id, ..stand }));
        }
        for stand in new {
            let id = StandId(stands.len() as i64 + 1);
            stands.push(Stand { id, ..stand });
        }
        Ground { halls, stands, homeless }
    }

    fn overlap(a: &Stand, b: &Stand) -> bool {
        let apart = |a: f32, wide: f32, b: f32, other: f32| a + wide <= b || b + other <= a;
        a.hall == b.hall && !apart(a.at.x, a.width, b.at.x, b.width) && !apart(a.at.y, a.depth, b.at.y, b.depth)
    }

    #[test]
    fn a_plain_hall_takes_everybody_it_was_made_for() {
        for count in [1, 5, 24, 68, 150, 800] {
            assert!(free_spots(&plain_hall(String::new(), count, false), &[]).len() >= count, "{count}");
        }
    }

    #[test]
    fn lists_that_come_one_after_another_all_find_a_place() {
        let mut ground = Ground { homeless: who(0..30), ..Ground::default() };
        for next in [30..34, 34..190, 190..191, 191..191] {
            let waiting = ground.homeless.clone();
            let placing = placing(ground.clone(), None, false).unwrap();
            assert_eq!(placing.placed().collect::<Vec<_>>(), waiting);
            ground = after(ground, placing, who(next));
        }
        assert_eq!(ground.stands.len(), 191);
        assert!(ground.halls.len() > 1 && ground.halls.iter().all(|hall| hall.name.starts_with("Halle ")));
        let numbers: BTreeSet<&str> = ground.stands.iter().map(|stand| stand.number.as_str()).collect();
        assert_eq!(numbers.len(), 191, "no number twice");
        for (index, stand) in ground.stands.iter().enumerate() {
            assert!(!ground.stands[..index].iter().any(|other| overlap(stand, other)), "{stand:?}");
        }
        assert_eq!(placing(ground, None, false).unwrap(), Placing::default(), "nothing is left to do");
    }

    #[test]
    fn an_empty_stand_is_taken_before_anything_is_built() {
        let ground = Ground { homeless: who(0..3), ..Ground::default() };
        let mut ground = after(ground.clone(), placing(ground, None, false).unwrap(), who(7..9));
        ground.stands[1].associations.clear();
        let left = ground.stands[1].id;
        let placing = placing(ground, None, false).unwrap();
        assert_eq!(placing.filled, [(left, AssociationId(7))]);
        assert_eq!(
            placing.stands.iter().map(|s| (s.number.as_str(), s.associations[0])).collect::<Vec<_>>(),
            [("4", AssociationId(8))]
        );
    }

    #[test]
    fn a_chosen_hall_takes_whom_it_can_and_no_other_is_built() {
        let small = Hall { id: HallId(1), ..plain_hall("Saal 1".to_owned(), 1, false) };
        let room = free_spots(&small, &[]).len();
        let ground = Ground { halls: vec![small], homeless: who(0..100), ..Ground::default() };
        let placed = placing(ground.clone(), Some(HallId(1)), false).unwrap();
        assert_eq!((placed.stands.len(), placed.further), (room, None));
        assert!(matches!(placing(ground, Some(HallId(2)), false), Err(StoreError::NotFound)));
    }

    #[test]
    fn nobody_is_promised_a_way_without_steps_unless_organisers_say_so() {
        for step_free in [false, true] {
            let ground = Ground { homeless: who(0..3), ..Ground::default() };
            let (hall, stands) = placing(ground, None, step_free).unwrap().further.unwrap();
            assert!(stands.iter().all(|stand| stand.step_free == step_free));
            let promised = hall.places.iter().any(|place| place.kind == PlaceKind::StepFreeEntrance);
            assert_eq!(promised, step_free, "the entrance");
        }
    }

    #[test]
    fn a_further_hall_is_called_as_the_fair_calls_its_halls() {
        let named = |names: &[&str]| {
            next_name(&names.iter().map(|name| plain_hall((*name).to_owned(), 1, false)).collect::<Vec<_>>())
        };
        assert_eq!(named(&[]), "Halle 1");
        assert_eq!(named(&["Halle 1"]), "Halle 2");
        assert_eq!(named(&["Saal 1", "Saal 3", "Innenhof"]), "Saal 4");
        assert_eq!(named(&["Bürgerhalle", "Innenhof"]), "Halle 3");
    }
}
