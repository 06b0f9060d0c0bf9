//! Questions that open a talk, in the languages of those who sit at the table.
//!
//! A small curated set: one for each field of activity and each kind of common ground, three for everybody. They ask for
//! what people do and wish for, never where somebody comes from.

use crate::{
    profile::{Level, SpokenLanguage},
    taxonomy::Hue,
};
use serde::{Deserialize, Serialize};

/// A language in which questions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tongue {
    #[serde(rename = "de")]
    German,
    #[serde(rename = "de-x-ls")]
    PlainGerman,
    #[serde(rename = "en")]
    English,
    #[serde(rename = "tr")]
    Turkish,
    #[serde(rename = "ar")]
    Arabic,
    #[serde(rename = "uk")]
    Ukrainian,
}

impl Tongue {
    /// The BCP 47 tag, as `lang` wants it.
    pub fn tag(self) -> &'static str {
        match self {
            Tongue::German => "de",
            Tongue::PlainGerman => "de-x-ls",
            Tongue::English => "en",
            Tongue::Turkish => "tr",
            Tongue::Arabic => "ar",
            Tongue::Ukrainian => "uk",
        }
    }

    /// The writing direction, as `dir` wants it.
    pub fn direction(self) -> &'static str {
        if self == Tongue::Arabic { "rtl" } else { "ltr" }
    }

    /// Whoever knows only some German gets the plain one.
    fn of(spoken: &SpokenLanguage) -> Option<Tongue> {
        match spoken.code.as_str() {
            "de" if spoken.level <= Level::EVERYDAY => Some(Tongue::PlainGerman),
            "de" => Some(Tongue::German),
            "en" => Some(Tongue::English),
            "tr" => Some(Tongue::Turkish),
            "ar" => Some(Tongue::Arabic),
            "uk" => Some(Tongue::Ukrainian),
            _ => None,
        }
    }
}

/// What two have in common, as far as a question can build on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    Field(Hue),
    /// One has what the other needs.
    Exchange,
    District,
    TargetGroup,
}

/// A question in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    pub tongue: Tongue,
    pub text: String,
}

/// The question for a table, in the languages that all share, the strongest first (at most two); where they share none, in
/// the best language of everybody who sits there (at most three; German where no other is known). `turn` varies it from round to round.
pub fn question<'a>(
    themes: &[Theme],
    speakers: impl IntoIterator<Item = &'a [SpokenLanguage]>,
    turn: usize,
) -> Vec<Spoken> {
    let texts = match themes {
        [] => ANYTHING[turn % ANYTHING.len()],
        themes => of_theme(themes[turn % themes.len()]),
    };
    let speakers: Vec<_> = speakers.into_iter().collect();
    let shared = shared(&speakers);
    let tongues = if shared.is_empty() { of_each(&speakers) } else { shared };
    tongues.into_iter().map(|tongue| Spoken { tongue, text: texts[tongue as usize].to_owned() }).collect()
}

/// Languages in which everybody can hold a talk, by what the weakest knows of them. Nobody knows what those share of whom
/// no language was told.
fn shared(speakers: &[&[SpokenLanguage]]) -> Vec<Tongue> {
    let Some((first, others)) = speakers.split_first() else { return Vec::new() };
    let of_all = |one: &SpokenLanguage| {
        let levels = others.iter().map(|spoken| spoken.iter().find(|other| other.code == one.code).map(|o| o.level));
        let level = levels.chain([Some(one.level)]).min().flatten()?;
        let weakest = SpokenLanguage { level, ..one.clone() };
        (level >= Level::EVERYDAY).then(|| Tongue::of(&weakest).map(|tongue| (level, tongue))).flatten()
    };
    let mut shared: Vec<(Level, Tongue)> = first.iter().filter_map(of_all).collect();
    // Of two that are shared equally well, the one that is heard less in this city.
    shared.sort_by_key(|known| std::cmp::Reverse(*known));
    shared.into_iter().map(|(_, tongue)| tongue).take(2).collect()
}

fn of_each(speakers: &[&[SpokenLanguage]]) -> Vec<Tongue> {
    let mut tongues = Vec::new();
    for spoken in speakers {
        let known = spoken.iter().filter_map(|one| Some((one.level, Tongue::of(one)?)));
        // Of two that are known equally well, the one that is heard less in this city.
        let best = known.max_by_key(|(level, tongue)| (*level, *tongue)).map_or(Tongue::German, |(_, tongue)| tongue);
        if !tongues.contains(&best) {
            tongues.push(best);
        }
    }
    // Plain German is understood by whoever knows German.
    if tongues.contains(&Tongue::PlainGerman) {
        tongues.retain(|tongue| *tongue != Tongue::German);
    }
    if tongues.is_empty() {
        tongues.push(Tongue::German);
    }
    tongues.truncate(3);
    tongues
}

