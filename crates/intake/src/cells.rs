//! Reads single cells: lists, yes and no, degrees.

/// Whether a sign was lost, or letters stand as what their bytes are in the wrong encoding: `Ã¼` for `ü`, `â€“` for a dash.
/// `Ã` before a letter or a space is Portuguese.
pub(crate) fn is_damaged(text: &str) -> bool {
    const LEFTOVERS: [&str; 8] = ["â€", "ÄŸ", "Ä±", "Ä°", "ÅŸ", "Å¡", "Å¾", "Å‚"];
    // What Windows-1252 reads in the bytes that follow a first one.
    let follows =
        |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c);
    text.contains(char::REPLACEMENT_CHARACTER)
        || LEFTOVERS.iter().any(|leftover| text.contains(leftover))
        || text.split('Ã').skip(1).any(|rest| rest.starts_with(follows))
}

/// The entries of a cell: parted by line ends, and in a line by `;` and `|` or, where it has none, by `,`; never inside brackets
/// or quotes; each once.
pub(crate) fn list(cell: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for entry in split(cell) {
        let entry = unquoted(&entry.split_whitespace().collect::<Vec<_>>().join(" "));
        let entry = entry.trim_start_matches(['•', '·', '▪']).trim().to_owned();
        let bullet = entry.strip_prefix("- ").or_else(|| entry.strip_prefix("– ")).map(str::to_owned);
        let entry = bullet.unwrap_or(entry);
        let known = entries.iter().any(|known| known.to_lowercase() == entry.to_lowercase());
        if !entry.is_empty() && !known {
            entries.push(entry);
        }
    }
    entries
}

fn split(cell: &str) -> Vec<String> {
    let of_line = |line: &String| match parts(line, &[';', '|']) {
        entries if entries.len() > 1 => entries,
        _ => parts(line, &[',']),
    };
    parts(cell, &['\n']).iter().flat_map(of_line).collect()
}

fn parts(text: &str, signs: &[char]) -> Vec<String> {
    // A bracket or quote that never closes protects nothing: better two entries than one that swallowed the rest.
    try_split(text, signs, true).or_else(|| try_split(text, signs, false)).unwrap_or_default()
}

fn try_split(text: &str, signs: &[char], protecting: bool) -> Option<Vec<String>> {
    let mut entries = vec![String::new()];
    let mut brackets = 0_usize;
    let mut quote: Option<char> = None;
    for c in text.chars() {
        let inside = brackets > 0 || quote.is_some();
        if signs.contains(&c) && !inside {
            entries.push(String::new());
            continue;
        }
        if protecting {
            match (c, quote) {
                (c, Some(end)) if c == end => quote = None,
                // In German the closing quote “ is what opens one in English.
                (_, Some(_)) => {}
                ('"', None) => quote = Some('"'),
                ('„', None) => quote = Some('“'),
                ('“', None) => quote = Some('”'),
                ('«', None) => quote = Some('»'),
                ('»', None) => quote = Some('«'),
                ('(' | '[', None) => brackets += 1,
                (')' | ']', None) => brackets = brackets.saturating_sub(1),
                _ => {}
            }
        }
        if let Some(entry) = entries.last_mut() {
            entry.push(c);
        }
    }
    (brackets == 0 && quote.is_none()).then_some(entries)
}

fn unquoted(entry: &str) -> String {
    let inner = entry.strip_prefix('"').and_then(|entry| entry.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(entry).trim().to_owned()
}

/// Addresses stand one after another, whatever is between them. A path may hold such a sign itself, so within one only the
/// beginning of the next address ends it.
pub(crate) fn words(cell: &str) -> Vec<String> {
    let parts = |c: char| matches!(c, ',' | ';' | '|');
    let mut words: Vec<String> = Vec::new();
    for piece in cell.split_whitespace() {
        let mut rest = piece.trim_matches(parts);
        while !rest.is_empty() {
            let path = rest.find("://").map_or(0, |start| start + 3);
            let path = rest[path..].find(['/', '?', '#']).map_or(rest.len(), |start| path + start);
            let ends = |(at, sign): (usize, &str)| {
                let next = &rest[at + sign.len()..];
                at < path || ["http://", "https://", "www."].iter().any(|begins| next.starts_with(begins))
            };
            let end = rest.match_indices(parts).find(|found| ends(*found)).map_or(rest.len(), |(at, _)| at);
            let word = rest[..end].trim_matches(parts);
            if !word.is_empty() && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
            rest = rest[end..].trim_start_matches(parts);
        }
    }
    words
}

/// Without the signs that turn the direction of writing round: a name that holds one can look like another.
pub(crate) fn without_turns(cell: &str) -> String {
    cell.chars().filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')).collect()
}

/// Yes or no, in German and English and as a cross.
pub(crate) fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.trim().trim_end_matches(['.', '!']).to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "x" | "1" | "wahr" | "true" | "✓" | "✔" | "☑" | "öffentlich" | "public" => {
            Some(true)
        }
        "nein" | "n" | "no" | "0" | "falsch" | "false" | "☐" | "✗" | "nicht öffentlich" | "private" | "privat" => {
            Some(false)
        }
        _ => None,
    }
}

