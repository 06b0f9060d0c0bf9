//! Days, times and spans as each language writes them. Times are civil times of the fair's place, 24 hours.

use super::words;
use domain::Locale;
use jiff::civil::{Date, DateTime, Time, Weekday};

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "November"
pub fn month(locale: Locale, month: i8) -> &'static str {
    let names = match locale {
        Locale::De => MONTHS_DE,
        Locale::En => MONTHS_EN,
    };
    names.get(usize::from(month.unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default()
}

/// "Samstag"
pub fn weekday(locale: Locale, day: Weekday) -> &'static str {
    match (locale, day) {
        (Locale::De, Weekday::Monday) => "Montag",
        (Locale::De, Weekday::Tuesday) => "Dienstag",
        (Locale::De, Weekday::Wednesday) => "Mittwoch",
        (Locale::De, Weekday::Thursday) => "Donnerstag",
        (Locale::De, Weekday::Friday) => "Freitag",
        (Locale::De, Weekday::Saturday) => "Samstag",
        (Locale::De, Weekday::Sunday) => "Sonntag",
        (Locale::En, Weekday::Monday) => "Monday",
        (Locale::En, Weekday::Tuesday) => "Tuesday",
        (Locale::En, Weekday::Wednesday) => "Wednesday",
        (Locale::En, Weekday::Thursday) => "Thursday",
        (Locale::En, Weekday::Friday) => "Friday",
        (Locale::En, Weekday::Saturday) => "Saturday",
        (Locale::En, Weekday::Sunday) => "Sunday",
    }
}

/// "14. November 2026", "14 November 2026"
pub fn date(locale: Locale, date: Date) -> String {
    let (day, year, name) = (date.day(), date.year(), month(locale, date.month()));
    match locale {
        Locale::De => format!("{day}. {name} {year}"),
        Locale::En => format!("{day} {name} {year}"),
    }
}

/// "Samstag, 14. November 2026"
pub fn full_date(locale: Locale, day: Date) -> String {
    format!("{}, {}", weekday(locale, day.weekday()), date(locale, day))
}

/// "Samstag, 14. November 2026 · Werfthalle"; the day alone where no place is known.
pub fn day_and_place(locale: Locale, day: Date, place: &str) -> String {
    let day = full_date(locale, day);
    if place.is_empty() { day } else { format!("{day}\u{a0}· {place}") }
}

/// "14:05": both languages of the interface write the hours of a programme alike.
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "14:05–14:45"
pub fn span(from: DateTime, to: DateTime) -> String {
    format!("{}–{}", time(from.time()), time(to.time()))
}

/// "3:07" from milliseconds; a second that has begun counts, so that 0:00 is the end and not the last second.
pub fn countdown(millis: i64) -> String {
    let seconds = (millis.max(0) + 999) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Whole minutes from one civil time to a later one; negative where it is earlier.
pub fn minutes_until(now: DateTime, then: DateTime) -> i64 {
    then.duration_since(now).as_mins()
}

words! {
    /// How long until something begins.
    in_minutes(n: i64) by n { De: One "in {n} Minute" | "in {n} Minuten", En: One "in {n} minute" | "in {n} minutes" }
    in_hours(n: i64) by n { De: One "in {n} Stunde" | "in {n} Stunden", En: One "in {n} hour" | "in {n} hours" }
    right_now { De: "jetzt gleich", En: "any moment" }
    at_time(time: &str) { De: "um {time} Uhr", En: "at {time}" }
    until_time(time: &str) { De: "bis {time} Uhr", En: "until {time}" }
    on_day_at(day: &str, time: &str) { De: "{day}, {time} Uhr", En: "{day}, {time}" }
    minutes(n: i64) by n { De: One "{n} Minute" | "{n} Minuten", En: One "{n} minute" | "{n} minutes" }
}

/// "in 4 Minuten", "um 16:30 Uhr", or the day too where it is not today.
pub fn when(locale: Locale, now: DateTime, then: DateTime) -> String {
    let clock = time(then.time());
    match minutes_until(now, then) {
        _ if now.date() != then.date() => on_day_at(locale, &full_date(locale, then.date()), &clock),
        n if n <= 0 => right_now(locale).to_owned(),
        n if n < 60 => in_minutes(locale, n),
        _ => at_time(locale, &clock),
    }
}

/// A number with the language's separator between thousands.
pub fn number(locale: Locale, n: i64) -> String {
    let separator = match locale {
        Locale::De => '.',
        Locale::En => ',',
    };
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + 4);
    if n < 0 {
        grouped.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as day, datetime};

    #[test]
    fn each_language_writes_a_day_its_own_way() {
        let saturday = day(2026, 11, 14);
        assert_eq!(full_date(Locale::De, saturday), "Samstag, 14. November 2026");
        assert_eq!(full_date(Locale::En, saturday), "Saturday, 14 November 2026");
    }

    #[test]
    fn a_day_without_a_place_stands_alone() {
        let told = |place| day_and_place(Locale::De, day(2027, 6, 12), place);
        assert_eq!(told("Werfthalle"), "Samstag, 12. Juni 2027\u{a0}· Werfthalle");
        assert_eq!(told(""), "Samstag, 12. Juni 2027");
    }

    #[test]
    fn the_last_second_is_still_a_second() {
        assert_eq!([1, 1000, 1001, 0, -5, 187_000].map(countdown), ["0:01", "0:01", "0:02", "0:00", "0:00", "3:07"]);
    }

    #[test]
    fn soon_is_told_in_minutes_and_later_by_the_clock() {
        let now = datetime(2026, 11, 14, 14, 0, 0, 0);
        assert_eq!(when(Locale::De, now, datetime(2026, 11, 14, 14, 1, 0, 0)), "in 1 Minute");
        assert_eq!(when(Locale::En, now, datetime(2026, 11, 14, 16, 30, 0, 0)), "at 16:30");
        assert_eq!(when(Locale::De, now, datetime(2026, 11, 15, 9, 0, 0, 0)), "Sonntag, 15. November 2026, 09:00 Uhr");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(number(Locale::De, 1_234_567), "1.234.567");
        assert_eq!(number(Locale::En, -1_000), "−1,000");
    }
}
