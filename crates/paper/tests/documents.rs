//! Every document, printed: nothing overflows, nothing is lost, texts can be read out of the PDF again.

#![allow(clippy::unwrap_used)]

mod common;

use common::{NAMES, find_strangers, session, speech};
use domain::{
    Locale, ParticipantId,
    opening::{Spoken, Tongue},
};
use paper::{Content, Kind, Order, Sheet, Size, Stock, Subject, changed, print, sheets};

fn order(kind: Kind, size: Size, stock: Stock, locale: Locale) -> Order {
    Order { kind, size, stock, speech: speech(locale) }
}

fn a4(kind: Kind) -> Order {
    order(kind, Size::A6, Stock::A4, Locale::De)
}

/// Kinds with the sizes they come in.
fn orders() -> Vec<Order> {
    let mut orders = Vec::new();
    for locale in Locale::ALL {
        orders.extend(Kind::ALL.map(|kind| order(kind, Size::A6, Stock::A4, locale)));
        orders.push(order(Kind::Cards, Size::A5, Stock::Own, locale));
    }
    orders
}

fn faultless(sheets: &[Sheet]) {
    for sheet in sheets {
        assert_eq!(sheet.faults(), Vec::<String>::new(), "{:?} page {} of {}", sheet.subject, sheet.page, sheet.of);
    }
}

fn texts_of(sheets: &[Sheet]) -> String {
    sheets.iter().flat_map(Sheet::texts).collect::<Vec<_>>().join("\n")
}

