//! Everything about one account, to take along: see [`wire::export`].

use rules::AccountId;
use wire::{
    Millis, Purpose, Signed, error,
    export::{Export, Receipted},
};

use crate::{Store, StoreError, limit, read};

impl Store {
    /// The account as one file that proves itself, as of one moment. None when there is no such
    /// account, or no longer. A closed one is still given to its owner. `origin` is this server's
    /// address, as its browsers know it.
    ///
    /// # Errors
    /// `EXPORT_TOO_LARGE` beyond [`limit::EXPORT_BYTES_MAX`].
    pub async fn export(
        &self,
        account: AccountId,
        origin: &str,
        now: Millis,
    ) -> Result<Option<Export>, StoreError> {
        let inner = &self.inner;
        let (engine, keys) = (&inner.engine, &inner.keys);
        let found = read::export::all(engine, keys, account, origin, inner.incarnation, now).await?;
        let Some(found) = found else { return Ok(None) };
        let signer = keys.clone();
        // Each receipt is signed anew, which gives the same signature; many make a second of work.
        let sealed = tokio::task::spawn_blocking(move || {
            let mut contents = found.contents;
            let receipts = found.receipts.into_iter();
            contents.receipts = receipts
                .map(|(command, receipt)| Receipted { command, receipt: signer.sign(receipt) })
                .collect();
            let summary = contents.summary(found.standing, now);
            let summary = signer.sign(Signed::bytes_of(Purpose::Export, &summary));
            Export::seal(contents, summary)
        });
        sealed.await.map(Some).map_err(StoreError::corrupt)
    }
}

/// What an account may at most come to, told before it is read.
pub(crate) fn fits(bytes: i64) -> Result<(), StoreError> {
    if bytes <= limit::EXPORT_BYTES_MAX { Ok(()) } else { Err((&error::EXPORT_TOO_LARGE).into()) }
}
