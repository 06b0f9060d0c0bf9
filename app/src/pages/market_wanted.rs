//! What somebody wants to see of the market, as the address says it.

use super::market_filter::Filter;
use domain::HallId;
use leptos_router::params::ParamsMap;

/// What the address asks for beside the filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    pub filter: Filter,
    pub as_list: bool,
    pub hall: Option<HallId>,
    /// Step-free places stand out.
    pub access: bool,
}

impl Wanted {
    pub fn read(query: &ParamsMap) -> Self {
        Self {
            filter: Filter::read(query),
            as_list: query.get("view").is_some_and(|view| view == "list"),
            hall: query.get("hall").and_then(|hall| hall.parse().ok()),
            access: query.get("free").is_some(),
        }
    }

    /// The query of the address that asks for this.
    pub fn query(&self) -> String {
        let mut query = ParamsMap::new();
        self.filter.write(&mut query);
        if self.as_list {
            query.insert("view", "list".to_owned());
        }
        if let Some(hall) = self.hall {
            query.insert("hall", hall.to_string());
        }
        if self.access {
            query.insert("free", "1".to_owned());
        }
        match query.to_query_string() {
            empty if empty.len() < 2 => "?".to_owned(),
            query => query,
        }
    }
}