/// Text as programs read it, page by page.
fn read(pdf: &[u8]) -> Vec<String> {
    pdf_extract::extract_text_from_mem_by_pages(pdf).unwrap()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn an_ordinary_session_fits_in_every_document_and_language() {
    let content = session(37, 18, 8);
    for order in orders() {
        let sheets = sheets(&order, &content, None);
        assert!(!sheets.is_empty());
        faultless(&sheets);
    }
}

/// The longest names there may be, as words and as one word, in two directions of writing.
fn with_longest_names(mut content: Content) -> Content {
    for (index, person) in content.people.iter_mut().enumerate() {
        let (unit, most) =
            [("Bund für Begegnung ", 160), ("Donaudampfschifffahrt", 160), ("جمعية الصداقة ", 160)][index % 3];
        person.name = unit.repeat(20).chars().take(most).collect::<String>().trim().to_owned();
        person.languages = ["de", "tr", "uk", "ar", "en", "fr", "es", "ru", "fa", "ku"].map(str::to_owned).to_vec();
    }
    content.session = "Sehr ausführlich benanntes Speed-Dating der Vereine ".repeat(4).chars().take(160).collect();
    content.fair = content.session.clone();
    content.venue = content.session.clone();
    content
}

#[test]
fn the_longest_names_wrap_or_shrink_and_are_never_cut() {
    let content = with_longest_names(session(12, 6, 4));
    for order in orders() {
        let sheets = sheets(&order, &content, None);
        faultless(&sheets);
        if order.kind != Kind::Interpreters && order.kind != Kind::Moderator {
            let texts = texts_of(&sheets);
            assert!(content.people.iter().all(|person| texts.contains(&person.name)), "{:?}", order.kind);
        }
    }
}

/// Twelve of the longest names at every table.
#[test]
fn the_largest_tables_fit() {
    let mut content = with_longest_names(session(24, 2, 3));
    let ids: Vec<ParticipantId> = content.people.iter().map(|person| person.id).collect();
    content.seats = (0..3).map(|_| vec![ids[..12].to_vec(), ids[12..].to_vec()]).collect();
    for order in orders() {
        faultless(&sheets(&order, &content, None));
    }
}

#[test]
fn forty_rounds_are_split_over_pages_that_count_themselves() {
    let content = session(20, 10, 40);
    for kind in [Kind::Cards, Kind::RunSheets, Kind::TablePlan, Kind::Names, Kind::Moderator] {
        let sheets = sheets(&a4(kind), &content, None);
        faultless(&sheets);
        assert!(sheets.iter().any(|sheet| sheet.of > 1), "{kind:?}");
        for sheet in &sheets {
            let of = sheets.iter().filter(|other| other.subject == sheet.subject).count();
            assert_eq!(sheet.of, of);
        }
    }
    let run_sheet = sheets(&a4(Kind::RunSheets), &content, None);
    let first: Vec<&Sheet> = run_sheet.iter().filter(|s| s.subject == Subject::Person(ParticipantId(0))).collect();
    let texts = first.iter().flat_map(|sheet| sheet.texts()).collect::<Vec<_>>();
    assert!((1..=40).all(|round| texts.contains(&format!("Runde {round}").as_str())), "no round is lost");
    assert!(texts.contains(&format!("Seite 2 von {}", first.len()).as_str()));
}

#[test]
fn a_thousand_tables_are_all_there() {
    let content = session(2_000, 1_000, 2);
    let cards = sheets(&a4(Kind::Cards), &content, None);
    assert_eq!(cards.len(), 1_000);
    faultless(&cards[990..]);
    let plan = sheets(&a4(Kind::TablePlan), &content, None);
    faultless(&plan);
    let texts = plan.iter().flat_map(Sheet::texts).collect::<Vec<_>>();
    assert!((1..=1_000).all(|number: u16| texts.contains(&number.to_string().as_str())));
    assert_eq!(
        sheets(&a4(Kind::Names), &content, None).iter().flat_map(Sheet::texts).filter(|t| *t == "1000").count(),
        4
    );
}

fn question(tongue: Tongue, text: &str) -> Spoken {
    Spoken { tongue, text: text.to_owned() }
}

/// A session of which every table has a question in two languages in every round.
fn with_questions(people: usize, tables: usize, rounds: usize) -> Content {
    let mut content = session(people, tables, rounds);
    for table in &mut content.tables {
        let asked = [
            question(Tongue::German, "Was bräuchten Ihre Familien am Samstagvormittag?"),
            question(Tongue::Turkish, "Cumartesi sabahı aileleriniz neye ihtiyaç duyar?"),
        ];
        table.questions = (0..rounds).map(|round| (round, asked.to_vec())).collect();
    }
    content
}

#[test]
fn a_table_has_one_card_and_its_questions_give_way_to_names() {
    for size in [Size::A6, Size::A5] {
        let cards = |content: &Content| sheets(&order(Kind::Cards, size, Stock::A4, Locale::De), content, None);
        let eight = cards(&with_questions(28, 14, 8));
        assert_eq!(eight.len(), 14);
        faultless(&eight);
        assert!(!texts_of(&eight).contains("Samstagvormittag"));
        let three = cards(&with_questions(28, 14, 3));
        assert_eq!(three.len(), 14);
        faultless(&three);
        assert_eq!(
            texts_of(&three).matches("Samstagvormittag").count(),
            14 * 3,
            "where there is room they stand there"
        );
    }
}

#[test]
fn a_run_sheet_is_one_page_with_the_questions_in_its_readers_language() {
    let content = with_questions(28, 14, 8);
    let all = sheets(&a4(Kind::RunSheets), &content, None);
    assert_eq!(all.len(), 28);
    faultless(&all);
    // The first speaks German best, the fourth Ukrainian only: the table's first question is better than none.
    for who in [0, 3] {
        let own = all.iter().find(|sheet| sheet.subject == Subject::Person(ParticipantId(who))).unwrap().texts();
        assert_eq!(own.iter().filter(|text| text.contains("Samstagvormittag")).count(), 8);
        assert!(!own.iter().any(|text| text.contains("Cumartesi")));
    }
    let mut turkish = content.clone();
    turkish.people[0].languages = vec!["tr".into(), "de".into()];
    let all = sheets(&a4(Kind::RunSheets), &turkish, None);
    let own = all.iter().find(|sheet| sheet.subject == Subject::Person(ParticipantId(0))).unwrap().texts();
    assert_eq!(own.iter().filter(|text| text.contains("Cumartesi")).count(), 8);
}

#[test]
fn nobody_is_said_to_lack_a_common_language_who_told_none() {
    let mut content = session(4, 2, 1);
    content.people.iter_mut().for_each(|person| person.languages.clear());
    find_strangers(&mut content);
    assert!(!texts_of(&sheets(&a4(Kind::RunSheets), &content, None)).contains("keine gemeinsame Sprache"));
}

#[test]
fn at_a_table_for_three_it_is_said_with_whom_nobody_can_talk_and_to_those_only() {
    let mut content = session(3, 1, 1);
    content.seats = vec![vec![content.people.iter().map(|person| person.id).collect()]];
    let mut speak = |languages: [&[&str]; 3]| {
        for (person, codes) in content.people.iter_mut().zip(languages) {
            person.languages = codes.iter().map(|code| (*code).to_owned()).collect();
        }
        find_strangers(&mut content);
        content.clone()
    };
    let told = |content: &Content| {
        let sheets = sheets(&a4(Kind::RunSheets), content, None);
        faultless(&sheets);
        let texts = content.people.iter().map(|person| {
            let own =
                sheets.iter().find(|sheet| sheet.subject == Subject::Person(person.id)).unwrap().texts().join(" ");
            own.matches("keine gemeinsame Sprache mit").count()
        });
        texts.collect::<Vec<_>>()
    };
    // Nobody speaks a language of all, and every two have one.
    let in_twos = speak([&["de", "tr"], &["tr", "uk"], &["uk", "de"]]);
    assert_eq!(told(&in_twos), [0, 0, 0]);
    assert!(texts_of(&sheets(&a4(Kind::Interpreters), &in_twos, None)).contains("gibt es eine gemeinsame Sprache"));
    let mut two_apart = speak([&["de"], &["de", "uk"], &["uk"]]);
    assert_eq!(told(&two_apart), [1, 0, 1]);
    // The rules do not look at languages, or somebody interprets.
    two_apart.strangers[0][0][0].matters = false;
    assert_eq!(told(&two_apart), [0, 0, 0]);
}

/// The roles in a document's structure, as assistive technology finds them.
fn roles(pdf: &[u8]) -> Vec<String> {
    let document = pdf_extract::Document::load_mem(pdf).unwrap();
    assert!(document.catalog().unwrap().has(b"StructTreeRoot"));
    assert!(document.catalog().unwrap().has(b"Outlines"));
    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let role = |element: &pdf_extract::Dictionary| {
        let role = element.get(b"S").and_then(pdf_extract::Object::as_name).ok()?;
        element.has(b"P").then(|| String::from_utf8_lossy(role).into_owned())
    };
    elements.filter_map(role).collect()
}

const ACCESSIBLE: &[u8] = b"<pdfuaid:part>1</pdfuaid:part>";

fn is_accessible(pdf: &[u8]) -> bool {
    pdf.windows(ACCESSIBLE.len()).any(|window| window == ACCESSIBLE)
}

#[test]
fn every_document_can_be_listened_to() {
    let content = session(12, 6, 3);
    for order in orders() {
        let pdf = print(&order, &content, None).unwrap().pdf;
        assert!(is_accessible(&pdf), "{:?}", order.kind);
        let roles = roles(&pdf);
        let count = |role: &str| roles.iter().filter(|other| *other == role).count();
        let sheets = sheets(&order, &content, None).len();
        assert_eq!(count("H1"), sheets, "{:?}", order.kind);
        let has_table = order.kind != Kind::Badges;
        assert_eq!(count("Table"), if has_table { sheets } else { 0 }, "{:?}", order.kind);
        assert_eq!(count("TH") > 0, has_table);
        let has_code = matches!(order.kind, Kind::Cards | Kind::RunSheets | Kind::Badges);
        assert_eq!(count("Figure"), if has_code { sheets } else { 0 }, "{:?}", order.kind);
    }
}

#[test]
fn a_name_in_letters_that_no_font_has_is_printed_all_the_same() {
    let mut content = session(4, 2, 1);
    content.people[0].name = "የአዲስ አበባ ማኅበር".into();
    let pdf = print(&a4(Kind::Badges), &content, None).unwrap().pdf;
    assert!(!is_accessible(&pdf), "what is not so is not claimed");
    assert_eq!(read(&pdf).len(), 1);
}

#[test]
fn cards_lie_four_to_a_page_with_marks_to_cut_along() {
    let content = session(36, 18, 4);
    let pages = |order: Order| read(&print(&order, &content, None).unwrap().pdf).len();
    assert_eq!(pages(a4(Kind::Cards)), 5);
    assert_eq!(pages(order(Kind::Cards, Size::A5, Stock::A4, Locale::De)), 9);
    assert_eq!(pages(order(Kind::Cards, Size::A5, Stock::Own, Locale::De)), 18);
    assert_eq!(pages(a4(Kind::RunSheets)), 18);
    assert_eq!(pages(a4(Kind::Badges)), 4);
}

#[test]
fn names_of_all_scripts_are_read_out_of_the_document_again() {
    let content = session(14, 7, 3);
    for locale in Locale::ALL {
        let text = squeezed(
            &read(&print(&order(Kind::Names, Size::A6, Stock::A4, locale), &content, None).unwrap().pdf).join(""),
        );
        for name in NAMES.iter().filter(|name| !name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))) {
            assert!(text.contains(&squeezed(name)), "{name} in {text}");
        }
        // Written from the right: the page shows it so, and programs that know no bidi read it as shown.
        // A ligature is one glyph, which says both its letters.
        let arabic = squeezed("جمعية الصداقة العربية الألمانية").replace("لأ", "L");
        let arabic = arabic.chars().rev().collect::<String>().replace('L', "لأ");
        assert!(text.contains(&arabic), "{text}");
    }
}