/// A number of degrees, with a comma or a point and perhaps `°` and a point of the compass.
pub(crate) fn degrees(cell: &str) -> Option<f64> {
    let text = cell.trim().replace(',', ".");
    let west_or_south = text.ends_with(['W', 'S', 'w', 's']);
    let text =
        text.trim_end_matches(['N', 'E', 'O', 'W', 'S', 'n', 'e', 'o', 'w', 's', ' ']).trim_end_matches('°').trim();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let degrees: f64 = text.parse().ok().filter(|_| plain)?;
    Some(if west_or_south { -degrees } else { degrees })
}

/// Signs that stand where nothing is known.
pub(crate) fn is_blank(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    matches!(
        cell.as_str(),
        "" | "-"
            | "–"
            | "—"
            | "/"
            | "?"
            | "k. a."
            | "k.a."
            | "k.a"
            | "ka"
            | "keine angabe"
            | "keine angaben"
            | "n/a"
            | "n. a."
    )
}

/// What a spreadsheet shows where a formula failed.
pub(crate) fn is_error(cell: &str) -> bool {
    matches!(
        cell,
        "#N/A"
            | "#NV"
            | "#REF!"
            | "#BEZUG!"
            | "#NAME?"
            | "#VALUE!"
            | "#WERT!"
            | "#DIV/0!"
            | "#NULL!"
            | "#NUM!"
            | "#ZAHL!"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_a_wrong_encoding_are_seen() {
        for text in
            ["Ã„pfelfreunde", "GrÃ¼ner Daumen", "StraÃŸe", "Chor â€“ Tanz", "TÃ¼rkÃ§e DoÄŸa", "Kaputtes \u{fffd}"]
        {
            assert!(is_damaged(text), "{text}");
        }
        for text in ["Äpfelfreunde", "SÃO JOÃO", "AMANHÃ E HOJE", "Ålesund", "Château", "5 € im Jahr", "Doğa"]
        {
            assert!(!is_damaged(text), "{text}");
        }
    }

    #[test]
    fn lists_part_at_signs_but_not_inside_brackets_or_quotes() {
        assert_eq!(list("Tanz; Musik ; Chor|Tanz\n- Theater, Spiel"), ["Tanz", "Musik", "Chor", "Theater", "Spiel"]);
        assert_eq!(
            list("Bildung (Kurse, Seminare), Kunst- und Kulturveranstaltungen / Workshops, \"Lesen, laut\""),
            ["Bildung (Kurse, Seminare)", "Kunst- und Kulturveranstaltungen / Workshops", "Lesen, laut"]
        );
        assert_eq!(list("Reihe „Hier, jetzt“, Chor"), ["Reihe „Hier, jetzt“", "Chor"]);
        assert_eq!(list("Tanz (offen, Chor"), ["Tanz (offen", "Chor"]);
        assert_eq!(list(" , \n; "), [""; 0]);
    }

    #[test]
    fn where_a_semicolon_parts_a_comma_belongs_to_its_entry() {
        assert_eq!(list("Kultur, Musik und Tanz; Sport"), ["Kultur, Musik und Tanz", "Sport"]);
        // Each line for itself: it may be a cell of another column.
        assert_eq!(list("Kultur, Musik; Sport\nTanz, Chor"), ["Kultur, Musik", "Sport", "Tanz", "Chor"]);
        assert_eq!(list("Kultur (Musik; Tanz), Sport"), ["Kultur (Musik; Tanz)", "Sport"]);
    }

    #[test]
    fn addresses_part_where_the_next_begins() {
        assert_eq!(
            words("a.example, b.example;c.example|d@e.example"),
            ["a.example", "b.example", "c.example", "d@e.example"]
        );
        assert_eq!(words("https://k.example/a,b?c=d; x.example"), ["https://k.example/a,b?c=d", "x.example"]);
        assert_eq!(
            words("https://k.example/a,b,https://l.example/c;www.m.example,"),
            ["https://k.example/a,b", "https://l.example/c", "www.m.example"]
        );
        assert_eq!(words(" , ;"), [""; 0]);
    }

    #[test]
    fn crosses_and_words_mean_yes_or_no() {
        assert_eq!(["Ja", "x", "WAHR", "1", "yes"].map(yes_or_no), [Some(true); 5]);
        assert_eq!(["nein", "0", "false", "No", "Falsch"].map(yes_or_no), [Some(false); 5]);
        assert_eq!(yes_or_no("vielleicht"), None);
    }

    #[test]
    fn degrees_have_commas_or_points() {
        assert_eq!(degrees("48,778448"), Some(48.778448));
        assert_eq!(degrees("9.18° E"), Some(9.18));
        assert_eq!(degrees("70,5 W"), Some(-70.5));
        for bad in ["", "nan", "inf", "1e5", "48,7,7", "Mitte"] {
            assert_eq!(degrees(bad), None, "{bad}");
        }
    }
}
