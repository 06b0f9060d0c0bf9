//! The second step of signing in: a code from an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds).

use crate::{Error, Result, Services, access::hash, actor::AccountHolder, ports::HouseNote, qr};
use domain::{AccountId, Refusal, UnixMillis, access::Enrolment};
use totp_rs::{Builder, Secret};

/// Wrong codes a session may give, signing in or later, before it ends; the next try needs a new link.
const TRIES: i32 = 5;
/// 160 bits, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

impl Services {
    /// Admits a session that awaits a code.
    pub async fn give_code(&self, token: &str, code: &str) -> Result<()> {
        let token = hash(token);
        let session = self.stores.accounts.session(&token, self.now()).await?.ok_or(Refusal::LinkSpent)?;
        if !session.awaits_code {
            return Ok(());
        }
        let email = &session.account.email;
        if !self.take_code(session.account.id, code, None).await? {
            return Err(self.wrong_code(&token, email).await);
        }
        let note = self.house_note(email, "account.sign_in", email);
        Ok(self.stores.accounts.admit_session(&token, note).await?)
    }

    /// Counts a wrong code of a session, wherever it was given: six digits must not be guessed at leisure.
    async fn wrong_code(&self, session: &[u8], email: &str) -> Error {
        let counted = async {
            if self.stores.accounts.note_wrong_code(session).await? < TRIES {
                return Ok(Refusal::WrongCode);
            }
            let note = self.house_note(email, "account.wrong_codes", email);
            self.stores.accounts.close_session(session, Some(note)).await?;
            Ok::<_, Error>(Refusal::WrongCodes)
        };
        counted.await.map_or_else(|error| error, Error::from)
    }

    /// What the app needs, where a secret waits for its first code.
    pub async fn enrolment(&self, who: &AccountHolder) -> Result<Option<Enrolment>> {
        let account = who.account();
        let factor = self.stores.accounts.second_factor(account).await?;
        let waiting = factor.filter(|factor| !factor.confirmed);
        waiting.map(|factor| enrolment(factor.secret, who.name())).transpose()
    }

    /// Makes a secret that waits for its first code. A confirmed one has to be turned off before.
    pub async fn begin_second_factor(&self, who: &AccountHolder) -> Result<()> {
        let account = who.account();
        if self.stores.accounts.second_factor(account).await?.is_some_and(|factor| factor.confirmed) {
            return Err(Error::Stale);
        }
        Ok(self.stores.accounts.keep_secret(account, self.chance.bytes()[..SECRET_BYTES].to_vec()).await?)
    }

    /// The first code shows that the app has the secret: from now on signing in asks for one.
    pub async fn turn_on_second_factor(&self, who: &AccountHolder, code: &str) -> Result<()> {
        let account = who.account();
        let note = self.house_note(who.name(), "account.second_factor_on", who.name());
        if self.take_code(account, code, Some(note)).await? {
            return Ok(());
        }
        Err(self.wrong_code(who.session(), who.name()).await)
    }

    /// Signing in asks for the link alone again. Needs a code, so that an unattended desk is not enough.
    pub async fn turn_off_second_factor(&self, who: &AccountHolder, code: &str) -> Result<()> {
        let account = who.account();
        let factor = self.stores.accounts.second_factor(account).await?;
        let confirmed = factor.is_some_and(|factor| factor.confirmed);
        if confirmed && !self.take_code(account, code, None).await? {
            return Err(self.wrong_code(who.session(), who.name()).await);
        }
        let note = confirmed.then(|| self.house_note(who.name(), "account.second_factor_off", who.name()));
        Ok(self.stores.accounts.drop_second_factor(account, note).await?)
    }

    /// Whether `code` is right now, a step ago or in a step's time, and was not used before. `note` is what
    /// the log says of it.
    async fn take_code(&self, account: AccountId, code: &str, note: Option<HouseNote>) -> Result<bool> {
        let Some(factor) = self.stores.accounts.second_factor(account).await? else { return Ok(false) };
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        match step_of(factor.secret, &code, self.now())? {
            Some(step) => Ok(self.stores.accounts.take_code(account, step, note).await?),
            None => Ok(false),
        }
    }
}

/// The step whose code this is, at most one away from `now`.
fn step_of(secret: Vec<u8>, code: &str, now: UnixMillis) -> Result<Option<i64>> {
    let totp = Builder::new().with_secret(secret).build().map_err(|error| Error::Unavailable(error.to_string()))?;
    let step = u64::try_from(now.0).ok().and_then(|now| totp.check(code, now / 1_000));
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn enrolment(secret: Vec<u8>, account: &str) -> Result<Enrolment> {
    let text = Secret::from(secret).to_base32();
    let address = format!("otpauth://totp/INSIST:{}?secret={text}&issuer=INSIST", account.replace(' ', "%20"));
    Ok(Enrolment { qr: qr::code(&address)?, secret: text })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_fits_one_step_before_and_after() {
        // RFC 6238, appendix B: at 59 s the eight digits end in 287082.
        let step = |code, second| step_of(b"12345678901234567890".to_vec(), code, UnixMillis(second * 1_000)).unwrap();
        for (second, expected) in [(0, Some(1)), (30, Some(1)), (59_i64, Some(1)), (89, Some(1)), (90, None)] {
            assert_eq!(step("287082", second), expected, "at {second} s");
        }
        assert_eq!((step("287083", 59), step("", 59), step("none", 59)), (None, None, None));
    }
}
