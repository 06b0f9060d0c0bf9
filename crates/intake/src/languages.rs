//! Languages by their German and English names, and how well they are spoken.

use domain::profile::{Level, SpokenLanguage, name_key};

/// One entry of a list, which may hold several: `Deutsch/Englisch`, `Farsi und Dari`. Empty if any part is unknown.
pub(crate) fn parse_all(entry: &str) -> Vec<SpokenLanguage> {
    if let Some(spoken) = parse(entry) {
        return vec![spoken];
    }
    let parts = entry.replace(" und ", "/").replace(" and ", "/").replace(['&', '+', ','], "/");
    parts.split('/').map(parse).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// `Deutsch (fließend)`, `Arabisch C1`, `en:3`, `Türkisch`. Nothing said of the level means: fluent.
pub(crate) fn parse(entry: &str) -> Option<SpokenLanguage> {
    let key = name_key(&entry.replace([':', '=', '/', '(', ')'], " "));
    // More than good: the last level before the mother tongue.
    let key = ["sehr gute", "sehr gut", "very good"].iter().fold(key, |key, words| key.replace(words, "fluent"));
    let mut words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let mut said = None;
    // "als", "auf" and the like say nothing; everything else must be a language or a level.
    words.retain(|word| !matches!(*word, "als" | "auf" | "niveau" | "level" | "sehr" | "as" | "kenntnisse" | "skills"));
    while let Some(level) = words.last().and_then(|word| level(word)).filter(|_| words.len() > 1) {
        said = Some(said.map_or(level, |known: Level| known.min(level)));
        words.pop();
    }
    // Its short name may stand behind it: "Gebärdensprache (DGS)".
    if let [.., _, "dgs"] = words[..] {
        words.pop();
    }
    let name = words.join(" ");
    let (code, _) = LANGUAGES.iter().find(|(code, names)| *code == name || names.contains(&name.as_str()))?;
    Some(SpokenLanguage { code: (*code).to_owned(), level: said.unwrap_or(Level::FLUENT) })
}

/// The common European frame and the words people use.
fn level(word: &str) -> Option<Level> {
    Some(match word {
        "1" | "a1" | "a2" | "grundkenntnisse" | "basis" | "basic" | "basics" | "anfaenger" | "beginner" | "wenig"
        | "etwas" | "elementary" => Level::FEW_WORDS,
        "2" | "b1" | "b2" | "alltag" | "everyday" | "mittel" | "intermediate" | "gut" | "gute" | "good"
        | "alltagstauglich" => Level::EVERYDAY,
        "3" | "c1" | "fliessend" | "fluent" | "verhandlungssicher" | "advanced" | "fortgeschritten" => Level::FLUENT,
        "4" | "c2" | "muttersprache" | "muttersprachlich" | "muttersprachler" | "native" | "erstsprache" => {
            Level::NATIVE
        }
        _ => return None,
    })
}

/// ISO 639-1, or 639-3 where there is none; German, English and some own names, as keys.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("de", &["deutsch", "german"]),
    ("en", &["englisch", "english"]),
    ("fr", &["franzoesisch", "french", "francais"]),
    ("es", &["spanisch", "spanish", "kastilisch", "castilian", "espanol", "castellano"]),
    ("it", &["italienisch", "italian", "italiano"]),
    ("pt", &["portugiesisch", "portuguese", "brasilianisch", "portugues"]),
    ("nl", &["niederlaendisch", "hollaendisch", "dutch", "flaemisch", "flemish", "nederlands"]),
    ("sv", &["schwedisch", "swedish", "svenska"]),
    ("da", &["daenisch", "danish"]),
    ("no", &["norwegisch", "norwegian"]),
    ("fi", &["finnisch", "finnish"]),
    ("is", &["islaendisch", "icelandic"]),
    ("et", &["estnisch", "estonian"]),
    ("lv", &["lettisch", "latvian"]),
    ("lt", &["litauisch", "lithuanian"]),
    ("pl", &["polnisch", "polish", "polski"]),
    ("cs", &["tschechisch", "czech", "cestina"]),
    ("sk", &["slowakisch", "slovak"]),
    ("sl", &["slowenisch", "slovene", "slovenian", "slovenscina"]),
    ("hr", &["kroatisch", "croatian", "hrvatski"]),
    ("sr", &["serbisch", "serbian", "srpski"]),
    ("bs", &["bosnisch", "bosnian", "bosanski"]),
    ("mk", &["mazedonisch", "macedonian"]),
    ("bg", &["bulgarisch", "bulgarian"]),
    ("ru", &["russisch", "russian", "русский"]),
    ("uk", &["ukrainisch", "ukrainian", "українська"]),
    ("be", &["belarussisch", "belarusian", "weissrussisch"]),
    ("ro", &["rumaenisch", "romanian", "moldauisch", "moldovan", "romana"]),
    ("hu", &["ungarisch", "hungarian", "magyar"]),
    ("el", &["griechisch", "greek", "neugriechisch", "ελληνικα"]),
    ("sq", &["albanisch", "albanian", "shqip"]),
    ("tr", &["tuerkisch", "turkish", "tuerkce", "turkce"]),
    ("az", &["aserbaidschanisch", "azerbaijani"]),
    ("hy", &["armenisch", "armenian"]),
    ("ka", &["georgisch", "georgian"]),
    ("ar", &["arabisch", "arabic", "العربية"]),
    ("he", &["hebraeisch", "hebrew", "iwrit", "ivrit"]),
    ("yi", &["jiddisch", "yiddish"]),
    ("fa", &["persisch", "persian", "farsi"]),
    ("prs", &["dari"]),
    ("ps", &["paschtu", "pashto", "paschto"]),
    ("ku", &["kurdisch", "kurdish", "kurdi"]),
    ("kmr", &["kurmandschi", "kurmanji", "kurmanci", "nordkurdisch"]),
    ("ckb", &["sorani", "zentralkurdisch"]),
    ("zza", &["zaza", "zazaki"]),
    ("syr", &["aramaeisch", "aramaic", "syrisch aramaeisch"]),
    ("ur", &["urdu"]),
    ("hi", &["hindi"]),
    ("pa", &["punjabi", "pandschabi", "panjabi"]),
    ("bn", &["bengalisch", "bengali", "bangla"]),
    ("ta", &["tamil", "tamilisch"]),
    ("te", &["telugu"]),
    ("ml", &["malayalam"]),
    ("gu", &["gujarati"]),
    ("si", &["singhalesisch", "sinhala", "sinhalese"]),
    ("ne", &["nepali", "nepalesisch"]),
    ("zh", &["chinesisch", "chinese", "mandarin"]),
    ("ja", &["japanisch", "japanese"]),
    ("ko", &["koreanisch", "korean"]),
    ("vi", &["vietnamesisch", "vietnamese"]),
    ("th", &["thailaendisch", "thai"]),
    ("id", &["indonesisch", "indonesian"]),
    ("tl", &["tagalog", "filipino", "philippinisch"]),
    ("mn", &["mongolisch", "mongolian"]),
    ("kk", &["kasachisch", "kazakh"]),
    ("uz", &["usbekisch", "uzbek"]),
    ("ug", &["uigurisch", "uyghur"]),
    ("sw", &["suaheli", "swahili", "kisuaheli", "kiswahili"]),
    ("so", &["somali", "somalisch"]),
    ("ti", &["tigrinya", "tigrinja", "tigrinisch"]),
    ("am", &["amharisch", "amharic"]),
    ("om", &["oromo", "oromisch"]),
    ("ha", &["hausa", "haussa"]),
    ("yo", &["yoruba"]),
    ("ig", &["igbo"]),
    ("wo", &["wolof"]),
    ("ff", &["fulfulde", "fula", "fulani"]),
    ("ln", &["lingala"]),
    ("ak", &["twi", "akan"]),
    ("rom", &["romani", "romanes"]),
    ("ca", &["katalanisch", "catalan"]),
    ("eu", &["baskisch", "basque"]),
    ("ga", &["irisch", "irish"]),
    ("la", &["latein", "latin"]),
    ("eo", &["esperanto"]),
    ("gsg", &["gebaerdensprache", "deutsche gebaerdensprache", "dgs", "german sign language", "sign language"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_come_with_or_without_a_level() {
        let read = |entry| parse(entry).map(|spoken| (spoken.code, spoken.level.get()));
        let expect = |code: &str, level| Some((code.to_owned(), level));
        assert_eq!(read("Deutsch (fließend)"), expect("de", 3));
        assert_eq!(read("Arabisch C1"), expect("ar", 3));
        assert_eq!(read("en:3"), expect("en", 3));
        assert_eq!(read("Türkisch – Muttersprache"), expect("tr", 4));
        assert_eq!(read("French (B1/B2)"), expect("fr", 2));
        assert_eq!(read("Deutsche Gebärdensprache"), expect("gsg", 3));
        assert_eq!(read("Gebärdensprache (DGS)"), expect("gsg", 3));
        assert_eq!(read("Jiddisch"), expect("yi", 3));
        assert_eq!(read("Englisch (sehr gut)"), expect("en", 3));
        assert_eq!(read("Englisch: gut"), expect("en", 2));
        let codes = |entry| parse_all(entry).into_iter().map(|spoken| spoken.code).collect::<Vec<_>>();
        assert_eq!(codes("Deutsch/Englisch und Dari"), ["de", "en", "prs"]);
        assert_eq!(codes("Deutsch, Englisch"), ["de", "en"]);
        assert_eq!(codes("Deutsch und Quenya"), [""; 0]);
        assert_eq!(read("Klingonisch"), None);
        assert_eq!(read("fließend"), None);
    }

    #[test]
    fn no_name_belongs_to_two_languages() {
        let mut seen = std::collections::BTreeSet::new();
        for (code, names) in LANGUAGES {
            assert!(seen.insert(*code), "{code}");
            for name in *names {
                assert!(seen.insert(*name), "{name}");
                assert_eq!(name_key(name), **name);
            }
        }
    }
}
