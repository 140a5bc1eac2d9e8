//! Statements: each the next link of its account's chain, or refused.

use rules::Hash;
use wire::{Link, Millis, Sequence, error, journal};

use super::{
    super::{
        load::Chained,
        memory::Account,
        plan::{Keys, TextRow},
    },
    Cause, Done, Table, Verdict, gone,
};
use crate::{chain::Kept, error::StoreError, submission::NewStatement};

impl Table<'_> {
    pub(super) fn statement(&mut self, new: &NewStatement, now: Millis) -> Result<Verdict, StoreError> {
        // On the way out: the key is gone, the rows are about to go.
        let going = |it: &Account| it.closed && it.data_key.is_none();
        if self.known.erased.contains(&new.account)
            || self.memory.accounts.get(&new.account).is_some_and(going)
        {
            return Ok(Err(gone()));
        }
        let hash = new.signed.hash();
        if let Some(known) = self.known.chains.get(&new.account)
            && known.kept.holds(&new.signed, hash)
        {
            return Ok(Ok(Done::Stands(new.account, known.kept.chain.head())));
        }
        if new.salted.as_ref().is_some_and(|text| self.known.texts.contains(&text.id)) {
            return Ok(Err((&error::TEXT_REFUSED).into()));
        }
        match self.known.chains.remove(&new.account) {
            Some(mut known) => {
                // Clocks of two servers may differ a little, but a chain never runs backwards.
                let time = now.max(known.kept.time());
                let refused = known.kept.push(&Link { signed: new.signed.clone(), time }).err();
                if refused.is_none() {
                    self.link(new, hash, &mut known, time)?;
                }
                let head = known.kept.chain.head();
                self.known.chains.insert(new.account, known);
                let refused = refused.map(|why| StoreError::not_a_link(&why));
                Ok(refused.map_or(Ok(Done::Stands(new.account, head)), Err))
            }
            None if new.statement.account.is_some() => Ok(Err((&error::ACCOUNT_UNKNOWN).into())),
            None => self.open_account(new, hash, now),
        }
    }

    fn open_account(&mut self, new: &NewStatement, hash: Hash, now: Millis) -> Result<Verdict, StoreError> {
        let link = Link { signed: new.signed.clone(), time: now };
        let kept = match Kept::begin(&link) {
            Ok(kept) => kept,
            Err(why) => return Ok(Err(StoreError::not_a_link(&why))),
        };
        let (data_key, sealed) = self.keys.sealer.make_key(new.account)?;
        self.plan.data_keys.push((new.account, sealed));
        let begun = Account {
            keys: Vec::new(),
            programs: Vec::new(),
            held: 0,
            data_key: Some(data_key),
            closed: false,
        };
        self.memory.accounts.insert(new.account, begun);
        let mut known = Chained { kept, row_hash: journal::GENESIS };
        self.link(new, hash, &mut known, now)?;
        self.known.chains.insert(new.account, known);
        Ok(Ok(Done::Stands(new.account, hash)))
    }

    /// Writes the last link of a chain into the journal, and all that follows from it.
    fn link(
        &mut self,
        new: &NewStatement,
        hash: Hash,
        known: &mut Chained,
        now: Millis,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(&new.signed).map_err(StoreError::corrupt)?;
        let sequence = Sequence(known.kept.chain.len() as i64);
        // A statement is its own cause; the first one's hash is also the account's id.
        let (cause, stream) = (hash.to_string(), new.account.to_string());
        let cause = Cause { id: &cause, key: new.signed.key, now };
        let kind = new.statement.claim.kind();
        let (row, row_hash) = self.chain(&stream, sequence, known.row_hash, kind, body, &cause);
        self.plan.account_events.push(row);
        known.row_hash = row_hash;
        self.keep_name(new)?;
        self.project_keys(new, &known.kept);
        Ok(())
    }

    fn keep_name(&mut self, new: &NewStatement) -> Result<(), StoreError> {
        let Some(text) = &new.salted else { return Ok(()) };
        let key = self.data_key(new.account)?;
        self.plan.texts.push(TextRow {
            text_id: text.id.to_string(),
            account_id: new.account.to_string(),
            stream_id: new.account.to_string(),
            sealed: key.seal(text)?,
        });
        self.known.texts.insert(text.id);
        Ok(())
    }

    /// The keys as they are now, everywhere: in the projection, in memory, and among sessions.
    fn project_keys(&mut self, new: &NewStatement, kept: &Kept) {
        let opened = kept.chain.len() == 1;
        let before = self.plan.keys.get(&new.account);
        // What this very group opened has no rows yet.
        let anew = before.map_or(!opened, |it| it.anew);
        let (devices, recovery) = (kept.key_rows(), kept.recovery_rows());
        let keys =
            Keys { devices, recovery, programs: kept.program_rows(), closed_at: kept.closed_at(), anew };
        self.plan.keys.insert(new.account, keys);
        let Some(account) = self.memory.accounts.get_mut(&new.account) else { return };
        account.closed = kept.closed_at().is_some();
        account.programs = kept.writing();
        let before = std::mem::replace(&mut account.keys, kept.active());
        for key in before.into_iter().filter(|key| !kept.chain.keys().is_active(*key)) {
            self.end_sessions_of(new.account, key);
        }
    }
}
