//! Lists meet a fair: what is new, changed, the same or doubtful, and what decisions do.

use crate::fair::{Fair, drafts, list};
use domain::{
    AssociationId,
    intake::{Column, Counts, Decision, Decisions, Difference, Reason, Remark, Said, Twin, Verdict, Why},
    taxonomy::Hue,
    views::AssociationCard,
};

const CSV: &[u8] = include_bytes!("../fixtures/neustadt.csv");
const ODS: &[u8] = include_bytes!("../fixtures/neustadt.ods");

fn nothing() -> Decisions {
    Decisions::new()
}

fn decided(line: u32, decision: Decision) -> Decisions {
    Decisions::from([(line, decision)])
}

#[test]
fn the_same_list_twice_changes_nothing() {
    let mut fair = Fair::default();
    let first = fair.compare(&drafts(CSV, "a.csv"), &nothing());
    assert_eq!(first.report.counts, Counts { new: 4, refused: 1, remarks: 8, ..Counts::default() });
    let fields: Vec<_> = first.report.new_fields.iter().map(|field| (field.name.as_str(), field.hue)).collect();
    assert_eq!(fields[..2], [("Musik", Some(Hue::Culture)), ("Chor-Gesang", Some(Hue::Culture))]);
    assert_eq!(fields.len(), 8);
    fair.apply(first);
    for again in [drafts(CSV, "a.csv"), drafts(ODS, "a.ods")] {
        let outcome = fair.compare(&again, &nothing());
        assert_eq!((outcome.report.counts.same, outcome.report.counts.refused), (4, 1));
        assert_eq!((outcome.steps, outcome.report.new_fields), (vec![], vec![]));
    }
    assert_eq!(fair.associations[3].profile.fields.len(), 2, "Fußball and Fussball are one field");
}

#[test]
fn a_field_that_belongs_to_no_voice_gives_nobody_a_colour() {
    let mut fair = Fair::default();
    fair.apply(fair.compare(&list("Verein;Themen\nChor;Stammtische\nElf;Stammtische, Fußball"), &nothing()));
    let card =
        |who: usize| AssociationCard::of(fair.associations[who].id, &fair.associations[who].profile, &fair.fields);
    assert_eq!((card(0).hue, card(1).hue), (None, Some(Hue::Sport)));
}

#[test]
fn an_update_touches_only_columns_of_the_file() {
    let mut fair = Fair::default();
    fair.apply(fair.compare(&drafts(CSV, "a.csv"), &nothing()));
    fair.associations[0].profile.wishes = vec![AssociationId(2)];
    let before = fair.associations[0].profile.clone();
    let list = list("Verein;Ort;Ziele;Themen\nNachbarschaftschor Uferweg eV;Altstadt;;Musik, Reisen");
    let outcome = fair.compare(&list, &decided(2, Decision::Update(AssociationId(1))));
    let row = &outcome.report.rows[0];
    let words = |words: &[&str]| Said::Words(words.iter().map(ToString::to_string).collect());
    let difference =
        |column, before: &[&str], after: &[&str]| Difference { column, before: words(before), after: words(after) };
    assert_eq!(
        row.verdict,
        Verdict::Changed {
            id: AssociationId(1),
            differences: vec![
                difference(Column::Name, &["Nachbarschaftschor Uferweg e. V."], &["Nachbarschaftschor Uferweg eV"]),
                difference(
                    Column::Fields,
                    &["Musik", "Chor-Gesang", "Kunst- und Kulturveranstaltungen / Workshops"],
                    &["Musik", "Reisen"]
                ),
                difference(Column::Town, &["Neustadt"], &["Altstadt"]),
            ]
        }
    );
    assert_eq!(row.remarks, [Remark::EmptyKeepsExisting { column: Column::Goals }]);
    fair.apply(outcome);
    let after = &fair.associations[0].profile;
    assert_eq!((after.address.town.as_str(), after.fields.len()), ("Altstadt", 2));
    let mut unchanged = after.clone();
    unchanged.name = before.name.clone();
    unchanged.fields = before.fields.clone();
    unchanged.address.town = before.address.town.clone();
    assert_eq!(unchanged, before);
}

