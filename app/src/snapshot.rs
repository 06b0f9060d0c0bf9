//! What visitors' pages are drawn from: an answer of the server, kept as the text it came in.
//!
//! A resource of its own type for every answer would compile the whole of fetching, waiting and drawing once per type;
//! phones in a hall would have to carry it all. Here everything but the reading of the text is compiled once.

use crate::{
    api::{Answer, ApiError},
    live::Live,
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use std::{convert::Infallible, fmt, marker::PhantomData, str::FromStr, sync::Arc};

/// JSON of an answer, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told(Result<Arc<str>, ApiError>);

impl Told {
    /// # Errors
    /// What the server said instead, or [`ApiError::Unavailable`] where this page does not understand it.
    pub fn read<T: DeserializeOwned>(&self) -> Answer<T> {
        self.0.as_ref().map_err(Clone::clone).and_then(|text| understood(text))
    }

    #[cfg(feature = "ssr")]
    fn of<T: Serialize>(answer: Answer<T>) -> Self {
        Self(answer.and_then(|value| serde_json::to_string(&value).map(Into::into).map_err(|_| ApiError::Unavailable)))
    }
}

/// Read as bytes, as answers to commands are: the same reader for both, once in the wasm.
fn understood<T: DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_slice(text.as_bytes()).map_err(|_| ApiError::Unavailable)
}

const FAILED: char = '!';

/// How it travels inside the page.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(text) => f.write_str(text),
            Err(error) => write!(f, "{FAILED}{}", serde_json::to_string(error).map_err(|_| fmt::Error)?),
        }
    }
}

impl FromStr for Told {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(match text.strip_prefix(FAILED) {
            Some(error) => Err(understood(error).unwrap_or_else(|unread| unread)),
            None => Ok(text.into()),
        }))
    }
}

/// A question to the server; the version tells when to ask it again.
#[derive(Clone)]
struct Question {
    address: String,
    version: u32,
    #[cfg(feature = "ssr")]
    answer: Arc<dyn Fn() -> futures::future::BoxFuture<'static, Told> + Send + Sync>,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        (&self.address, self.version) == (&other.address, other.version)
    }
}

impl Question {
    fn new<F>(asked: F, version: u32) -> Self
    where
        F: ServerFn<Error = ApiError> + Serialize + Clone + Sync + 'static,
        F::Output: Serialize,
    {
        let query = serde_qs::to_string(&asked).unwrap_or_default();
        Self {
            address: format!("{}?{query}", F::PATH),
            version,
            #[cfg(feature = "ssr")]
            answer: Arc::new(move || {
                let asked = asked.clone();
                Box::pin(async move { Told::of(asked.run_body().await) })
            }),
        }
    }

    #[cfg(feature = "ssr")]
    async fn ask(self, _: Shown) -> Told {
        (self.answer)().await
    }

    /// What is shown stays where nobody answers: halls have holes in their network.
    #[cfg(not(feature = "ssr"))]
    async fn ask(self, shown: Shown) -> Told {
        // The browser runs one thread: nothing is ever sent between two.
        let told = leptos::__reexports::send_wrapper::SendWrapper::new(fetched(self.address.clone())).await;
        if !matches!(told.0, Err(ApiError::Offline | ApiError::Unavailable)) {
            return told;
        }
        if let Some(live) = shown.live {
            live.missed();
        }
        let last = shown.last.try_get_value().flatten();
        last.filter(|(address, _)| *address == self.address).map_or(told, |(_, last)| last)
    }
}

#[cfg(not(feature = "ssr"))]
async fn fetched(address: String) -> Told {
    let answer = async {
        let response = gloo::net::http::Request::get(&address).header("accept", "application/json").send().await?;
        Ok::<_, gloo::net::Error>((response.ok(), response.text().await?))
    };
    Told(match answer.await {
        Ok((true, text)) => Ok(text.into()),
        Ok((false, text)) => Err(understood(&text).unwrap_or_else(|unread| unread)),
        Err(_) => Err(ApiError::Offline),
    })
}

pub(crate) type Kept = Resource<Told, leptos::server::codee::string::FromToStringCodec>;

/// The newest answer to a question: on the page already when it was drawn by the server, asked again whenever the version
/// or the question changes.
pub struct Snapshot<T> {
    told: Kept,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Snapshot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Snapshot<T> {}

impl<T: DeserializeOwned> Snapshot<T> {
    /// `question` gives a server function's arguments and a version; both are tracked.
    pub fn new<F>(question: impl Fn() -> (F, u32) + Send + Sync + 'static) -> Self
    where
        F: ServerFn<Output = T, Error = ApiError> + Serialize + Clone + Sync + 'static,
        T: Serialize,
    {
        let question = move || {
            let (asked, version) = question();
            Question::new(asked, version)
        };
        Self { told: kept(Arc::new(question)), of: PhantomData }
    }

    /// The answer, once it is there; tracked.
    pub fn get(self) -> Option<Answer<T>> {
        self.told.with(|told| told.as_ref().map(Told::read))
    }

    pub async fn there(self) -> Answer<T> {
        self.told.await.read()
    }

    /// The same answer for who reads less of it, and carries no reader for the rest.
    pub fn less<L>(self) -> Snapshot<L> {
        Snapshot { told: self.told, of: PhantomData }
    }

    pub fn refetch(self) {
        self.told.refetch();
    }

    /// The text itself, for what draws any answer.
    pub(crate) fn told(self) -> Kept {
        self.told
    }
}

/// What was answered last, with the address it was asked at, and who tells when somebody can be reached again.
#[derive(Clone, Copy)]
struct Shown {
    last: StoredValue<Option<(String, Told)>>,
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "only a browser misses anything"))]
    live: Option<Live>,
}

fn kept(question: Arc<dyn Fn() -> Question + Send + Sync>) -> Kept {
    let shown = Shown { last: StoredValue::new(None), live: use_context() };
    let asked = question.clone();
    let told = Resource::new_str(move || question(), move |question| question.ask(shown));
    Effect::new(move |_| {
        if let Some(told) = told.get().filter(|told| told.0.is_ok()) {
            shown.last.set_value(Some((untrack(|| asked().address), told)));
        }
    });
    told
}
