//! Who met before: at another session of the same fair, or at an earlier fair of the same office.

use crate::{Result, Services};
use domain::{
    ParticipantId,
    dating::{Dating, Pair},
    profile::name_key,
};
use std::collections::{BTreeSet, HashMap};

impl Services {
    /// Pairs of this session who really met at sessions that began before; people are the same by their association's
    /// name, since another fair gives other ids. Rehearsals are no meetings.
    pub(super) async fn met_before(&self, dating: &Dating) -> Result<BTreeSet<Pair>> {
        let now = self.now();
        let here: HashMap<String, ParticipantId> =
            dating.participants.iter().map(|p| (name_key(p.name.as_str()), p.id)).collect();
        let mut met = BTreeSet::new();
        for fair in self.stores.fairs.all().await? {
            for other in self.stores.datings.all(fair.id).await? {
                let earlier = other.id != dating.id && other.has_started() && other.rehearsal.is_none();
                if !earlier {
                    continue;
                }
                let same = |who: ParticipantId| {
                    let name = other.participant(who).ok().map(|p| name_key(p.name.as_str()));
                    name.and_then(|key| here.get(&key)).copied()
                };
                let pairs = other.met(now);
                let known = pairs.keys().filter_map(|(a, b)| Some((same(*a)?, same(*b)?)));
                met.extend(known.filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))));
            }
        }
        Ok(met)
    }
}
