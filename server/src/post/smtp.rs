//! Mails handed to a mail server.

use crate::settings::Smtp;
use anyhow::Context;
use async_trait::async_trait;
use domain::UnixMillis;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::Error,
};
use services::ports::{Mail, Post};
use std::time::Duration;

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

#[async_trait]
impl Post for MailServer {
    async fn send(&self, mail: Mail) -> Result<(), String> {
        let to: Mailbox = mail.to.parse().map_err(|_| "the receiver is no mail address".to_owned())?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body)
            .map_err(|_| "the mail cannot be put together".to_owned())?;
        self.transport.send(message).await.map(drop).map_err(|error| without_addresses(&error))
    }

    async fn outbox(&self) -> Result<Vec<(UnixMillis, Mail)>, String> {
        Ok(Vec::new())
    }
}

/// A mail server's answer often repeats the receiver; a log must not.
fn without_addresses(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
        None if error.is_tls() => "the mail server's TLS was refused".to_owned(),
        None => "the mail server was not reached".to_owned(),
    }
}
