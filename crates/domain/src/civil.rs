//! How a date and a time of day at the fair's place are written: `2026-10-17` and `2026-10-17T09:30:00`, the civil part of
//! ISO 8601. jiff reads the same, and time zones, calendars' annotations and its own errors' words with it; phones are
//! spared all that, a tenth of what they would have to fetch.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserializer, Serialize, Serializer, de};
use std::{fmt, marker::PhantomData};

/// What is written this way.
pub trait Civil: Sized {
    /// Nothing where it is not exactly that.
    fn read(text: &str) -> Option<Self>;
}

impl Civil for Date {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let year = number(year, 4)?;
        Date::new(year, number(month, 2)?.try_into().ok()?, number(day, 2)?.try_into().ok()?).ok()
    }
}

impl Civil for DateTime {
    fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
        let mut parts = time.splitn(3, ':');
        let mut part = || number(parts.next()?, 2)?.try_into().ok();
        let (hour, minute, second) = (part()?, part()?, part()?);
        let time = Time::new(hour, minute, second, nanoseconds(fraction)?).ok()?;
        Some(DateTime::from_parts(Date::read(date)?, time))
    }
}

/// A time of day as forms send it: `09:30`, and with seconds where a browser adds them.
pub fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    let part = |text| number(text, 2)?.try_into().ok();
    Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()
}

/// Exactly so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_one = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    if is_one { text.parse().ok() } else { None }
}

fn nanoseconds(fraction: &str) -> Option<i32> {
    let fits = fraction.len() <= 9 && fraction.bytes().all(|b| b.is_ascii_digit());
    if fits { format!("{fraction:0<9}").parse().ok() } else { None }
}

struct Reader<T>(PhantomData<T>);

impl<T: Civil> de::Visitor<'_> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date as 2026-10-17 or a time as 2026-10-17T09:30:00")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::read(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

/// For `#[serde(deserialize_with)]`.
///
/// # Errors
/// Anything that is not written as above.
pub fn deserialize<'de, T: Civil, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_str(Reader(PhantomData))
}

/// The other half of `#[serde(with)]`: as jiff writes it.
///
/// # Errors
/// Only those of the writer.
pub fn serialize<T: Serialize, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.serialize(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn what_jiff_writes_is_read() {
        for time in [
            datetime(2026, 10, 17, 9, 30, 0, 0),
            datetime(2024, 2, 29, 23, 59, 59, 999_999_999),
            datetime(2027, 1, 1, 0, 0, 5, 120_000_000),
        ] {
            assert_eq!(DateTime::read(&time.to_string()), Some(time));
            assert_eq!(Date::read(&time.date().to_string()), Some(time.date()));
        }
        assert_eq!(Date::read("2026-10-17"), Some(date(2026, 10, 17)));
    }

    #[test]
    fn what_is_no_time_is_not() {
        for bad in [
            "",
            "T",
            "2026-10-17",
            "2026-13-01T00:00:00",
            "2026-02-30T00:00:00",
            "2026-10-17T24:00:00",
            "2026-10-17T09:30",
            "2026-10-17T09:30:00Z",
            "2026-10-17T09:30:00.1234567890",
            "+026-10-17T09:30:00",
            "2026-10-17T 9:30:00",
            "2026-10-17T09:30:00:00",
        ] {
            assert_eq!(DateTime::read(bad), None, "{bad}");
        }
    }
}
