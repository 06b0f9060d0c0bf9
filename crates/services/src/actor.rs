//! Who asks. An actor can only be had from [`crate::Services`] (which looks at the session) or, for the command line,
//! from whoever owns the machine.

use domain::{AccountId, DatingId, ParticipantId, access::Role, text::Title};

/// The name of whoever owns the machine, for the logs; pages say it in their language.
pub(crate) const OWNER: &str = "command line";

/// The name under which what a rehearsal invents stands in the log; pages say it in their language.
pub(crate) const REHEARSAL: &str = "rehearsal";

/// Anybody, without an account.
#[derive(Clone, Copy, Debug)]
pub struct Visitor;

/// Somebody who prepares and runs fairs.
#[derive(Clone, Debug)]
pub struct Organiser {
    account: Option<AccountId>,
    name: String,
}

/// Somebody who may run the clock and mark people: a time keeper, or an organiser.
#[derive(Clone, Debug)]
pub struct TimeKeeper {
    name: String,
    may_organise: bool,
}

/// Whoever signed in, whatever they may do: for how they sign in themselves, and nothing else.
#[derive(Clone, Debug)]
pub struct AccountHolder {
    account: AccountId,
    name: String,
    session: Vec<u8>,
}

/// Somebody whose phone holds a participant's personal link: may ask and wish for that participant of that session, and
/// nothing else.
#[derive(Clone, Debug)]
pub struct PassHolder {
    dating: DatingId,
    who: ParticipantId,
    name: Title,
}

impl PassHolder {
    pub(crate) fn of(dating: DatingId, who: ParticipantId, name: Title) -> Self {
        Self { dating, who, name }
    }

    pub fn dating(&self) -> DatingId {
        self.dating
    }

    pub fn who(&self) -> ParticipantId {
        self.who
    }

    pub fn name(&self) -> &str {
        self.name.as_str()
    }
}

impl Organiser {
    /// Whoever may start the executable with the database's address owns the data anyway.
    pub fn owner_of_the_machine() -> Self {
        Self { account: None, name: OWNER.to_owned() }
    }

    pub(crate) fn signed_in(account: AccountId, role: Role, name: String) -> Option<Self> {
        (role == Role::Organiser).then_some(Self { account: Some(account), name })
    }

    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// For the audit log.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl AccountHolder {
    pub(crate) fn signed_in(account: AccountId, name: String, session: Vec<u8>) -> Self {
        Self { account, name, session }
    }

    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The account's address.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The session that asks, by the hash of its token.
    pub(crate) fn session(&self) -> &[u8] {
        &self.session
    }
}

impl TimeKeeper {
    pub(crate) fn signed_in(role: Role, name: String) -> Self {
        Self { name, may_organise: role == Role::Organiser }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn may_organise(&self) -> bool {
        self.may_organise
    }
}

impl From<Organiser> for TimeKeeper {
    fn from(organiser: Organiser) -> Self {
        Self { name: organiser.name, may_organise: true }
    }
}
