//! `cargo xtask agree`: the same day twice, on SQLite with one process and on PostgreSQL with two behind a proxy. Both have
//! to end alike, and everybody who listens has to know of everything.

use crate::{
    build,
    house::{Grade, House},
    office::Office,
    postgres::Postgres,
    trial::{
        books::Books,
        clock,
        day::{self, Act, Came, Clock},
        dice::Dice,
        listener::Listener,
        opening::{self, Pace},
        replayed::Replayed,
        round_robin::RoundRobin,
    },
    trial_server::{Insist, Scratch, TrialServer, free_port},
};
use anyhow::{Context, Result, bail, ensure};
use domain::{DatingId, clock::Moment, control_room::Queued, dating::ClockTurn};
use serde_json::Value;
use std::{
    net::TcpListener,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

/// Desks that act in turn.
const DESKS: usize = 3;
const LISTENERS: usize = 12;
/// How long the rounds are left to themselves, on both processes.
const BY_ITSELF: Duration = Duration::from_secs(20);

pub fn agree(house: &House, steps: usize, seed: u64) -> Result<()> {
    run(house, steps, seed, BY_ITSELF)
}

/// The day on both; `by_itself` is how long the clock is watched while nobody but impatient people touches it.
pub fn run(house: &House, steps: usize, seed: u64, by_itself: Duration) -> Result<()> {
    println!("{steps} steps on SQLite with one process, on PostgreSQL with two, seed {seed}");
    build::server(house, Grade::Development, &[])?;
    twice(house, steps, seed, by_itself).with_context(|| format!("seed {seed}"))
}

fn twice(house: &House, steps: usize, seed: u64, by_itself: Duration) -> Result<()> {
    let executable = house.server(Grade::Development);
    let scratch = Scratch::new("agree")?;
    let alone = scratch.0.join("sqlite");
    std::fs::create_dir_all(&alone)?;
    let one = Place::open(Insist::new(house, &executable, &alone), 1)?.day(steps, seed, by_itself)?;
    let cluster = Postgres::start()?;
    let both = scratch.0.join("postgres");
    std::fs::create_dir_all(&both)?;
    let insist = Insist::new(house, &executable, &both).with("DATABASE_URL", cluster.url());
    let two = Place::open(insist, 2)?.day(steps, seed, by_itself)?;
    same(&one, &two)?;
    println!("both days end alike: {} steps in each log", one.log.len());
    Ok(())
}

/// One or several processes on one database, and the proxy before them.
struct Place<'a> {
    insist: Insist<'a>,
    processes: Vec<TrialServer>,
    proxy: RoundRobin,
}

impl<'a> Place<'a> {
    fn open(insist: Insist<'a>, processes: usize) -> Result<Self> {
        let front = TcpListener::bind(("127.0.0.1", 0))?;
        let insist = insist.with("INSIST_BASE_URL", format!("http://{}", front.local_addr()?));
        let ports = (0..processes).map(|_| free_port()).collect::<Result<Vec<_>>>()?;
        // At once: they find an empty database and have to agree who fills it.
        let mut servers = ports.iter().map(|port| insist.serve(*port)).collect::<Result<Vec<_>>>()?;
        for server in &mut servers {
            server.wait_until_well()?;
        }
        Ok(Self { insist, processes: servers, proxy: RoundRobin::open(front, ports)? })
    }

    fn day(mut self, steps: usize, seed: u64, by_itself: Duration) -> Result<Replayed> {
        let begun = Instant::now();
        let listeners: Vec<Listener> = (0..LISTENERS).map(|_| Listener::open(self.proxy.port)).collect();
        let mut desks = Vec::new();
        for number in 1..=DESKS {
            desks.push(Office::open(&self.insist, self.proxy.port, &format!("desk-{number}"))?);
        }
        let usual = desks[0].session()?;
        opening::prepare(&mut desks[0], usual, 1, seed)?;
        // One of two seeds lives its day at tables for groups.
        let like = match seed % 2 {
            0 => opening::prepare_groups(&mut desks[0], usual, seed)?,
            _ => usual,
        };
        let mut books = Books::default();
        let dating = opening::begin(&mut desks[0], like, Pace::AsPlanned, seed, &mut books)?;
        opening::turn(&mut desks[1], dating, ClockTurn::ByHand, &mut books)?;
        let races = self.by_hand(&mut desks, dating, steps, seed, &mut books)?;
        let day = Replayed::read(&self.insist, dating)?;
        day.judge(&books)?;
        let presses = self.by_itself(&mut desks, usual, seed, by_itself)?;
        self.converged(&desks, dating, &listeners)?;
        println!(
            "{} process{}: {} commands, {races} races, {presses} presses at a change of round, {} listeners know of all \
             {} changes; {} s",
            self.processes.len(),
            if self.processes.len() == 1 { "" } else { "es" },
            books.acknowledged(),
            listeners.len(),
            listeners.iter().map(|one| one.heard().changes).max().unwrap_or(0),
            begun.elapsed().as_secs(),
        );
        Ok(day)
    }

