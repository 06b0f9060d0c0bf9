//! A fresh database for every story.

use sea_orm::{ConnectionTrait, DatabaseConnection};
use services::ports::Stores;
use std::{
    io::Write,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use storage::Database;

/// A database of its own, opened once.
#[derive(Clone)]
pub struct Trial {
    pub url: String,
    pub database: Database,
    pub stores: Stores,
}

impl Trial {
    async fn open(url: String) -> Self {
        let database = storage::connect(&url).await.unwrap();
        Self { url, stores: storage::stores(database.clone()), database }
    }

    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// The same database from a second process, so to speak.
    pub async fn again(&self) -> Stores {
        storage::stores(storage::connect(&self.url).await.unwrap())
    }

    /// A connection past the ports, to do what nobody should.
    pub async fn behind_the_back(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.url).await.unwrap()
    }
}

static COUNT: AtomicU32 = AtomicU32::new(0);

fn fresh_name() -> String {
    format!("storage_trial_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Runs a story on a new file and removes it, whatever became of the story.
pub async fn on_sqlite<S: Future<Output = ()> + Send + 'static>(story: fn(Trial) -> S) {
    let folder: PathBuf = std::env::temp_dir().join(fresh_name());
    let url = format!("sqlite://{}", folder.join("fair.sqlite").display());
    let trial = Trial::open(url).await;
    let told = tokio::spawn(story(trial.clone())).await;
    trial.database.close().await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    carry_on(told);
}

/// Runs a story on a new database and drops it, whatever became of the story.
pub async fn on_postgres<S: Future<Output = ()> + Send + 'static>(story: fn(Trial) -> S) {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        // Past the harness, which keeps what passing tests print to itself.
        let _ = writeln!(std::io::stderr(), "skipped on PostgreSQL: TEST_DATABASE_URL names none");
        return;
    };
    let name = fresh_name();
    let owner = sea_orm::Database::connect(&server).await.unwrap();
    owner.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let trial = Trial::open(with_database(&server, &name)).await;
    let told = tokio::spawn(story(trial.clone())).await;
    trial.database.close().await.unwrap();
    owner.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    carry_on(told);
}

/// The address with another database's name.
fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url.split_once('?').map_or((url, None), |(address, options)| (address, Some(options)));
    let start = address.find("://").unwrap() + 3;
    let end = address[start..].find('/').map_or(address.len(), |slash| start + slash);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{name}{options}", &address[..end])
}

fn carry_on(told: Result<(), tokio::task::JoinError>) {
    if let Err(broken) = told {
        std::panic::resume_unwind(broken.into_panic());
    }
}

/// Every story as a test on either database.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                crate::trial::on_sqlite(super::$story).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                crate::trial::on_postgres(super::$story).await;
            })+
        }
    };
}
pub(crate) use stories;
