//! An organiser's desk: signs in and acts through the same doors as the page.

use crate::trial_server::TrialServer;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    time::Duration,
};

pub struct Office {
    port: u16,
    cookies: String,
    dating: i64,
    name: usize,
    commands: usize,
}

impl Office {
    /// Signs in with a link printed on the machine, and looks for the session of the demo fair.
    pub fn open(server: &TrialServer, insist: &Path, data: &Path, name: usize) -> Result<Self> {
        let printed = Command::new(insist)
            .args(["sign-in-link", &format!("desk-{name}@fair.invalid")])
            .env("INSIST_DATA", data)
            .env("INSIST_LOG_FILTER", "error")
            .output()
            .context("no sign-in link")?;
        let printed = String::from_utf8_lossy(&printed.stdout).into_owned();
        let code = printed.split('#').nth(1).and_then(|rest| rest.split_whitespace().next());
        let code = code.with_context(|| format!("no link in: {printed}"))?.to_owned();
        let mut office = Self { port: server.port, cookies: String::new(), dating: 0, name, commands: 0 };
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        let (status, head, answer) = office.call("POST", "/api/fn/sign_in", form, &format!("code={code}"))?;
        if status >= 400 {
            bail!("signing in was answered with {status}: {answer}");
        }
        let cookies = head.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("set-cookie").then(|| value.trim().split(';').next().unwrap_or_default())
        });
        office.cookies = cookies.collect::<Vec<_>>().join("; ");
        let sessions = office.read("/api/fn/datings?slug=lindenhafen")?;
        office.dating = sessions[0]["id"].as_i64().context("the demo fair has no session")?;
        Ok(office)
    }

    pub fn dating(&self) -> i64 {
        self.dating
    }

    /// Allocates where that has not been done, publishes and starts.
    pub fn begin(&mut self) -> Result<()> {
        for door in ["allocate", "publish", "start"] {
            let expects = self.desk()?["dating"]["revision"].clone();
            let order = json!({ "dating": self.dating, "expects": expects, "key": self.key() });
            self.order(door, &order)?;
        }
        Ok(())
    }

    /// Does what is next in turn: somebody arrives, somebody is missing and the plan is repaired, that is taken back.
    /// Returns whether everybody is told of it.
    pub fn tap(&mut self, turn: usize) -> Result<bool> {
        let desk = self.desk()?;
        let dating = &desk["dating"];
        let people = dating["participants"].as_array().context("nobody takes part")?;
        match turn % 3 {
            0 => {
                let waiting = people.iter().find(|p| p["attendance"] == "expected");
                let (who, was, next) = match waiting {
                    Some(person) => (&person["id"], "expected", "arrived"),
                    None => (&people[turn % people.len()]["id"], "arrived", "expected"),
                };
                let command = json!({ "command": "mark", "who": who, "was": was, "attendance": next });
                let order = json!({ "dating": self.dating, "command": command, "key": self.key() });
                let answer = self.order("send_queued", &order)?;
                Ok(answer["answer"] == "applied")
            }
            1 => {
                let here = |p: &&Value| p["attendance"] == "expected" || p["attendance"] == "arrived";
                let here: Vec<&Value> = people.iter().filter(here).collect();
                let who = &here[(turn / 3 * 7) % here.len()]["id"];
                let question = json!({ "dating": self.dating, "who": who, "attendance": "missing" });
                let proposal = self.order("propose_mark", &question)?;
                let chosen = &proposal["alternatives"][0];
                let choice = json!({
                    "based_on": proposal["based_on"], "rounds_begun": proposal["rounds_begun"],
                    "approach": chosen["approach"], "fingerprint": chosen["fingerprint"],
                });
                let order = json!({
                    "dating": self.dating, "choice": choice, "who": who, "attendance": "missing", "key": self.key(),
                });
                self.order("apply_mark", &order)?;
                Ok(true)
            }
            _ => {
                let (expects, step) = (&dating["revision"], &desk["last"]["step"]);
                let order = json!({ "dating": self.dating, "expects": expects, "step": step, "key": self.key() });
                self.order("undo", &order)?;
                Ok(true)
            }
        }
    }

    fn desk(&self) -> Result<Value> {
        self.read(&format!("/api/fn/desk?dating={}", self.dating))
    }

    fn key(&mut self) -> String {
        self.commands += 1;
        format!("desk-{}-{}", self.name, self.commands)
    }

    fn read(&self, path: &str) -> Result<Value> {
        let (status, _, answer) = self.call("GET", path, "", "")?;
        if status != 200 {
            bail!("{path} was answered with {status}: {answer}");
        }
        serde_json::from_str(&answer).with_context(|| format!("{path} answered no JSON: {answer}"))
    }

    fn order(&self, door: &str, body: &Value) -> Result<Value> {
        let json = "Content-Type: application/json\r\nAccept: application/json\r\n";
        let (status, _, answer) = self.call("POST", &format!("/api/fn/{door}"), json, &body.to_string())?;
        if status != 200 {
            bail!("{door} was answered with {status}: {answer}");
        }
        serde_json::from_str(&answer).with_context(|| format!("{door} answered no JSON: {answer}"))
    }

    /// Status, head and body of one request on a connection of its own.
    fn call(&self, method: &str, path: &str, headers: &str, body: &str) -> Result<(u16, String, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\nCookie: {1}\r\n\
             {headers}Content-Length: {2}\r\n\r\n{body}",
            self.port,
            self.cookies,
            body.len()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").context("no answer in HTTP")?;
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("an answer without a status")?;
        Ok((status, head.to_owned(), body.to_owned()))
    }
}
