//! The phones of a hall: every one a connection to the live stream, all of them watched by one thread.

use anyhow::{Context, Result, bail};
use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    io::{ErrorKind, Read, Write},
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// What the phones heard.
#[derive(Default)]
pub struct Heard {
    /// Which piece of news (counted from 0 after everybody had come in) reached some phone when.
    pub news: Vec<(usize, Instant)>,
    /// How long a phone waited for its own table.
    pub answers: Vec<Duration>,
}

pub struct Hall {
    present: Arc<AtomicUsize>,
    /// The piece of news that the first phone has heard of: how many there were.
    newest: Arc<AtomicUsize>,
    closing: Arc<AtomicBool>,
    watching: Option<JoinHandle<Result<Heard>>>,
    phones: usize,
}

impl Hall {
    /// `asking` of the phones fetch a table of the session `dating` whenever there is news.
    pub fn open(port: u16, phones: usize, asking: usize, dating: i64) -> Result<Self> {
        let (present, newest) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let closing = Arc::<AtomicBool>::default();
        let mut crowd = Crowd {
            port,
            dating,
            asking,
            poll: Poll::new()?,
            phones: Vec::with_capacity(phones),
            asked: Vec::new(),
            heard: Heard::default(),
            present: present.clone(),
            newest: newest.clone(),
        };
        let end = closing.clone();
        let watching = thread::spawn(move || {
            for number in 0..phones {
                crowd.come(number)?;
                // The listening queue of a socket is short.
                if number % 64 == 63 {
                    crowd.watch(Duration::from_millis(5))?;
                }
            }
            while !end.load(Ordering::Relaxed) {
                crowd.watch(Duration::from_millis(50))?;
            }
            Ok(crowd.heard)
        });
        Ok(Self { present, newest, closing, watching: Some(watching), phones })
    }

    pub fn wait_for_everybody(&self, patience: Duration) -> Result<()> {
        self.wait(patience, || self.present.load(Ordering::Relaxed) == self.phones)
            .with_context(|| format!("{} of {} phones were greeted", self.present.load(Ordering::Relaxed), self.phones))
    }

    /// Until the first phone has heard of so many pieces of news.
    pub fn wait_for(&self, news: usize, patience: Duration) -> Result<()> {
        self.wait(patience, || self.newest.load(Ordering::Relaxed) >= news)
    }

    fn wait(&self, patience: Duration, done: impl Fn() -> bool) -> Result<()> {
        let begun = Instant::now();
        while !done() {
            if begun.elapsed() > patience || self.watching.as_ref().is_some_and(JoinHandle::is_finished) {
                bail!("it took longer than {} s", patience.as_secs());
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    pub fn close(mut self) -> Heard {
        self.closing.store(true, Ordering::Relaxed);
        let watched = self.watching.take().and_then(|watching| watching.join().ok());
        match watched {
            Some(Ok(heard)) => heard,
            Some(Err(error)) => {
                eprintln!("the phones: {error:#}");
                Heard::default()
            }
            None => Heard::default(),
        }
    }
}

struct Phone {
    stream: TcpStream,
    /// What has come and is no whole line yet.
    rest: Vec<u8>,
    event: String,
    /// The revision it was greeted with.
    greeted: Option<i64>,
}

/// A phone's question for its own table.
struct Question {
    stream: TcpStream,
    asked: Instant,
    request: Vec<u8>,
}

struct Crowd {
    port: u16,
    dating: i64,
    asking: usize,
    poll: Poll,
    phones: Vec<Phone>,
    asked: Vec<Option<Question>>,
    heard: Heard,
    present: Arc<AtomicUsize>,
    newest: Arc<AtomicUsize>,
}

/// Tokens from here on are questions.
const QUESTIONS: usize = 1 << 32;

impl Crowd {
    fn address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))
    }

