//! Mails handed to a mail server.

use crate::settings::Smtp;
use anyhow::Context;
use async_trait::async_trait;
use domain::UnixMillis;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::Error,
};
use services::ports::{Mail, Post};
use std::{error::Error as _, time::Duration};

pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl MailServer {
    pub fn new(smtp: &Smtp) -> anyhow::Result<Self> {
        // The address holds a password: the complaint must not repeat it.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.url)
            .map_err(|_| anyhow::anyhow!("smtp_url cannot be read; write smtps://USER:PASSWORD@HOST"))?;
        let transport = builder.timeout(Some(Duration::from_secs(20))).build();
        Ok(Self { transport, from: smtp.from.parse().context("mail_from is no mail address")? })
    }
}

impl MailServer {
    /// One that nobody else gives, at the sender's domain (RFC 5322, 3.6.4): mails without it are taken for unwanted ones.
    fn message_id(&self) -> Result<String, String> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|_| "the machine gives no random numbers".to_owned())?;
        Ok(format!("<{:032x}@{}>", u128::from_be_bytes(random), self.from.email.domain()))
    }
}

#[async_trait]
impl Post for MailServer {
    async fn send(&self, mail: Mail) -> Result<(), String> {
        let to: Mailbox = mail.to.parse().map_err(|_| "the receiver is no mail address".to_owned())?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(self.message_id()?))
            .subject(mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body)
            .map_err(|_| "the mail cannot be put together".to_owned())?;
        // RFC 3834: nobody's holiday note is to answer.
        let unattended = HeaderName::new_from_ascii_str("Auto-Submitted");
        message.headers_mut().insert_raw(HeaderValue::new(unattended, "auto-generated".to_owned()));
        self.transport.send(message).await.map(drop).map_err(|error| without_addresses(&error))
    }

    async fn outbox(&self) -> Result<Vec<(UnixMillis, Mail)>, String> {
        Ok(Vec::new())
    }
}

/// A mail server's answer often repeats the receiver; a log must not. What the network or TLS says before any letter was
/// spoken of names no receiver, and the operator needs it.
fn without_addresses(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
        None if error.is_client() || error.is_response() => {
            "the mail server and this one did not understand each other".to_owned()
        }
        None => match std::iter::successors(error.source(), |&error| error.source()).last() {
            Some(cause) => format!("the mail server was not reached: {cause}"),
            None => "the mail server was not reached".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use tokio::{
        io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
        net::TcpListener,
    };

    /// Takes one mail as RFC 5321 has it, or refuses the receiver, and gives back what it was told.
    async fn take(listener: TcpListener, to_receiver: &str) -> String {
        let (stream, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 mail.example.org ESMTP\r\n").await.unwrap();
        let (mut told, mut in_letter) = (String::new(), false);
        while let Some(line) = lines.next_line().await.unwrap() {
            told.push_str(&line);
            told.push('\n');
            let answer = match line.split_whitespace().next().unwrap_or_default() {
                "." if in_letter => "250 taken",
                _ if in_letter => continue,
                "EHLO" => "250 mail.example.org",
                "RCPT" => to_receiver,
                "DATA" => {
                    in_letter = true;
                    "354 go on"
                }
                _ => "250 well",
            };
            in_letter &= line != ".";
            writer.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            if line == "." || answer.starts_with('5') {
                break;
            }
        }
        told
    }

    async fn handed_over(to_receiver: &'static str) -> (Result<(), String>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let server = MailServer::new(&Smtp { url, from: "Messe <fair@example.org>".to_owned() }).unwrap();
        let [to, subject, body] = ["office@example.org", "Ihr Link für heute", "Grüße"].map(str::to_owned);
        let mail = Mail { to, subject, body };
        tokio::join!(server.send(mail), take(listener, to_receiver))
    }

    #[tokio::test]
    async fn a_mail_server_gets_a_whole_letter() {
        let (sent, told) = handed_over("250 well").await;
        sent.unwrap();
        assert!(
            told.contains("MAIL FROM:<fair@example.org>") && told.contains("RCPT TO:<office@example.org>"),
            "{told}"
        );
        let id = told.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap();
        assert!(id.starts_with('<') && id.ends_with("@example.org>") && id.len() > 40, "{id}");
        assert!(told.contains("Auto-Submitted: auto-generated") && told.contains("Date: "), "{told}");
    }

    #[tokio::test]
    async fn who_is_not_there_is_said_to_be_so() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        drop(listener);
        let server = MailServer::new(&Smtp { url, from: "fair@example.org".to_owned() }).unwrap();
        let [to, subject, body] = ["office@example.org", "Link", "Text"].map(str::to_owned);
        let why = server.send(Mail { to, subject, body }).await.unwrap_err();
        assert!(why.contains("not reached: ") && why.contains("refused") && !why.contains("office"), "{why}");
    }

    #[tokio::test]
    async fn a_refusal_does_not_tell_who_was_written_to() {
        let (sent, _) = handed_over("550 office@example.org is not known here").await;
        assert_eq!(sent, Err("the mail server answered 550".to_owned()));
    }
}
