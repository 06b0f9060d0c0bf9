//! Somebody walks in. Where they are of an association of the fair, its profile speaks for them, and by its name they are
//! remembered at the next session and the next fair.

use crate::{Result, Services, actor::Organiser, founding::participant_of};
use domain::{
    DatingId, Refusal,
    control_room::Outsider,
    dating::{Dating, Happening},
    profile::name_key,
    refusal::Input,
};

impl Services {
    /// Associations of the fair that do not take part yet, by name.
    pub async fn may_walk_in(&self, _: &Organiser, id: DatingId) -> Result<Vec<Outsider>> {
        let dating = self.load_dating(id).await?;
        let all = self.stores.associations.all(dating.fair).await?;
        let takes_part = |id| dating.participants.iter().any(|p| p.association == Some(id));
        let mut others: Vec<Outsider> = all
            .into_iter()
            .filter(|association| !takes_part(association.id))
            .map(|association| Outsider { association: association.id, name: association.profile.name })
            .collect();
        others.sort_by_key(|one| name_key(one.name.as_str()));
        Ok(others)
    }

    /// What happens, with name, languages and side of the association where somebody of one walks in. What was tapped counts
    /// where the profile says nothing.
    pub(super) async fn as_known(&self, dating: &Dating, happening: Happening) -> Result<Happening> {
        let Happening::WalkIn { association: Some(id), side, languages, .. } = &happening else { return Ok(happening) };
        let found = self.stores.associations.one(dating.fair, *id).await?;
        let profile = found.ok_or(Refusal::Malformed(Input::Participants))?.profile;
        let known = participant_of(Some(*id), &profile);
        Ok(Happening::WalkIn {
            name: known.name.to_string(),
            association: Some(*id),
            side: side.or(known.side),
            languages: if known.languages.is_empty() { languages.clone() } else { known.languages },
        })
    }
}
