//! Who asks: one-time links, sessions, and the actors made of them.

use crate::{
    Error, Result, Services,
    actor::{AccountHolder, OWNER, Organiser, TimeKeeper},
    letters,
    ports::{Account, HouseNote, Mail, NewSession, SessionRow, SpentLink, StoreError},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AccountId, Locale, Refusal, UnixMillis,
    access::{Me, Role},
    refusal::Input,
    text::parse_email,
};
use sha2::{Digest, Sha256};

/// A mailed link is good for ten minutes.
const LINK_MS: i64 = 10 * 60_000;
/// Links an account may have open at once; whoever asks for more gets no further mail.
const OPEN_LINKS: u64 = 5;
/// A link printed on the machine's own console is good for a day.
const PRINTED_LINK_MS: i64 = 24 * 3_600_000;
/// A session ends after thirty days.
const SESSION_MS: i64 = 30 * 24 * 3_600_000;

/// Whether organisers have to give a code of an authenticator app beside the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondFactorRule {
    /// Who wants to.
    #[default]
    Offered,
    /// An organiser without one gets no further than the room where it is set up.
    Required,
}

/// What the browser gets for a spent link.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the session cookie; never stored or logged.
    pub token: String,
    pub expires: UnixMillis,
    /// The session opens nothing until a code of the second factor has been given.
    pub awaits_code: bool,
    /// The session opens nothing but the room where a second factor is set up.
    pub owes_second_factor: bool,
}

impl Services {
    /// The organiser behind a session token.
    pub async fn organiser(&self, token: Option<&str>) -> Result<Organiser> {
        let account = self.admitted(token).await?;
        Organiser::signed_in(account.id, account.role, account.email).ok_or(Error::Forbidden)
    }

    /// The time keeper (or organiser) behind a session token.
    pub async fn time_keeper(&self, token: Option<&str>) -> Result<TimeKeeper> {
        let account = self.admitted(token).await?;
        Ok(TimeKeeper::signed_in(account.role, account.email))
    }

    /// Whoever a session token belongs to, for their own account alone: also somebody who has yet to set up a second factor.
    pub async fn account_holder(&self, token: Option<&str>) -> Result<AccountHolder> {
        let account = self.session(token).await?.ok_or(Error::Forbidden)?.account;
        Ok(AccountHolder::signed_in(account.id, account.email, token.map(hash).unwrap_or_default()))
    }

    pub async fn whoami(&self, token: Option<&str>) -> Result<Option<Me>> {
        Ok(self.session(token).await?.map(|session| self.me(session.account)))
    }

    /// A link for whoever owns the machine: makes the account where there is none and returns the path to open.
    pub async fn printed_link(&self, _: &Organiser, email: &str) -> Result<String> {
        let email = parse_email(email)?;
        let account = self.account_of(&email).await?;
        let token = self.fresh_token();
        let expires = self.now().plus(PRINTED_LINK_MS);
        self.stores.accounts.keep_link(&hash(&token), None, account.id, expires).await?;
        Ok(link_path(&token))
    }

    /// The account of an address, an organiser's where there was none. Another process that starts on the same database may
    /// be making it at this moment.
    async fn account_of(&self, email: &str) -> Result<Account> {
        let accounts = &self.stores.accounts;
        if let Some(known) = accounts.by_email(email).await? {
            return Ok(known);
        }
        let note = self.house_note(OWNER, "account.invite", email);
        match accounts.add(email, Role::Organiser, note).await {
            Err(StoreError::Taken) => accounts.by_email(email).await?.ok_or(Error::NotFound),
            added => Ok(added?),
        }
    }

    /// Whether anybody may sign in yet.
    pub async fn has_accounts(&self) -> Result<bool> {
        Ok(!self.stores.accounts.all().await?.is_empty())
    }

    /// Mails a link, if the address may sign in; says nothing about whether it may. `browser` is the value of a cookie
    /// that only the asking browser has.
    pub async fn ask_for_link(&self, email: &str, browser: &str, locale: Locale) -> Result<()> {
        let email = parse_email(email)?;
        let Some(account) = self.stores.accounts.by_email(&email).await? else { return Ok(()) };
        if self.stores.accounts.open_links(account.id, self.now()).await? >= OPEN_LINKS {
            return Ok(());
        }
        let token = self.fresh_token();
        let expires = self.now().plus(LINK_MS);
        self.stores.accounts.keep_link(&hash(&token), Some(&hash(browser)), account.id, expires).await?;
        let link = format!("{}{}", self.base_url, link_path(&token));
        let post = self.post.clone();
        let mail = letters::sign_in(locale, &account.email, &link);
        // Not awaited: the time the mail takes must not tell whether the address is known.
        tokio::spawn(async move {
            if let Err(error) = post.send(mail).await {
                tracing::error!(error, "a mail could not be handed over");
            }
        });
        Ok(())
    }