#[test]
fn every_sheet_carries_version_time_and_page() {
    let content = session(12, 6, 3);
    for (locale, page) in [(Locale::De, "Seite1von"), (Locale::En, "Page1of")] {
        for kind in Kind::ALL {
            let pdf = print(&order(kind, Size::A5, Stock::Own, locale), &content, None).unwrap().pdf;
            let pages = read(&pdf);
            for text in &pages {
                assert!(squeezed(text).contains("Plan3·14:20"), "{kind:?}: {text}");
            }
            if kind != Kind::Badges {
                assert!(squeezed(&pages[0]).contains(page), "{kind:?}: {}", pages[0]);
                let funded = if locale == Locale::De { "EuropäischenUnion" } else { "EuropeanUnion" };
                assert!(pages.iter().all(|text| squeezed(text).contains(funded)));
            }
        }
    }
}

#[test]
fn after_a_change_only_the_sheets_that_changed_are_printed() {
    let before = session(24, 12, 6);
    let mut now = before.clone();
    now.plan = Some(paper::Stamp { version: 4 });
    now.made_at = "2027-05-08T14:31:00".parse().unwrap();
    // Two people change places in round 5, at tables 1 and 2.
    let (first, second) = (now.seats[4][0][1], now.seats[4][1][1]);
    (now.seats[4][0][1], now.seats[4][1][1]) = (second, first);
    let subjects = |kind| {
        let order = a4(kind);
        let new = changed(&sheets(&order, &before, None), sheets(&order, &now, Some(&before)));
        faultless(&new);
        let mut subjects: Vec<Subject> = new.iter().map(|sheet| sheet.subject).collect();
        subjects.sort_unstable();
        subjects
    };
    assert_eq!(subjects(Kind::Cards), [Subject::Table(1), Subject::Table(2)]);
    let moved = [before.seats[4][0][0], before.seats[4][1][0], first, second];
    let mut moved: Vec<Subject> = moved.into_iter().map(Subject::Person).collect();
    moved.sort_unstable();
    assert_eq!(subjects(Kind::RunSheets), moved);
    assert_eq!(subjects(Kind::Badges), []);

    let print = print(&a4(Kind::RunSheets), &now, Some(&before)).unwrap();
    assert_eq!(print.sheets, 4);
    let text = squeezed(&read(&print.pdf).join(""));
    assert_eq!(text.matches("Plan4·14:31").count(), 4);
    assert_eq!(text.matches("ersetztPlan3").count(), 4);
    assert_eq!(text.matches("neu").count(), 4, "one round of each is new: {text}");
}

