//! In which part of the browser's program a page travels. A pack is split: everybody gets the frame, and of the pages only
//! the part that the visit needs; the others come when somebody goes there. Builds that are not split carry all pages at
//! once.

use super::{
    home::Home,
    legal::{HouseLegalPage, LegalPage},
    market::MarketPage,
    my_table::MyTablePage,
    now::NowPage,
    organise,
    pass::PassPage,
    programme::ProgrammePage,
    screen::ScreenPage,
    stand::StandPage,
    table::{DatingPage, TablesPage},
    table_sign::TableSignPage,
};
use crate::request::part_of;
use leptos::{prelude::AnyView, wasm_split::SplitLoaderError};
use leptos_router::ChooseView;
use std::{future::Future, pin::Pin};

/// How long to wait for a part that did not arrive before it is asked for again, in milliseconds: at first, and at most.
const PAUSE: (u32, u32) = (500, 8_000);

type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// The view of a route: fetches the part it travels in, then draws. One type for all of them, so that the router is
/// compiled for one kind of view.
#[derive(Clone, Copy)]
pub struct Page {
    pub(crate) draw: fn() -> Fetching<AnyView>,
    pub(crate) prepare: fn() -> Fetching<()>,
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        until_there(self.draw).await
    }

    async fn preload(&self) {
        until_there(self.prepare).await;
    }
}

/// Asks again until the part is there. Halls have holes in their network; what is on the screen stays until then.
async fn until_there<T>(fetch: fn() -> Fetching<T>) -> T {
    let (mut pause, longest) = PAUSE;
    loop {
        match fetch().await {
            Ok(part) => return part,
            Err(_) => gloo::timers::future::TimeoutFuture::new(pause).await,
        }
        pause = longest.min(2 * pause);
    }
}

/// Fetches the part in which the page at `path` travels, as the router is going to ask for it: afterwards the page can be
/// taken over without waiting, which `leptos::mount::hydrate_body` needs.
pub async fn fetch_for(path: &str) {
    let part = part_of(path);
    let unusual = path.contains("//") || path.contains('%');
    for (travels_in, page) in PAGES.iter().chain(organise::routes::PAGES) {
        if unusual || *travels_in == part {
            page.preload().await;
        }
    }
}

/// Declares pages: the constant for the route, the part it travels in, the component that draws it, and names for the two
/// functions that fetch the part.
macro_rules! pages {
    ($($PAGE:ident in $part:ident draws $Component:ident as $draw:ident, $prepare:ident;)+) => {$(
        pub const $PAGE: $crate::pages::parts::Page = $crate::pages::parts::Page {
            draw: || Box::pin($draw()),
            prepare: || Box::pin($prepare()),
        };

        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, fallible, preload($prepare))]
        fn $draw() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
            Ok(leptos::prelude::IntoAny::into_any(leptos::prelude::view! { <$Component/> }))
        }

        #[cfg(not(feature = "split"))]
        async fn $draw() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
            Ok(leptos::prelude::IntoAny::into_any(leptos::prelude::view! { <$Component/> }))
        }

        #[cfg(not(feature = "split"))]
        async fn $prepare() -> Result<(), leptos::wasm_split::SplitLoaderError> {
            Ok(())
        }
    )+

        /// All pages declared here, each with its part.
        pub(crate) const PAGES: &[(&str, $crate::pages::parts::Page)] = &[$((stringify!($part), $PAGE)),+];
    };
}
pub(crate) use pages;

pages! {
    START in fair draws Home as start, prepare_start;
    NOW in fair draws NowPage as now, prepare_now;
    MARKET in market draws MarketPage as market, prepare_market;
    STAND in market draws StandPage as stand, prepare_stand;
    PROGRAMME in fair draws ProgrammePage as programme, prepare_programme;
    LEGAL in fair draws LegalPage as legal, prepare_legal;
    HOUSE_LEGAL in fair draws HouseLegalPage as house_legal, prepare_house_legal;
    TABLES in fair draws TablesPage as tables, prepare_tables;
    DATING in fair draws DatingPage as dating, prepare_dating;
    MY_TABLE in fair draws MyTablePage as my_table, prepare_my_table;
    PASS in fair draws PassPage as pass, prepare_pass;
    TABLE_SIGN in fair draws TableSignPage as table_sign, prepare_table_sign;
    SCREEN in desk draws ScreenPage as screen, prepare_screen;
}
