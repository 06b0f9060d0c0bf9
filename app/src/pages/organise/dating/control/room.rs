//! What is open at the side of the tables, and what the next tap on a name or a table is for.

use super::{
    deciding::{Deciding, use_deciding},
    keys::{focus, is_lost},
    newcomer::Newcomer,
    session::{Session, use_session},
};
use crate::pages::organise::desk::{Desk, use_desk};
use domain::{ParticipantId, dating::Happening, request::RequestCard};
use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*};
use wasm_bindgen::JsCast;

/// What is open at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Person(ParticipantId),
    Table(u16),
    Announce,
    Interpreters,
    WalkIn,
    /// Ending the session for everybody is asked twice.
    Finish,
    /// So is calling it off.
    CallOff,
    Help,
}

impl Panel {
    /// Whether what is done there is for rounds that are on or ahead.
    fn is_about_rounds(self) -> bool {
        match self {
            Panel::Table(_) | Panel::Interpreters | Panel::WalkIn | Panel::Finish | Panel::CallOff => true,
            Panel::Person(_) | Panel::Announce | Panel::Help => false,
        }
    }
}

/// What the next tap on a name or a table is for. Rounds count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    Swap { who: ParticipantId, round: u8 },
    Move { who: ParticipantId, round: u8 },
    Fix { who: ParticipantId },
    Merge { from: u16, round: u8 },
}

impl Pick {
    /// Whether a table is asked for, and not a name.
    pub fn is_table(self) -> bool {
        !matches!(self, Pick::Swap { .. })
    }
}

#[derive(Clone, Copy)]
pub struct Room {
    session: Session,
    deciding: Deciding,
    desk: Desk,
    pub panel: RwSignal<Option<Panel>>,
    pub pick: RwSignal<Option<Pick>>,
    /// Who is being typed in, until it is applied; whatever else the side shows meanwhile.
    pub walk_in: Newcomer,
    pub interpreter: Newcomer,
    /// Where the keyboard goes back to when the side is closed.
    opener: StoredValue<Option<String>>,
}

impl Room {
    pub fn provide() -> Self {
        let room = Self {
            session: use_session(),
            deciding: use_deciding(),
            desk: use_desk(),
            panel: RwSignal::new(None),
            pick: RwSignal::new(None),
            walk_in: Newcomer::speaking(&["de"]),
            interpreter: Newcomer::speaking(&[]),
            opener: StoredValue::new(None),
        };
        provide_context(room);
        // A decision that is through gives the keyboard back where it came from.
        let open = Memo::new(move |_| room.deciding.open.with(Option::is_some));
        Effect::new(move |before: Option<bool>| {
            let open = open.get();
            if before == Some(true) && !open && room.panel.get_untracked().is_none() {
                room.give_back();
            }
            open
        });
        // Where no round is ahead, what was open for one has nothing to act on.
        Effect::new(move |_| {
            if !room.session.goes_on.get() {
                room.pick.set(None);
                if room.panel.get_untracked().is_some_and(Panel::is_about_rounds) {
                    room.close();
                }
            }
        });
        Effect::new(move |_| match room.deciding.applied.get() {
            Some(Happening::WalkIn { name, .. }) if room.walk_in.is(&name) => {
                room.walk_in.clear();
                if room.panel.get_untracked() == Some(Panel::WalkIn) {
                    room.close();
                }
            }
            Some(Happening::InterpreterHere { name, .. }) if room.interpreter.is(&name) => room.interpreter.clear(),
            _ => {}
        });
        room
    }

    pub fn open(self, panel: Panel) {
        self.remember();
        self.pick.set(None);
        self.panel.set(Some(panel));
    }

    pub fn close(self) {
        self.pick.set(None);
        self.panel.set(None);
        self.give_back();
    }

    /// Closes the side and shows what a phone's request would change.
    pub fn answer(self, card: RequestCard) {
        if self.deciding.is_free() {
            self.pick.set(None);
            self.panel.set(None);
            self.deciding.answer(card);
        }
    }

    /// Closes the side and shows what something would change, unless something else is being decided.
    pub fn decide(self, happening: Happening) {
        if !self.deciding.is_free() {
            return;
        }
        self.pick.set(None);
        self.panel.set(None);
        self.deciding.consider(happening);
    }

    /// Shows what something would change; the side goes back to what is open when that is decided.
    pub fn decide_beside(self, happening: Happening) {
        self.pick.set(None);
        self.deciding.consider(happening);
    }

    /// From now on the next tap says with whom or where; the round it is about is shown.
    pub fn ask_for(self, pick: Pick) {
        if let Pick::Swap { round, .. } | Pick::Move { round, .. } | Pick::Merge { round, .. } = pick {
            self.session.looked_at.set(Some(round));
        }
        self.panel.set(None);
        self.pick.set(Some(pick));
    }

    /// A name was tapped at a table, or nowhere.
    pub fn tapped_person(self, who: ParticipantId, table: Option<u16>) {
        match (self.pick.get_untracked(), table) {
            (Some(Pick::Swap { who: a, round }), _) if a != who => self.decide(Happening::Swap { a, b: who, round }),
            (Some(Pick::Swap { .. }), _) => self.pick.set(None),
            (Some(_), Some(table)) => self.tapped_table(table),
            _ => self.open(Panel::Person(who)),
        }
    }

    pub fn tapped_table(self, number: u16) {
        match self.pick.get_untracked() {
            Some(Pick::Move { who, round }) => self.decide(Happening::Move { who, round, to: Some(number) }),
            Some(Pick::Fix { who }) => self.decide(Happening::Fix { who, table: number }),
            Some(Pick::Merge { from, round }) if from != number => {
                self.decide(Happening::MergeTables { from, into: number, round });
            }
            Some(Pick::Swap { .. } | Pick::Merge { .. }) => {}
            None => self.open(Panel::Table(number)),
        }
    }

    fn remember(self) {
        let id = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
        // What is opened from within the side goes back to what opened the side.
        if id.is_some() {
            self.opener.set_value(id);
        }
    }

    fn give_back(self) {
        let opener = self.opener.try_update_value(Option::take).flatten();
        request_animation_frame(move || {
            let element = opener.and_then(|id| document().get_element_by_id(&id)).map(reachable);
            if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = element.focus();
            }
            // Not everything was opened from somewhere, and not every opener is still there.
            if is_lost() {
                match self.desk.told.try_get_untracked().flatten() {
                    Some(_) => self.desk.to_told(),
                    None => {
                        focus("tables-head");
                    }
                }
            }
        });
    }
}

/// The element itself, or what opens the menu it has folded away in.
fn reachable(element: web_sys::Element) -> web_sys::Element {
    let menu = element.closest("details:not([open])").ok().flatten();
    menu.and_then(|menu| menu.query_selector("summary").ok().flatten()).unwrap_or(element)
}

pub fn use_room() -> Room {
    expect_context()
}
