//! The addresses of the organisers' rooms.

use super::{
    associations::{edit::AssociationRoom, list::AssociationsRoom},
    check_in::CheckInRoom,
    dating::{
        control::DayRoom, frame::DatingRooms, ledger::LedgerRoom, list::DatingsRoom, paper::PaperRoom,
        people::PeopleRoom, plan::PlanRoom, rules::RulesRoom, setup::SetupRoom, summary::SummaryRoom,
    },
    fairs::FairsRoom,
    frame::{FairRooms, OrganiseFrame},
    import::ImportRoom,
    links::LinksRoom,
    log::LogRoom,
    me::MyAccessRoom,
    new_fair::NewFairRoom,
    outbox::OutboxRoom,
    overview::OverviewRoom,
    people::AccountsRoom,
    settings::SettingsRoom,
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
            <Route path=path!("me") view=MyAccessRoom ssr=SsrMode::Async/>
            <Route path=path!("people") view=AccountsRoom ssr=SsrMode::Async/>
            <Route path=path!("outbox") view=OutboxRoom ssr=SsrMode::Async/>
            <ParentRoute path=path!(":slug") view=FairRooms ssr=SsrMode::Async>
                <Route path=path!("") view=OverviewRoom ssr=SsrMode::Async/>
                <Route path=path!("associations") view=AssociationsRoom ssr=SsrMode::Async/>
                <Route path=path!("associations/new") view=AssociationRoom ssr=SsrMode::Async/>
                <Route path=path!("associations/:association") view=AssociationRoom ssr=SsrMode::Async/>
                <Route path=path!("import") view=ImportRoom ssr=SsrMode::Async/>
                <Route path=path!("settings") view=SettingsRoom ssr=SsrMode::Async/>
                <Route path=path!("log") view=LogRoom ssr=SsrMode::Async/>
                <Route path=path!("checkin") view=CheckInRoom ssr=SsrMode::Async/>
                <Route path=path!("dating") view=DatingsRoom ssr=SsrMode::Async/>
                <ParentRoute path=path!("dating/:dating") view=DatingRooms ssr=SsrMode::Async>
                    <Route path=path!("") view=DayRoom ssr=SsrMode::Async/>
                    <Route path=path!("plan") view=PlanRoom ssr=SsrMode::Async/>
                    <Route path=path!("ledger") view=LedgerRoom ssr=SsrMode::Async/>
                    <Route path=path!("summary") view=SummaryRoom ssr=SsrMode::Async/>
                    <Route path=path!("people") view=PeopleRoom ssr=SsrMode::Async/>
                    <Route path=path!("paper") view=PaperRoom ssr=SsrMode::Async/>
                    <Route path=path!("rules") view=RulesRoom ssr=SsrMode::Async/>
                    <Route path=path!("setup") view=SetupRoom ssr=SsrMode::Async/>
                    <Route path=path!("links") view=LinksRoom ssr=SsrMode::Async/>
                </ParentRoute>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
