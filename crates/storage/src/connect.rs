//! Opens the database and brings its schema up to date.

use crate::migration::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
    time::Duration,
};
use thiserror::Error;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// How long to wait for a connection, or for another process that writes to the same SQLite file.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long two processes that start on the same SQLite file may stand in each other's way.
const START_PATIENCE: Duration = Duration::from_secs(30);
const SQLITE_CONNECTIONS: u32 = 8;
/// One of them listens (see `history`).
const POSTGRES_CONNECTIONS: u32 = 12;
/// Names the lock that processes take while they migrate the same PostgreSQL database ("INSIST" in ASCII).
const MIGRATION_LOCK: i64 = 0x49_4e_53_49_53_54;

/// Why the database could not be opened. Never shows the address, which may hold a password.
#[derive(Debug, Error)]
pub enum ConnectError {
    #[error("the database address must begin with sqlite:// or postgres://")]
    UnknownKind,
    #[error("the database address cannot be read: {0}")]
    Malformed(String),
    #[error("the folder {folder} for the database cannot be made: {source}")]
    Folder { folder: String, source: std::io::Error },
    #[error("the database does not open: {0}")]
    Open(DbErr),
    #[error("the database's schema cannot be brought up to date: {0}")]
    Migrate(DbErr),
}

/// An open database with its schema up to date. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    pub(crate) connection: DatabaseConnection,
    /// SQLite has one writer at a time and makes the others poll; within the process they queue up here instead.
    writers: Option<Arc<Mutex<()>>>,
}

/// A transaction that may write, with its place in the queue.
pub(crate) struct Writing {
    pub transaction: DatabaseTransaction,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Writing {
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.transaction.commit().await
    }
}

impl Database {
    pub(crate) fn backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }

    /// Begins a transaction that may read and then write: on SQLite it takes the write lock at once, since a reader that
    /// becomes a writer later is refused when somebody else wrote in between.
    pub(crate) async fn begin(&self) -> Result<Writing, DbErr> {
        let turn = match &self.writers {
            Some(queue) => Some(queue.clone().lock_owned().await),
            None => None,
        };
        let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode, ..Default::default() };
        Ok(Writing { transaction: self.connection.begin_with_options(options).await?, _turn: turn })
    }

    /// Gives all connections back.
    pub async fn close(self) -> Result<(), DbErr> {
        self.connection.close().await
    }

    /// Runs what is missing of the schema in one transaction; whoever starts at the same time waits for it.
    async fn migrate(&self) -> Result<(), DbErr> {
        let writing = self.begin().await?;
        if self.backend() == DbBackend::Postgres {
            let lock = "SELECT pg_advisory_xact_lock($1)";
            let lock = Statement::from_sql_and_values(DbBackend::Postgres, lock, [MIGRATION_LOCK.into()]);
            writing.transaction.execute_raw(lock).await?;
        }
        Migrator::up(&writing.transaction, None).await?;
        writing.commit().await
    }
}

/// Opens `sqlite://path/to/file` (made where it is missing, with its folder) or `postgres://…`.
pub async fn connect(url: &str) -> Result<Database, ConnectError> {
    let kind = url.split(':').next().unwrap_or_default();
    match kind {
        "sqlite" => connect_sqlite(url).await,
        "postgres" | "postgresql" => connect_postgres(url).await,
        _ => Err(ConnectError::UnknownKind),
    }
}

/// The file of a SQLite database that is not there yet: `connect` would make an empty one. `None` for every other database.
pub fn missing_file(url: &str) -> Option<PathBuf> {
    let file = url.starts_with("sqlite:").then(|| SqliteConnectOptions::from_str(url).ok()).flatten()?;
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    let path = file.get_filename();
    (!in_memory && !path.exists()).then(|| path.to_owned())
}

async fn connect_postgres(url: &str) -> Result<Database, ConnectError> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(POSTGRES_CONNECTIONS).acquire_timeout(PATIENCE).sqlx_logging(false);
    options.set_application_name("insist");
    let connection = sea_orm::Database::connect(options).await.map_err(ConnectError::Open)?;
    let db = Database { connection, writers: None };
    db.migrate().await.map_err(ConnectError::Migrate)?;
    Ok(db)
}

async fn connect_sqlite(url: &str) -> Result<Database, ConnectError> {
    let file = SqliteConnectOptions::from_str(url).map_err(|e| ConnectError::Malformed(e.to_string()))?;
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    if !in_memory {
        make_folder_of(file.get_filename())?;
    }
    let mut options = ConnectOptions::new(url);
    options.acquire_timeout(PATIENCE).sqlx_logging(false);
    if in_memory {
        // The database lives as long as its only connection.
        options.min_connections(1).max_connections(1).idle_timeout(None).max_lifetime(None);
    } else {
        options.max_connections(SQLITE_CONNECTIONS);
    }
    options.map_sqlx_sqlite_opts(|file| {
        file.create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may lose commits when the power fails.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
    });
    let started = tokio::time::Instant::now();
    loop {
        let opened = open_sqlite(options.clone()).await;
        match opened {
            // Turning a new file to WAL wants it alone and does not wait for others to leave.
            Err(ConnectError::Open(e) | ConnectError::Migrate(e))
                if is_busy(&e) && started.elapsed() < START_PATIENCE =>
            {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            opened => return opened,
        }
    }
}

async fn open_sqlite(options: ConnectOptions) -> Result<Database, ConnectError> {
    let connection = sea_orm::Database::connect(options).await.map_err(ConnectError::Open)?;
    let db = Database { connection, writers: Some(Arc::default()) };
    db.migrate().await.map_err(ConnectError::Migrate)?;
    Ok(db)
}

fn make_folder_of(file: &Path) -> Result<(), ConnectError> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|source| ConnectError::Folder { folder: folder.display().to_string(), source }),
        _ => Ok(()),
    }
}

