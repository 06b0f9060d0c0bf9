//! Settings as they are given, before anybody has asked whether they make sense.

use super::{BaseUrl, LogFormat, Reach, Settings, Smtp, Wrong, network};
use crate::site::CARRIES_FILES;
use clap::Args;
use serde::{Deserialize, Serialize};
use services::SecondFactorRule;
use std::{
    ffi::OsString,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};
use tracing::level_filters::LevelFilter;

/// The same names everywhere: `--base-url`, `INSIST_BASE_URL`, and `base_url = "…"` in the file.
#[derive(Args, Clone, Debug, Default, Serialize, Deserialize)]
#[command(next_help_heading = "Settings (flag before environment before file)")]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Settings file [default: insist.toml in the current folder, where there is one]
    #[arg(long, env = "INSIST_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Address and port to listen on; 0.0.0.0:3000 lets phones in the same network in [default: 127.0.0.1:3000]
    #[arg(long, env = "INSIST_LISTEN", value_name = "ADDRESS:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,

    /// The address people type, for links in mails and on paper; with https:// cookies are bound to the host and
    /// browsers are told to stay with TLS [default: http://<listen>, with this machine's address in its network where it
    /// listens on all]
    #[arg(long, env = "INSIST_BASE_URL", value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,

    /// sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME [default: insist.db in the data folder]
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,

    /// Folder for the database file and the outbox [default: insist-data]
    #[arg(long, env = "INSIST_DATA", value_name = "FOLDER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,

    /// Where mails are handed over, smtps://USER:PASSWORD@HOST or smtp://HOST:PORT; without it they become files in
    /// the outbox
    #[arg(long, env = "INSIST_SMTP_URL", value_name = "URL", hide_env_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp_url: Option<String>,

    /// Sender of mails, needed with --smtp-url
    #[arg(long, env = "INSIST_MAIL_FROM", value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_from: Option<String>,

    /// Mail address of the first organiser [default: organiser@fair.invalid]
    #[arg(long, env = "INSIST_ORGANISER", value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,

    /// Whether organisers must give a code of an authenticator app beside the link: required, offered [default: required
    /// with --smtp-url, else offered]
    #[arg(long, env = "INSIST_SECOND_FACTOR", value_name = "RULE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<String>,

    /// Log lines for eyes or for machines: text, json [default: text]
    #[arg(long, env = "INSIST_LOG", value_name = "FORMAT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,

    /// What is logged, as `info` or `info,server=debug` [default: info, and only warnings of the database]
    #[arg(long, env = "INSIST_LOG_FILTER", value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_filter: Option<String>,

    /// Behind a reverse proxy: take the client's address from X-Forwarded-For. Never set it without one, anybody could
    /// then pretend to be anybody [default: false]
    #[arg(long, env = "INSIST_BEHIND_PROXY", num_args = 0..=1, default_missing_value = "true", value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind_proxy: Option<bool>,

    /// Most phones that may listen live at once [default: 12000]
    #[arg(long, env = "INSIST_LIVE_CONNECTIONS", value_name = "NUMBER", value_parser = whole_number)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_connections: Option<usize>,

    /// Folder of style and scripts, where the executable does not carry them [default: target/site]
    #[arg(long, env = "LEPTOS_SITE_ROOT", value_name = "FOLDER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<PathBuf>,
}

/// What the environment may say.
const ENVIRONMENT: [&str; 12] = [
    "INSIST_CONFIG",
    "INSIST_LISTEN",
    "INSIST_BASE_URL",
    "INSIST_DATA",
    "INSIST_SMTP_URL",
    "INSIST_MAIL_FROM",
    "INSIST_ORGANISER",
    "INSIST_SECOND_FACTOR",
    "INSIST_LOG",
    "INSIST_LOG_FILTER",
    "INSIST_BEHIND_PROXY",
    "INSIST_LIVE_CONNECTIONS",
];

