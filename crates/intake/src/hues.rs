//! The colour of a field that is new to the fair, guessed from its name.

use domain::{profile::name_key, taxonomy::Hue};
use std::cmp::Reverse;

/// The voice a field belongs to; none where its name does not say: "Stammtische" are found under no voice rather than under
/// a wrong one.
pub fn hue_for(name: &str) -> Option<Hue> {
    let key = name_key(name);
    let spaced = format!(" {key} ");
    // What is named first is what it is about: "Sport für Mädchen" is sport. Of words at one place the longest counts.
    let first = |hue: Hue| {
        let places = words(hue).filter_map(|word| Some((spaced.find(word)?, word)));
        places.map(|(place, word)| (place + usize::from(word.starts_with(' ')), Reverse(word.trim().len()))).min()
    };
    let places = Hue::ALL.into_iter().filter_map(|hue| Some((first(hue)?, hue)));
    places.min().map(|(_, hue)| hue)
}

/// Parted by bars; a space is the edge of a word.
fn words(hue: Hue) -> impl Iterator<Item = &'static str> {
    let words = match hue {
        Hue::Sport => {
            "sport|fussball|football|soccer|basketball|volleyball|handball|turnier|fitness|yoga|training|\
             capoeira|schwimm|turnen|laufen|radfahr|bewegung|kampfkunst|boxen|tennis|schach|wandern|gymnast|\
             athletik|reiten|segeln|rudern|klettern|kegeln|judo|karate|ski |angeln"
        }
        Hue::Culture => {
            "musik|music|kunst|kuenste| art | arts |kultur|cultur|theater|theatre|tanz|dance|danc|chor|choir|\
             gesang|konzert|concert|band|orchester|literatur|lesung|poesie|film|kino|foto|festival|feste|\
             fest |karneval|trommel|jazz|reggae|folklore|tradition|buehne|ausstellung|brauchtum|flamenco|\
             radio|podcast|hoerbuch|kulinar|kochkurs|essen|catering|fingerfood|cocktail|party| dj |afro|religi|\
             interrelig|kirche|moschee|museum|heimat|denkmal|handwerk|bastel|gestaltung|crafts|design|mundart"
        }
        Hue::Learn => {
            "bildung|education|sprach|language|mint|stem |schul|school|lernen|learn|unterricht|kurse|kurs |\
             workshop|vortrag|vortraege|lecture|nachhilfe|hausaufgaben|wissenschaft|science|seminar|\
             diskussion|konferenz|digital|medien|karriere|beruf|stipendi|politik|demokratie|democracy|\
             geschichte|history|forschung|research|technik|informatik|programmier"
        }
        Hue::Care => {
            "gesundheit|health|sozial|social|beratung|advice|counsel|senior|aelter|elderly|flucht|gefluecht|\
             refugee|asyl|pflege|behinder|inklusion|disabilit|hilfe|hilfs|notversorgung|selbsthilfe|\
             integration|nachbarschaft|neighbour|wohnungslos|armut|suppenkueche|spenden|seelsorge|\
             lebensmittel|dolmetsch|rassismus|vielfalt|menschenrecht|freiwillig|ehrenamt|aufbauarbeit|\
             haeuserbau|empower|frieden|peace|rettung|feuerwehr|katastrophenschutz|queer|lgbt|obdach"
        }
        Hue::Green => {
            "umwelt|environment|garten|gaerten|garden|natur|nature|klima|climate|nachhaltig|sustainab|\
             tierschutz| tier|animal|oekolog|ecolog|energie|repair|wald|artenschutz|biodivers|landwirtschaft|\
             verkehrswende|fahrrad|vogel|bienen|imker|quartier|stadtteil|stadtentwicklung|mobilitaet|mobility"
        }
        Hue::Women => "frauen|women|maedchen|girls|feminis|gleichstellung|muetterzentrum",
        Hue::Family => {
            "eltern|parent|familie|famili|family|muetter|vaeter|mother|father|generation|kita|frueherziehung|\
             krabbel"
        }
        Hue::Youth => "jugend|youth|kinder|kind |child|children|junge |teen|pfadfind|student",
    };
    words.split('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_find_their_voice() {
        for (name, hue) in [
            ("Musik", Hue::Culture),
            ("Kunst- und Kulturveranstaltungen / Workshops", Hue::Culture),
            ("Sport", Hue::Sport),
            ("Fußball", Hue::Sport),
            ("MINT", Hue::Learn),
            ("Sprachkurse und Sprachunterricht", Hue::Learn),
            ("Kinder und Jugendliche", Hue::Youth),
            ("Elternkurse", Hue::Family),
            ("Frauenrechte", Hue::Women),
            ("Arbeit mit Senior*innen", Hue::Care),
            ("Zusammenarbeit mit Geflüchteten", Hue::Care),
            ("Umwelt und Garten", Hue::Green),
            ("Sports", Hue::Sport),
            ("Parents and family", Hue::Family),
        ] {
            assert_eq!(hue_for(name), Some(hue), "{name}");
        }
    }

    #[test]
    fn what_says_nothing_of_a_voice_has_none() {
        for name in ["Gesellschaftliches", "Veranstaltungsplanung", "Stammtische", "Community", "Sonstiges", "", "&"] {
            assert_eq!(hue_for(name), None, "{name}");
        }
    }
}
