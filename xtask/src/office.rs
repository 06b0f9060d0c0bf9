//! An organiser's desk: signs in and acts through the same doors as the page, every request on a connection of its own.

use crate::trial_server::Insist;
use anyhow::{Context, Result, bail, ensure};
use domain::{DatingId, views::DatingDesk};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

/// The demo fair's part of the address.
pub const FAIR: &str = "lindenhafen";

#[derive(Clone)]
pub struct Office {
    port: u16,
    cookies: String,
    name: String,
    commands: usize,
}

/// A whole answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub text: String,
}

impl Office {
    /// Signs in at `port` with a link printed on the machine.
    pub fn open(insist: &Insist, port: u16, name: &str) -> Result<Self> {
        let printed = insist.command(&["sign-in-link", &format!("{name}@fair.invalid")]).output();
        let printed = printed.context("no sign-in link")?;
        let printed =
            [printed.stdout, printed.stderr].map(|words| String::from_utf8_lossy(&words).into_owned()).concat();
        let code = printed.split('#').nth(1).and_then(|rest| rest.split_whitespace().next());
        let code = code.with_context(|| format!("no link in: {printed}"))?.to_owned();
        let mut office = Self { port, cookies: String::new(), name: name.to_owned(), commands: 0 };
        let answer = office.call("POST", "/api/fn/sign_in", FORM, &format!("code={code}"))?;
        ensure!(answer.status < 400, "signing in was answered with {}: {}", answer.status, answer.text);
        let cookies = answer.head.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("set-cookie").then(|| value.trim().split(';').next().unwrap_or_default())
        });
        office.cookies = cookies.collect::<Vec<_>>().join("; ");
        Ok(office)
    }

    /// The same desk, for talking to another port: its session is good at every process.
    pub fn at(&self, port: u16) -> Self {
        Self { port, ..self.clone() }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first session of the demo fair.
    pub fn session(&self) -> Result<DatingId> {
        let sessions: Value = self.read(&format!("/api/fn/datings?slug={FAIR}"))?;
        Ok(DatingId(sessions[0]["id"].as_i64().context("the demo fair has no session")?))
    }

    pub fn desk(&self, dating: DatingId) -> Result<DatingDesk> {
        self.read(&format!("/api/fn/desk?dating={dating}"))
    }

    /// A key that no other command of these trials has.
    pub fn key(&mut self) -> String {
        self.commands += 1;
        format!("{}-{}", self.name, self.commands)
    }

    pub fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let answer = self.call("GET", path, "", "")?;
        answer.with_status_200(path)
    }

    /// A command that has to be carried out.
    pub fn order<T: DeserializeOwned>(&self, door: &str, body: &Value) -> Result<T> {
        self.send(door, body)?.with_status_200(door)
    }

    /// A command, whatever comes of it. An error: nobody knows whether it came through.
    pub fn send(&self, door: &str, body: &Value) -> Result<Answer> {
        self.call("POST", &format!("/api/fn/{door}"), JSON, &body.to_string())
    }

    /// A form, whatever comes of it.
    pub fn send_form(&self, door: &str, fields: &str) -> Result<Answer> {
        self.call("POST", &format!("/api/fn/{door}"), FORM, fields)
    }

    fn call(&self, method: &str, path: &str, headers: &str, body: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let request = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\nCookie: {1}\r\n\
             {headers}Content-Length: {2}\r\n\r\n{body}",
            self.port,
            self.cookies,
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Answer::parse(&answer)
    }
}

const JSON: &str = "Content-Type: application/json\r\nAccept: application/json\r\n";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n";

impl Answer {
    /// An answer that was cut off is an error.
    fn parse(bytes: &[u8]) -> Result<Self> {
        let answer = String::from_utf8_lossy(bytes);
        let (head, text) = answer.split_once("\r\n\r\n").context("no answer in HTTP")?;
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("an answer without a status")?;
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        ensure!(length.is_none_or(|length| text.len() >= length), "an answer that was cut off");
        Ok(Self { status, head: head.to_owned(), text: text.to_owned() })
    }

    pub fn with_status_200<T: DeserializeOwned>(&self, asked: &str) -> Result<T> {
        if self.status != 200 {
            bail!("{asked} was answered with {}: {}", self.status, self.text);
        }
        serde_json::from_str(&self.text).with_context(|| format!("{asked} answered no such JSON: {}", self.text))
    }
}
