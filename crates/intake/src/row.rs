//! Reads the cells of one row, column by column; what cannot be taken becomes a remark.

use crate::{cells, draft::Values, goods, languages, terms};
use domain::{
    intake::{Column, Remark, Said},
    profile::{Position, SpokenLanguage},
    taxonomy::Exchange,
    text::{LIST_LIMIT, TAG_LIMIT, TEXT_LIMIT, one_line, parse_email, parse_text, parse_website},
};

#[derive(Default)]
pub(crate) struct RowReader {
    values: Values,
    remarks: Vec<Remark>,
    latitude: Option<(f64, String)>,
    longitude: Option<(f64, String)>,
}

impl RowReader {
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what the row's cells say in this column; `cells` are those that hold something.
    pub fn read(&mut self, column: Column, cells: &[&str]) {
        let (errors, cells): (Vec<&str>, Vec<&str>) = cells.iter().partition(|cell| cells::is_error(cell));
        for text in &errors {
            self.not_understood(column, text);
        }
        if cells.is_empty() {
            if errors.is_empty() {
                self.values.empty.push(column);
            }
            return;
        }
        let lines = cells.join("\n");
        match column {
            Column::Name => {}
            Column::ShortName => self.values.short_name = self.short(column, &lines),
            Column::Street => self.values.street = self.short(column, &lines),
            Column::Postcode => self.values.postcode = self.short(column, &lines),
            Column::Town => self.values.town = self.short(column, &lines),
            Column::Goals => self.values.goals = self.text(column, &cells.join("\n\n")),
            Column::Activities => self.values.activities = self.text(column, &cells.join("\n\n")),
            Column::Kind => self.values.kind = self.understood(column, &lines, terms::kind),
            Column::Relation => self.values.relation = self.understood(column, &lines, terms::relation),
            Column::AddressPublic => self.values.address_public = self.understood(column, &lines, cells::yes_or_no),
            Column::Fields => self.values.fields = self.entries(column, &lines),
            Column::TargetGroups => self.values.target_groups = self.entries(column, &lines),
            Column::Districts => self.values.districts = self.entries(column, &lines),
            Column::Languages => self.values.languages = self.languages(&lines),
            Column::Offers => self.values.offers = self.goods(column, &lines),
            Column::Needs => self.values.needs = self.goods(column, &lines),
            Column::Website => self.values.websites = self.websites(&lines),
            Column::Email => self.values.email = self.email(&lines),
            Column::Latitude => self.latitude = self.degrees(column, &lines, 90.0),
            Column::Longitude => self.longitude = self.degrees(column, &lines, 180.0),
        }
    }

    pub fn finish(mut self) -> (Values, Vec<Remark>) {
        let half = match (self.latitude.take(), self.longitude.take()) {
            (Some((0.0, _)), Some((0.0, _))) => {
                self.remarks.push(Remark::NullPosition);
                None
            }
            (Some((latitude, _)), Some((longitude, _))) => {
                self.values.position = Position::parse(latitude, longitude);
                None
            }
            (Some((_, text)), None) => Some((Column::Latitude, text)),
            (None, Some((_, text))) => Some((Column::Longitude, text)),
            (None, None) => None,
        };
        self.remarks.extend(half.map(|(column, text)| Remark::HalfPosition { column, text }));
        (self.values, self.remarks)
    }

    fn not_understood(&mut self, column: Column, text: &str) {
        self.remarks.push(Remark::NotUnderstood { column, text: text.to_owned() });
    }

    fn understood<T>(&mut self, column: Column, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = read(text);
        if value.is_none() {
            self.not_understood(column, text);
        }
        value
    }

    /// One line of at most [`TAG_LIMIT`] characters.
    fn short(&mut self, column: Column, text: &str) -> Option<String> {
        let line = self.cut(column, one_line(text), TAG_LIMIT);
        (!line.is_empty()).then_some(line)
    }

    fn text(&mut self, column: Column, text: &str) -> Option<String> {
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
        let text = self.cut(column, text.trim().to_owned(), TEXT_LIMIT);
        parse_text(&text).ok().filter(|text| !text.is_empty())
    }

