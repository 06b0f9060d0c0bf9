//! Opens the database and brings its schema up to date.

use crate::migration::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, RuntimeErr,
    SqliteTransactionMode, SqlxError, Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        ConnectOptions as _,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteError, SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_orm_migration::MigratorTrait;
use std::{
    io,
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
    Folder { folder: String, source: io::Error },
    #[error("{0} is a file; the database needs a folder there")]
    NoFolder(String),
    #[error("{0} is a folder; the database needs a file there")]
    NoFile(String),
    #[error("the file {file} for the database cannot be made: {source}")]
    File { file: String, source: io::Error },
    #[error("{place} does not open: {}", reason(.cause))]
    Open { place: String, cause: DbErr },
    #[error("{place}: its schema cannot be brought up to date: {}", reason(.cause))]
    Migrate { place: String, cause: DbErr },
}

/// What the database itself says, without the words the layers above put before it.
fn reason(error: &DbErr) -> String {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return error.to_string();
    };
    match &**cause {
        SqlxError::Io(error) => error.to_string(),
        SqlxError::Database(error) => {
            let code = error.code().and_then(|code| code.parse::<u32>().ok());
            // SQLITE_READONLY and SQLITE_CANTOPEN, in the low byte of whatever detail there is.
            let closed = error.try_downcast_ref::<SqliteError>().is_some()
                && code.is_some_and(|code| [8, 14].contains(&(code & 0xff)));
            let rights = if closed { "; this user must be allowed to write the file and its folder" } else { "" };
            format!("{}{rights}", error.message())
        }
        cause => cause.to_string(),
    }
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
    let server = PgConnectOptions::from_str(url).map_err(|e| ConnectError::Malformed(e.to_string()))?;
    let place = format!("PostgreSQL at {}", place_of(&server));
    let connection = match sea_orm::Database::connect(options).await {
        Ok(connection) => connection,
        Err(cause) => return Err(ConnectError::Open { place, cause: why_silent(&server).await.unwrap_or(cause) }),
    };
    let db = Database { connection, writers: None };
    db.migrate().await.map_err(|cause| ConnectError::Migrate { place, cause })?;
    Ok(db)
}

/// Host and port, or the folder of the socket; never the password.
fn place_of(server: &PgConnectOptions) -> String {
    match server.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", server.get_host(), server.get_port()),
    }
}

/// The pool tries again and again where nobody answers, and then knows only that it took too long: one attempt of its own
/// tells why. `None` where that one succeeds.
async fn why_silent(server: &PgConnectOptions) -> Option<DbErr> {
    match tokio::time::timeout(PATIENCE, server.connect()).await {
        Ok(Ok(connection)) => {
            drop(connection);
            None
        }
        Ok(Err(error)) => Some(DbErr::Conn(RuntimeErr::SqlxError(error.into()))),
        Err(_) => Some(DbErr::Custom(format!("no answer within {} seconds", PATIENCE.as_secs()))),
    }
}

