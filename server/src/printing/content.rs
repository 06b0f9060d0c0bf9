//! A session as the use cases know it, in the words of paper.

use app::paths;
use domain::{
    ParticipantId,
    announced::{Announced, AnnouncedPerson},
    dating::Setting,
    opening::Spoken,
    profile::{Level, SpokenLanguage},
};
use paper::{Content, Interpreter, Person, Round, Stamp, Table};
use services::paper::{Printable, Questions, Said, times};
use std::collections::HashMap;

/// The published plan, or those who take part where there is none yet.
pub fn now(session: &Printable) -> Content {
    match &session.now {
        Some(plan) => announced(session, plan, &session.said, &session.personal),
        None => Content {
            plan: None,
            made_at: session.read_at,
            seats: Vec::new(),
            ..content(session, &session.setting, &session.people, (&Questions::new(), &session.personal))
        },
    }
}

/// The version to compare with.
pub fn since(session: &Printable) -> Option<Content> {
    let (said, personal) = (&session.said_since, &session.personal_since);
    session.since.as_ref().map(|plan| announced(session, plan, said, personal))
}

type Links = HashMap<ParticipantId, String>;

fn announced(session: &Printable, plan: &Announced, said: &Said, personal: &Links) -> Content {
    Content {
        plan: Some(Stamp { version: plan.version }),
        made_at: session.local(plan.made_at),
        seats: plan.seats.clone(),
        strangers: said.strangers.clone(),
        interpreters: interpreters(plan),
        ..content(session, &plan.setting, &plan.people, (&said.questions, personal))
    }
}

fn content(
    session: &Printable,
    setting: &Setting,
    people: &[AnnouncedPerson],
    (questions, personal): (&Questions, &Links),
) -> Content {
    let (slug, base) = (session.fair.slug.as_str(), &session.base_url);
    let person = |person: &AnnouncedPerson| Person {
        id: person.id,
        name: person.name.to_string(),
        languages: talks_in(&person.languages),
        stand: person.association.and_then(|id| session.stands.get(&id).cloned()),
        link: format!("{base}{}", paths::my_table(slug, session.dating, person.id)),
        own_link: personal.get(&person.id).cloned(),
        away: person.away.clone(),
    };
    let table = |(index, table): (usize, &domain::dating::Table)| Table {
        number: table.number,
        link: format!("{base}{}", paths::table_sign(slug, session.dating, table.number)),
        closed_from: table.closed_from,
        questions: of_table(questions, index),
    };
    let round = |round| {
        let (starts, ends) = times(setting, round);
        Round { starts, ends }
    };
    Content {
        fair: session.fair.title.to_string(),
        session: setting.title.to_string(),
        venue: session.fair.venue.clone(),
        plan: None,
        made_at: session.read_at,
        rounds: (0..setting.rounds).map(round).collect(),
        people: people.iter().map(person).collect(),
        tables: setting.tables.iter().enumerate().map(table).collect(),
        seats: Vec::new(),
        strangers: Vec::new(),
        interpreters: Vec::new(),
    }
}

/// By round, where there is anything to ask.
fn of_table(questions: &Questions, index: usize) -> HashMap<usize, Vec<Spoken>> {
    let asked = |tables: &Vec<Vec<Spoken>>| tables.get(index).filter(|asked| !asked.is_empty()).cloned();
    questions.iter().enumerate().filter_map(|(round, tables)| Some((round, asked(tables)?))).collect()
}

/// Who interprets, and at which tables the plan expects them.
fn interpreters(plan: &Announced) -> Vec<Interpreter> {
    let number = |index: usize| plan.setting.tables.get(index).map(|table| table.number);
    let posts = |who| {
        let by_round = plan.posts.iter().enumerate();
        by_round.flat_map(move |(round, posts)| {
            posts.iter().filter(move |post| post.who == who).map(move |p| (round, p.table))
        })
    };
    let one = |interpreter: &domain::dating::Interpreter| Interpreter {
        name: interpreter.name.to_string(),
        languages: interpreter.languages.clone(),
        at: posts(interpreter.id).filter_map(|(round, table)| Some((round, number(table)?))).collect(),
    };
    plan.interpreters.iter().map(one).collect()
}

/// Languages in which somebody can hold a talk, the best first.
fn talks_in(spoken: &[SpokenLanguage]) -> Vec<String> {
    let mut enough: Vec<&SpokenLanguage> = spoken.iter().filter(|one| one.level >= Level::EVERYDAY).collect();
    enough.sort_by_key(|one| std::cmp::Reverse(one.level));
    enough.into_iter().map(|one| one.code.clone()).collect()
}
