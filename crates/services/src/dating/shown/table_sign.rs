//! What a table's QR code leads to: everybody who scans it sees the same.

use super::published::Published;
use crate::{Error, Result, Services, actor::Visitor};
use domain::{
    DatingId,
    dating::Participant,
    table_sign::{Sitter, TableRound, TableSign},
};

impl Services {
    /// All rounds at one table of the published plan, by the table's number.
    pub async fn table_sign(&self, _: Visitor, id: DatingId, number: u16) -> Result<TableSign> {
        let public = self.published(id).await?;
        let (plan, Published { fair, dating, market, .. }) = (public.plan()?, &public);
        let index = dating.table_index(number).map_err(|_| Error::NotFound)?;
        let rounds = (0..dating.rounds_shown()).map(|round| {
            let seated = plan.seats.get(usize::from(round)).and_then(|tables| tables.get(index)).into_iter().flatten();
            let sitters: Vec<&Participant> = seated.filter_map(|who| dating.participant(*who).ok()).collect();
            let sitters: Vec<&Participant> =
                sitters.into_iter().filter(|p| p.sits(round, public.talk == Some(round))).collect();
            let question = market.question(&sitters, round);
            let sitter = |p: &&Participant| Sitter { name: p.name.clone(), association: p.association };
            TableRound { round, sitters: sitters.iter().map(sitter).collect(), question }
        });
        Ok(TableSign {
            revision: public.revision,
            dating: id,
            title: dating.setting.title.clone(),
            starts: dating.setting.starts,
            number,
            clock: public.clock,
            version: plan.version,
            made_at: plan.made_at,
            made_local: self.local(fair, plan.made_at),
            closed_from: dating.setting.tables.get(index).and_then(|table| table.closed_from),
            way: market.way(dating),
            rounds: rounds.collect(),
        })
    }
}
