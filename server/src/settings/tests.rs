#![allow(clippy::unwrap_used)]

use super::{
    given::{site, unknown_in},
    *,
};
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

/// Settled on a machine with that address in its network.
fn reached(listen: &str, base_url: Option<&str>, here: Option<&str>) -> (String, Reach) {
    let given = Given { listen: Some(listen.to_owned()), base_url: base_url.map(str::to_owned), ..Given::default() };
    let settings = given.settle_where(|| here.map(|text| text.parse().unwrap())).unwrap();
    (settings.base_url.as_str().to_owned(), settings.reach)
}

#[test]
fn whoever_listens_on_all_addresses_is_known_by_the_one_in_the_network() {
    let found = |address: &str| (address.to_owned(), Reach::Found);
    assert_eq!(reached("0.0.0.0:3000", None, Some("192.168.7.20")), found("http://192.168.7.20:3000"));
    assert_eq!(reached("[::]:4000", None, Some("10.1.2.3")), found("http://10.1.2.3:4000"));
    let alone = reached("0.0.0.0:3000", None, None);
    assert_eq!(alone, ("http://localhost:3000".to_owned(), Reach::NotFound));
}

#[test]
fn an_address_that_was_said_is_not_looked_for() {
    let said = |address: &str| (address.to_owned(), Reach::Said);
    let named = reached("0.0.0.0:3000", Some("https://fair.example.org"), Some("192.168.7.20"));
    assert_eq!(named, said("https://fair.example.org"));
    assert_eq!(reached("127.0.0.1:3000", None, Some("192.168.7.20")), said("http://127.0.0.1:3000"));
}

#[test]
fn a_folder_of_the_site_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let site = |path: PathBuf| Given { site: Some(path), ..Given::default() }.settle().map(|settings| settings.site);
    assert_eq!(site(folder.path().to_owned()), Ok(folder.path().to_owned()));
    let refused = site(folder.path().join("nowhere")).unwrap_err().0;
    assert!(refused.starts_with("site (LEPTOS_SITE_ROOT): there is no folder `"), "{refused}");
    assert_eq!(Given::default().settle().unwrap().site, PathBuf::from("target/site"));
}

#[test]
fn an_executable_that_carries_its_files_takes_no_folder_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let refused = site(Some(folder.path().to_owned()), true).unwrap_err().0;
    assert!(refused.contains("carries style and scripts") && refused.ends_with("leave it out."), "{refused}");
    for silent in [None, Some(PathBuf::from("target/site"))] {
        assert_eq!(site(silent, true), Ok(PathBuf::from("target/site")));
    }
}

#[test]
fn where_mails_leave_the_house_a_second_factor_is_asked_for() {
    let rule = |text: &str| read(text, Given::default()).map(|settings| settings.second_factor);
    let smtp = "smtp_url = 'smtp://mail.example.org'\nmail_from = 'fair@example.org'\n";
    assert_eq!(rule(""), Ok(SecondFactorRule::Offered));
    assert_eq!(rule(smtp), Ok(SecondFactorRule::Required));
    assert_eq!(rule(&format!("{smtp}second_factor = 'offered'")), Ok(SecondFactorRule::Offered));
    assert_eq!(rule("second_factor = 'required'"), Ok(SecondFactorRule::Required));
    assert!(rule("second_factor = 'perhaps'").unwrap_err().0.contains("there are required and offered"));
}

/// The sample that the README names: every setting stands in it, and every value in it can be used.
#[test]
fn the_sample_file_knows_every_setting() {
    let sample = include_str!("../../../insist.example.toml");
    let is_setting = |line: &str| line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    let lines = sample.lines().map(|line| line.strip_prefix("# ").filter(|rest| is_setting(rest)).unwrap_or(line));
    let (_folder, path) = file(&lines.collect::<Vec<_>>().join("\n"));
    let given = file::beneath(Given { config: Some(path), ..Given::default() }).unwrap();
    let said = serde_json::to_value(&given).unwrap();
    let wrong = read("unheard-of = 1", Given::default()).unwrap_err().0;
    let known = wrong.split("there are ").nth(1).unwrap().trim_end_matches('.').split(", ");
    assert_eq!(known.filter(|key| said.get(key).is_none()).collect::<Vec<_>>(), [""; 0]);
    given.settle().unwrap();
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
    assert!(wrong.0.contains("trial.toml: `behind_proxy` must be true or false, not \"perhaps\"."), "{wrong}");
    let wrong = |text| read(text, Given::default()).unwrap_err().0;
    assert!(wrong("live_connections = 'abc'").contains("must be a whole number such as 12000, not \"abc\"."));
    assert!(wrong("live_connections = -1").contains("must be a whole number such as 12000, not -1."));
    assert!(wrong("listen = 3000").contains("`listen` must be a text in quotes, not 3000."));
    assert!(wrong("data = 1").contains("`data` must be a text in quotes, not 1."));
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let given = Given { config: Some("/nowhere/at/all.toml".into()), ..Given::default() };
    assert!(file::beneath(given).unwrap_err().0.contains("is not there"));
    let folder = tempfile::tempdir().unwrap();
    let given = Given { config: Some(folder.path().into()), ..Given::default() };
    assert!(file::beneath(given).unwrap_err().0.ends_with("is a folder; name a file in it."));
}

#[test]
fn a_log_filter_that_would_silence_everything_is_refused() {
    let filter = |text: &str| Given { log_filter: Some(text.to_owned()), ..Given::default() }.settle();
    for wrong in ["inof", "inof=debug", "info,inof", "inof,server=debug"] {
        assert!(filter(wrong).unwrap_err().0.contains("`inof`"), "{wrong}");
    }
    for right in ["info", "WARN", "off", "server", "server::live=debug", "info,server=debug", "info,other=debug", "[x]"]
    {
        assert!(filter(right).is_ok(), "{right}");
    }
}

#[test]
fn a_database_needs_a_name() {
    let database = |text: &str| Given { database: Some(text.to_owned()), ..Given::default() }.settle();
    for wrong in ["sqlite:", "sqlite://", "sqlite://?mode=rwc"] {
        assert!(database(wrong).unwrap_err().0.contains("names no file; write it like sqlite:///var/lib"), "{wrong}");
    }
    for right in ["sqlite::memory:", "sqlite:fair.db", "sqlite:///var/lib/insist/insist.db"] {
        assert!(database(right).is_ok(), "{right}");
    }
}

#[test]
fn whoever_takes_any_port_is_known_by_the_one_they_got() {
    let settled = |base_url: Option<&str>| {
        let given =
            Given { listen: Some("127.0.0.1:0".to_owned()), base_url: base_url.map(str::to_owned), ..Given::default() };
        given.settle().unwrap().bound_to("127.0.0.1:4711".parse().unwrap())
    };
    assert_eq!(settled(None).base_url.as_str(), "http://127.0.0.1:4711");
    assert_eq!(settled(None).listen.port(), 4711);
    assert_eq!(settled(Some("https://fair.example.org")).base_url.as_str(), "https://fair.example.org");
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
