//! A participant's personal link: what its code looks like, and what organisers see of it.

use crate::{DatingId, ParticipantId, Refusal, UnixMillis, access::QrCode, refusal::Input, text::Title};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Characters of a seal: 160 bits in base64url.
pub const SEAL_LENGTH: usize = 27;

/// `12.3.<seal>`: whose link it is, and the seal that only the server can make. Stands behind `#`, so that it reaches no
/// log and no Referer.
#[derive(Clone, PartialEq, Eq)]
pub struct PassCode {
    pub dating: DatingId,
    pub who: ParticipantId,
    pub seal: String,
}

impl fmt::Display for PassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.dating, self.who, self.seal)
    }
}

/// Whoever prints a value while looking for a fault must not print a secret.
impl fmt::Debug for PassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PassCode({}.{}.…)", self.dating, self.who)
    }
}

impl FromStr for PassCode {
    type Err = Refusal;

    /// Also takes a whole address, as somebody might paste it.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let malformed = || Refusal::Malformed(Input::Code);
        let code = text.trim().rsplit('#').next().unwrap_or_default();
        let mut parts = code.split('.');
        let (Some(dating), Some(who), Some(seal), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(malformed());
        };
        let clean = seal.len() == SEAL_LENGTH && seal.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        match (dating.parse(), who.parse()) {
            (Ok(dating), Ok(who)) if clean => Ok(Self { dating, who, seal: seal.to_owned() }),
            _ => Err(malformed()),
        }
    }
}

/// Links one device keeps at most.
pub const KEPT: usize = 4;

/// A device's links, newest first, as one text of letters that any cookie may hold: the new one takes the place of an
/// older one for the same session.
pub fn remember(kept: &str, new: &PassCode) -> String {
    let others = recall(kept).into_iter().filter(|code| code.dating != new.dating);
    let all: Vec<String> = std::iter::once(new.clone()).chain(others).take(KEPT).map(|code| code.to_string()).collect();
    all.join("~")
}

/// The links a device keeps.
pub fn recall(kept: &str) -> Vec<PassCode> {
    kept.split('~').filter_map(|code| code.parse().ok()).collect()
}

/// How it stands with somebody's link. Raising the generation makes every older link of theirs worthless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassState {
    pub generation: u32,
    pub revoked: bool,
    /// `None` while it is the first one, and where nobody has noted it.
    pub changed_at: Option<UnixMillis>,
}

impl Default for PassState {
    fn default() -> Self {
        Self { generation: 1, revoked: false, changed_at: None }
    }
}

/// What organisers do with somebody's link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassChange {
    /// No link of theirs opens anything until a new one is made.
    Revoke,
    /// A new link; older ones are worthless.
    Reissue,
}

impl PassState {
    pub fn after(self, change: PassChange, at: UnixMillis) -> Self {
        let changed_at = Some(at);
        match change {
            PassChange::Revoke => Self { revoked: true, changed_at, ..self },
            PassChange::Reissue => Self { generation: self.generation.saturating_add(1), revoked: false, changed_at },
        }
    }

    /// The link that was handed out by then: another one than now where it was changed since.
    pub fn handed_out_by(self, then: UnixMillis) -> Self {
        match self.changed_at {
            Some(at) if at > then && self.revoked => Self { revoked: false, ..self },
            Some(at) if at > then => Self { generation: self.generation.saturating_sub(1), ..self },
            _ => self,
        }
    }
}

/// One participant's link, as organisers hand it out. Both parts are `None` while it is revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassLink {
    pub who: ParticipantId,
    pub name: Title,
    pub state: PassState,
    /// The whole address.
    pub address: Option<String>,
    pub qr: Option<QrCode>,
}

/// What a scanner at the desk read: a badge (the public address of somebody's table), a personal link, or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scanned {
    /// `None` where only a number was typed.
    pub dating: Option<DatingId>,
    pub who: ParticipantId,
}

impl Scanned {
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(code) = text.parse::<PassCode>() {
            return Some(Self { dating: Some(code.dating), who: code.who });
        }
        if let Ok(number) = text.parse() {
            return Some(Self { dating: None, who: ParticipantId(number) });
        }
        let path = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let (_, ids) = path.rsplit_once("/table/")?;
        let (dating, who) = ids.split_once('/')?;
        Some(Self { dating: Some(dating.parse().ok()?), who: who.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SEAL: &str = "abcdefghijklmnopqrstuvwx-_0";

    #[test]
    fn a_code_survives_being_written_and_pasted() {
        let code = PassCode { dating: DatingId(12), who: ParticipantId(3), seal: SEAL.to_owned() };
        assert_eq!(code.to_string().parse::<PassCode>(), Ok(code.clone()));
        assert_eq!(format!(" https://fair.example/spring/t#{code}\n").parse::<PassCode>(), Ok(code.clone()));
        assert!(!format!("{code:?}").contains("abc"));
    }

    #[test]
    fn a_device_keeps_one_link_a_session() {
        let code = |dating, who| PassCode { dating: DatingId(dating), who: ParticipantId(who), seal: SEAL.to_owned() };
        let kept = [code(1, 1), code(2, 1), code(1, 5), code(3, 1), code(4, 1), code(5, 1)];
        let kept = kept.iter().fold(String::new(), |kept, code| remember(&kept, code));
        assert_eq!(recall(&kept), [code(5, 1), code(4, 1), code(3, 1), code(1, 5)]);
        assert_eq!(recall("nonsense~"), []);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "1.2", "1.2.short", &format!("1.2.{SEAL}.x"), &format!("x.2.{SEAL}"), &format!("1.2.{SEAL}0")]
        {
            assert!(text.parse::<PassCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_desk_reads_badges_links_and_numbers() {
        let badge = Scanned { dating: Some(DatingId(4)), who: ParticipantId(17) };
        assert_eq!(Scanned::read("https://fair.example/spring/table/4/17"), Some(badge));
        assert_eq!(Scanned::read(&format!("https://fair.example/spring/t#4.17.{SEAL}")), Some(badge));
        assert_eq!(Scanned::read(" 17 "), Some(Scanned { dating: None, who: ParticipantId(17) }));
        for nothing in ["https://else.example/", "table/4", "WIFI:S:hall;;", ""] {
            assert_eq!(Scanned::read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_new_link_opens_again_what_was_revoked() {
        let (first, second) = (UnixMillis(10), UnixMillis(20));
        let revoked = PassState::default().after(PassChange::Revoke, first);
        assert_eq!(revoked, PassState { generation: 1, revoked: true, changed_at: Some(first) });
        let again = revoked.after(PassChange::Reissue, second);
        assert_eq!(again, PassState { generation: 2, revoked: false, changed_at: Some(second) });
        // Whatever was handed out before is not what is good now.
        for (state, at) in [(revoked, first), (again, second)] {
            assert_eq!(state.handed_out_by(at), state);
            let before = state.handed_out_by(UnixMillis(at.0 - 1));
            assert_ne!((before.generation, before.revoked), (state.generation, state.revoked));
        }
    }
}
