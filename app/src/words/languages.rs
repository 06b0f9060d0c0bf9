//! What the languages of the world are called, by ISO 639 code, in every language of the interface.

use super::enums::level;
use domain::{Locale, profile::SpokenLanguage};

/// Code, German, English; sorted by code.
const NAMES: &[(&str, &str, &str)] = &[
    ("aa", "Afar", "Afar"),
    ("am", "Amharisch", "Amharic"),
    ("ar", "Arabisch", "Arabic"),
    ("az", "Aserbaidschanisch", "Azerbaijani"),
    ("be", "Belarussisch", "Belarusian"),
    ("ber", "Tamazight", "Tamazight"),
    ("bg", "Bulgarisch", "Bulgarian"),
    ("bm", "Bambara", "Bambara"),
    ("bn", "Bengalisch", "Bengali"),
    ("bs", "Bosnisch", "Bosnian"),
    ("ca", "Katalanisch", "Catalan"),
    ("ckb", "Sorani", "Sorani"),
    ("cs", "Tschechisch", "Czech"),
    ("da", "Dänisch", "Danish"),
    ("de", "Deutsch", "German"),
    ("el", "Griechisch", "Greek"),
    ("en", "Englisch", "English"),
    ("es", "Spanisch", "Spanish"),
    ("et", "Estnisch", "Estonian"),
    ("eu", "Baskisch", "Basque"),
    ("fa", "Persisch", "Persian"),
    ("ff", "Fulfulde", "Fula"),
    ("fi", "Finnisch", "Finnish"),
    ("fr", "Französisch", "French"),
    ("gsg", "Deutsche Gebärdensprache", "German Sign Language"),
    ("gu", "Gujarati", "Gujarati"),
    ("ha", "Hausa", "Hausa"),
    ("he", "Hebräisch", "Hebrew"),
    ("hi", "Hindi", "Hindi"),
    ("hr", "Kroatisch", "Croatian"),
    ("hu", "Ungarisch", "Hungarian"),
    ("hy", "Armenisch", "Armenian"),
    ("id", "Indonesisch", "Indonesian"),
    ("ig", "Igbo", "Igbo"),
    ("it", "Italienisch", "Italian"),
    ("ja", "Japanisch", "Japanese"),
    ("ka", "Georgisch", "Georgian"),
    ("kk", "Kasachisch", "Kazakh"),
    ("kmr", "Kurmandschi", "Kurmanji"),
    ("ko", "Koreanisch", "Korean"),
    ("ku", "Kurdisch", "Kurdish"),
    ("ln", "Lingala", "Lingala"),
    ("lt", "Litauisch", "Lithuanian"),
    ("lv", "Lettisch", "Latvian"),
    ("mk", "Mazedonisch", "Macedonian"),
    ("ml", "Malayalam", "Malayalam"),
    ("mn", "Mongolisch", "Mongolian"),
    ("ms", "Malaiisch", "Malay"),
    ("ne", "Nepali", "Nepali"),
    ("nl", "Niederländisch", "Dutch"),
    ("no", "Norwegisch", "Norwegian"),
    ("om", "Oromo", "Oromo"),
    ("pa", "Panjabi", "Punjabi"),
    ("pl", "Polnisch", "Polish"),
    ("prs", "Dari", "Dari"),
    ("ps", "Paschtu", "Pashto"),
    ("pt", "Portugiesisch", "Portuguese"),
    ("ro", "Rumänisch", "Romanian"),
    ("rom", "Romani", "Romani"),
    ("ru", "Russisch", "Russian"),
    ("rw", "Kinyarwanda", "Kinyarwanda"),
    ("si", "Singhalesisch", "Sinhala"),
    ("sk", "Slowakisch", "Slovak"),
    ("sl", "Slowenisch", "Slovenian"),
    ("so", "Somali", "Somali"),
    ("sq", "Albanisch", "Albanian"),
    ("sr", "Serbisch", "Serbian"),
    ("sv", "Schwedisch", "Swedish"),
    ("sw", "Suaheli", "Swahili"),
    ("ta", "Tamil", "Tamil"),
    ("te", "Telugu", "Telugu"),
    ("tg", "Tadschikisch", "Tajik"),
    ("th", "Thai", "Thai"),
    ("ti", "Tigrinya", "Tigrinya"),
    ("tl", "Tagalog", "Tagalog"),
    ("tr", "Türkisch", "Turkish"),
    ("tw", "Twi", "Twi"),
    ("uk", "Ukrainisch", "Ukrainian"),
    ("ur", "Urdu", "Urdu"),
    ("uz", "Usbekisch", "Uzbek"),
    ("vi", "Vietnamesisch", "Vietnamese"),
    ("wo", "Wolof", "Wolof"),
    ("yi", "Jiddisch", "Yiddish"),
    ("yo", "Yoruba", "Yoruba"),
    ("zh", "Chinesisch", "Chinese"),
    ("zza", "Zazaki", "Zazaki"),
];

/// "Arabisch" for "ar"; a code that is not known here is shown as it is.
pub fn language(locale: Locale, code: &str) -> String {
    let name = NAMES.binary_search_by_key(&code, |(code, _, _)| code).ok().and_then(|index| NAMES.get(index));
    match (name, locale) {
        (Some((_, german, _)), Locale::De) => (*german).to_owned(),
        (Some((_, _, english)), Locale::En) => (*english).to_owned(),
        (None, _) => code.to_owned(),
    }
}

/// A language and how well it is spoken.
pub fn spoken(locale: Locale, spoken: &SpokenLanguage) -> String {
    format!("{} ({})", language(locale, &spoken.code), level(locale, spoken.level))
}

/// All codes with their names, in the alphabetical order of the names; for forms.
pub fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = NAMES.iter().map(|(code, _, _)| (*code, language(locale, code))).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found() {
        assert!(NAMES.is_sorted_by_key(|(code, _, _)| code));
        assert_eq!(language(Locale::De, "uk"), "Ukrainisch");
        assert_eq!(language(Locale::En, "xx"), "xx");
    }
}