    /// Desks act in turn, each request at the next process; now and then two do the same at the same moment.
    fn by_hand(
        &self,
        desks: &mut [Office],
        dating: DatingId,
        steps: usize,
        seed: u64,
        books: &mut Books,
    ) -> Result<usize> {
        let (mut dice, mut races) = (Dice::new(seed, 1), 0);
        for step in 0..steps {
            let office = &mut desks[step % DESKS];
            let desk = office.desk(dating)?;
            let moment = desk.clock.at(desk.clock.now);
            if moment == Moment::Over {
                break;
            }
            if step % 40 == 39 {
                races += 1;
                self.race(desks, dating, races, books)?;
                continue;
            }
            let act = match dice.one_in(4) {
                true => day::at_the_door(&desk, &mut dice),
                false => day::in_the_control_room(&desk, &mut dice, Clock::ByHand),
            };
            let Some(act) = act else { continue };
            let Some(order) = act.order(office, &desk)? else { continue };
            books.sent(&order);
            let came = order.send(office)?;
            books.answered(&order, came);
            if came == Came::Through && dice.one_in(6) {
                // The next process hears of it again.
                let again = order.send(&desks[(step + 1) % DESKS])?;
                books.repeated(&order, again);
            }
        }
        Ok(races)
    }

    /// Two want the same at the same moment, at two processes where there are two: it happens once.
    fn race(&self, desks: &mut [Office], dating: DatingId, number: usize, books: &mut Books) -> Result<()> {
        let desk = desks[0].desk(dating)?;
        let meant_for = day::on(desk.clock.at(desk.clock.now));
        let first = |queued: bool| match queued {
            true => Act::Queue(Queued::Turn { turn: ClockTurn::OneMinuteMore, meant_for }),
            false => Act::Turn(ClockTurn::OneMinuteMore),
        };
        let (left, right) = desks.split_at_mut(1);
        let orders = match number % 3 {
            // The same command with the same key.
            0 => {
                let order = first(true).order(&mut left[0], &desk)?.context("an order")?;
                let again = order.clone();
                [order, again]
            }
            // A round, by two who both saw the same part.
            1 => {
                let turn = || Act::Queue(Queued::Turn { turn: ClockTurn::Skip, meant_for });
                let one = turn().order(&mut left[0], &desk)?.context("an order")?;
                [one, turn().order(&mut right[0], &desk)?.context("an order")?]
            }
            // By two who both saw the same revision.
            _ => {
                let one = Act::Turn(ClockTurn::Skip).order(&mut left[0], &desk)?.context("an order")?;
                [one, Act::Turn(ClockTurn::Skip).order(&mut right[0], &desk)?.context("an order")?]
            }
        };
        orders.iter().for_each(|order| books.sent(order));
        let ports = [self.processes.first(), self.processes.last()].map(|one| one.map_or(0, |one| one.port));
        let (together, offices) = (Barrier::new(2), [left[0].at(ports[0]), right[0].at(ports[1])]);
        let came = thread::scope(|scope| {
            let sending = [0, 1].map(|i| {
                let (order, office, together) = (&orders[i], &offices[i], &together);
                scope.spawn(move || {
                    together.wait();
                    order.send(office)
                })
            });
            sending.map(|one| one.join().unwrap_or_else(|_| bail!("a desk fell over")))
        });
        let [one, two] = came;
        let came = [one?, two?];
        for (order, came) in orders.iter().zip(came) {
            books.answered(order, came);
        }
        let through = came.iter().filter(|came| **came == Came::Through).count();
        let expected = if number.is_multiple_of(3) { 2 } else { 1 };
        ensure!(through == expected, "of two at the same moment {through} came through: {orders:?}");
        Ok(())
    }