    fn come(&mut self, number: usize) -> Result<()> {
        let mut stream = TcpStream::connect(self.address())?;
        self.poll.registry().register(&mut stream, Token(number), Interest::READABLE | Interest::WRITABLE)?;
        self.phones.push(Phone { stream, rest: Vec::new(), event: String::new(), greeted: None });
        Ok(())
    }

    fn watch(&mut self, at_most: Duration) -> Result<()> {
        let mut events = Events::with_capacity(4096);
        match self.poll.poll(&mut events, Some(at_most)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            polled => polled?,
        }
        for event in &events {
            let token = event.token().0;
            if token >= QUESTIONS {
                self.answered(token - QUESTIONS, event.is_writable())?;
                continue;
            }
            if event.is_writable() && self.phones[token].greeted.is_none() && self.phones[token].event.is_empty() {
                self.call(token)?;
            }
            if event.is_readable() {
                self.listen(token)?;
            }
        }
        Ok(())
    }

    /// Asks for the stream, and from then on only listens.
    fn call(&mut self, number: usize) -> Result<()> {
        let phone = &mut self.phones[number];
        let request = format!(
            "GET /api/live/lindenhafen HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: text/event-stream\r\n\r\n",
            self.port
        );
        phone.stream.write_all(request.as_bytes()).context("a phone cannot ask")?;
        phone.event.push('-');
        self.poll.registry().reregister(&mut phone.stream, Token(number), Interest::READABLE)?;
        Ok(())
    }

    fn listen(&mut self, number: usize) -> Result<()> {
        let now = Instant::now();
        let mut buffer = [0; 8192];
        let mut news = 0;
        loop {
            let phone = &mut self.phones[number];
            match phone.stream.read(&mut buffer) {
                Ok(0) => bail!("phone {number} was cut off: {}", String::from_utf8_lossy(&phone.rest)),
                Ok(count) => phone.rest.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error).context("a phone cannot listen"),
            }
        }
        let phone = &mut self.phones[number];
        let whole = phone.rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let lines: Vec<u8> = phone.rest.drain(..whole).collect();
        for line in String::from_utf8_lossy(&lines).lines() {
            if let Some(event) = line.strip_prefix("event: ") {
                phone.event = event.to_owned();
            } else if let Some(id) = line.strip_prefix("id: ") {
                let id: i64 = id.trim().parse().context("a revision that is no number")?;
                match (phone.event.as_str(), phone.greeted) {
                    ("hello", None) => {
                        phone.greeted = Some(id);
                        self.present.fetch_add(1, Ordering::Relaxed);
                    }
                    ("change", Some(greeted)) => {
                        let piece = usize::try_from(id - greeted - 1).context("a revision twice")?;
                        self.heard.news.push((piece, now));
                        self.newest.fetch_max(piece + 1, Ordering::Relaxed);
                        news += 1;
                    }
                    (event, _) => bail!("phone {number} heard `{event}`"),
                }
            }
        }
        if news > 0 && number < self.asking {
            self.ask()?;
        }
        Ok(())
    }

    fn ask(&mut self) -> Result<()> {
        let who = self.asked.len() % 50 + 1;
        let request = format!(
            "GET /api/fn/run_sheet?dating={}&who={who} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.dating, self.port
        );
        let mut stream = TcpStream::connect(self.address())?;
        let token = Token(QUESTIONS + self.asked.len());
        self.poll.registry().register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
        self.asked.push(Some(Question { stream, asked: Instant::now(), request: request.into_bytes() }));
        Ok(())
    }

    fn answered(&mut self, number: usize, writable: bool) -> Result<()> {
        let Some(question) = &mut self.asked[number] else { return Ok(()) };
        if writable && !question.request.is_empty() {
            question.stream.write_all(&question.request).context("a phone cannot ask for its table")?;
            question.request.clear();
        }
        let mut buffer = [0; 16_384];
        loop {
            match question.stream.read(&mut buffer) {
                Ok(0) => {
                    self.heard.answers.push(question.asked.elapsed());
                    self.asked[number] = None;
                    return Ok(());
                }
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error).context("a phone got no table"),
            }
        }
    }
}
