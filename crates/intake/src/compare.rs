//! Holds a list against the fair: what is new, changed, the same, doubtful or refused, and what to write.

use crate::{
    draft::{DraftRow, Drafts},
    hues::hue_for,
    merge::{self, Merged},
    outcome::{FieldRef, Outcome, ProfileDraft, Step, field_key},
    twins::Traits,
};
use domain::{
    AssociationId,
    intake::{Candidate, Column, Counts, Decision, Decisions, DryRun, NewField, Reason, RowReport, Twin, Verdict},
    profile::{Address, Association},
    taxonomy::Field,
    text::Title,
};
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

/// More candidates help nobody to decide.
const CANDIDATE_LIMIT: usize = 5;

/// What would happen if the list came in now, and the steps that make it happen.
pub fn compare(drafts: &Drafts, existing: &[Association], fields: &[Field], decisions: &Decisions) -> Outcome {
    let mut comparison = Comparison::new(drafts, existing, fields, decisions);
    comparison.claim();
    let mut report = DryRun { ignored_columns: drafts.ignored_columns.clone(), ..DryRun::default() };
    let mut steps = Vec::new();
    for index in 0..drafts.rows.len() {
        let (row, step) = comparison.judge(index);
        report.rows.push(row);
        steps.extend(step);
    }
    report.counts = counts(&report.rows);
    report.new_fields = new_fields(&steps);
    report.addresses_shown = steps.iter().filter(|step| shows_an_address(step, existing)).count();
    report.addresses_stay_hidden = !drafts.mapped.contains(&Column::AddressPublic)
        && drafts.mapped.iter().any(|column| {
            matches!(column, Column::Street | Column::Postcode | Column::Town | Column::Latitude | Column::Longitude)
        });
    Outcome { report, steps }
}

/// Associations that one of this name and these web sites may be, the likeliest first.
pub fn twins(name: &str, websites: &[String], existing: &[Association]) -> Vec<Candidate> {
    likeliest(alike(&Traits::of(name, websites), existing, &known(existing)))
}

fn known(existing: &[Association]) -> Vec<Traits> {
    existing.iter().map(|a| Traits::of(a.profile.name.as_str(), &a.profile.websites)).collect()
}

/// Each with how sure that is. `known` are the traits of the existing ones, in their order.
fn alike(traits: &Traits, existing: &[Association], known: &[Traits]) -> Vec<(f64, Candidate)> {
    let like = |(association, known): (&Association, &Traits)| {
        let (why, surety) = traits.like(known)?;
        let name = association.profile.name.to_string();
        Some((surety, Candidate { twin: Twin::Association(association.id), name, why }))
    };
    existing.iter().zip(known).filter_map(like).collect()
}

fn likeliest(mut found: Vec<(f64, Candidate)>) -> Vec<Candidate> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(CANDIDATE_LIMIT).map(|(_, candidate)| candidate).collect()
}

struct Comparison<'a> {
    rows: &'a [DraftRow],
    existing: &'a [Association],
    fields: &'a [Field],
    decisions: &'a Decisions,
    /// Of the rows and of the existing ones, in their order.
    traits: Vec<Traits>,
    known: Vec<Traits>,
    /// Existing ones by their name's key.
    by_key: HashMap<String, Vec<usize>>,
    /// Which row speaks for an existing one, and which one a row speaks for.
    claimed: BTreeMap<AssociationId, u32>,
    same: BTreeMap<u32, AssociationId>,
    verdicts: Vec<Verdict>,
}