async fn connect_sqlite(url: &str) -> Result<Database, ConnectError> {
    let file = SqliteConnectOptions::from_str(url).map_err(|e| ConnectError::Malformed(e.to_string()))?;
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    if !in_memory {
        prepare(file.get_filename())?;
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
    let place = file.get_filename().display().to_string();
    let started = tokio::time::Instant::now();
    loop {
        let opened = open_sqlite(options.clone(), &place).await;
        match opened {
            // Turning a new file to WAL wants it alone and does not wait for others to leave.
            Err(ConnectError::Open { cause, .. } | ConnectError::Migrate { cause, .. })
                if is_busy(&cause) && started.elapsed() < START_PATIENCE =>
            {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            opened => return opened,
        }
    }
}

async fn open_sqlite(options: ConnectOptions, place: &str) -> Result<Database, ConnectError> {
    let place = place.to_owned();
    let connection = match sea_orm::Database::connect(options).await {
        Ok(connection) => connection,
        Err(cause) => return Err(ConnectError::Open { place, cause }),
    };
    let db = Database { connection, writers: Some(Arc::default()) };
    db.migrate().await.map_err(|cause| ConnectError::Migrate { place, cause })?;
    Ok(db)
}

/// Makes folder and file where they are missing, for the owner of the process alone: the file holds secrets and addresses
/// that stay hidden. SQLite gives the files beside it the rights of this one.
fn prepare(file: &Path) -> Result<(), ConnectError> {
    let named = |path: &Path| path.display().to_string();
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        if let Some(in_the_way) = folder.ancestors().find(|path| path.is_file()) {
            return Err(ConnectError::NoFolder(named(in_the_way)));
        }
        let mut maker = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        let made = maker.recursive(true).create(folder);
        made.map_err(|source| ConnectError::Folder { folder: named(folder), source })?;
    }
    if file.is_dir() {
        return Err(ConnectError::NoFile(named(file)));
    }
    let mut new = std::fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    match new.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if is_open_to_others(file) {
                tracing::warn!("others on this machine can read {}: chmod 600", file.display());
            }
            Ok(())
        }
        Err(source) => Err(ConnectError::File { file: named(file), source }),
    }
}

/// Whether somebody who is neither owner nor of the group can read a file: it and all folders above let them.
#[cfg(unix)]
fn is_open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let allows = |path: &Path, bit| path.metadata().is_ok_and(|found| found.permissions().mode() & bit != 0);
    let Ok(file) = file.canonicalize() else { return false };
    allows(&file, 0o004) && file.ancestors().skip(1).all(|folder| allows(folder, 0o001))
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
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

    #[cfg(unix)]
    #[tokio::test]
    async fn only_the_owner_reads_what_is_made_and_what_was_there_stays_as_it_is() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let set = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        let above = std::env::temp_dir().join(format!("storage_rights_{}", std::process::id()));
        std::fs::create_dir_all(&above).unwrap();
        set(&above, 0o755);
        let (folder, file) = (above.join("made"), above.join("made/fair.db"));
        let url = format!("sqlite://{}", file.display());
        let db = connect(&url).await.unwrap();
        let beside = ["-wal", "-shm"].map(|end| PathBuf::from(format!("{}{end}", file.display())));
        assert_eq!([&file, &beside[0], &beside[1]].map(|path| mode(path)), [0o600; 3]);
        assert_eq!((mode(&above), mode(&folder)), (0o755, 0o700));
        db.close().await.unwrap();
        assert!(!is_open_to_others(&file));
        set(&file, 0o644);
        assert!(!is_open_to_others(&file), "the folder keeps others out");
        set(&folder, 0o755);
        assert!(is_open_to_others(&file));
        connect(&url).await.unwrap().close().await.unwrap();
        assert_eq!((mode(&file), mode(&folder)), (0o644, 0o755));
        std::fs::remove_dir_all(above).unwrap();
    }

    #[tokio::test]
    async fn what_is_in_the_way_is_named() {
        let folder = std::env::temp_dir().join(format!("storage_in_the_way_{}", std::process::id()));
        std::fs::create_dir_all(folder.join("insist.db")).unwrap();
        let text = folder.join("text");
        std::fs::write(&text, "no database, but long enough to be taken for one").unwrap();
        let why = async |place: &str| connect(&format!("sqlite://{place}")).await.unwrap_err().to_string();
        let (folder_name, text_name) = (folder.display().to_string(), text.display().to_string());
        let is_a_folder = why(&format!("{folder_name}/insist.db")).await;
        assert_eq!(is_a_folder, format!("{folder_name}/insist.db is a folder; the database needs a file there"));
        let is_a_file = why(&format!("{text_name}/deep/insist.db")).await;
        assert_eq!(is_a_file, format!("{text_name} is a file; the database needs a folder there"));
        assert_eq!(why(&text_name).await, format!("{text_name} does not open: file is not a database"));
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