/// Names in the environment that look like settings and are none: most likely a slip of the pen, to be told.
pub fn unknown_in(environment: impl Iterator<Item = (OsString, OsString)>) -> Vec<String> {
    environment
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("INSIST_") && !ENVIRONMENT.contains(&name.as_str()))
        .collect()
}

impl Given {
    /// Reads the values and fills in defaults.
    pub fn settle(self) -> Result<Settings, Wrong> {
        self.settle_where(network::address_here)
    }

    /// The same on a machine whose address in its network `here` tells.
    pub(super) fn settle_where(self, here: impl FnOnce() -> Option<IpAddr>) -> Result<Settings, Wrong> {
        let listen: SocketAddr = match &self.listen {
            None => SocketAddr::from(([127, 0, 0, 1], 3000)),
            Some(text) => text.parse().map_err(|_| {
                Wrong(format!("listen: `{text}` is no address with a port; write it like 127.0.0.1:3000 or [::]:3000."))
            })?,
        };
        let (base_url, reach) = match &self.base_url {
            None => {
                let (authority, reach) = reachable(listen, here);
                (BaseUrl::parse(&format!("http://{authority}")), reach)
            }
            Some(text) => (BaseUrl::parse(text), Reach::Said),
        };
        let base_url = base_url.map_err(|why| {
            let text = self.base_url.unwrap_or_default();
            Wrong(format!("base_url: `{text}` cannot be used, {why}; write it like https://fair.example.org."))
        })?;
        let data = self.data.unwrap_or_else(|| PathBuf::from("insist-data"));
        let database = match self.database {
            None => format!("sqlite://{}", data.join("insist.db").display()),
            Some(url) if names_no_file(&url) => {
                let how = "sqlite:///var/lib/insist/insist.db";
                return Err(Wrong(format!("database (DATABASE_URL): `{url}` names no file; write it like {how}.")));
            }
            Some(url) if ["sqlite:", "postgres:", "postgresql:"].iter().any(|s| url.starts_with(s)) => url,
            // The value may hold a password, so it is not repeated.
            Some(_) => {
                let how = "sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME";
                return Err(Wrong(format!(
                    "database (DATABASE_URL): the value is no database's address; write {how}."
                )));
            }
        };
        let smtp = match (self.smtp_url, self.mail_from) {
            (None, _) => None,
            (Some(_), None) => {
                return Err(Wrong("mail_from is missing: with smtp_url, mails need a sender.".to_owned()));
            }
            (Some(url), Some(from)) if url.starts_with("smtp://") || url.starts_with("smtps://") => {
                Some(Smtp { url, from: sender(from)? })
            }
            (Some(_), Some(_)) => {
                let how = "smtps://USER:PASSWORD@HOST or smtp://HOST:PORT";
                return Err(Wrong(format!("smtp_url: the value is no mail server's address; write {how}.")));
            }
        };
        let second_factor = match self.second_factor.as_deref() {
            // Where mails leave the house, whoever reads one of them must not be in.
            None if smtp.is_some() => SecondFactorRule::Required,
            None | Some("offered") => SecondFactorRule::Offered,
            Some("required") => SecondFactorRule::Required,
            Some(other) => {
                return Err(Wrong(format!("second_factor: `{other}` is no rule; there are required and offered.")));
            }
        };
        let log = match self.log.as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(other) => return Err(Wrong(format!("log: `{other}` is no format; there are text and json."))),
        };
        let log_filter =
            self.log_filter.unwrap_or_else(|| "info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn".to_owned());
        if let Err(error) = tracing_subscriber::EnvFilter::try_new(&log_filter) {
            return Err(Wrong(format!("log_filter: `{log_filter}` cannot be read, {error}; write it like info.")));
        }
        if let Some(unknown) = nobodys(&log_filter) {
            let how = "off, error, warn, info, debug and trace; write it like info or info,server=debug";
            return Err(Wrong(format!("log_filter: `{unknown}` is no level and nothing that logs; there are {how}.")));
        }
        let live_connections = self.live_connections.unwrap_or(12_000);
        if live_connections == 0 {
            return Err(Wrong("live_connections: 0 would leave every phone without news; write 1 or more.".to_owned()));
        }
        Ok(Settings {
            listen,
            base_url,
            reach,
            database,
            data,
            smtp,
            second_factor,
            organiser: address("organiser", self.organiser.as_deref().unwrap_or("organiser@fair.invalid"))?,
            log,
            log_filter,
            behind_proxy: self.behind_proxy.unwrap_or(false),
            live_connections,
            site: site(self.site, CARRIES_FILES)?,
        })
    }
}

