//! What visitors' phones get in place of the organisers' rooms: whoever goes there loads the page anew, and with it the
//! browser's part that has them.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn Elsewhere() -> impl IntoView {
    let here = use_location();
    Effect::new(move |_| {
        let query = here.search.get_untracked();
        let mark = if query.is_empty() { "" } else { "?" };
        // A browser that refuses stays where it is.
        let _ = window().location().assign(&format!("{}{mark}{query}", here.pathname.get_untracked()));
    });
}

pub mod sign_in {
    pub use super::{Elsewhere as SignInPage, Elsewhere as CodePage, Elsewhere as ConfirmPage};
}

pub mod routes {
    use super::Elsewhere;
    use leptos::prelude::*;
    use leptos_router::{components::Route, path};

    #[component(transparent)]
    pub fn OrganiseRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
        view! { <Route path=path!("organise/*rest") view=Elsewhere/> }.into_inner()
    }
}
