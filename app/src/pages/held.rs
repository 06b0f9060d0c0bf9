//! What the personal link on this phone opens beyond the public run sheet, kept up to date without drawing the page anew:
//! a form somebody is filling in stays as it is when another phone asks something.

use crate::{
    api,
    live::{Topic, use_live},
    snapshot::Snapshot,
};
use domain::{DatingId, ParticipantId, wish_again::PhoneView};
use leptos::{prelude::*, task::spawn_local};

#[derive(Clone, Copy)]
pub struct Held {
    /// As the page was drawn; waited for before its first picture.
    pub first: Snapshot<Option<PhoneView>>,
    newest: RwSignal<Option<PhoneView>>,
    of: StoredValue<Option<DatingId>>,
    dating: Memo<DatingId>,
    /// Nothing on somebody else's page.
    pub shown: Memo<Option<PhoneView>>,
    /// Asks again, after something was sent.
    pub reload: Callback<()>,
}

impl Held {
    /// For the participant `who` of a session; put into context.
    pub fn provide(dating: Memo<DatingId>, who: Memo<ParticipantId>) -> Self {
        let live = use_live();
        let newest = RwSignal::new(None::<PhoneView>);
        let ask = move || {
            spawn_local(async move {
                // Whoever cannot be asked now is asked when the line is back.
                if let Ok(view) = api::phone::phone(dating.get_untracked()).await {
                    newest.try_maybe_update(|kept| {
                        let news = !same(kept.as_ref(), view.as_ref());
                        if news {
                            *kept = view;
                        }
                        (news, ())
                    });
                }
            });
        };
        let version = move || {
            let id = dating.get();
            (id, live.version(Topic::Phones(id)) + live.version(Topic::Tables(id)))
        };
        Effect::new(move |before: Option<(DatingId, u32)>| {
            let now = version();
            if before.is_some_and(|(id, version)| id == now.0 && version != now.1) {
                ask();
            }
            now
        });
        let held = Self {
            first: Snapshot::new(move || (api::phone::Phone { dating: dating.get() }, 0)),
            newest,
            of: StoredValue::new(None),
            dating,
            shown: Memo::new(move |_| newest.get().filter(|phone| phone.who == who.get())),
            reload: Callback::new(move |()| ask()),
        };
        provide_context(held);
        held
    }

    /// Takes over what the page was drawn with, once for each session.
    pub fn begin_with(self, first: Option<PhoneView>) {
        let id = self.dating.get_untracked();
        if self.of.try_update_value(|of| of.replace(id)) != Some(Some(id)) {
            self.newest.set(first);
        }
    }
}

/// The same to look at: every answer has another key and perhaps another revision.
fn same(a: Option<&PhoneView>, b: Option<&PhoneView>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a.who, &a.requests, &a.may_ask, &a.met) == (b.who, &b.requests, &b.may_ask, &b.met),
        (None, None) => true,
        _ => false,
    }
}
