//! Everything people read, in every language of the interface, one file per topic.
//!
//! Each text is a function of the [`Locale`]; a `match` without a wild card stands behind it, so a language that is
//! missing somewhere does not compile, and a text nobody shows does not travel. No translation crate: the ones for
//! Leptos add 33 to 87 KB of wasm for what a macro of forty lines does here.

pub mod associations;
pub mod control;
pub mod dates;
pub mod dating;
pub mod enums;
pub mod fair;
pub mod intake;
pub mod languages;
pub mod links;
pub mod market;
pub mod merging;
pub mod office;
pub mod organise;
pub mod overview;
pub mod paper;
pub mod phone;
pub mod programme;
pub mod refusals;
pub mod screen;
pub mod shell;
pub mod table;
pub mod workshop;

use domain::Locale;

/// The categories in which the languages of the world count (Unicode CLDR plural rules, cardinals).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    /// The category of a whole number. Written by hand, one arm per locale, instead of `icu_plurals` here and
    /// `Intl.PluralRules` there: server and browser must never disagree about a word while hydrating.
    ///
    /// The further categories wait for their languages; Arabic's arm, for example, will read
    /// `0 => Zero, 1 => One, 2 => Two, _ if (3..=10).contains(&(n % 100)) => Few, _ if n % 100 >= 11 => Many`.
    pub fn of(locale: Locale, n: u64) -> Self {
        match locale {
            Locale::De | Locale::En => match n {
                1 => Plural::One,
                _ => Plural::Other,
            },
        }
    }
}

/// Declares texts. Three forms, each with one entry per variant of [`Locale`]:
///
/// ```ignore
/// words! {
///     /// What it is for.
///     title { De: "Markt", En: "Market" }
///     greeting(name: &str) { De: "Guten Tag, {name}", En: "Hello {name}" }
///     stands(n: usize) by n { De: One "{n} Stand" | "{n} Stände", En: One "{n} stand" | "{n} stands" }
/// }
/// ```
macro_rules! words {
    () => {};
    ($(#[$doc:meta])* $name:ident { $($lang:ident: $text:literal),+ $(,)? } $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(locale: ::domain::Locale) -> &'static str {
            match locale { $(::domain::Locale::$lang => $text,)+ }
        }
        $crate::words::words! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident ( $($arg:ident: $ty:ty),+ ) { $($lang:ident: $text:literal),+ $(,)? } $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(locale: ::domain::Locale, $($arg: $ty),+) -> String {
            match locale { $(::domain::Locale::$lang => format!($text),)+ }
        }
        $crate::words::words! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident ( $($arg:ident: $ty:ty),+ ) by $count:ident {
        $($lang:ident: $($category:ident $form:literal |)* $other:literal),+ $(,)?
    } $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(locale: ::domain::Locale, $($arg: $ty),+) -> String {
            let category = $crate::words::Plural::of(locale, $count as u64);
            match locale { $(::domain::Locale::$lang => match category {
                $($crate::words::Plural::$category => format!($form),)*
                _ => format!($other),
            },)+ }
        }
        $crate::words::words! { $($rest)* }
    };
}
pub(crate) use words;

/// "a, b und c" as the language joins a list.
pub fn and_list(locale: Locale, items: &[String]) -> String {
    let and = match locale {
        Locale::De => " und ",
        Locale::En => " and ",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{}{and}{last}", head.join(", ")),
    }
}

/// A name as it is shown in a list: "e. V." stays in one piece, wherever the line ends.
pub fn unbroken(name: &str) -> String {
    name.replace("e. V.", "e.\u{a0}V.")
}

/// Names in quotation marks, joined: „A“ und „B“.
pub fn quoted_list(locale: Locale, names: &[String]) -> String {
    let quoted = names.iter().map(|name| match locale {
        Locale::De => format!("„{name}“"),
        Locale::En => format!("“{name}”"),
    });
    and_list(locale, &quoted.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        stalls(n: usize) by n { De: One "{n} Stand" | "{n} Stände", En: One "{n} stand" | "{n} stands" }
    }

    #[test]
    fn one_is_singular_and_nothing_is_many() {
        assert_eq!([0, 1, 2].map(|n| stalls(Locale::De, n)), ["0 Stände", "1 Stand", "2 Stände"]);
        assert_eq!([0, 1, 2].map(|n| stalls(Locale::En, n)), ["0 stands", "1 stand", "2 stands"]);
    }

    #[test]
    fn the_legal_form_is_not_torn_apart() {
        assert_eq!(unbroken("Chor Hafen e. V. und Freunde e. V."), "Chor Hafen e.\u{a0}V. und Freunde e.\u{a0}V.");
        assert_eq!(unbroken("Initiative Sommer"), "Initiative Sommer");
    }

    #[test]
    fn a_list_is_joined_the_way_people_speak() {
        let items = ["Deutsch", "Arabisch", "Dari"].map(str::to_owned);
        assert_eq!(and_list(Locale::De, &items), "Deutsch, Arabisch und Dari");
        assert_eq!(and_list(Locale::En, &items[..1]), "Deutsch");
    }
}
