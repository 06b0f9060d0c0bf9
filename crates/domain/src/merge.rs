//! Two people change the same thing at once: what only one of them touched is kept, what both touched is named.
//!
//! A three-way merge by parts. Nothing is decided for the person who saves last: a part that both changed differently
//! keeps what that person typed and is reported, so that it can be shown before it is saved.

use crate::{dating::SettingText, fair::FairText, profile::Profile, programme::ItemText};

/// A value in which two people's changes are joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged<T, Part> {
    /// The other's changes with mine on top.
    pub value: T,
    /// Parts that only the other changed; now in `value`.
    pub taken: Vec<Part>,
    /// Parts that both changed, and not alike; mine are in `value`.
    pub disputed: Vec<Part>,
}

macro_rules! parts {
    ($(#[$doc:meta])* $part:ident of $whole:ty, $merge:ident { $($variant:ident: $($field:ident).+,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $part { $($variant,)+ }

        impl $part {
            pub const ALL: &[$part] = &[$($part::$variant,)+];

            /// Whether both say the same here.
            pub fn same(self, one: &$whole, other: &$whole) -> bool {
                match self { $($part::$variant => one.$($field).+ == other.$($field).+,)+ }
            }

            /// Replaces this part of `into` by that of `from`.
            pub fn take(self, from: &$whole, into: &mut $whole) {
                match self { $($part::$variant => into.$($field).+ = from.$($field).+.clone(),)+ }
            }
        }

        /// Joins what two people made of `base`.
        pub fn $merge(base: &$whole, mine: &$whole, theirs: &$whole) -> Merged<$whole, $part> {
            let mut merged = Merged { value: mine.clone(), taken: Vec::new(), disputed: Vec::new() };
            for &part in $part::ALL {
                if part.same(base, theirs) || part.same(mine, theirs) {
                    continue;
                }
                if part.same(base, mine) {
                    part.take(theirs, &mut merged.value);
                    merged.taken.push(part);
                } else {
                    merged.disputed.push(part);
                }
            }
            merged
        }
    };
}

parts! {
    /// What a profile consists of, as its form shows it.
    ProfilePart of Profile, merge_profiles {
        Name: name,
        ShortName: short_name,
        Kind: kind,
        Relation: relation,
        Goals: goals,
        Activities: activities,
        Fields: fields,
        TargetGroups: target_groups,
        Districts: districts,
        Languages: languages,
        Offers: offers,
        Needs: needs,
        Websites: websites,
        Email: email,
        Address: address,
        Wishes: wishes,
    }
}

parts! {
    /// What organisers write about a fair.
    FairPart of FairText, merge_fairs {
        Title: title,
        ClaimGerman: claim.de,
        ClaimEnglish: claim.en,
        Date: date,
        Venue: venue,
        Address: address,
        ImprintGerman: legal.imprint.de,
        ImprintEnglish: legal.imprint.en,
        PrivacyGerman: legal.privacy.de,
        PrivacyEnglish: legal.privacy.en,
        AccessibilityGerman: legal.accessibility.de,
        AccessibilityEnglish: legal.accessibility.en,
        ProjectGerman: legal.project.de,
        ProjectEnglish: legal.project.en,
    }
}

parts! {
    /// What a session is set up with.
    SettingPart of SettingText, merge_settings {
        Title: title,
        Starts: starts,
        Rounds: rounds,
        TalkMinutes: talk_minutes,
        ChangeMinutes: change_minutes,
        Tables: tables,
    }
}

parts! {
    /// What organisers write about an item of the programme.
    ItemPart of ItemText, merge_items {
        German: title.de,
        English: title.en,
        Starts: starts,
        Ends: ends,
        Place: place,
        Kind: kind,
        Topic: hue,
        SummaryGerman: summary.de,
        SummaryEnglish: summary.en,
        Languages: languages,
        StepFree: step_free,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Title;

    fn profile(goals: &str, activities: &str) -> Profile {
        let mut profile = Profile::named(Title::parse("Chor am Hafen").unwrap());
        profile.goals = goals.to_owned();
        profile.activities = activities.to_owned();
        profile
    }

    #[test]
    fn what_only_one_of_two_touched_is_kept_from_both() {
        let base = profile("singen", "proben");
        let merged = merge_profiles(&base, &profile("laut singen", "proben"), &profile("singen", "auftreten"));
        let joined = profile("laut singen", "auftreten");
        assert_eq!(merged, Merged { value: joined, taken: vec![ProfilePart::Activities], disputed: vec![] });
    }

    #[test]
    fn what_both_touched_keeps_mine_and_is_named() {
        let base = profile("singen", "proben");
        let merged = merge_profiles(&base, &profile("laut singen", "proben"), &profile("leise singen", "proben"));
        let mine = profile("laut singen", "proben");
        assert_eq!(merged, Merged { value: mine, taken: vec![], disputed: vec![ProfilePart::Goals] });
    }

    #[test]
    fn the_same_change_by_both_is_no_dispute() {
        let (base, now) = (profile("singen", ""), profile("laut singen", ""));
        assert_eq!(merge_profiles(&base, &now, &now), Merged { value: now.clone(), taken: vec![], disputed: vec![] });
    }
}