fn is_busy(error: &DbErr) -> bool {
    let text = error.to_string();
    text.contains("database is locked") || text.contains("database table is locked")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use sea_orm::sqlx;

    async fn pragma(db: &Database, name: &str) -> String {
        let ask =
            Statement::from_string(DbBackend::Sqlite, format!("SELECT CAST({name} AS TEXT) AS v FROM pragma_{name}"));
        db.connection.query_one_raw(ask).await.unwrap().unwrap().try_get("", "v").unwrap()
    }

    #[tokio::test]
    async fn a_commit_survives_a_power_cut_and_keys_are_checked() {
        let folder = std::env::temp_dir().join(format!("storage_pragma_{}", std::process::id()));
        let db = connect(&format!("sqlite://{}/fair.sqlite", folder.display())).await.unwrap();
        assert_eq!(pragma(&db, "journal_mode").await, "wal");
        assert_eq!(pragma(&db, "synchronous").await, "2");
        assert_eq!(pragma(&db, "foreign_keys").await, "1");
        db.close().await.unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn only_a_file_can_be_missing() {
        assert_eq!(missing_file("sqlite://no/such/fair.db"), Some("no/such/fair.db".into()));
        let there = format!("sqlite://{}", std::env::current_exe().unwrap().display());
        for url in ["sqlite::memory:", "postgres://insist@localhost/insist", &there] {
            assert_eq!(missing_file(url), None, "{url}");
        }
    }

    #[tokio::test]
    async fn a_database_may_live_in_memory() {
        let db = connect("sqlite::memory:").await.unwrap();
        let writing = db.begin().await.unwrap();
        writing.commit().await.unwrap();
        assert_eq!(pragma(&db, "foreign_keys").await, "1");
    }

    /// What the child of the next test looks for, so that the trace shows when it asked and when it was answered.
    const ASKED: &str = "/nowhere/asked";
    const ANSWERED: &str = "/nowhere/answered";

    /// Killing a process says nothing about power cuts; the order of the system's calls does: the commit is told to the
    /// disk before anybody is answered. The control, without synchronisation, must show the opposite.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_commit_is_on_the_disk_before_it_is_answered() {
        assert!(syncs("full") > 0, "answered before the disk had it");
        assert_eq!(syncs("off"), 0, "the trace sees what is not there");
    }

    /// How often the disk was told to keep what was written between the question and its answer.
    #[cfg(target_os = "linux")]
    fn syncs(synchronous: &str) -> usize {
        let folder = std::env::temp_dir().join(format!("storage_sync_{synchronous}_{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let trace = folder.join("trace");
        let child = std::process::Command::new("strace")
            .args(["-f", "-e", "trace=openat,fsync,fdatasync", "-o"])
            .arg(&trace)
            .arg(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "connect::tests::one_commit_under_the_eye_of_a_trace"])
            .env("COMMIT_IN", folder.join("fair.sqlite"))
            .env("COMMIT_SYNCHRONOUS", synchronous)
            .output()
            .expect("strace is missing: apt-get install strace");
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
        let calls = std::fs::read_to_string(&trace).unwrap();
        let between =
            calls.lines().skip_while(|line| !line.contains(ASKED)).take_while(|line| !line.contains(ANSWERED));
        let count = between.filter(|line| line.contains("sync(")).count();
        assert!(calls.contains(ANSWERED), "{calls}");
        std::fs::remove_dir_all(folder).unwrap();
        count
    }

    #[tokio::test]
    #[ignore = "run by the test above, under a trace"]
    async fn one_commit_under_the_eye_of_a_trace() {
        let Ok(file) = std::env::var("COMMIT_IN") else { return };
        let synchronous = std::env::var("COMMIT_SYNCHRONOUS").unwrap();
        let db = connect(&format!("sqlite://{file}")).await.unwrap();
        if synchronous == "off" {
            let pool = db.connection.get_sqlite_connection_pool();
            let mut every = Vec::new();
            for _ in 0..SQLITE_CONNECTIONS {
                let mut connection = pool.acquire().await.unwrap();
                sqlx::query("PRAGMA synchronous = off").execute(&mut *connection).await.unwrap();
                every.push(connection);
            }
        }
        let level = if synchronous == "off" { "0" } else { "2" };
        assert_eq!(pragma(&db, "synchronous").await, level);
        let _ = std::fs::File::open(ASKED);
        let writing = db.begin().await.unwrap();
        writing.transaction.execute_unprepared("CREATE TABLE noted (id INTEGER)").await.unwrap();
        writing.commit().await.unwrap();
        let _ = std::fs::File::open(ANSWERED);
        db.close().await.unwrap();
    }
}