    /// Rounds change by themselves while impatient people press "next round" at every process: each press moves the part it
    /// was meant for or nothing. Nobody needs to turn the clock, so no process does.
    fn by_itself(&self, desks: &mut [Office], usual: DatingId, seed: u64, time: Duration) -> Result<usize> {
        let mut books = Books::default();
        let dating = opening::begin(&mut desks[0], usual, Pace::Fast, seed, &mut books)?;
        let mut dice = Dice::new(seed, 2);
        let (end, mut presses) = (Instant::now() + time, 0);
        while Instant::now() < end {
            let desk = desks[presses % DESKS].desk(dating)?;
            let seen = desk.clock.at(desk.clock.now);
            let Moment::On { remaining_ms, .. } = seen else { break };
            // Every process at the same place of the same clock.
            for process in &self.processes {
                let other = desks[0].at(process.port).desk(dating)?;
                let passed = other.clock.now.since(desk.clock.now);
                ensure!(other.dating == desk.dating, "processes show different sessions");
                clock::compare(seen, desk.clock.timing, passed, other.clock.at(other.clock.now))?;
            }
            if presses % 2 == 0 {
                // Until about the moment at which the part ends by itself.
                let about = (remaining_ms - 60 + dice.roll(100) as i64).clamp(0, 3_500);
                thread::sleep(Duration::from_millis(about as u64));
            }
            let press = Act::Queue(Queued::Turn { turn: ClockTurn::NextRound, meant_for: day::on(seen) });
            let office = &mut desks[presses % DESKS];
            let order = press.order(office, &desk)?.context("an order")?;
            books.sent(&order);
            let came = order.send(office)?;
            books.answered(&order, came);
            presses += 1;
        }
        Replayed::read(&self.insist, dating)?.judge(&books)?;
        Ok(presses)
    }

    /// Every process shows the same, and everybody who listens has heard of the newest change and missed none before it.
    fn converged(&mut self, desks: &[Office], dating: DatingId, listeners: &[Listener]) -> Result<()> {
        let newest = desks[0].desk(dating)?;
        for process in &self.processes {
            let shown = desks[0].at(process.port).desk(dating)?;
            ensure!(
                shown.dating == newest.dating && shown.revision == newest.revision,
                "a process shows another state"
            );
        }
        let patience = Instant::now() + Duration::from_secs(10);
        for listener in listeners {
            loop {
                let heard = listener.heard();
                if let Some(fault) = heard.fault {
                    bail!("somebody who listens missed something: {fault}");
                }
                if heard.revision == Some(newest.revision) {
                    break;
                }
                ensure!(Instant::now() < patience, "heard of {:?}, not of {}", heard.revision, newest.revision);
                thread::sleep(Duration::from_millis(10));
            }
        }
        Ok(())
    }
}

/// Sessions and logs are the same but for times, keys and who was faster.
fn same(one: &Replayed, two: &Replayed) -> Result<()> {
    let plain = |value: &Replayed| -> Result<(Value, Vec<Value>)> {
        let mut session = serde_json::to_value(&value.session)?;
        strip(&mut session);
        let mut log = value.log.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>()?;
        log.iter_mut().for_each(strip);
        Ok((session, log))
    };
    let ((first, log), (second, other)) = (plain(one)?, plain(two)?);
    for (step, (left, right)) in log.iter().zip(&other).enumerate() {
        ensure!(left == right, "step {} differs:\n{left}\n{right}", step + 1);
    }
    ensure!(log.len() == other.len(), "{} steps and {}", log.len(), other.len());
    ensure!(first == second, "the sessions differ:\n{first}\n{second}");
    Ok(())
}

/// Takes out times, keys and who it was.
fn strip(value: &mut Value) {
    const OUT: [&str; 9] = ["at", "since", "elapsed_ms", "extra_ms", "made_at", "began", "ended", "actor", "key"];
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !OUT.contains(&name.as_str()));
            fields.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}
