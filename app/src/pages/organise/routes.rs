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
    programme::{edit::ItemRoom, list::ProgrammeRoom},
    settings::SettingsRoom,
    sign_in::{CodePage, ConfirmPage, SignInPage},
};
use crate::pages::parts::pages;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route},
    path,
};

pages! {
    ORGANISE in desk draws OrganiseFrame as organise, prepare_organise;
    FAIRS in desk draws FairsRoom as fairs, prepare_fairs;
    NEW_FAIR in desk draws NewFairRoom as new_fair, prepare_new_fair;
    MY_ACCESS in desk draws MyAccessRoom as my_access, prepare_my_access;
    ACCOUNTS in desk draws AccountsRoom as accounts, prepare_accounts;
    OUTBOX in desk draws OutboxRoom as outbox, prepare_outbox;
    ONE_FAIR in desk draws FairRooms as one_fair, prepare_one_fair;
    OVERVIEW in desk draws OverviewRoom as overview, prepare_overview;
    ASSOCIATIONS in desk draws AssociationsRoom as associations, prepare_associations;
    ASSOCIATION in desk draws AssociationRoom as association, prepare_association;
    PROGRAMME in desk draws ProgrammeRoom as programme_desk, prepare_programme_desk;
    ITEM in desk draws ItemRoom as item, prepare_item;
    IMPORT in desk draws ImportRoom as import, prepare_import;
    SETTINGS in desk draws SettingsRoom as settings, prepare_settings;
    LOG in desk draws LogRoom as log, prepare_log;
    CHECK_IN in desk draws CheckInRoom as check_in, prepare_check_in;
    DATINGS in desk draws DatingsRoom as datings, prepare_datings;
    ONE_DATING in desk draws DatingRooms as one_dating, prepare_one_dating;
    DAY in desk draws DayRoom as day, prepare_day;
    PLAN in desk draws PlanRoom as plan, prepare_plan;
    LEDGER in desk draws LedgerRoom as ledger, prepare_ledger;
    SUMMARY in desk draws SummaryRoom as summary, prepare_summary;
    PEOPLE in desk draws PeopleRoom as people, prepare_people;
    PAPER in desk draws PaperRoom as paper, prepare_paper;
    RULES in desk draws RulesRoom as rules, prepare_rules;
    SETUP in desk draws SetupRoom as setup, prepare_setup;
    LINKS in desk draws LinksRoom as links, prepare_links;
    SIGN_IN in desk draws SignInPage as sign_in, prepare_sign_in;
    CODE in desk draws CodePage as code, prepare_code;
    CONFIRM in desk draws ConfirmPage as confirm, prepare_confirm;
}

#[component(transparent)]
pub fn OrganiseRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("organise") view=ORGANISE ssr=SsrMode::Async>
            <Route path=path!("") view=FAIRS ssr=SsrMode::Async/>
            <Route path=path!("new") view=NEW_FAIR ssr=SsrMode::Async/>
            <Route path=path!("me") view=MY_ACCESS ssr=SsrMode::Async/>
            <Route path=path!("people") view=ACCOUNTS ssr=SsrMode::Async/>
            <Route path=path!("outbox") view=OUTBOX ssr=SsrMode::Async/>
            <ParentRoute path=path!(":slug") view=ONE_FAIR ssr=SsrMode::Async>
                <Route path=path!("") view=OVERVIEW ssr=SsrMode::Async/>
                <Route path=path!("associations") view=ASSOCIATIONS ssr=SsrMode::Async/>
                <Route path=path!("associations/new") view=ASSOCIATION ssr=SsrMode::Async/>
                <Route path=path!("associations/:association") view=ASSOCIATION ssr=SsrMode::Async/>
                <Route path=path!("programme") view=PROGRAMME ssr=SsrMode::Async/>
                <Route path=path!("programme/new") view=ITEM ssr=SsrMode::Async/>
                <Route path=path!("programme/:item") view=ITEM ssr=SsrMode::Async/>
                <Route path=path!("import") view=IMPORT ssr=SsrMode::Async/>
                <Route path=path!("settings") view=SETTINGS ssr=SsrMode::Async/>
                <Route path=path!("log") view=LOG ssr=SsrMode::Async/>
                <Route path=path!("checkin") view=CHECK_IN ssr=SsrMode::Async/>
                <Route path=path!("dating") view=DATINGS ssr=SsrMode::Async/>
                <ParentRoute path=path!("dating/:dating") view=ONE_DATING ssr=SsrMode::Async>
                    <Route path=path!("") view=DAY ssr=SsrMode::Async/>
                    <Route path=path!("plan") view=PLAN ssr=SsrMode::Async/>
                    <Route path=path!("ledger") view=LEDGER ssr=SsrMode::Async/>
                    <Route path=path!("summary") view=SUMMARY ssr=SsrMode::Async/>
                    <Route path=path!("people") view=PEOPLE ssr=SsrMode::Async/>
                    <Route path=path!("paper") view=PAPER ssr=SsrMode::Async/>
                    <Route path=path!("rules") view=RULES ssr=SsrMode::Async/>
                    <Route path=path!("setup") view=SETUP ssr=SsrMode::Async/>
                    <Route path=path!("links") view=LINKS ssr=SsrMode::Async/>
                </ParentRoute>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