    /// Spends a link, once.
    pub async fn sign_in(&self, link: &str, browser: Option<&str>) -> Result<SignedIn> {
        let now = self.now();
        let browser_hash = browser.map(hash);
        let spent = self.stores.accounts.spend_link(&hash(link.trim()), browser_hash.as_deref(), now).await?;
        let Some(SpentLink { account, printed }) = spent else {
            // Nobody guesses a link: whoever holds a good one may hear where it opens.
            let good = self.stores.accounts.link_is_good(&hash(link.trim()), now).await?;
            return Err(if good { Refusal::LinkOfOtherBrowser } else { Refusal::LinkSpent }.into());
        };
        // Whoever reads the machine's console holds more than any second factor; and it is the way back in.
        let awaits_code = account.second_factor && !printed;
        let owes_second_factor = self.owes_second_factor(&account);
        let action = if printed { "account.sign_in_printed" } else { "account.sign_in" };
        let note = (!awaits_code).then(|| self.house_note(&account.email, action, &account.email));
        let token = self.fresh_token();
        let expires = now.plus(SESSION_MS);
        let session = NewSession { token_hash: hash(&token), account: account.id, created: now, expires, awaits_code };
        self.stores.accounts.open_session(session, note).await?;
        Ok(SignedIn { token, expires, awaits_code, owes_second_factor })
    }

    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let session = self.session(Some(token)).await?;
        let note = session.map(|s| self.house_note(&s.account.email, "account.sign_out", &s.account.email));
        Ok(self.stores.accounts.close_session(&hash(token), note).await?)
    }

    /// Ends every session of the account, on every device.
    pub async fn sign_out_everywhere(&self, who: &AccountHolder) -> Result<()> {
        let note = self.house_note(who.name(), "account.sign_out_everywhere", who.name());
        Ok(self.stores.accounts.close_all_sessions(who.account(), note).await?)
    }

    /// Mails that wait as files where no mail server is set; empty otherwise.
    pub async fn outbox(&self, _: &Organiser) -> Result<Vec<(UnixMillis, Mail)>> {
        self.post.outbox().await.map_err(Error::Unavailable)
    }

    pub async fn accounts(&self, _: &Organiser) -> Result<Vec<Me>> {
        Ok(self.stores.accounts.all().await?.into_iter().map(|account| self.me(account)).collect())
    }

    pub async fn invite(&self, organiser: &Organiser, email: &str, role: Role) -> Result<()> {
        let email = parse_email(email)?;
        let note = self.house_note(organiser.name(), "account.invite", &email);
        match self.stores.accounts.add(&email, role, note).await {
            Err(StoreError::Taken) => Err(Refusal::Taken(Input::Email).into()),
            other => Ok(other.map(|_| ())?),
        }
    }

    /// Takes somebody's access away; nobody can dismiss themselves.
    pub async fn dismiss(&self, organiser: &Organiser, id: AccountId) -> Result<()> {
        if organiser.account() == Some(id) {
            return Err(Error::Forbidden);
        }
        let known = self.stores.accounts.all().await?.into_iter().find(|account| account.id == id);
        let email = known.ok_or(Error::NotFound)?.email;
        Ok(self.stores.accounts.remove(id, self.house_note(organiser.name(), "account.dismiss", &email)).await?)
    }

    pub(crate) async fn session(&self, token: Option<&str>) -> Result<Option<SessionRow>> {
        match token {
            Some(token) => {
                let session = self.stores.accounts.session(&hash(token), self.now()).await?;
                Ok(session.filter(|session| !session.awaits_code))
            }
            None => Ok(None),
        }
    }

    /// The account behind a token, with everything done that signing in asks for.
    pub(crate) async fn admitted(&self, token: Option<&str>) -> Result<Account> {
        let account = self.session(token).await?.ok_or(Error::Forbidden)?.account;
        if self.owes_second_factor(&account) { Err(Error::Forbidden) } else { Ok(account) }
    }

    fn owes_second_factor(&self, account: &Account) -> bool {
        let required = self.second_factor_rule == SecondFactorRule::Required;
        required && account.role == Role::Organiser && !account.second_factor
    }

    fn me(&self, account: Account) -> Me {
        let owes_second_factor = self.owes_second_factor(&account);
        let Account { id, email, role, second_factor } = account;
        Me { id, email, role, second_factor, owes_second_factor }
    }

    /// What the log of the house says of a change.
    pub(crate) fn house_note(&self, actor: &str, action: &'static str, subject: &str) -> HouseNote {
        HouseNote { at: self.now(), actor: actor.to_owned(), action, subject: subject.to_owned() }
    }

    /// What a browser is recognised by when it spends the link it asked for.
    pub fn browser_mark(&self) -> String {
        self.fresh_token()
    }

    /// 256 bits from the system's generator, as text.
    fn fresh_token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.chance.bytes())
    }
}

/// The token stands behind `#`: it never reaches a log or a Referer, and is sent by POST.
fn link_path(token: &str) -> String {
    format!("/sign-in/confirm#{token}")
}

pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