#[test]
fn addresses_are_hidden_unless_the_list_says_otherwise() {
    let mut fair = Fair::default();
    let silent = list("Verein;Breitengrad;Längengrad\nChor;50,5;8,5");
    let outcome = fair.compare(&silent, &nothing());
    assert!(outcome.report.addresses_stay_hidden);
    fair.apply(outcome);
    let address = &fair.associations[0].profile.address;
    assert!(address.position.is_some() && !address.public);
    for (word, public) in [("ja", true), ("", true), ("nein", false), ("vielleicht", false)] {
        let told = list(&format!("Verein;Adresse öffentlich\nChor;{word}"));
        fair.apply(fair.compare(&told, &nothing()));
        let address = &fair.associations[0].profile.address;
        assert_eq!((address.public, address.position.is_some()), (public, true), "{word}");
    }
}

#[test]
fn it_is_told_how_many_addresses_everybody_will_see() {
    let mut fair = Fair::default();
    let shown = |fair: &Fair, text: &str| fair.compare(&list(text), &nothing()).report.addresses_shown;
    let says_the_opposite = "Verein;Straße;Ort;Adresse nicht öffentlich\nChor;Wall 1;Neustadt;ja";
    assert_eq!(shown(&fair, says_the_opposite), 0);
    fair.apply(fair.compare(&list(says_the_opposite), &nothing()));
    assert!(!fair.associations[0].profile.address.public);
    // One that was hidden, one that is new; not the one without an address, nor the one that stays hidden.
    let opening = "Verein;Straße;Adresse öffentlich\nChor;Wall 1;ja\nBühne;Wall 2;ja\nWerkhof;;ja\nTheater;Wall 3;nein";
    assert_eq!(shown(&fair, opening), 2);
    fair.apply(fair.compare(&list(opening), &nothing()));
    assert_eq!(shown(&fair, opening), 0);
    // Whoever moves shows a new one.
    assert_eq!(shown(&fair, "Verein;Straße\nChor;Ufer 1\nTheater;Ufer 2"), 1);
}

#[test]
fn a_likely_duplicate_waits_for_a_decision() {
    let mut fair = Fair::default();
    fair.import_all(&list("Verein;Ort\nHafenchor Neustadt e. V.;Neustadt\nGartenfreunde am Wall;Neustadt"));
    let list = list("Verein;Ort\nHafenchor Neusatdt;Altstadt\nBühne Süd;Altstadt");
    let outcome = fair.compare(&list, &nothing());
    assert_eq!(outcome.report.rows[0].verdict, Verdict::Doubtful);
    let candidate = &outcome.report.rows[0].candidates[0];
    assert_eq!((candidate.twin, candidate.why), (Twin::Association(AssociationId(1)), Why::SimilarName));
    assert_eq!((outcome.report.counts.doubtful, outcome.report.counts.new, outcome.steps.len()), (1, 1, 1));

    let skipped = fair.compare(&list, &decided(2, Decision::Skip));
    assert_eq!((skipped.report.rows[0].verdict.clone(), skipped.steps.len()), (Verdict::Skipped, 1));
    assert_eq!(skipped.report.rows[0].candidates.len(), 1, "the decision can still be changed");
    let new = fair.compare(&list, &decided(2, Decision::AsNew));
    assert_eq!((new.report.counts.new, new.steps.len()), (2, 2));
    let unknown = fair.compare(&list, &decided(2, Decision::Update(AssociationId(99))));
    let reasons = vec![Reason::UnknownAssociation { id: AssociationId(99) }];
    assert_eq!(unknown.report.rows[0].verdict, Verdict::Refused { reasons });

    let decisions = decided(2, Decision::Update(AssociationId(1)));
    let update = fair.compare(&list, &decisions);
    assert!(matches!(update.report.rows[0].verdict, Verdict::Changed { id: AssociationId(1), .. }));
    fair.apply(update);
    assert_eq!(fair.associations.len(), 3);
    assert_eq!(fair.associations[0].profile.name.as_str(), "Hafenchor Neusatdt");
    let again = fair.compare(&list, &decisions);
    assert_eq!((again.report.counts.same, again.steps.len()), (2, 0));
}

