//! What participants are called and speak, as their associations' profiles say it by now.

use super::{Dating, Participant};
use crate::{
    ParticipantId,
    profile::{Association, SpokenLanguage},
    text::Title,
};
use serde::{Deserialize, Serialize};

/// A participant as the profile has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub who: ParticipantId,
    pub name: Title,
    pub languages: Vec<SpokenLanguage>,
}

impl Dating {
    /// Participants whose association has another name or other languages by now. Whoever walked in keeps what was tapped
    /// at the door where the profile says nothing.
    pub fn behind_profiles(&self, associations: &[Association]) -> Vec<Known> {
        let known = |p: &Participant| {
            let profile = &associations.iter().find(|a| Some(a.id) == p.association)?.profile;
            let silent = p.walked_in && profile.languages.is_empty();
            let languages = if silent { &p.languages } else { &profile.languages };
            let same = p.name == profile.name && p.languages == *languages;
            (!same).then(|| Known { who: p.id, name: profile.name.clone(), languages: languages.clone() })
        };
        self.participants.iter().filter_map(known).collect()
    }

    /// Takes over what profiles say. The plan, sides and absences stay as they are.
    pub fn follow_profiles(&mut self, known: &[Known]) {
        for one in known {
            if let Some(participant) = self.participants.iter_mut().find(|p| p.id == one.who) {
                participant.name.clone_from(&one.name);
                participant.languages.clone_from(&one.languages);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        AssociationId, FairId, UnixMillis,
        dating::{Attendance, Restore, Rules, Setting},
        profile::{Level, Profile},
    };

    fn title(text: &str) -> Title {
        Title::parse(text).unwrap()
    }

    fn association(name: &str, codes: &[&str]) -> Association {
        let spoken = |code: &&str| SpokenLanguage { code: (*code).to_owned(), level: Level::FLUENT };
        let languages = codes.iter().map(spoken).collect();
        let profile = Profile { languages, ..Profile::named(title(name)) };
        Association { id: AssociationId(1), fair: FairId(1), revision: 1, profile }
    }

    fn dating() -> Dating {
        let setting = Setting::parse("Tafel", "2027-05-08T14:00", 4, 6, 2, 3, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        let one = Participant { association: Some(AssociationId(1)), ..Participant::named(title("Chor")) };
        dating.choose(vec![one]).unwrap();
        dating
    }

    #[test]
    fn a_step_that_is_taken_back_leaves_the_name_a_profile_gave_since() {
        let before = dating();
        let (mut after, now) = (before.clone(), UnixMillis(0));
        after.mark(ParticipantId(0), Attendance::Missing, now).unwrap();
        let step = Restore::between(&before, &after);
        let known = after.behind_profiles(&[association("Chor am Hafen", &["de", "tr"])]);
        after.follow_profiles(&known);
        assert!(after.behind_profiles(&[association("Chor am Hafen", &["de", "tr"])]).is_empty());
        after.restore(&step, now);
        let same = after.participant(ParticipantId(0)).unwrap();
        assert_eq!((same.name.as_str(), same.languages.len()), ("Chor am Hafen", 2));
        assert_eq!(same.attendance, Attendance::Expected);
    }

    #[test]
    fn what_was_tapped_at_the_door_stays_where_a_profile_is_silent() {
        let mut dating = dating();
        dating.participants[0].walked_in = true;
        dating.participants[0].languages = association("Chor", &["uk"]).profile.languages;
        assert!(dating.behind_profiles(&[association("Chor", &[])]).is_empty());
        dating.participants[0].walked_in = false;
        let known = dating.behind_profiles(&[association("Chor", &[])]);
        assert_eq!(known, [Known { who: ParticipantId(0), name: title("Chor"), languages: Vec::new() }]);
    }
}