/// The folder of style and scripts. One that is none is refused, and any where the executable carries them and looks into
/// none: whoever names it believes that it is used. To say the default is to say nothing.
pub(super) fn site(given: Option<PathBuf>, carries_files: bool) -> Result<PathBuf, Wrong> {
    let usual = PathBuf::from("target/site");
    match given {
        Some(folder) if folder != usual && carries_files => Err(Wrong(format!(
            "site (LEPTOS_SITE_ROOT): this executable carries style and scripts and reads none from `{}`; leave it out.",
            folder.display()
        ))),
        Some(folder) if folder != usual && !folder.is_dir() => {
            Err(Wrong(format!("site (LEPTOS_SITE_ROOT): there is no folder `{}`.", folder.display())))
        }
        given => Ok(given.unwrap_or(usual)),
    }
}

/// What a browser would type, and who can: where all addresses are listened on, the one this machine has in its network.
fn reachable(listen: SocketAddr, here: impl FnOnce() -> Option<IpAddr>) -> (String, Reach) {
    if !listen.ip().is_unspecified() {
        return (listen.to_string(), Reach::Said);
    }
    match here() {
        Some(address) => (SocketAddr::new(address, listen.port()).to_string(), Reach::Found),
        None => (format!("localhost:{}", listen.port()), Reach::NotFound),
    }
}

fn whole_number(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| "write a whole number such as 12000".to_owned())
}

/// SQLite would take it for a database of its own for every connection.
fn names_no_file(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("sqlite:") else { return false };
    rest.strip_prefix("//").unwrap_or(rest).split('?').next().is_none_or(str::is_empty)
}

/// Whatever logs in this process and might be asked for by name.
const LOGGING: [&str; 18] = [
    "insist",
    "server",
    "app",
    "services",
    "storage",
    "domain",
    "allocation",
    "intake",
    "paper",
    "demo",
    "sqlx",
    "sea_orm",
    "sea_orm_migration",
    "hyper",
    "tower_http",
    "lettre",
    "leptos",
    "leptos_axum",
];

/// The first name in a filter that most likely is a level with a slip of the pen: a bare word that nobody goes by, or any
/// such name where nothing else is asked for. The log would be silent.
fn nobodys(filter: &str) -> Option<&str> {
    let parts: Vec<(&str, bool)> = filter
        .split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| part.split_once('=').map_or((part.trim(), false), |(name, _)| (name.trim(), true)))
        .collect();
    let is_level = |name: &str| name.parse::<LevelFilter>().is_ok();
    let logs = |name: &str| name.contains('[') || LOGGING.contains(&name.split("::").next().unwrap_or_default());
    let all_unknown = parts.iter().all(|(name, _)| !is_level(name) && !logs(name));
    let unheard = |&(name, has_level): &(&str, bool)| !is_level(name) && !logs(name) && (!has_level || all_unknown);
    parts.into_iter().find(unheard).map(|(name, _)| name)
}

/// A sender may have a name: `Spring Fair <fair@example.org>`.
fn sender(text: String) -> Result<String, Wrong> {
    match text.parse::<lettre::message::Mailbox>() {
        Ok(_) => Ok(text),
        Err(_) => Err(Wrong(format!("mail_from: `{text}` is no mail address; write it like fair@example.org."))),
    }
}

fn address(setting: &str, text: &str) -> Result<String, Wrong> {
    match domain::text::parse_email(text) {
        Ok(address) => Ok(address),
        Err(_) => Err(Wrong(format!("{setting}: `{text}` is no mail address; write it like fair@example.org."))),
    }
}