/// In the order of [`Tongue`].
type Texts = [&'static str; 6];

fn of_theme(theme: Theme) -> Texts {
    match theme {
        Theme::Field(Hue::Youth) => [
            "Was wünschen sich die Jugendlichen bei Ihnen, das Sie allein nicht schaffen?",
            "Was wünschen sich die Jugendlichen bei Ihnen?",
            "What do the young people you work with wish for that you cannot do alone?",
            "Birlikte çalıştığınız gençler, tek başınıza yapamadığınız neyi istiyor?",
            "ما الذي يتمنّاه الشباب لديكم ولا تستطيعون تحقيقه وحدكم؟",
            "Чого бажає ваша молодь, що ви не можете зробити самі?",
        ],
        Theme::Field(Hue::Culture) => [
            "Welche Aufführung oder welches Fest könnten wir zusammen gestalten?",
            "Welches Fest können wir zusammen machen?",
            "Which performance or celebration could we put on together?",
            "Hangi gösteriyi ya da şenliği birlikte düzenleyebiliriz?",
            "أيّ عرض أو احتفال يمكننا أن نقيمه معًا؟",
            "Який виступ чи яке свято ми могли б підготувати разом?",
        ],
        Theme::Field(Hue::Sport) => [
            "Wie finden Menschen zu Ihnen, die noch nie Sport im Verein gemacht haben?",
            "Wie können neue Menschen bei Ihnen Sport machen?",
            "How do people find you who have never done sport in a club?",
            "Daha önce hiç bir kulüpte spor yapmamış kişiler size nasıl katılıyor?",
            "كيف ينضمّ إليكم من لم يمارس الرياضة في نادٍ من قبل؟",
            "Як до вас приходять люди, які ще ніколи не займалися спортом у клубі?",
        ],
        Theme::Field(Hue::Learn) => [
            "Was lernen Menschen bei Ihnen, das man in keiner Schule lernt?",
            "Was lernen Menschen bei Ihnen?",
            "What do people learn with you that no school teaches?",
            "İnsanlar sizde, hiçbir okulda öğrenilmeyen neyi öğreniyor?",
            "ما الذي يتعلّمه الناس لديكم ولا تعلّمه أيّ مدرسة؟",
            "Чого люди навчаються у вас, чого не вчать у жодній школі?",
        ],
        Theme::Field(Hue::Family) => [
            "Was würde den Familien bei Ihnen den Alltag leichter machen?",
            "Was hilft den Familien bei Ihnen?",
            "What would make everyday life easier for the families you know?",
            "Tanıdığınız ailelerin günlük hayatını ne kolaylaştırırdı?",
            "ما الذي يسهّل الحياة اليومية على العائلات لديكم؟",
            "Що полегшило б щоденне життя родинам, яких ви знаєте?",
        ],
        Theme::Field(Hue::Women) => [
            "Wo fehlt Frauen in unserer Stadt noch ein Ort, und wie könnte er aussehen?",
            "Welchen Ort brauchen Frauen in unserer Stadt?",
            "Where do women in our city still lack a place, and what could it look like?",
            "Şehrimizde kadınların hâlâ nerede bir mekâna ihtiyacı var ve bu nasıl olabilir?",
            "أين ما زالت النساء في مدينتنا بحاجة إلى مكان، وكيف يمكن أن يكون؟",
            "Де жінкам у нашому місті ще бракує свого місця і яким воно могло б бути?",
        ],
        Theme::Field(Hue::Care) => [
            "Mit welcher Frage kommen die meisten Menschen zu Ihnen?",
            "Welche Frage hören Sie oft?",
            "Which question do most people come to you with?",
            "İnsanlar size en çok hangi soruyla geliyor?",
            "ما السؤال الذي يأتي به معظم الناس إليكم؟",
            "З яким питанням до вас приходять найчастіше?",
        ],
        Theme::Field(Hue::Green) => [
            "Welchen Fleck in der Stadt würden Sie gern schöner machen?",
            "Welchen Ort in der Stadt wollen Sie schöner machen?",
            "Which spot in the city would you like to make more beautiful?",
            "Şehirde hangi köşeyi güzelleştirmek isterdiniz?",
            "أيّ مكان في المدينة تودّون أن تجعلوه أجمل؟",
            "Який куточок міста ви хотіли б зробити гарнішим?",
        ],
        Theme::Exchange => [
            "Was haben Sie, das anderen fehlt, und was fehlt Ihnen?",
            "Was haben Sie? Was brauchen Sie?",
            "What do you have that others lack, and what do you lack?",
            "Sizde olup başkalarında olmayan ne var, sizin neye ihtiyacınız var?",
            "ماذا لديكم مما يحتاجه غيركم، وماذا ينقصكم؟",
            "Що у вас є, чого бракує іншим, і чого бракує вам?",
        ],
        Theme::District => [
            "Was fehlt unserem Stadtteil am meisten?",
            "Was fehlt in unserem Stadtteil?",
            "What does our part of the city need most?",
            "Semtimizin en çok neye ihtiyacı var?",
            "ما أكثر ما يحتاجه حيّنا؟",
            "Чого найбільше бракує нашому району?",
        ],
        Theme::TargetGroup => [
            "Wie erreichen Sie die Menschen, für die Sie da sind?",
            "Wie finden die Menschen zu Ihnen?",
            "How do you reach the people you are there for?",
            "Hizmet verdiğiniz insanlara nasıl ulaşıyorsunuz?",
            "كيف تصلون إلى الناس الذين تعملون من أجلهم؟",
            "Як ви знаходите людей, для яких працюєте?",
        ],
    }
}

/// For those of whom nothing in common is known.
const ANYTHING: [Texts; 3] = [
    [
        "Worauf sind Sie in Ihrem Verein besonders stolz?",
        "Was ist gut in Ihrem Verein?",
        "What are you most proud of in your association?",
        "Derneğinizde en çok neyle gurur duyuyorsunuz?",
        "بماذا تفتخرون أكثر في جمعيتكم؟",
        "Чим ви найбільше пишаєтеся у своєму об’єднанні?",
    ],
    [
        "Was würden Sie sofort gemeinsam anfangen, wenn nichts dagegen spräche?",
        "Was möchten Sie mit uns zusammen machen?",
        "What would you start together tomorrow if nothing stood in the way?",
        "Hiçbir engel olmasaydı, birlikte hemen neye başlardınız?",
        "ما الذي تبدؤون به معنا فورًا لو لم يكن هناك عائق؟",
        "Що б ви одразу почали робити разом, якби ніщо не заважало?",
    ],
    [
        "Wie sieht bei Ihnen ein guter Tag aus?",
        "Was machen Sie an einem guten Tag?",
        "What does a good day look like for you?",
        "Sizde iyi bir gün nasıl geçer?",
        "كيف يكون اليوم الجميل لديكم؟",
        "Який вигляд має у вас вдалий день?",
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn speaks(languages: &[(&str, Level)]) -> Vec<SpokenLanguage> {
        languages.iter().map(|(code, level)| SpokenLanguage { code: (*code).to_owned(), level: *level }).collect()
    }

    fn asked(a: &[(&str, Level)], b: &[(&str, Level)]) -> Vec<&'static str> {
        let (a, b) = (speaks(a), speaks(b));
        let spoken = question(&[Theme::District], [a.as_slice(), b.as_slice()], 0);
        spoken.into_iter().map(|one| one.tongue.tag()).collect()
    }

    #[test]
    fn the_question_is_asked_in_what_the_table_shares_the_strongest_first() {
        let german = [("de", Level::NATIVE)];
        let arabic = [("de", Level::FLUENT), ("ar", Level::NATIVE)];
        assert_eq!(asked(&german, &arabic), ["de"]);
        assert_eq!(asked(&german, &german), ["de"]);
        let turkish = [("de", Level::FLUENT), ("tr", Level::NATIVE), ("en", Level::FEW_WORDS)];
        let english = [("en", Level::NATIVE), ("de", Level::FLUENT)];
        assert_eq!(asked(&english, &turkish), ["de"], "a few words of English are no talk");
        let both = [("en", Level::EVERYDAY), ("de", Level::NATIVE), ("tr", Level::NATIVE)];
        assert_eq!(asked(&both, &turkish), ["tr", "de"]);
        assert_eq!(asked(&both, &english), ["de", "en"]);
    }

    #[test]
    fn where_nothing_is_shared_each_side_reads_it_in_its_best_language() {
        assert_eq!(asked(&[("de", Level::NATIVE)], &[("ar", Level::NATIVE)]), ["de", "ar"]);
        assert_eq!(asked(&[("de", Level::FLUENT), ("tr", Level::NATIVE)], &[]), ["tr", "de"], "one told nothing");
    }

    #[test]
    fn a_little_german_is_plain_german_for_both() {
        assert_eq!(asked(&[("de", Level::NATIVE)], &[("de", Level::EVERYDAY)]), ["de-x-ls"]);
    }

    #[test]
    fn a_language_without_questions_falls_back_to_german() {
        assert_eq!(asked(&[("fa", Level::NATIVE)], &[("tr", Level::NATIVE)]), ["de", "tr"]);
    }

    #[test]
    fn every_question_is_there_in_every_language() {
        let fields = Hue::ALL.map(|hue| of_theme(Theme::Field(hue)));
        let others = [Theme::Exchange, Theme::District, Theme::TargetGroup].map(of_theme);
        let all: Vec<&str> = fields.iter().chain(&others).chain(&ANYTHING).flatten().copied().collect();
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "no text stands twice");
        // Arabic marks its question by a mark of its own.
        assert!(all.iter().all(|text| text.ends_with(['?', '؟'])));
    }
}
