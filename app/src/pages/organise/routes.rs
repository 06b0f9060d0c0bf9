//! The addresses of the organisers' rooms.

use super::{
    dating::{
        day::DayRoom, frame::DatingRooms, list::DatingsRoom, people::PeopleRoom, plan::PlanRoom, rules::RulesRoom,
        setup::SetupRoom,
    },
    fairs::FairsRoom,
    frame::{FairRooms, OrganiseFrame},
    import::ImportRoom,
    new_fair::NewFairRoom,
    overview::OverviewRoom,
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route},
    path,
};

#[component(transparent)]
pub fn OrganiseRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("organise") view=OrganiseFrame ssr=SsrMode::Async>
            <Route path=path!("") view=FairsRoom ssr=SsrMode::Async/>
            <Route path=path!("new") view=NewFairRoom ssr=SsrMode::Async/>
            <ParentRoute path=path!(":slug") view=FairRooms ssr=SsrMode::Async>
                <Route path=path!("") view=OverviewRoom ssr=SsrMode::Async/>
                <Route path=path!("import") view=ImportRoom ssr=SsrMode::Async/>
                <Route path=path!("dating") view=DatingsRoom ssr=SsrMode::Async/>
                <ParentRoute path=path!("dating/:dating") view=DatingRooms ssr=SsrMode::Async>
                    <Route path=path!("") view=DayRoom ssr=SsrMode::Async/>
                    <Route path=path!("plan") view=PlanRoom ssr=SsrMode::Async/>
                    <Route path=path!("people") view=PeopleRoom ssr=SsrMode::Async/>
                    <Route path=path!("rules") view=RulesRoom ssr=SsrMode::Async/>
                    <Route path=path!("setup") view=SetupRoom ssr=SsrMode::Async/>
                </ParentRoute>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