#[test]
fn another_spelling_of_a_name_waits_for_a_decision() {
    let known = "Verein;Ort\nMüllers Chor;Neustadt";
    let mut fair = Fair::default();
    fair.import_all(&list(known));
    for name in ["Müllers Chor e. V.", "Muellers Chor", "Müllers-Chor"] {
        let again = list(&format!("Verein;Ort\n{name};Altstadt"));
        let report = fair.compare(&again, &nothing()).report;
        assert_eq!((&report.rows[0].verdict, report.counts.doubtful), (&Verdict::Doubtful, 1), "{name}");
        let candidate = &report.rows[0].candidates[0];
        assert_eq!((candidate.twin, candidate.why), (Twin::Association(AssociationId(1)), Why::SameName));
        // Decided once, it is written once.
        let mut decided_so = Fair { associations: fair.associations.clone(), fields: vec![] };
        let decisions = decided(2, Decision::Update(AssociationId(1)));
        decided_so.apply(decided_so.compare(&again, &decisions));
        for decisions in [nothing(), decisions] {
            assert_eq!(decided_so.compare(&again, &decisions).steps, [], "{name}");
        }
    }
    // Capitals and blanks make no doubt.
    let report = fair.compare(&list("Verein;Ort\n MÜLLERS   Chor;Altstadt"), &nothing()).report;
    assert!(matches!(report.rows[0].verdict, Verdict::Changed { .. }), "{report:?}");
}

#[test]
fn any_row_can_be_decided_otherwise() {
    let mut fair = Fair::default();
    fair.import_all(&list("Verein;Ort\nHafenchor;Neustadt\nBühne Süd;Neustadt"));
    // One that would be new, and one that would be changed.
    let list = list("Verein;Ort\nTheater am Wall;Altstadt\nHafenchor;Altstadt");
    let skipped = fair.compare(&list, &Decisions::from([(2, Decision::Skip), (3, Decision::Skip)]));
    assert_eq!((skipped.report.counts.skipped, skipped.steps), (2, vec![]));
    let other = fair.compare(&list, &decided(2, Decision::Update(AssociationId(2))));
    assert!(matches!(other.report.rows[0].verdict, Verdict::Changed { id: AssociationId(2), .. }));
    let own = fair.compare(&list, &decided(3, Decision::AsNew));
    assert_eq!(own.report.counts.new, 2);
    fair.apply(own);
    assert_eq!(fair.compare(&list, &nothing()).steps, []);
}

#[test]
fn a_decision_that_cannot_be_carried_out_is_refused_with_its_reason() {
    let mut fair = Fair::default();
    let known = list("Verein;Ort\nHafenchor;Neustadt\nBühne Süd;Neustadt\n;Neustadt");
    fair.apply(fair.compare(&known, &nothing()));
    let verdict = |line, decision| {
        let outcome = fair.compare(&known, &decided(line, decision));
        assert_eq!(outcome.steps, []);
        outcome.report.rows[line as usize - 2].verdict.clone()
    };
    let [one, other, none] = [1, 2, 99].map(AssociationId);
    let refused = |reason| Verdict::Refused { reasons: vec![reason] };
    assert_eq!(verdict(2, Decision::Update(one)), Verdict::Same { id: one });
    assert_eq!(verdict(2, Decision::Update(none)), refused(Reason::UnknownAssociation { id: none }));
    assert_eq!(verdict(2, Decision::Update(other)), refused(Reason::SaidByAnother { id: one }));
    // Without a name nothing comes in, and can still be left out.
    for decision in [Decision::AsNew, Decision::Update(one)] {
        assert_eq!(verdict(4, decision), refused(Reason::NameMissing));
    }
    assert_eq!(verdict(4, Decision::Skip), Verdict::Skipped);
}

