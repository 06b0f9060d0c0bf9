//! An office's list, more than once: imported, placed, edited by somebody else meanwhile, taken out again.

use crate::app::{TestApp, owner};
use domain::{
    AssociationId, Refusal,
    access::Role,
    fair::Phase,
    intake::{Candidate, Column, Decision, Decisions, IntakeError, Mapping, NO_HEADINGS, Twin, Verdict, Why},
    live::Change,
    profile::{Association, Position, Profile},
    refusal::Input,
    text::Title,
    views::{AssociationList, TakesPart},
};
use services::{Error, GivenList, actor::Visitor, ports::CommandKey};
use std::collections::BTreeSet;

const FAIR: &str = "lindenhafen";

fn list(text: &str) -> GivenList {
    GivenList { file_name: "list.csv".to_owned(), bytes: text.as_bytes().to_vec(), ..GivenList::default() }
}

fn key(text: &str) -> Option<CommandKey> {
    CommandKey::parse(text)
}

/// Associations with those numbers, alike in their names and still each one of its own.
fn numbered(numbers: std::ops::Range<u32>) -> GivenList {
    let rows: String = numbers.clone().map(|n| format!("\nVerein Nummer {n};Thema {n}")).collect();
    let lines = 2..numbers.len() as u32 + 2;
    GivenList {
        decisions: lines.map(|line| (line, Decision::AsNew)).collect(),
        ..list(&format!("Verein;Themen{rows}"))
    }
}

async fn an_empty_fair() -> (TestApp, &'static str) {
    let app = TestApp::new().await;
    let form = services::NewFairForm {
        slug: "spring".to_owned(),
        title: "Frühling".to_owned(),
        date: "2027-05-08".to_owned(),
        ..Default::default()
    };
    app.services.create_fair(&owner(), form).await.unwrap();
    (app, "spring")
}

async fn all(app: &TestApp, fair: &str) -> AssociationList {
    app.services.associations(&owner(), fair).await.unwrap()
}

fn named(list: &AssociationList, name: &str) -> Association {
    list.associations.iter().find(|a| a.profile.name.as_str() == name).unwrap().clone()
}