impl<'a> Comparison<'a> {
    fn new(drafts: &'a Drafts, existing: &'a [Association], fields: &'a [Field], decisions: &'a Decisions) -> Self {
        let websites = |row: &DraftRow| row.values.websites.clone().unwrap_or_default();
        let known = known(existing);
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, traits) in known.iter().enumerate() {
            by_key.entry(traits.key.clone()).or_default().push(index);
        }
        Self {
            rows: &drafts.rows,
            existing,
            fields,
            decisions,
            traits: drafts.rows.iter().map(|row| Traits::of(&row.name, &websites(row))).collect(),
            known,
            by_key,
            claimed: BTreeMap::new(),
            same: BTreeMap::new(),
            verdicts: Vec::new(),
        }
    }

    /// First of all those rows speak for an association that say nothing new of it, before all others those decided to be
    /// it, then those decided to be one of which they say something new: so a list that came in once stays the same,
    /// whatever was decided the first time.
    fn claim(&mut self) {
        let decisions = self.decisions;
        self.claim_same(|row, id| decisions.get(&row.line) == Some(&Decision::Update(id)));
        self.claim_same(|_, _| true);
        for row in self.rows.iter().filter(|row| row.title.is_ok() && !self.same.contains_key(&row.line)) {
            if let Some(Decision::Update(id)) = self.decisions.get(&row.line) {
                self.claimed.entry(*id).or_insert(row.line);
            }
        }
    }

    /// Those that say nothing new of an association which they `may` be.
    fn claim_same(&mut self, may: impl Fn(&DraftRow, AssociationId) -> bool) {
        for (row, traits) in self.rows.iter().zip(&self.traits) {
            let Ok(title) = &row.title else { continue };
            if self.same.contains_key(&row.line) {
                continue;
            }
            let namesakes = self.by_key.get(&traits.key).into_iter().flatten().map(|index| &self.existing[*index]);
            let free = |a: &&Association| !self.claimed.contains_key(&a.id) && may(row, a.id);
            let same = namesakes.filter(free).find(|association| {
                merge::update(&association.profile, title, row, self.fields).differences.is_empty()
            });
            if let Some(association) = same {
                self.claimed.insert(association.id, row.line);
                self.same.insert(row.line, association.id);
            }
        }
    }

    fn judge(&mut self, index: usize) -> (RowReport, Option<Step>) {
        let row = &self.rows[index];
        let decision = self.decisions.get(&row.line).copied();
        let mut report = RowReport {
            line: row.line,
            name: row.name.clone(),
            verdict: Verdict::Skipped,
            candidates: Vec::new(),
            decision,
            remarks: row.remarks.clone(),
        };
        let step = match &row.title {
            // What cannot come in can still be left out knowingly.
            Err(_) if decision == Some(Decision::Skip) => None,
            Err(reason) => {
                report.verdict = Verdict::Refused { reasons: vec![reason.clone()] };
                None
            }
            Ok(title) => self.judge_named(index, title, &mut report),
        };
        self.verdicts.push(report.verdict.clone());
        (report, step)
    }

    fn judge_named(&mut self, index: usize, title: &Title, report: &mut RowReport) -> Option<Step> {
        let row = &self.rows[index];
        if let Some(id) = self.same.get(&row.line).copied() {
            return match report.decision {
                Some(Decision::Skip) => None,
                Some(Decision::Update(decided)) if decided != id => {
                    let known = self.existing.iter().any(|association| association.id == decided);
                    let reason = match known {
                        true => Reason::SaidByAnother { id },
                        false => Reason::UnknownAssociation { id: decided },
                    };
                    report.verdict = Verdict::Refused { reasons: vec![reason] };
                    None
                }
                _ => self.change(row, title, id, report),
            };
        }
        report.candidates = self.candidates(index);
        match report.decision {
            Some(Decision::Skip) => None,
            Some(Decision::AsNew) => self.create(row, title, report),
            Some(Decision::Update(id)) => self.change(row, title, id, report),
            None => {
                if let Some(line) = self.said_before(index) {
                    report.verdict = Verdict::Repeated { line };
                    report.candidates.clear();
                    return None;
                }
                match self.only_namesake(index) {
                    Some(id) => {
                        report.candidates.clear();
                        self.change(row, title, id, report)
                    }
                    None if report.candidates.is_empty() => self.create(row, title, report),
                    None => {
                        report.verdict = Verdict::Doubtful;
                        None
                    }
                }
            }
        }
    }

    fn create(&self, row: &DraftRow, title: &Title, report: &mut RowReport) -> Option<Step> {
        let Merged { profile, fields, .. } = merge::create(title, row, self.fields);
        report.verdict = Verdict::New;
        Some(Step::Create(ProfileDraft { line: row.line, profile, fields }))
    }

    fn change(&mut self, row: &DraftRow, title: &Title, id: AssociationId, report: &mut RowReport) -> Option<Step> {
        let Some(association) = self.existing.iter().find(|association| association.id == id) else {
            report.verdict = Verdict::Refused { reasons: vec![Reason::UnknownAssociation { id }] };
            return None;
        };
        let speaker = *self.claimed.entry(id).or_insert(row.line);
        if speaker != row.line {
            report.verdict = Verdict::Refused { reasons: vec![Reason::ChangedByOtherLine { id, line: speaker }] };
            return None;
        }
        let Merged { profile, fields, differences, kept } =
            merge::update(&association.profile, title, row, self.fields);
        report.remarks.extend(kept);
        if differences.is_empty() {
            report.verdict = Verdict::Same { id };
            return None;
        }
        report.verdict = Verdict::Changed { id, differences };
        let draft = ProfileDraft { line: row.line, profile, fields };
        Some(Step::Update { id, revision: association.revision, draft })
    }

    /// The one association of that name, if no other row speaks for it. Whether "Chor" and "Chor e. V." are one, people
    /// decide.
    fn only_namesake(&self, index: usize) -> Option<AssociationId> {
        let [namesake] = self.by_key.get(&self.traits[index].key)?.as_slice() else {
            return None;
        };
        let association = &self.existing[*namesake];
        if spelling(association.profile.name.as_str()) != spelling(&self.rows[index].name) {
            return None;
        }
        let id = association.id;
        let free = self.claimed.get(&id).is_none_or(|line| *line == self.rows[index].line);
        free.then_some(id)
    }

    /// An earlier line that says the same word for word.
    fn said_before(&self, index: usize) -> Option<u32> {
        let row = &self.rows[index];
        let same = |earlier: &&DraftRow| earlier.title == row.title && earlier.values == row.values;
        self.rows[..index].iter().find(same).map(|earlier| earlier.line)
    }

    /// Existing associations and earlier lines that look like this row, the likeliest first.
    fn candidates(&self, index: usize) -> Vec<Candidate> {
        let traits = &self.traits[index];
        let mut found = alike(traits, self.existing, &self.known);
        for (earlier, row) in self.rows[..index].iter().enumerate() {
            let already = match self.verdicts.get(earlier) {
                Some(Verdict::Same { id } | Verdict::Changed { id, .. }) => {
                    found.iter().any(|(_, candidate)| candidate.twin == Twin::Association(*id))
                }
                Some(Verdict::Repeated { .. } | Verdict::Refused { .. } | Verdict::Skipped) => true,
                _ => false,
            };
            if let (false, Some((why, surety))) = (already, traits.like(&self.traits[earlier])) {
                found.push((surety, Candidate { twin: Twin::Line(row.line), name: row.name.clone(), why }));
            }
        }
        likeliest(found)
    }
}