#[test]
fn of_two_rows_that_say_the_same_the_decided_one_is_the_association() {
    let mut fair = Fair::default();
    fair.import_all(&list("Verein;Ort\nHafenchor;Neustadt"));
    let twice = list("Verein;Ort\nHafenchor e. V.;Altstadt\nHafenchor e. V.;Altstadt");
    let decisions = Decisions::from([(2, Decision::Skip), (3, Decision::Update(AssociationId(1)))]);
    fair.apply(fair.compare(&twice, &decisions));
    let again = fair.compare(&twice, &decisions);
    assert_eq!((again.report.counts.same, again.report.counts.skipped, again.steps.len()), (1, 1, 0));
    let again = fair.compare(&twice, &decided(3, Decision::Update(AssociationId(1))));
    assert_eq!(again.report.rows[1].verdict, Verdict::Same { id: AssociationId(1) });
}

#[test]
fn duplicates_within_a_list_are_seen() {
    let list = list("Verein;Ort\nHafenchor e. V.;Neustadt\nHafenchor;Altstadt\nHafenchor e. V.;Neustadt\nHafenchöre;");
    let mut fair = Fair::default();
    let outcome = fair.compare(&list, &nothing());
    let verdicts: Vec<_> = outcome.report.rows.iter().map(|row| row.verdict.clone()).collect();
    assert_eq!(verdicts, [Verdict::New, Verdict::Doubtful, Verdict::Repeated { line: 2 }, Verdict::Doubtful]);
    let candidate = &outcome.report.rows[1].candidates[0];
    assert_eq!((candidate.twin, candidate.why), (Twin::Line(2), Why::SameName));

    let decisions = fair.import_all(&list);
    assert_eq!(fair.associations.len(), 3);
    for decisions in [nothing(), decisions] {
        let again = fair.compare(&list, &decisions);
        assert_eq!((again.report.counts.same, again.report.counts.repeated, again.steps.len()), (3, 1, 0));
    }
}

#[test]
fn two_lines_never_change_one_association() {
    let mut fair = Fair::default();
    fair.import_all(&list("Verein;Ort\nHafenchor;Neustadt"));
    let list = list("Verein;Ort\nHafenchor;Altstadt\nHafenchor e. V.;Wallstadt");
    let outcome = fair.compare(&list, &nothing());
    assert!(matches!(outcome.report.rows[0].verdict, Verdict::Changed { .. }));
    assert_eq!(outcome.report.rows[1].verdict, Verdict::Doubtful);
    let both = Decisions::from([2, 3].map(|line| (line, Decision::Update(AssociationId(1)))));
    let outcome = fair.compare(&list, &both);
    let reasons = vec![Reason::ChangedByOtherLine { id: AssociationId(1), line: 2 }];
    assert_eq!(outcome.report.rows[1].verdict, Verdict::Refused { reasons });
    // What was decided is stronger than what was guessed.
    let outcome = fair.compare(&list, &decided(3, Decision::Update(AssociationId(1))));
    assert_eq!(outcome.report.rows[0].verdict, Verdict::Doubtful);
    assert!(matches!(outcome.report.rows[1].verdict, Verdict::Changed { .. }));
}

#[test]
fn a_dry_run_travels_to_the_page_and_back() {
    let report = Fair::default().compare(&drafts(CSV, "a.csv"), &nothing()).report;
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<domain::intake::DryRun>(&text).unwrap(), report);
    let decisions = Decisions::from([(3, Decision::AsNew), (5, Decision::Update(AssociationId(7)))]);
    let text = serde_json::to_string(&decisions).unwrap();
    assert_eq!(serde_json::from_str::<Decisions>(&text).unwrap(), decisions);
}