    /// Cuts at the last space within the limit; what is cut off goes into a remark.
    fn cut(&mut self, column: Column, text: String, limit: usize) -> String {
        let Some((end, _)) = text.char_indices().nth(limit) else {
            return text;
        };
        let end = text[..end].rfind(char::is_whitespace).filter(|space| *space > end / 2).unwrap_or(end);
        let (kept, rest) = (text[..end].trim_end().to_owned(), text[end..].trim().to_owned());
        self.remarks.push(Remark::Shortened { column, length: text.chars().count(), limit, rest });
        kept
    }

    fn entries(&mut self, column: Column, text: &str) -> Option<Vec<String>> {
        let mut entries: Vec<String> = Vec::new();
        for entry in cells::list(text) {
            let entry = self.cut(column, one_line(&entry), TAG_LIMIT);
            if !entry.is_empty() && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        self.at_most(column, entries, Said::Words)
    }

    /// The first [`LIST_LIMIT`] of them; `None` if there is none.
    fn at_most<T>(&mut self, column: Column, mut list: Vec<T>, said: impl Fn(Vec<T>) -> Said) -> Option<Vec<T>> {
        if list.len() > LIST_LIMIT {
            let left_out = said(list.split_off(LIST_LIMIT));
            self.remarks.push(Remark::ListShortened { column, limit: LIST_LIMIT, left_out });
        }
        (!list.is_empty()).then_some(list)
    }

    fn languages(&mut self, text: &str) -> Option<Vec<SpokenLanguage>> {
        let mut spoken: Vec<SpokenLanguage> = Vec::new();
        for entry in cells::list(text) {
            let read = languages::parse_all(&entry);
            if read.is_empty() {
                self.remarks.push(Remark::UnknownLanguage { text: entry });
            }
            for language in read {
                match spoken.iter_mut().find(|known| known.code == language.code) {
                    // Named twice, the better one counts.
                    Some(known) => known.level = known.level.max(language.level),
                    None => spoken.push(language),
                }
            }
        }
        self.at_most(Column::Languages, spoken, Said::Languages)
    }

    fn goods(&mut self, column: Column, text: &str) -> Option<Vec<Exchange>> {
        let mut goods: Vec<Exchange> = Vec::new();
        for entry in cells::list(text) {
            match goods::parse(&entry) {
                Some(exchange) => {
                    let note = self.cut(column, one_line(&exchange.note), TEXT_LIMIT);
                    let exchange = Exchange { note, ..exchange };
                    if !goods.contains(&exchange) {
                        goods.push(exchange);
                    }
                }
                None => self.remarks.push(Remark::UnknownGood { column, text: entry }),
            }
        }
        self.at_most(column, goods, Said::Exchanges)
    }

    fn websites(&mut self, text: &str) -> Option<Vec<String>> {
        let mut websites: Vec<String> = Vec::new();
        for word in cells::words(text) {
            match parse_website(&word) {
                Ok(website) if websites.contains(&website) => {}
                Ok(website) => websites.push(website),
                Err(_) => self.remarks.push(Remark::WebsiteRefused { text: word }),
            }
        }
        self.at_most(Column::Website, websites, Said::Words)
    }

    fn email(&mut self, text: &str) -> Option<String> {
        let mut emails = Vec::new();
        for word in cells::words(text) {
            let bare = word.trim_matches(['<', '>', '(', ')']);
            match parse_email(bare.strip_prefix("mailto:").unwrap_or(bare)) {
                Ok(email) if emails.contains(&email) => {}
                Ok(email) => emails.push(email),
                Err(_) => self.remarks.push(Remark::EmailRefused { text: word }),
            }
        }
        let mut emails = emails.into_iter();
        let first = emails.next();
        let left_out: Vec<String> = emails.collect();
        if !left_out.is_empty() {
            self.remarks.push(Remark::OneEmailOnly { left_out });
        }
        first
    }

    fn degrees(&mut self, column: Column, text: &str, most: f64) -> Option<(f64, String)> {
        let degrees = self.understood(column, text, cells::degrees)?;
        if degrees.abs() > most {
            self.remarks.push(Remark::OutOfRange { column, text: text.to_owned() });
            return None;
        }
        Some((degrees, text.to_owned()))
    }
}
