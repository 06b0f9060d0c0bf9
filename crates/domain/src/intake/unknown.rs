//! Words of a list that nobody knows, gathered over all rows: what stands wrong in eighty of them is said once.

use super::{Column, DryRun, Remark};

/// In so many rows at most they are said where they stand.
const FEW: usize = 3;

/// What nobody knows in a column, the most frequent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWords {
    pub column: Column,
    pub words: Vec<UnknownWord>,
    /// In how many rows there is one.
    pub rows: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// As it is written where it stands first.
    pub text: String,
    /// Of the rows that hold it, each once.
    pub lines: Vec<u32>,
}

impl Remark {
    /// The word that nobody knows, where it is about one.
    pub fn unknown_word(&self) -> Option<(Column, &str)> {
        match self {
            Remark::NotUnderstood { column, text } | Remark::UnknownGood { column, text } => Some((*column, text)),
            Remark::UnknownLanguage { text } => Some((Column::Languages, text)),
            _ => None,
        }
    }
}

impl DryRun {
    /// Of each column in which many rows hold words that nobody knows, all of those.
    pub fn unknown_words(&self) -> Vec<UnknownWords> {
        let mut found: Vec<UnknownWords> = Vec::new();
        for row in &self.rows {
            let mut seen: Vec<Column> = Vec::new();
            for (column, text) in row.remarks.iter().filter_map(Remark::unknown_word) {
                let place = found.iter().position(|all| all.column == column).unwrap_or_else(|| {
                    found.push(UnknownWords { column, words: Vec::new(), rows: 0 });
                    found.len() - 1
                });
                found[place].note(text, row.line);
                if !seen.contains(&column) {
                    seen.push(column);
                    found[place].rows += 1;
                }
            }
        }
        found.retain(|all| all.rows > FEW);
        found.iter_mut().for_each(|all| all.words.sort_by_key(|word| std::cmp::Reverse(word.lines.len())));
        found
    }
}

impl UnknownWords {
    fn note(&mut self, text: &str, line: u32) {
        let text = text.trim();
        let key = text.to_lowercase();
        match self.words.iter_mut().find(|word| word.text.to_lowercase() == key) {
            Some(word) if word.lines.last() == Some(&line) => {}
            Some(word) => word.lines.push(line),
            None => self.words.push(UnknownWord { text: text.to_owned(), lines: vec![line] }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{RowReport, Verdict};

    fn row(line: u32, remarks: Vec<Remark>) -> RowReport {
        let (name, candidates, decision) = (format!("Verein {line}"), Vec::new(), None);
        RowReport { line, name, verdict: Verdict::New, candidates, decision, remarks }
    }

    fn offer(text: &str) -> Remark {
        Remark::UnknownGood { column: Column::Offers, text: text.to_owned() }
    }

    #[test]
    fn what_nobody_knows_in_many_rows_is_said_once() {
        let language = || Remark::UnknownLanguage { text: "Elbisch".to_owned() };
        let mut rows: Vec<RowReport> = (2..=81).map(|line| row(line, vec![offer("Zuversicht")])).collect();
        rows[1].remarks = vec![offer("Kuchen"), offer(" zuversicht"), offer("Zuversicht"), language()];
        let told = DryRun { rows, ..DryRun::default() }.unknown_words();
        let words = vec![
            UnknownWord { text: "Zuversicht".to_owned(), lines: (2..=81).collect() },
            UnknownWord { text: "Kuchen".to_owned(), lines: vec![3] },
        ];
        assert_eq!(told, [UnknownWords { column: Column::Offers, words, rows: 80 }], "one language stays in its row");
    }
}
