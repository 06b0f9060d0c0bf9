//! How long a search may go on, who is told of it meanwhile, and what else may help: the caller owns clock and threads.

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Steps used so far.
    pub steps: u64,
    /// Objective of the best valid plan so far.
    pub objective: i64,
    /// The best bound so far.
    pub bound: Option<i64>,
}

/// A piece of work that shares nothing with others handed out at the same time.
pub type Job<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Runs every job to its end, one after the other.
fn one_by_one(jobs: Vec<Job>) {
    jobs.into_iter().for_each(|job| job());
}

/// How long the engine may work. The caller owns the clock: `stop` is asked every now and then.
pub struct Budget<'a> {
    /// Most steps (moves tried) of the local searches; exact parts run to their end.
    pub steps: u64,
    /// True as soon as the best plan so far is wanted.
    pub stop: &'a dyn Fn() -> bool,
    /// How much of the time at hand is used, in thousandths (1000 = stop): lets a search cool down in time instead of
    /// being cut off hot. Without it the searches pace themselves by `steps`.
    pub spent: Option<&'a dyn Fn() -> u32>,
    /// Told now and then how far the search has come.
    pub progress: Option<&'a dyn Fn(Progress)>,
    /// Independent searches of a group problem, each with its own chance and its part of the steps; the best wins. The
    /// plan depends on their number, not on how many of them run at the same time.
    pub replicas: u32,
    /// Runs all jobs to their end before it returns: on threads where the caller has some, else one after the other.
    pub run: &'a dyn Fn(Vec<Job>),
}

impl<'a> Budget<'a> {
    /// So many steps, and `stop` asked meanwhile.
    pub fn new(steps: u64, stop: &'a dyn Fn() -> bool) -> Self {
        Budget { steps, stop, spent: None, progress: None, replicas: 1, run: &one_by_one }
    }

    /// As long as the caller's clock says: `spent` tells the thousandths used of it.
    pub fn timed(spent: &'a dyn Fn() -> u32) -> Self {
        Budget { steps: u64::MAX, stop: &|| false, spent: Some(spent), progress: None, replicas: 1, run: &one_by_one }
    }

    /// So many steps and no way to stop earlier: the same answer on every machine.
    pub fn steps(steps: u64) -> Budget<'static> {
        Budget { steps, stop: &|| false, spent: None, progress: None, replicas: 1, run: &one_by_one }
    }

    /// The same with so many searches at once, run by `run`.
    ///
    /// ```
    /// use allocation::{Budget, Job};
    /// let on_threads = |jobs: Vec<Job>| std::thread::scope(|scope| jobs.into_iter().for_each(|job| { scope.spawn(job); }));
    /// let budget = Budget::steps(1_000_000).searching(2, &on_threads);
    /// assert_eq!(budget.replicas, 2);
    /// ```
    #[must_use]
    pub fn searching(self, replicas: u32, run: &'a dyn Fn(Vec<Job>)) -> Self {
        Budget { replicas, run, ..self }
    }

    /// Whether the time is up.
    pub(crate) fn is_over(&self) -> bool {
        (self.stop)() || self.spent.is_some_and(|spent| spent() >= 1000)
    }

    /// How much is used after so many of `steps` steps, in thousandths.
    pub(crate) fn used(&self, done: u64, steps: u64) -> u32 {
        let by_steps = (u128::from(done) * 1000 / u128::from(steps.max(1))).min(1000) as u32;
        if (self.stop)() {
            return 1000;
        }
        self.spent.map_or(by_steps, |spent| spent().min(1000).max(by_steps))
    }
}
