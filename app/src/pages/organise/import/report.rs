//! Row by row what would become of the list, or what became of it.

use super::Import;
use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::fields::rests,
    words::intake as words,
};
use domain::{
    AssociationId,
    intake::{Counts, Decision, DryRun, RowReport, Twin, UnknownWords, Verdict, Why},
};
use leptos::{html::Select, prelude::*};

/// So many places of a word are shown at most: the rows themselves have them all.
const SHOWN: usize = 8;

#[component]
pub fn Report(report: DryRun) -> impl IntoView {
    let locale = use_locale();
    let import = expect_context::<Import>();
    let done = import.done.get_untracked();
    let shown = import.shown;
    let counts = report.counts;
    let writes = counts.new + counts.changed;
    let alike = if done { Vec::new() } else { alike(&report.rows) };
    let several = !alike.is_empty();
    let alike = alike.into_iter().map(|(why, lines)| {
        let text = words::all_new(locale, lines.len(), words::why(locale, why));
        view! {
            <button class="button quiet" type="button" disabled=import.writing on:click=move |_| import.all_new(&lines)>{text}</button>
        }
    });
    let alike = alike.collect_view();
    let unknown = report.unknown_words().into_iter().map(|unknown| view! { <Unknown unknown/> }).collect_view();
    let rows = report.rows.into_iter().map(|row| {
        let key = row.verdict.key();
        view! { <Row row done hidden=Signal::derive(move || shown.get().is_some_and(|only| only != key))/> }
    });
    let rows = rows.collect_view();
    let ignored = report.ignored_columns.iter().filter(|column| column.filled > 0).map(|column| {
        view! { <li>{words::ignored_column(locale, column.index, &column.heading, column.filled)}</li> }
    });
    let ignored = ignored.collect_view();
    let names: Vec<String> = report.new_fields.iter().map(|field| field.name.clone()).collect();
    view! {
        <section class="card stack">
            <h2>{if done { words::what_happened(locale) } else { words::what_happens(locale) }}</h2>
            {(report.addresses_shown > 0).then(|| {
                let sentence = match done {
                    true => words::addresses_are_shown(locale, report.addresses_shown),
                    false => words::addresses_shown(locale, report.addresses_shown),
                };
                view! { <div class="notice warn"><Icon kind=IconKind::WARNING/><p>{sentence}</p></div> }
            })}
            <Filter counts shown/>
            <ul class="rules">
                {ignored}
                {report.addresses_stay_hidden.then(|| view! { <li>{words::hidden_addresses(locale)}</li> })}
            </ul>
            {unknown}
            {(!names.is_empty()).then(|| view! {
                <details class="fold">
                    <summary>{words::new_fields(locale, names.len())}</summary>
                    <div><p>{names.join(", ")}</p></div>
                </details>
            })}
            {(!done).then(|| view! {
                <div class="actions">
                    <button class="button" type="button" disabled=writes == 0 aria-disabled=rests(import.busy) on:click=move |_| import.write()>
                        <Icon kind=IconKind::UPLOAD/>{words::import_now(locale, writes)}
                    </button>
                    {(writes == 0 && counts.same > 0).then(|| {
                        let left = counts.doubtful + counts.skipped + counts.refused;
                        let sentence = if left == 0 { words::nothing_to_write(locale) } else { words::nothing_else(locale) };
                        view! { <p class="quiet">{sentence}</p> }
                    })}
                    {(writes + counts.same + counts.doubtful == 0).then(|| view! { <p class="quiet">{words::nothing_fits(locale)}</p> })}
                    {(counts.doubtful > 0).then(|| view! { <p class="quiet">{words::undecided_stay_out(locale)}</p> })}
                </div>
            })}
            {several.then(|| view! { <div class="actions">{alike}</div> })}
            <div class="scroll" tabindex="0" role="region" aria-label=words::what_happens(locale)>
                <table class="data intake">
                    <thead><tr>
                        <th scope="col">{words::verdict_column(locale)}</th>
                        <th scope="col">{words::name_column(locale)}</th>
                        <th scope="col">{words::details_column(locale)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What nobody knows in one column, said once for all rows, with what can be done.
#[component]
fn Unknown(unknown: UnknownWords) -> impl IntoView {
    let locale = use_locale();
    let name = words::column(locale, unknown.column);
    let told = words::unknown_words(locale, &unknown, SHOWN).into_iter().map(|text| view! { <li>{text}</li> });
    view! {
        <details class="fold" open>
            <summary>{words::unknown_in(locale, unknown.words.len(), name, unknown.rows)}</summary>
            <div class="stack tight">
                <p>{words::mend_unknown(locale, unknown.column)}</p>
                <ul class="rules">{told.collect_view()}</ul>
            </div>
        </details>
    }
    .into_any()
}

/// Undecided rows that are doubtful for one reason, where there are several: these can be decided at once. Of the same name
/// there is hardly ever more than one association, so each of those is looked at.
fn alike(rows: &[RowReport]) -> Vec<(Why, Vec<u32>)> {
    let doubtful = |why: Why| {
        let rows = rows.iter().filter(move |row| row.verdict == Verdict::Doubtful);
        rows.filter(move |row| row.candidates.first().is_some_and(|likeliest| likeliest.why == why)).map(|row| row.line)
    };
    let reasons = [Why::SimilarName, Why::PartOfName, Why::SameWebsite];
    reasons
        .map(|why| (why, doubtful(why).collect::<Vec<_>>()))
        .into_iter()
        .filter(|(_, lines)| lines.len() > 1)
        .collect()
}

/// How many of each, and looking at one kind only.
#[component]
fn Filter(counts: Counts, shown: RwSignal<Option<&'static str>>) -> impl IntoView {
    let locale = use_locale();
    let all = [
        ("new", counts.new, words::count_new(locale, counts.new)),
        ("changed", counts.changed, words::count_changed(locale, counts.changed)),
        ("same", counts.same, words::count_same(locale, counts.same)),
        ("doubtful", counts.doubtful, words::count_doubtful(locale, counts.doubtful)),
        ("repeated", counts.repeated, words::count_left(locale, counts.repeated)),
        ("skipped", counts.skipped, words::count_left(locale, counts.skipped)),
        ("refused", counts.refused, words::count_refused(locale, counts.refused)),
    ];
    let chips = all.into_iter().filter(|(_, count, _)| *count > 0).map(|(key, _, text)| {
        let pressed = move || if shown.get() == Some(key) { "true" } else { "false" };
        view! {
            <button class="chip" type="button" aria-pressed=pressed
                on:click=move |_| shown.update(|only| *only = if *only == Some(key) { None } else { Some(key) })>
                {text}
            </button>
        }
    });
    let chips = chips.collect_view();
    view! {
        <div class="cluster" role="group" aria-label=words::verdict_column(locale)>
            <button class="chip" type="button" aria-pressed=move || if shown.get().is_none() { "true" } else { "false" }
                on:click=move |_| shown.set(None)>
                {words::everything(locale)}
            </button>
            {chips}
        </div>
    }
}

#[component]
fn Row(row: RowReport, done: bool, hidden: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    let tag = match &row.verdict {
        Verdict::New => "tag good",
        Verdict::Changed { .. } => "tag info",
        Verdict::Doubtful => "tag warn",
        Verdict::Refused { .. } => "tag bad",
        _ => "tag",
    };
    let mut details: Vec<String> = Vec::new();
    match &row.verdict {
        Verdict::Changed { differences, .. } => {
            details.extend(differences.iter().map(|difference| words::difference(locale, difference)));
        }
        Verdict::Refused { reasons } => details.extend(reasons.iter().map(|reason| words::reason(locale, reason))),
        _ => {}
    }
    details.extend(row.remarks.iter().map(|remark| words::remark(locale, remark)));
    details.extend(row.candidates.iter().map(|c| {
        let name = match c.twin {
            Twin::Line(line) => words::name_in_line(locale, &c.name, line),
            Twin::Association(_) => c.name.clone(),
        };
        words::candidate(locale, &name, words::why(locale, c.why))
    }));
    let items = details.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    let name = if row.name.is_empty() { words::nameless(locale).to_owned() } else { row.name.clone() };
    let open = !row.candidates.is_empty() || row.decision.is_some();
    let decides = !done && (open || row.verdict.writes());
    view! {
        <tr class=row.verdict.key() hidden=hidden>
            <td><span class=tag>{words::verdict(locale, &row.verdict)}</span></td>
            <th scope="row">{name} " " <span class="quiet">{words::line(locale, row.line)}</span></th>
            <td>
                <ul>{items}</ul>
                {decides.then(|| view! { <Decide row=row.clone() open/> })}
            </td>
        </tr>
    }
    .into_any()
}

/// What becomes of a row is one choice, and can be chosen otherwise as long as nothing is written. A doubt lies `open`.
#[component]
fn Decide(row: RowReport, open: bool) -> impl IntoView {
    let locale = use_locale();
    let import = expect_context::<Import>();
    // Every association can be chosen, not only those that look alike.
    let wide = RwSignal::new(false);
    let widen = move |_| {
        import.know_all();
        wide.set(true);
    };
    let name = row.name.clone();
    let button = move || {
        let (text, label) = match open {
            true => (words::decide_other(locale), words::decide_other_for(locale, &name)),
            false => (words::decide_otherwise(locale), words::decide_otherwise_for(locale, &name)),
        };
        view! { <button class="button quiet" type="button" aria-label=label disabled=import.writing on:click=widen>{text}</button> }
    };
    view! {
        {move || (open || wide.get()).then(|| view! { <Choice row=row.clone() wide/> })}
        {move || (!wide.get()).then(&button)}
    }
    .into_any()
}

#[component]
fn Choice(row: RowReport, wide: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let import = expect_context::<Import>();
    let (line, decision) = (row.line, row.decision);
    let mut likely: Vec<(AssociationId, String)> = Vec::new();
    for candidate in &row.candidates {
        if let Twin::Association(id) = candidate.twin {
            likely.push((id, candidate.name.clone()));
        }
    }
    if let Some(Decision::Update(chosen)) = decision
        && likely.iter().all(|(id, _)| *id != chosen)
    {
        let name = import.known.with_untracked(|known| known.iter().find(|(id, _)| *id == chosen).cloned());
        likely.push(name.unwrap_or_else(|| (chosen, chosen.to_string())));
    }
    let option = move |id: AssociationId, name: &str| {
        let selected = decision == Some(Decision::Update(id));
        view! { <option value=id.to_string() selected=selected>{words::decide_same(locale, name)}</option> }
    };
    let options = likely.iter().map(|(id, name)| option(*id, name)).collect_view();
    let others = move || {
        wide.get().then(|| {
            let known = import.known.get();
            let others = known.iter().filter(|(id, _)| likely.iter().all(|(other, _)| other != id));
            let others = others.map(|(id, name)| option(*id, name)).collect_view();
            view! { <optgroup label=words::other_associations(locale)>{others}</optgroup> }
        })
    };
    // What nobody decides stays open where there is a doubt, and is done as shown where there is none.
    let nothing = match row.verdict == Verdict::Doubtful || !row.candidates.is_empty() {
        true => words::decide_later(locale),
        false => words::decide_as_proposed(locale),
    };
    let plain_new = row.verdict == Verdict::New && decision.is_none();
    let change = move |event| {
        let value = event_target_value(&event);
        let decision = match value.as_str() {
            "" => None,
            "new" => Some(Decision::AsNew),
            "skip" => Some(Decision::Skip),
            id => id.parse().ok().map(Decision::Update),
        };
        import.decisions.update(|decisions| {
            match decision {
                Some(decision) => decisions.insert(line, decision),
                None => decisions.remove(&line),
            };
        });
        import.try_dry();
    };
    // The button that was pressed is gone: the choice takes its place.
    let select = NodeRef::<Select>::new();
    Effect::new(move |_| {
        if let (true, Some(select)) = (wide.get(), select.get()) {
            let _ = select.focus();
        }
    });
    view! {
        <select class="input" node_ref=select aria-label=words::decide_for(locale, &row.name) disabled=import.writing on:change=change>
            <option value="" selected=decision.is_none()>{nothing}</option>
            {(!plain_new).then(|| view! { <option value="new" selected=decision == Some(Decision::AsNew)>{words::decide_new(locale)}</option> })}
            {options}
            <option value="skip" selected=decision == Some(Decision::Skip)>{words::decide_skip(locale)}</option>
            {others}
        </select>
    }
    .into_any()
}
