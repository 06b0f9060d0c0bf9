//! A dating session as organisers and time keepers set it up, allocate it and run it.

use super::Answer;
use domain::{
    AssociationId, DatingId, ParticipantId,
    announced::PaperShelf,
    attempt::{Aim, Allocated, UnderWay, WhyTogether, Workshop},
    control_room::{Choice, DatingSummary, LedgerLine, Meeting, Outsider, Proposal, QueueAnswer, Queued, StepLine},
    dating::{Attendance, ClockTurn, Happening, MoveSeat, Rules, Setting, Side, Terms},
    live::Reach,
    plan::BrokenRule,
    views::{DatingCard, DatingDesk},
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

#[cfg(feature = "ssr")]
use super::here;

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn datings(slug: String) -> Answer<Vec<DatingCard>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.datings(&who, &slug).await?)
}

#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn desk(dating: DatingId) -> Answer<DatingDesk> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.dating(&who, dating).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn create_dating(slug: String, setting: Setting, key: String) -> Answer<DatingId> {
    let (services, who) = here::organiser().await?;
    Ok(services.create_dating(&who, &slug, setting, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn configure_dating(dating: DatingId, expects: i64, setting: Setting) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.configure_dating(&who, dating, expects, setting).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn choose_participants(dating: DatingId, expects: i64, chosen: Vec<AssociationId>) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.choose_participants(&who, dating, expects, chosen).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn arrange_participant(
    dating: DatingId,
    expects: i64,
    who: ParticipantId,
    side: Option<Side>,
    absent: Vec<u8>,
) -> Answer<()> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.arrange_participant(&organiser, dating, expects, who, side, absent).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn set_rules(dating: DatingId, expects: i64, rules: Rules) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.set_rules(&who, dating, expects, rules).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn remove_dating(dating: DatingId, expects: i64) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.remove_dating(&who, dating, expects).await?)
}

/// Has the tables allocated in at most `seconds` (the shortest there are where nothing is said); small sessions are done
/// when it answers. With a `seed` it is done in any case, by steps instead of the clock: the same number gives the same
/// people the same plan again.
#[server(prefix = "/api/fn", input = Json)]
pub async fn allocate(
    dating: DatingId,
    expects: i64,
    seconds: Option<u16>,
    seed: Option<u64>,
    key: String,
) -> Answer<Allocated> {
    let (services, who) = here::organiser().await?;
    let key = here::key(&key)?;
    Ok(match seed {
        Some(_) => services.allocate(&who, dating, expects, seed, key).await.map(|()| Allocated::Now)?,
        None => {
            services.allocate_within(&who, dating, expects, seconds.unwrap_or(domain::attempt::SECONDS[0]), key).await?
        }
    })
}

/// Has a plan by other terms worked out; the plan at hand stays as it is.
#[server(prefix = "/api/fn", input = Json)]
pub async fn try_terms(dating: DatingId, expects: i64, terms: Terms, seconds: u16, key: String) -> Answer<Allocated> {
    let (services, who) = here::organiser().await?;
    Ok(services.try_terms(&who, dating, expects, terms, seconds, here::key(&key)?).await?)
}

/// How far what is being worked out is, in whatever process.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn how_far(dating: DatingId) -> Answer<Option<UnderWay>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.under_way(&who, dating).await?)
}

/// What stands beside the plan: what is under way, what came to nothing, the plan by other terms.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn beside_the_plan(dating: DatingId) -> Answer<Workshop> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.workshop(&who, dating).await?)
}

/// The best so far, please.
#[server(prefix = "/api/fn", input = Json)]
pub async fn stop_attempt(dating: DatingId) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.stop_attempt(&who, dating).await?)
}

/// Leaves the plan by other terms, or a mishap that was read.
#[server(prefix = "/api/fn", input = Json)]
pub async fn forget_attempt(dating: DatingId, aim: Aim) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.forget_attempt(&who, dating, aim).await?)
}

