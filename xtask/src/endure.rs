//! `cargo xtask endure`: days at the tables, driven over HTTP by three desks at once, while the server is killed again and
//! again without a farewell. After every start: no acknowledged command is lost, none acts twice, no round is doubled,
//! the clock is right, and whoever listens has missed nothing.

use crate::{
    build,
    house::{Grade, House},
    office::Office,
    postgres::Postgres,
    trial::{
        books::{Books, Seen},
        clock,
        day::{self, Act, Clock},
        dice::Dice,
        listener::Listener,
        opening::{self, Pace},
        replayed::Replayed,
    },
    trial_server::{Insist, Scratch, TrialServer, free_port},
};
use anyhow::{Context, Result, bail, ensure};
use domain::{DatingId, clock::Moment, dating::Deed, views::DatingDesk};
use std::{
    sync::{
        Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// How often the server is killed, on which database, and from which number everything random is derived.
pub struct Trial {
    pub kills: usize,
    pub seed: u64,
    pub postgres: bool,
}

/// Most that is done between two kills, in milliseconds after the server was well.
const LIFE: usize = 1_200;
/// A day longer than this is ended, so that reading its log stays quick.
const STEPS: usize = 250;
/// Every order is answered within this time, whatever happens to the server.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two attempts while nobody answers.
const AGAIN: Duration = Duration::from_millis(10);

pub fn endure(house: &House, trial: &Trial) -> Result<()> {
    build::server(house, Grade::Development, &[])?;
    let scratch = Scratch::new("endure")?;
    let cluster = trial.postgres.then(Postgres::start).transpose()?;
    let mut insist = Insist::new(house, &house.server(Grade::Development), &scratch.0);
    if let Some(cluster) = &cluster {
        insist = insist.with("DATABASE_URL", cluster.url());
    }
    let database = if trial.postgres { "PostgreSQL" } else { "SQLite" };
    println!("{} kills on {database}, seed {}", trial.kills, trial.seed);
    let begun = Instant::now();
    let ended = under_way(&insist, trial);
    match ended {
        Ok(found) => {
            found.print(begun.elapsed());
            Ok(())
        }
        Err(error) => {
            // What it said last is the first one wants to read.
            let words = std::fs::read_dir(&scratch.0)?.flatten().map(|file| file.path());
            for log in words.filter(|path| path.extension().is_some_and(|ending| ending == "log")) {
                let text = std::fs::read_to_string(&log).unwrap_or_default();
                let tail: Vec<&str> = text.lines().rev().take(30).collect();
                eprintln!("{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n"));
            }
            Err(error.context(format!("seed {}", trial.seed)))
        }
    }
}

/// What a trial has seen.
#[derive(Default)]
struct Found {
    kills: usize,
    /// Of these, before the server was well.
    early: usize,
    days: usize,
    acknowledged: usize,
    repeated: usize,
    /// Commands under way at a kill, and those of them that had been committed.
    open: usize,
    committed: usize,
    /// Clocks that nobody had touched since they were last seen, and how wrong the worst of them was.
    clocks: usize,
    wrong_ms: i64,
    changes: usize,
    connections: usize,
}

impl Found {
    fn print(&self, took: Duration) {
        println!("{} kills ({} while starting) in {} days, {} s", self.kills, self.early, self.days, took.as_secs());
        println!("{} commands acknowledged, 0 lost; {} sent again, 0 acted twice", self.acknowledged, self.repeated);
        println!("{} under way at a kill: {} had been committed", self.open, self.committed);
        println!(
            "0 rounds doubled; {} clocks reckoned after a start, wrong by {} ms at most",
            self.clocks, self.wrong_ms
        );
        println!("{} changes heard over {} connections, 0 missed", self.changes, self.connections);
    }
}

/// What the desks share with whoever kills.
struct Hall {
    dating: AtomicI64,
    books: Mutex<Books>,
    /// Held by everybody who talks to the server; whoever looks at what is left after a kill holds it alone.
    gate: RwLock<()>,
    /// Held by a desk from looking until its order is answered; whoever changes the day holds it alone.
    day: RwLock<()>,
    /// Nobody begins anything: the day is over.
    resting: AtomicBool,
    closing: AtomicBool,
}

impl Hall {
    fn dating(&self) -> DatingId {
        DatingId(self.dating.load(Ordering::SeqCst))
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn talk<T>(&self, say: impl FnOnce() -> Result<T>) -> Result<T> {
        let _open = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        say()
    }
}

fn under_way(insist: &Insist, trial: &Trial) -> Result<Found> {
    let port = free_port()?;
    let mut server = insist.serve(port)?;
    server.wait_until_well()?;
    let mut judge = Office::open(insist, port, "judge")?;
    let usual = judge.session()?;
    opening::prepare(&mut judge, usual, 2, trial.seed)?;
    let groups = opening::prepare_groups(&mut judge, usual, trial.seed)?;
    let mut desks = Vec::new();
    for name in ["room-1", "room-2", "door"] {
        desks.push(Office::open(insist, port, name)?);
    }
    let ears: Vec<Listener> = (0..3).map(|_| Listener::open(port)).collect();
    let hall = Hall {
        dating: AtomicI64::new(0),
        books: Mutex::default(),
        gate: RwLock::default(),
        day: RwLock::default(),
        resting: AtomicBool::new(true),
        closing: AtomicBool::new(false),
    };
    let mut found = Found::default();
    let outcome = thread::scope(|scope| {
        for (number, office) in desks.into_iter().enumerate() {
            let (hall, dice) = (&hall, Dice::new(trial.seed, number as u64 + 1));
            scope.spawn(move || act(hall, office, dice));
        }
        let mut killer =
            Killer { insist, hall: &hall, judge, usual, groups, dice: Dice::new(trial.seed, 0), found: &mut found };
        let outcome = killer.go(server, trial.kills, port, &ears);
        hall.closing.store(true, Ordering::SeqCst);
        outcome
    });
    outcome?;
    for ear in &ears {
        let heard = ear.heard();
        found.changes += heard.changes;
        found.connections += heard.connections;
    }
    Ok(found)
}

/// One desk: looks, does what the dice say, and sends it until it is answered.
fn act(hall: &Hall, mut office: Office, mut dice: Dice) {
    let at_the_door = office.name() == "door";
    while !hall.closing.load(Ordering::SeqCst) {
        let day = hall.day.read().unwrap_or_else(PoisonError::into_inner);
        let resting = hall.resting.load(Ordering::SeqCst);
        let done = if resting { None } else { one(hall, &mut office, &mut dice, at_the_door) };
        drop(day);
        if done.is_none() {
            thread::sleep(AGAIN);
        }
    }
}

/// `None` where there was nothing to do, or nobody to tell it.
fn one(hall: &Hall, office: &mut Office, dice: &mut Dice, at_the_door: bool) -> Option<()> {
    let dating = hall.dating();
    let (desk, seen) = hall.talk(|| Seen::at(office, dating)).ok()?;
    hall.books().saw(seen);
    if desk.clock.at(desk.clock.now) == Moment::Over {
        hall.resting.store(true, Ordering::SeqCst);
        return None;
    }
    let act: Option<Act> = match at_the_door {
        true => day::at_the_door(&desk, dice),
        false => day::in_the_control_room(&desk, dice, Clock::Any),
    };
    let act = act?;
    let order = hall.talk(|| act.order(office, &desk)).ok()??;
    hall.books().sent(&order);
    let sent = Instant::now();
    let came = loop {
        match hall.talk(|| order.send(office)) {
            Ok(came) => break came,
            Err(_) if hall.closing.load(Ordering::SeqCst) => return None,
            Err(error) if sent.elapsed() > PATIENCE => {
                hall.books().faults.push(format!("{order:?} is not answered: {error:#}"));
                return None;
            }
            Err(_) => thread::sleep(AGAIN),
        }
    };
    hall.books().answered(&order, came);
    if came == day::Came::Through && dice.one_in(6) {
        // As if the answer had not arrived.
        if let Ok(again) = hall.talk(|| order.send(office)) {
            hall.books().repeated(&order, again);
        }
    }
    Some(())
}

struct Killer<'a, 'b> {
    insist: &'a Insist<'b>,
    hall: &'a Hall,
    judge: Office,
    /// The session that every other day is a copy of,
    usual: DatingId,
    /// and the one that the days between are, at tables for groups.
    groups: DatingId,
    dice: Dice,
    found: &'a mut Found,
}

impl<'a> Killer<'a, '_> {
    fn go(&mut self, mut server: TrialServer, kills: usize, port: u16, ears: &[Listener]) -> Result<()> {
        self.begin_a_day()?;
        while self.found.kills < kills {
            if self.dice.one_in(2) {
                self.wait_for_an_answer();
            }
            thread::sleep(Duration::from_millis(self.dice.roll(LIFE) as u64));
            server.kill();
            self.found.kills += 1;
            let hall = self.hall;
            let alone = hall.gate.write().unwrap_or_else(PoisonError::into_inner);
            if self.found.kills < kills && self.dice.one_in(8) {
                let starting = self.insist.serve(port)?;
                thread::sleep(Duration::from_millis(self.dice.roll(150) as u64));
                starting.kill();
                self.found.kills += 1;
                self.found.early += 1;
            }
            server = self.insist.serve(port)?;
            server.wait_until_well()?;
            self.look()?;
            drop(alone);
            if ears.iter().any(|ear| ear.heard().fault.is_some()) {
                break;
            }
            let long = self.hall.books().acknowledged() > STEPS;
            if hall.resting.load(Ordering::SeqCst) || long {
                let _quiet = self.rest();
                self.end_the_day()?;
                self.begin_a_day()?;
            }
        }
        let _quiet = self.rest();
        self.end_the_day()?;
        self.converge(ears)
    }

    /// However slow the machine is, half of the lives see something done.
    fn wait_for_an_answer(&self) {
        let (begun, before) = (Instant::now(), self.hall.books().settled());
        while begun.elapsed() < Duration::from_secs(5) && self.hall.books().settled() == before {
            thread::sleep(AGAIN);
        }
    }

    /// Until every desk has an answer to what it had sent.
    fn rest(&self) -> RwLockWriteGuard<'a, ()> {
        self.hall.resting.store(true, Ordering::SeqCst);
        self.hall.day.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Right after a start, while nobody acts.
    fn look(&mut self) -> Result<()> {
        let dating = self.hall.dating();
        let (replayed, desk, seen) = self.kept(dating)?;
        let mut books = self.hall.books();
        replayed.judge(&books).with_context(|| format!("after kill {}", self.found.kills))?;
        let written = |key: &&str| replayed.log.iter().any(|event| event.key.as_deref() == Some(key));
        self.found.open += books.open().count();
        self.found.committed += books.open().filter(written).count();
        ensure!(desk.dating == replayed.session, "the server shows another session than is kept");
        if let Some(before) = &books.seen {
            let passed = seen.since(before)?;
            let touches = |deed: &Deed| matches!(deed, Deed::Turned { .. } | Deed::Undone { .. } | Deed::Redone { .. });
            if !replayed.log.iter().any(|event| event.step > before.revision && touches(&event.deed)) {
                let (face, now) = (before.face, seen.face.at(seen.face.now));
                let wrong = clock::compare(face.at(face.now), face.timing, passed, now)?;
                self.found.clocks += 1;
                self.found.wrong_ms = self.found.wrong_ms.max(wrong);
            }
        }
        books.saw(seen);
        Ok(())
    }

    /// The session with its log, and as the server shows it. What was under way at the kill may still be committed by
    /// PostgreSQL, which was not killed.
    fn kept(&self, dating: DatingId) -> Result<(Replayed, DatingDesk, Seen)> {
        for _ in 0..10 {
            let replayed = Replayed::read(self.insist, dating)?;
            let (desk, seen) = Seen::at(&self.judge, dating)?;
            if desk.dating.revision == replayed.session.revision {
                return Ok((replayed, desk, seen));
            }
        }
        bail!("the session does not come to rest")
    }

    fn begin_a_day(&mut self) -> Result<()> {
        // Twenty times as fast, so that rounds change by themselves, and now and then as fast as the day.
        let pace = if self.found.days % 3 == 2 { Pace::AsPlanned } else { Pace::Fast };
        let like = if self.found.days % 2 == 1 { self.groups } else { self.usual };
        let mut books = Books::default();
        let dating = opening::begin(&mut self.judge, like, pace, self.dice.throw(), &mut books)?;
        *self.hall.books() = books;
        self.hall.dating.store(dating.0, Ordering::SeqCst);
        self.hall.resting.store(false, Ordering::SeqCst);
        self.found.days += 1;
        Ok(())
    }

    /// Everything under way has been answered: the log is looked through once more.
    fn end_the_day(&mut self) -> Result<()> {
        self.look()?;
        let books = self.hall.books();
        ensure!(books.open().next().is_none(), "a command was not answered");
        self.found.acknowledged += books.acknowledged();
        self.found.repeated += books.repeated;
        Ok(())
    }

    /// Whoever listens hears of everything, within seconds.
    fn converge(&mut self, ears: &[Listener]) -> Result<()> {
        let newest = self.judge.desk(self.hall.dating())?.revision;
        let patience = Instant::now() + Duration::from_secs(10);
        for ear in ears {
            loop {
                let heard = ear.heard();
                if let Some(fault) = heard.fault {
                    bail!("somebody who listens missed something: {fault}");
                }
                if heard.revision == Some(newest) {
                    break;
                }
                ensure!(Instant::now() < patience, "heard of {:?}, not of {newest}", heard.revision);
                thread::sleep(AGAIN);
            }
        }
        Ok(())
    }
}