/// What two names share that differ in capitals only.
fn spelling(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

fn counts(rows: &[RowReport]) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        counts.remarks += row.remarks.len();
        match row.verdict {
            Verdict::New => counts.new += 1,
            Verdict::Changed { .. } => counts.changed += 1,
            Verdict::Same { .. } => counts.same += 1,
            Verdict::Doubtful => counts.doubtful += 1,
            Verdict::Repeated { .. } => counts.repeated += 1,
            Verdict::Skipped => counts.skipped += 1,
            Verdict::Refused { .. } => counts.refused += 1,
        }
    }
    counts
}

/// Whether everybody can see something of an address afterwards that they could not see before.
fn shows_an_address(step: &Step, existing: &[Association]) -> bool {
    let before = match step {
        Step::Create(_) => None,
        Step::Update { id, .. } => existing.iter().find(|association| association.id == *id),
    };
    let before = before.map(|association| &association.profile.address).filter(|address| address.public);
    let after = &step.draft().profile.address;
    let nothing = Address { public: true, ..Address::default() };
    after.public && *after != nothing && before != Some(after)
}

/// In the order in which the rows name them.
fn new_fields(steps: &[Step]) -> Vec<NewField> {
    let mut seen = std::collections::HashSet::new();
    let mut fields = Vec::new();
    for field in steps.iter().flat_map(|step| &step.draft().fields) {
        if let FieldRef::New(name) = field
            && seen.insert(field_key(name))
        {
            fields.push(NewField { name: name.clone(), hue: hue_for(name) });
        }
    }
    fields
}