/// Takes the plan by other terms, with its terms.
#[server(prefix = "/api/fn", input = Json)]
pub async fn take_other_plan(dating: DatingId, expects: i64, run: String, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.take_other_plan(&who, dating, expects, &run, here::key(&key)?).await?)
}

/// Why somebody sits with whom in a round (from 0).
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn why_here(dating: DatingId, who: ParticipantId, round: u8) -> Answer<Vec<WhyTogether>> {
    let (services, organiser) = here::organiser().await?;
    Ok(services.why_together(&organiser, dating, who, round).await?)
}

/// The rules a move would break; nothing is saved. A post although it only reads: a move is too long for an address.
#[server(prefix = "/api/fn", input = Json)]
pub async fn try_move(dating: DatingId, expects: i64, step: MoveSeat) -> Answer<Vec<BrokenRule>> {
    let (services, who) = here::organiser().await?;
    Ok(services.try_move(&who, dating, expects, step).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn move_participant(dating: DatingId, expects: i64, step: MoveSeat, key: String) -> Answer<Vec<BrokenRule>> {
    let (services, who) = here::organiser().await?;
    Ok(services.move_participant(&who, dating, expects, step, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn publish(dating: DatingId, expects: i64, key: String) -> Answer<Reach> {
    let (services, who) = here::organiser().await?;
    Ok(services.publish(&who, dating, expects, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn start(dating: DatingId, expects: i64, key: String) -> Answer<()> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.start(&who, dating, expects, here::key(&key)?).await?)
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn turn_clock(dating: DatingId, expects: i64, turn: ClockTurn, key: String) -> Answer<()> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.turn_clock(&who, dating, expects, turn, here::key(&key)?).await?)
}

/// Calls the session off for everybody.
#[server(prefix = "/api/fn", input = Json)]
pub async fn call_off(dating: DatingId, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.call_off(&who, dating, here::needed_key(&key)?).await?)
}

/// Lets a session take place that was called off.
#[server(prefix = "/api/fn", input = Json)]
pub async fn hold_after_all(dating: DatingId, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.hold_after_all(&who, dating, here::needed_key(&key)?).await?)
}

/// What would change; nothing is saved.
#[server(prefix = "/api/fn", input = Json)]
pub async fn propose(dating: DatingId, happening: Happening) -> Answer<Proposal> {
    let (services, who) = here::organiser().await?;
    Ok(services.propose(&who, dating, happening).await?)
}

/// What would change if somebody were marked; nothing is saved.
#[server(prefix = "/api/fn", input = Json)]
pub async fn propose_mark(dating: DatingId, who: ParticipantId, attendance: Attendance) -> Answer<Proposal> {
    let (services, keeper) = here::time_keeper().await?;
    Ok(services.propose_mark(&keeper, dating, who, attendance).await?)
}

/// Applies the alternative that was chosen exactly as it was shown, or is stale. `None`: it had come through before.
#[server(prefix = "/api/fn", input = Json)]
pub async fn apply(dating: DatingId, choice: Choice, happening: Happening, key: String) -> Answer<Option<Reach>> {
    let (services, who) = here::organiser().await?;
    Ok(services.apply(&who, dating, choice, happening, here::key(&key)?).await?.map(|applied| applied.reach))
}

#[server(prefix = "/api/fn", input = Json)]
pub async fn apply_mark(
    dating: DatingId,
    choice: Choice,
    who: ParticipantId,
    attendance: Attendance,
    key: String,
) -> Answer<Option<Reach>> {
    let (services, keeper) = here::time_keeper().await?;
    Ok(services
        .apply_mark(&keeper, dating, choice, who, attendance, here::key(&key)?)
        .await?
        .map(|applied| applied.reach))
}

/// One command that needs to know no revision: a mark or a turn of the clock, sent at once or after a minute without a
/// network. Says whether it was applied, had come through before, or no longer fits and why.
#[server(prefix = "/api/fn", input = Json)]
pub async fn send_queued(dating: DatingId, command: Queued, key: String) -> Answer<QueueAnswer> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.queued(&who, dating, command, here::needed_key(&key)?).await?)
}

/// Announcements, and rounds that are called or thawed: what asks for no other plan.
#[server(prefix = "/api/fn", input = Json)]
pub async fn note_happening(dating: DatingId, happening: Happening, key: String) -> Answer<QueueAnswer> {
    let (services, who) = here::organiser().await?;
    Ok(services.note_happening(&who, dating, happening, here::needed_key(&key)?).await?)
}

/// Cards were printed: the next round stays as it is on them, as if it had been called.
#[server(prefix = "/api/fn", input = Json)]
pub async fn cards_printed(dating: DatingId, key: String) -> Answer<QueueAnswer> {
    let (services, who) = here::organiser().await?;
    Ok(services.cards_printed(&who, dating, here::needed_key(&key)?).await?)
}

/// Associations of the fair that do not take part yet.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn may_walk_in(dating: DatingId) -> Answer<Vec<Outsider>> {
    let (services, who) = here::organiser().await?;
    Ok(services.may_walk_in(&who, dating).await?)
}

