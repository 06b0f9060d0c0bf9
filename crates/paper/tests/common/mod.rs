//! A session to print: names in four scripts, long ones, breaks.

#![allow(dead_code, clippy::unwrap_used)]

use domain::{Locale, ParticipantId, plan::Strangers};
use jiff::{ToSpan, civil::DateTime};
use paper::{Content, Interpreter, Person, Round, Speech, Stamp, Table};
use std::collections::{BTreeSet, HashMap};

pub const NAMES: [&str; 14] = [
    "Nachbarschaftschor Hafenstraße e. V.",
    "Türkisch-deutscher Bücherkreis İstanbul",
    "Українська спілка «Берегиня»",
    "جمعية الصداقة العربية الألمانية",
    "Eltern lernen gemeinsam e. V.",
    "Ελληνική Κοινότητα",
    "Kurdisch-êzîdischer Kulturverein Şengal",
    "Verein Đoàn Kết der Vietnamesen",
    "نادي الشباب 2015 e. V.",
    "Gruzińsko-polskie Towarzystwo",
    "Schachfreunde Nordmarkt",
    "Garten der Kulturen – Зелений сад",
    "Radwerkstatt am Kanal",
    "Frauenforum Horizont",
];

/// Names of languages by their codes, as a test can read them.
pub fn language(_: Locale, code: &str) -> String {
    match code {
        "de" => "Deutsch",
        "ar" => "Arabisch",
        "uk" => "Ukrainisch",
        "tr" => "Türkisch",
        other => other,
    }
    .to_owned()
}

pub fn speech(locale: Locale) -> Speech {
    Speech { locale, language }
}

/// Notes anew who shares no language, of those who told any.
pub fn find_strangers(content: &mut Content) {
    let speaks: HashMap<ParticipantId, Vec<String>> =
        content.people.iter().map(|person| (person.id, person.languages.clone())).collect();
    let apart = |a: &ParticipantId, b: &ParticipantId| {
        let told = !speaks[a].is_empty() && !speaks[b].is_empty();
        told && speaks[a].iter().all(|code| !speaks[b].contains(code))
    };
    let at_table = |seated: &Vec<ParticipantId>| {
        let others = |i: usize, a: ParticipantId| seated[i + 1..].iter().map(move |b| (a, *b));
        let pairs = seated.iter().enumerate().flat_map(|(i, a)| others(i, *a)).filter(|(a, b)| apart(a, b));
        pairs.map(|pair| Strangers { pair, matters: true }).collect()
    };
    content.strangers = content.seats.iter().map(|tables| tables.iter().map(at_table).collect()).collect();
}

/// `people` in pairs at `tables` tables; whoever is left over has a break. Partners turn by one every round.
pub fn session(people: usize, tables: usize, rounds: usize) -> Content {
    let begin: DateTime = "2027-05-08T14:00:00".parse().unwrap();
    let named = |index: usize| {
        let name = NAMES[index % NAMES.len()].to_owned();
        if index < NAMES.len() { name } else { format!("{name} {}", index / NAMES.len() + 1) }
    };
    let codes = |index: usize| match index % 4 {
        0 => vec!["de", "tr"],
        1 => vec!["de", "ar"],
        2 => vec!["de"],
        _ => vec!["uk"],
    };
    let ids: Vec<ParticipantId> = (0..people as u32).map(ParticipantId).collect();
    let half = people / 2;
    let seats = (0..rounds).map(|round| {
        let pair = |table: usize| {
            if table >= half {
                return Vec::new();
            }
            vec![ids[table], ids[half + (table + round) % half]]
        };
        (0..tables).map(pair).collect()
    });
    let mut content = Content {
        fair: "Vereinsmesse Lindenhafen 2027".into(),
        session: "Speed-Dating am Nachmittag".into(),
        venue: "Bürgerhaus am Wall".into(),
        plan: Some(Stamp { version: 3 }),
        made_at: "2027-05-08T14:20:00".parse().unwrap(),
        rounds: (0..rounds as i32)
            .map(|round| {
                let starts = begin + (round * 10).minutes();
                Round { starts, ends: starts + 8.minutes() }
            })
            .collect(),
        people: (0..people)
            .map(|index| Person {
                id: ids[index],
                name: named(index),
                languages: codes(index).into_iter().map(str::to_owned).collect(),
                stand: (index % 3 != 2).then(|| format!("A {}", index + 1)),
                link: format!("https://messe.example.org/lindenhafen/table/1/{index}"),
                own_link: (index % 4 != 3).then(|| format!("https://messe.example.org/lindenhafen/t#code-{index}")),
                away: BTreeSet::new(),
            })
            .collect(),
        tables: (0..tables)
            .map(|index| Table {
                number: index as u16 + 1,
                link: format!("https://messe.example.org/lindenhafen/table/1?table={}", index + 1),
                closed_from: None,
                questions: HashMap::new(),
            })
            .collect(),
        seats: seats.collect(),
        strangers: Vec::new(),
        interpreters: vec![Interpreter {
            name: "Mittlerin am Infotisch".into(),
            languages: vec!["uk".into(), "de".into()],
            at: vec![(0, 4)],
        }],
    };
    find_strangers(&mut content);
    content
}