#[test]
fn marks_of_what_is_new_lie_on_nothing() {
    let before = session(24, 12, 8);
    let mut now = before.clone();
    now.seats.iter_mut().for_each(|tables| tables.rotate_left(1));
    for order in orders() {
        faultless(&sheets(&order, &now, Some(&before)));
    }
}

#[test]
fn where_nothing_changed_the_document_says_so() {
    let before = session(8, 4, 3);
    let mut now = before.clone();
    now.plan = Some(paper::Stamp { version: 4 });
    for order in orders() {
        let print = print(&order, &now, Some(&before)).unwrap();
        assert_eq!(print.sheets, 0);
        let text = squeezed(&read(&print.pdf).join(""));
        let words = if order.speech.locale == Locale::De { "SeitPlan3" } else { "Sinceplan3" };
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn another_name_or_another_hour_is_a_change_too() {
    let before = session(8, 4, 3);
    let mut renamed = before.clone();
    renamed.people[0].name = "Chor am Kanal".into();
    let order = a4(Kind::RunSheets);
    let new = changed(&sheets(&order, &before, None), sheets(&order, &renamed, None));
    assert_eq!(new.len(), 4, "they and the three they meet");
    let mut later = before.clone();
    for round in &mut later.rounds {
        round.starts = round.starts.checked_add(jiff::Span::new().hours(1)).unwrap();
        round.ends = round.ends.checked_add(jiff::Span::new().hours(1)).unwrap();
    }
    assert_eq!(changed(&sheets(&order, &before, None), sheets(&order, &later, None)).len(), 8);
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let content = session(9, 4, 3);
    for order in orders() {
        assert_eq!(print(&order, &content, None).unwrap().pdf, print(&order, &content, None).unwrap().pdf);
    }
}

#[test]
fn before_a_plan_is_published_there_are_badges() {
    let mut content = session(9, 4, 3);
    content.plan = None;
    content.seats = Vec::new();
    for order in orders() {
        let print = print(&order, &content, None).unwrap();
        assert_eq!(print.sheets, if order.kind == Kind::Badges { 9 } else { 0 }, "{:?}", order.kind);
    }
}

#[test]
fn interpreting_is_asked_for_where_two_share_no_language() {
    let mut content = session(4, 2, 1);
    for (person, code) in content.people.iter_mut().zip(["de", "uk", "uk", "uk"]) {
        person.languages = vec![code.to_owned()];
    }
    find_strangers(&mut content);
    content.interpreters[0].at = vec![(0, 1)];
    let texts = texts_of(&sheets(&a4(Kind::Interpreters), &content, None));
    assert!(texts.contains("Mittlerin am Infotisch") && texts.contains("Runde 1: Tisch 1"), "{texts}");
    assert!(texts_of(&sheets(&a4(Kind::Moderator), &content, None)).contains("Sprachmittlung nötig an Tisch 1"));
    content.people[0].languages.push("uk".into());
    find_strangers(&mut content);
    assert!(texts_of(&sheets(&a4(Kind::Interpreters), &content, None)).contains("gibt es eine gemeinsame Sprache"));
}

#[test]
fn whoever_is_not_expected_has_no_break() {
    let mut content = session(5, 2, 3);
    let pauses = |content: &Content, kind| {
        let sheets = sheets(&a4(kind), content, None);
        faultless(&sheets);
        texts_of(&sheets).matches("Pause").count()
    };
    assert_eq!((pauses(&content, Kind::Moderator), pauses(&content, Kind::RunSheets)), (3, 3));
    content.people[4].away = [1, 2].into();
    assert_eq!((pauses(&content, Kind::Moderator), pauses(&content, Kind::RunSheets)), (1, 1));
    let told = texts_of(&sheets(&a4(Kind::RunSheets), &content, None));
    assert_eq!(told.matches("Als nicht da vermerkt").count(), 2);
}