/// Takes back the last step; whoever may do it may take it back.
#[server(prefix = "/api/fn", input = Json)]
pub async fn undo(dating: DatingId, expects: i64, step: i64, key: String) -> Answer<Reach> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.undo(&who, dating, expects, step, here::key(&key)?).await?)
}

/// Does the step again that was taken back last.
#[server(prefix = "/api/fn", input = Json)]
pub async fn redo(dating: DatingId, expects: i64, step: i64, key: String) -> Answer<Reach> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.redo(&who, dating, expects, step, here::key(&key)?).await?)
}

/// What everybody had, lost, and can still have.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn ledger(dating: DatingId) -> Answer<Vec<LedgerLine>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.ledger(&who, dating).await?)
}

/// The newest steps of the log, newest first.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn dating_log(dating: DatingId, limit: u64) -> Answer<Vec<StepLine>> {
    let (services, who) = here::organiser().await?;
    Ok(services.dating_log(&who, dating, limit).await?)
}

/// A copy of the session that runs faster, to train with.
#[server(prefix = "/api/fn", input = Json)]
pub async fn rehearse(dating: DatingId) -> Answer<DatingId> {
    let (services, who) = here::organiser().await?;
    Ok(services.rehearse(&who, dating, None).await?)
}

/// What happens next in a rehearsal, if something is due.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn next_in_rehearsal(dating: DatingId) -> Answer<Option<Happening>> {
    let (services, who) = here::time_keeper().await?;
    Ok(services.next_in_rehearsal(&who, dating).await?)
}

/// What the session came to.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn summary_of(dating: DatingId) -> Answer<DatingSummary> {
    let (services, who) = here::organiser().await?;
    Ok(services.dating_summary(&who, dating).await?)
}

/// Who met whom, by round and table.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn who_met_whom(dating: DatingId) -> Answer<Vec<Meeting>> {
    let (services, who) = here::organiser().await?;
    Ok(services.who_met_whom(&who, dating).await?)
}

/// A document was printed in that version of the plan.
#[server(prefix = "/api/fn", input = Json)]
pub async fn note_printed(dating: DatingId, document: String, version: u32, key: String) -> Answer<()> {
    let (services, who) = here::organiser().await?;
    Ok(services.note_printed(&who, dating, &document, version, here::needed_key(&key)?).await?)
}

/// The versions that paper can be compared with.
#[server(prefix = "/api/fn", input = GetUrl)]
pub async fn paper_versions(dating: DatingId) -> Answer<PaperShelf> {
    let (services, who) = here::organiser().await?;
    Ok(services.paper_shelf(&who, dating).await?)
}