/// Everybody has one stand, and no stand or place is taken twice.
fn everybody_stands_somewhere(list: &AssociationList) {
    let standing: Vec<AssociationId> = list.stands.iter().flat_map(|stand| stand.associations.clone()).collect();
    let once: BTreeSet<AssociationId> = standing.iter().copied().collect();
    assert_eq!((standing.len(), once.len()), (list.associations.len(), list.associations.len()));
    let spots: BTreeSet<String> = list.stands.iter().map(|s| format!("{} {:?}", s.hall, s.at)).collect();
    assert_eq!(spots.len(), list.stands.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_list_finds_places_too() {
    let (app, fair) = an_empty_fair().await;
    let who = owner();
    let place = |sent| app.services.place_associations(&who, fair, None, false, key(sent));
    app.services.import(&owner(), fair, numbered(0..20), None, None).await.unwrap();
    assert_eq!(place("first").await.unwrap(), 20);
    app.services.import(&owner(), fair, numbered(20..90), None, None).await.unwrap();
    assert_eq!(place("second").await.unwrap(), 70);
    assert_eq!(place("second").await.unwrap(), 70, "sent again, it answers the same");
    assert_eq!(place("third").await.unwrap(), 0);
    let list = all(&app, fair).await;
    everybody_stands_somewhere(&list);
    let halls: BTreeSet<i64> = list.stands.iter().map(|stand| stand.hall.0).collect();
    assert_eq!(halls.len(), 2);

    // Whoever comes next takes the stand of somebody who has left.
    let left = list.associations[3].clone();
    let stand = list.stands.iter().find(|stand| stand.associations == [left.id]).unwrap().id;
    app.services.remove_association(&owner(), fair, left.id, left.revision).await.unwrap();
    let newcomer = Profile::named(Title::parse("Neu dabei").unwrap());
    let newcomer = app.services.save_association(&owner(), fair, None, newcomer, None, None).await.unwrap();
    assert_eq!(place("fourth").await.unwrap(), 1);
    let list = all(&app, fair).await;
    everybody_stands_somewhere(&list);
    assert_eq!(list.stands.iter().find(|s| s.id == stand).unwrap().associations, [newcomer]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_press_together_place_everybody_once() {
    let (app, fair) = an_empty_fair().await;
    app.services.import(&owner(), fair, numbered(0..40), None, None).await.unwrap();
    let sibling = app.sibling().await;
    let (me, other) = (owner(), owner());
    let (one, two) = tokio::join!(
        app.services.place_associations(&me, fair, None, false, None),
        sibling.services.place_associations(&other, fair, None, false, None),
    );
    assert_eq!(one.unwrap() + two.unwrap(), 40);
    everybody_stands_somewhere(&all(&app, fair).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_without_steps_is_promised_by_people_alone() {
    let (app, fair) = an_empty_fair().await;
    let who = owner();
    app.services.import(&who, fair, numbered(0..4), None, None).await.unwrap();
    app.services.place_associations(&who, fair, None, false, None).await.unwrap();
    let list = all(&app, fair).await;
    assert!(list.stands.iter().all(|stand| !stand.step_free));
    let revision = app.services.fair_to_prepare(&who, fair).await.unwrap().fair.revision;
    app.services.set_phase(&who, fair, revision, Phase::Published).await.unwrap();
    let stand = &list.stands[1];
    let page = format!("/{fair}/stand/{}", stand.id);
    assert!(!app.browser().get(&page).await.text.contains("Stufenlos erreichbar"));

    // Beside the profile, saved with it, once; a profile saved without a word of it changes nothing there.
    let known = list.associations.iter().find(|one| stand.associations == [one.id]).unwrap();
    let save = |revision, said, sent| {
        app.services.save_association(&who, fair, Some((known.id, revision)), known.profile.clone(), said, key(sent))
    };
    let before = app.services.market(Visitor, fair).await.unwrap().revision;
    save(known.revision, Some(true), "said").await.unwrap();
    save(known.revision, Some(true), "said").await.unwrap();
    let told = app.services.since(fair, before).await.unwrap().unwrap();
    assert_eq!(told.into_iter().map(|message| message.change).collect::<Vec<_>>(), [Change::Market]);
    assert!(matches!(save(known.revision, Some(false), "late").await, Err(Error::Stale)));
    save(known.revision + 1, None, "silent").await.unwrap();
    let said: Vec<_> = all(&app, fair).await.stands.into_iter().filter(|one| one.step_free).map(|one| one.id).collect();
    assert_eq!(said, [stand.id]);
    assert!(app.browser().get(&page).await.text.contains("Stufenlos erreichbar"));
    let mut office = app.signed_in(Role::Organiser).await;
    let form = office.get(&format!("/organise/{fair}/associations/{}", known.id)).await.text;
    assert!(form.contains("Der Stand ist stufenlos erreichbar"));

    // Said of a hall, it goes for the stands that are new there.
    app.services.import(&who, fair, numbered(4..6), None, None).await.unwrap();
    app.services.place_associations(&who, fair, None, true, None).await.unwrap();
    assert_eq!(all(&app, fair).await.stands.iter().filter(|stand| stand.step_free).count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_is_told_where_an_address_is_and_can_be_mended() {
    let (app, fair) = an_empty_fair().await;
    let who = owner();
    let file = "Verein;Breitengrad;Längengrad;Adresse öffentlich\nHafenchor;48,778;9,18;ja";
    app.services.import(&who, fair, list(file), None, None).await.unwrap();
    app.services.place_associations(&who, fair, None, false, None).await.unwrap();
    let revision = app.services.fair_to_prepare(&who, fair).await.unwrap().fair.revision;
    app.services.set_phase(&who, fair, revision, Phase::Published).await.unwrap();
    let known = all(&app, fair).await;
    let (stand, choir) = (known.stands[0].id, named(&known, "Hafenchor"));
    assert!(choir.profile.address.public && choir.profile.address.position.is_some());
    let page = format!("/{fair}/stand/{stand}");
    assert!(!app.browser().get(&page).await.text.contains("48.778"), "no address, no position");
    let mut office = app.signed_in(Role::Organiser).await;
    let form = office.get(&format!("/organise/{fair}/associations/{}", choir.id)).await.text;
    assert!(form.contains("Lage (Breite, Länge)") && form.contains(r#"value="48.778, 9.18""#));

    let mut profile = choir.profile.clone();
    profile.address.town = "Neustadt".to_owned();
    app.services.save_association(&who, fair, Some((choir.id, 1)), profile.clone(), None, None).await.unwrap();
    assert!(app.browser().get(&page).await.text.contains("48.778"));
    // Whatever sends a place beyond the poles, it is not kept.
    profile.address.position = Some(Position { latitude: 97.0, longitude: 9.0 });
    let beyond = app.services.save_association(&who, fair, Some((choir.id, 2)), profile.clone(), None, None).await;
    assert!(matches!(beyond, Err(Error::Refused(Refusal::Malformed(Input::Position)))), "{beyond:?}");
    profile.address.position = None;
    app.services.save_association(&who, fair, Some((choir.id, 2)), profile, None, None).await.unwrap();
    assert_eq!(named(&all(&app, fair).await, "Hafenchor").profile.address.position, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_seen_is_written() {
    let (app, fair) = an_empty_fair().await;
    let (office, other) = (owner(), owner());
    let file = "Verein;Ort;Themen\nHafenchor;Neustadt;Klangkunst\nBühne Süd;Altstadt;Puppenspiel";
    app.services.import(&office, fair, list("Verein;Ort\nHafenchor;Altdorf"), None, None).await.unwrap();
    let seen = app.services.import_dry_run(&office, fair, list(file)).await.unwrap();
    assert!(matches!(seen.rows[0].verdict, Verdict::Changed { .. }));

    // Somebody mends the town meanwhile: their word is not overwritten unseen, and nothing else is written.
    let kept = named(&all(&app, fair).await, "Hafenchor");
    let mut mended = kept.profile.clone();
    mended.address.town = "Altstadt".to_owned();
    app.services.save_association(&other, fair, Some((kept.id, kept.revision)), mended, None, None).await.unwrap();
    let late = app.services.import(&office, fair, list(file), Some(&seen.fingerprint), key("a")).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    let now = all(&app, fair).await;
    assert!(now.associations.len() == 1 && !now.fields.iter().any(|field| field.name.de == "Klangkunst"));

    // What does not concern the list does not disturb it; what was kept stays.
    let seen = app.services.import_dry_run(&office, fair, list(file)).await.unwrap();
    let kept = named(&now, "Hafenchor");
    let mended = Profile { goals: "Singen".to_owned(), ..kept.profile };
    app.services.save_association(&other, fair, Some((kept.id, kept.revision)), mended, None, None).await.unwrap();
    let write = || app.services.import(&office, fair, list(file), Some(&seen.fingerprint), key("b"));
    assert_eq!(write().await.unwrap(), seen);
    let now = all(&app, fair).await;
    let choir = named(&now, "Hafenchor").profile;
    assert_eq!((choir.goals.as_str(), choir.address.town.as_str()), ("Singen", "Neustadt"));
    let of_choir = now.fields.iter().filter(|field| choir.fields.contains(&field.id));
    assert_eq!(of_choir.map(|field| field.name.de.as_str()).collect::<Vec<_>>(), ["Klangkunst"]);

    // Sent again with its key it is done already, not stale; and the file once more changes nothing.
    assert_eq!(write().await.unwrap().counts.same, 2);
    let again = app.services.import_dry_run(&office, fair, list(file)).await.unwrap();
    assert_eq!((again.counts.same, again.counts.remarks), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_import_the_same_list_at_once_import_it_once() {
    let (app, fair) = an_empty_fair().await;
    let fields = all(&app, fair).await.fields.len();
    let sibling = app.sibling().await;
    let (me, other) = (owner(), owner());
    let (one, two) = tokio::join!(
        app.services.import(&me, fair, numbered(0..60), None, key("one")),
        sibling.services.import(&other, fair, numbered(0..60), None, key("two")),
    );
    assert_eq!(one.unwrap().counts.new + two.unwrap().counts.new, 60);
    let now = all(&app, fair).await;
    assert_eq!((now.associations.len(), now.fields.len()), (60, fields + 60));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_about_a_line_that_is_not_there_is_refused() {
    let (app, fair) = an_empty_fair().await;
    let given = |line| GivenList {
        decisions: Decisions::from([(line, Decision::Skip)]),
        ..list("Verein;Ort\nHafenchor;Neustadt\nBühne Süd;Neustadt")
    };
    for line in [1, 4, 140] {
        let refused = app.services.import(&owner(), fair, given(line), None, None).await;
        let Err(Error::Refused(Refusal::List(why))) = refused else { panic!("{refused:?}") };
        assert_eq!(why, IntakeError::NoSuchLine(line));
    }
    assert!(all(&app, fair).await.associations.is_empty());
    let done = app.services.import(&owner(), fair, given(3), None, None).await.unwrap();
    assert_eq!((done.counts.new, done.counts.skipped), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_sent_twice_is_made_once() {
    let (app, fair) = an_empty_fair().await;
    let profile = Profile::named(Title::parse("Werkstatt Ufersand").unwrap());
    let who = owner();
    let save = |sent| app.services.save_association(&who, fair, None, profile.clone(), None, key(sent));
    let first = save("a").await.unwrap();
    assert_eq!(save("a").await.unwrap(), first);
    assert_ne!(save("b").await.unwrap(), first);
    assert_eq!(all(&app, fair).await.associations.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_seat_cannot_vanish_and_who_has_none_is_taken_out_of_the_session_too() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let before = app.dating().await;
    let leaving = before.participants[0].association.unwrap();
    let title = before.setting.title.clone();
    let takes_part = |has_seats| vec![TakesPart { title: title.clone(), has_seats }];
    let who = owner();
    let known = |id| app.services.takes_part(&who, FAIR, id);
    assert_eq!(known(leaving).await.unwrap(), takes_part(before.plan.is_some()));

    app.services.remove_association(&owner(), FAIR, leaving, 1).await.unwrap();
    let after = app.dating().await;
    assert_eq!(after.participants, before.participants[1..]);
    assert_eq!(after.revision, before.revision + 1);
    let market = app.services.market(Visitor, FAIR).await.unwrap();
    assert!(market.associations.iter().all(|card| card.id != leaving));

    // Once the tables are allocated nobody loses a partner without a word.
    app.services.allocate(&owner(), after.id, after.revision, Some(1), None).await.unwrap();
    let planned = app.dating().await;
    let seated = planned.participants[0].association.unwrap();
    assert_eq!(known(seated).await.unwrap(), takes_part(true));
    let refused = app.services.remove_association(&owner(), FAIR, seated, 1).await;
    let Err(Error::Refused(Refusal::HasSeats { sessions })) = refused else { panic!("{refused:?}") };
    assert_eq!(sessions, [title.to_string()]);
    assert_eq!(app.dating().await, planned);
    assert!(all(&app, FAIR).await.associations.iter().any(|a| a.id == seated));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_market_counts_associations_where_some_have_no_stand() {
    let app = TestApp::new().await.with_the_demo_fair().await;
    let text = async |app: &TestApp| app.browser().that_likes("de").get("/lindenhafen/market").await.text;
    let view = app.services.market(Visitor, FAIR).await.unwrap();
    let stands = format!("{} Stände", view.stands.len());
    assert!(text(&app).await.contains(&stands));
    app.services.import(&owner(), FAIR, list("Verein\nWerkstatt Ufersand"), None, None).await.unwrap();
    let now = text(&app).await;
    assert!(now.contains(&format!("{} Vereine", view.associations.len() + 1)) && !now.contains(&stands));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_headings_comes_in_whole() {
    let (app, fair) = an_empty_fair().await;
    let file = "a@chor.example;Chor Nordwind;12\nb@tanz.example;Tanzkreis;7";
    // Nothing says what its columns are.
    let refused = app.services.import_dry_run(&owner(), fair, list(file)).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::List(IntakeError::NoHeadings)))), "{refused:?}");
    let mapping = Mapping::parse(vec![Some(Column::Email), Some(Column::Name), None]).unwrap();
    let given = GivenList { headings: Some(NO_HEADINGS), mapping: Some(mapping), ..list(file) };
    let done = app.services.import(&owner(), fair, given, None, None).await.unwrap();
    assert_eq!((done.counts.new, done.counts.refused), (2, 0));
    named(&all(&app, fair).await, "Chor Nordwind");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_entered_by_hand_is_compared_as_a_list_is() {
    let (app, fair) = an_empty_fair().await;
    let file = "Verein;Website\nHafenchor Neustadt e. V.;https://www.hafenchor.example\nGartenfreunde am Wall;";
    app.services.import(&owner(), fair, list(file), None, None).await.unwrap();
    let choir = named(&all(&app, fair).await, "Hafenchor Neustadt e. V.");
    let mut office = app.signed_in(Role::Organiser).await;
    let mut but_for = async |except: Option<AssociationId>, name: &str, websites: &[&str]| -> Vec<Candidate> {
        let asked = serde_json::json!({ "slug": fair, "name": name, "websites": websites, "except": except });
        serde_json::from_str(&office.post_json("/api/fn/twins", &asked.to_string()).await.text).unwrap()
    };
    let mut found = async |name: &str, websites: &[&str]| but_for(None, name, websites).await;
    let twin = |why| Candidate { twin: Twin::Association(choir.id), name: choir.profile.name.to_string(), why };
    assert_eq!(found("HAFENCHOR NEUSTADT", &[]).await, [twin(Why::SameName)]);
    assert_eq!(found("Hafenchor Neusatdt", &[]).await, [twin(Why::SimilarName)]);
    // As it is typed: without what browsers put before it.
    assert_eq!(found("Hafen-Chor Altstadt", &["www.hafenchor.example"]).await, [twin(Why::SameWebsite)]);
    assert_eq!(found("Bühne Süd", &[]).await, []);
    // Under another name it is compared with the others, and not with itself.
    assert_eq!(but_for(Some(choir.id), "Hafenchor Neustadt", &["www.hafenchor.example"]).await, []);
    let garden = named(&all(&app, fair).await, "Gartenfreunde am Wall");
    assert_eq!(but_for(Some(garden.id), "Hafenchor Neustadt", &[]).await, [twin(Why::SameName)]);
}

/// By the command: what is decided wrongly writes nothing and says why; the same command twice changes nothing.
#[test]
fn a_wrong_decision_by_hand_is_told_and_a_right_one_can_be_said_again() {
    let folder = tempfile::tempdir().unwrap();
    let insist = |args: &[&str]| {
        let mut insist = std::process::Command::new(env!("CARGO_BIN_EXE_insist"));
        let ended = insist.args(args).args(["--data", "data"]).env_clear().current_dir(folder.path()).output().unwrap();
        let said = [ended.stdout, ended.stderr].map(|said| String::from_utf8(said).unwrap());
        (ended.status.code(), said.concat())
    };
    assert_eq!(insist(&["demo"]).0, Some(0));
    std::fs::write(folder.path().join("list.csv"), "Verein;Ort\nZwiebelfisch Quittengelb;Neustadt\n;Neustadt\n")
        .unwrap();
    let import = |decisions: &[&str]| {
        let decided = decisions.iter().flat_map(|one| ["--decide", one]);
        let all = ["import", "associations", "list.csv", "--fair", "lindenhafen"].into_iter().chain(decided);
        insist(&all.collect::<Vec<_>>())
    };
    for (decisions, sentence) in [
        (["2=99999", "3=skip"], "line 2 (Zwiebelfisch Quittengelb): there is no association 99999 at this fair"),
        (["2=new", "3=new"], "line 3: the name is missing"),
        (["2=new", "9=skip"], "There is no row in line 9 that --decide 9=… could be about"),
    ] {
        let (code, said) = import(&decisions);
        assert!(code == Some(2) && said.to_lowercase().contains("nothing was imported"), "{said}");
        assert!(said.contains(sentence), "{said}");
    }
    let right = ["2=new", "3=skip"];
    let (code, said) = import(&right);
    assert!(code == Some(0) && said.contains("the decision was not needed"), "{said}");
    assert!(
        said.contains("Done: 1 new, 0 changed, 0 the same, 0 doubtful, 0 repeated, 1 skipped, 0 refused"),
        "{said}"
    );
    let (code, said) = import(&right);
    assert!(code == Some(0) && said.contains("the decision was not needed"), "{said}");
    assert!(
        said.contains("Done: 0 new, 0 changed, 1 the same, 0 doubtful, 0 repeated, 1 skipped, 0 refused"),
        "{said}"
    );
    // The row says what an association says already: another number is a slip.
    let (code, said) = import(&["2=99999", "3=skip"]);
    assert!(code == Some(2) && said.contains("there is no association 99999"), "{said}");
    let (code, said) = import(&["2=1", "3=skip"]);
    assert!(code == Some(2) && said.contains("says all of this already, and it is another"), "{said}");
}
