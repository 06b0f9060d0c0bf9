#![allow(clippy::unwrap_used)]

use super::{given::unknown_in, *};
use std::ffi::OsString;

/// A file of settings in a folder of its own, removed at the end.
fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trial.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn read(text: &str, given: Given) -> Result<Settings, Wrong> {
    let (_folder, path) = file(text);
    file::beneath(Given { config: Some(path), ..given })?.settle()
}

#[test]
fn without_any_setting_it_runs_on_this_machine() {
    let settings = Given::default().settle().unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.base_url.as_str(), "http://127.0.0.1:3000");
    assert_eq!(settings.database, "sqlite://insist-data/insist.db");
    assert_eq!(settings.smtp, None);
}

#[test]
fn a_flag_goes_before_the_file() {
    let flags = Given { listen: Some("127.0.0.1:4000".to_owned()), ..Given::default() };
    let settings = read("listen = '127.0.0.1:5000'\norganiser = 'hall@example.org'", flags).unwrap();
    assert_eq!(settings.listen.port(), 4000);
    assert_eq!(settings.organiser, "hall@example.org");
}

#[test]
fn an_unknown_key_of_the_file_is_named() {
    let wrong = read("lisen = '127.0.0.1:5000'", Given::default()).unwrap_err();
    assert!(wrong.0.contains("trial.toml: there is no setting `lisen`; there are listen, base_url,"), "{wrong}");
}

#[test]
fn a_value_of_the_wrong_kind_is_named_with_its_key() {
    let wrong = read("behind_proxy = 'perhaps'", Given::default()).unwrap_err();
    assert!(wrong.0.contains("`behind_proxy`: invalid type"), "{wrong}");
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let given = Given { config: Some("/nowhere/at/all.toml".into()), ..Given::default() };
    assert!(file::beneath(given).unwrap_err().0.contains("is not there"));
}

#[test]
fn a_misspelt_variable_is_not_passed_over() {
    let vars = [("PATH", "/bin"), ("INSIST_LISTN", "x")].map(|(k, v)| (OsString::from(k), OsString::from(v)));
    assert_eq!(unknown_in(vars.into_iter()), ["INSIST_LISTN"]);
}

#[test]
fn secrets_are_not_repeated_in_complaints() {
    let given = Given { database: Some("mysql://root:geheim@host/x".to_owned()), ..Given::default() };
    assert!(!given.settle().unwrap_err().0.contains("geheim"));
    let smtp_url = Some("http://me:geheim@host".to_owned());
    let given = Given { smtp_url, mail_from: Some("a@example.org".to_owned()), ..Given::default() };
    assert!(!given.settle().unwrap_err().0.contains("geheim"));
}

#[test]
fn a_base_url_is_scheme_and_host() {
    let url = BaseUrl::parse("https://Fair.Example.org/").unwrap();
    assert_eq!((url.as_str(), url.authority()), ("https://fair.example.org", "fair.example.org"));
    assert!(url.is_secure() && url.is_trustworthy());
    assert!(!BaseUrl::parse("http://192.168.1.7:3000").unwrap().is_trustworthy());
    assert!(BaseUrl::parse("http://localhost:3000").unwrap().is_trustworthy());
    for wrong in ["fair.example.org", "ftp://fair.example.org", "https://example.org/fair", "https://a@b", ""] {
        assert!(BaseUrl::parse(wrong).is_err(), "{wrong}");
    }
}
