//! The former address: every account of this browser goes to the new one, one after the other.

use rules::{AccountId, Hash};
use wire::{
    Claim, Purpose, Signed,
    account::{AccountView, Chain, Consent},
    error,
    path::own_path,
};

use super::{
    Step, Wish, going,
    leaving::{Leaving, is_gone, note_gone},
    message::{Hello, Message},
    strange,
};
use crate::{
    devices, identity,
    limit::ROWS_BYTES_MAX,
    outbox, page, place,
    statement::{self, By},
    trouble::Trouble,
};

/// Where the way leads.
struct Way<'a> {
    home: &'a str,
    index: usize,
    wish: Wish,
}

pub(super) async fn step(
    home: &str,
    index: usize,
    wish: Wish,
    message: Option<Message>,
) -> Result<Step, Trouble> {
    let mut way = Way { home, index, wish };
    let own = place::bind().await;
    match message {
        _ if way.wish.skip => way.from(own).await,
        None => way.from(0).await,
        Some(Message::Next { after, state, to }) => {
            way.wish.to = own_path(&to).unwrap_or("/").into();
            let kept = Leaving::kept().await.filter(|it| it.state == state);
            if let Some(mut leaving) = kept {
                leaving.carried.append(&mut leaving.sending);
                leaving.keep().await?;
            }
            way.from(after).await
        }
        Some(Message::Consent { state, consent }) => way.let_in(state, consent).await,
        Some(Message::Hello(_) | Message::Joined { .. }) => Err(strange()),
    }
}

impl Way<'_> {
    /// The first account behind this place that is still here; if there is none, the page that was
    /// asked for, at home. Places are walked upwards only, so the walk has an end.
    async fn from(&self, after: u32) -> Result<Step, Trouble> {
        let own = place::number();
        for number in self.places(after) {
            if number != own {
                place::switch(number).await?;
                // A tab goes to another place by being loaded anew.
                let to = self.wish.to.clone();
                let next = Message::Next { after: number - 1, state: Hash([0; 32]), to };
                return going(&page::origin()?, &next);
            }
            if let Some(account) = identity::me().await?.account
                && let Some(step) = self.take_along(account).await?
            {
                return Ok(step);
            }
        }
        Ok(Step::Go([self.home, &self.wish.to].concat()))
    }

    /// The places behind this one in which an account may still be; this tab's own among them.
    fn places(&self, after: u32) -> Vec<u32> {
        let own = place::number();
        let all = place::all().into_iter().filter(|it| it.number > after);
        // Of one from before the list it is not known whether it is empty.
        let waits = |it: &place::Place| it.account.map_or(it.since.0 == 0, |account| !is_gone(account));
        let mut numbers: Vec<u32> =
            all.filter(|it| it.number == own || waits(it)).map(|it| it.number).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Sets out with this tab's account; nothing, if it is at the new address already.
    async fn take_along(&self, account: AccountId) -> Result<Option<Step>, Trouble> {
        let mut leaving = Leaving::of(account).await?;
        if is_gone(account) {
            return self.send_after(leaving).await;
        }
        match self.account().await {
            Ok(_) => {}
            Err(trouble) if trouble.is(&error::KEY_UNKNOWN) => {
                if !leaving.let_in {
                    return Ok(Some(Step::TurnedAway));
                }
                note_gone(account);
                return self.send_after(leaving).await;
            }
            Err(trouble) if is_out(&trouble) => return Ok(Some(Step::LoggedOut)),
            Err(trouble) => return Err(trouble),
        }
        match outbox::flush().await {
            // What a door refused, or could not do just now, goes along.
            Ok(_) | Err(Trouble::Refused { .. } | Trouble::Unreadable(_)) => {}
            Err(trouble) => return Err(trouble),
        }
        let mut rows = outbox::undelivered().await?;
        if outbox::weight(&rows) > ROWS_BYTES_MAX {
            if !self.wish.light {
                return Ok(Some(Step::TooMany(rows.len() as u32)));
            }
            rows.clear();
        }
        self.hello(&mut leaving, rows, false).await.map(Some)
    }

    /// Changes that were made here after the account had gone, in a tab that did not know.
    async fn send_after(&self, mut leaving: Leaving) -> Result<Option<Step>, Trouble> {
        let mut rows = outbox::undelivered().await?;
        rows.retain(|(id, _)| !leaving.carried.contains(id));
        while outbox::weight(&rows) > ROWS_BYTES_MAX {
            rows.pop();
        }
        if rows.is_empty() {
            return Ok(None);
        }
        self.hello(&mut leaving, rows, true).await.map(Some)
    }

    async fn hello(
        &self,
        leaving: &mut Leaving,
        rows: Vec<outbox::Undelivered>,
        late: bool,
    ) -> Result<Step, Trouble> {
        let (ids, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let own = place::number();
        let hello = Hello {
            state: leaving.begin(ids).await?,
            account: leaving.account,
            former: self.index,
            to: self.wish.to.clone(),
            small: self.wish.small.clone(),
            rows,
            place: own,
            more: !self.places(own).is_empty(),
            late,
        };
        going(self.home, &Message::Hello(hello))
    }

    /// Lets the key of the new address in, if it comes with our own word, and says so there.
    async fn let_in(&self, state: Hash, consent: Signed) -> Result<Step, Trouble> {
        let account = identity::me().await?.account.ok_or_else(strange)?;
        let kept = Leaving::kept().await.filter(|it| it.account == account && it.state == state);
        let mut leaving = kept.ok_or_else(strange)?;
        let word: Option<Consent> = consent.open(Purpose::Consent).ok();
        if !word.is_some_and(|it| it.account == account && page::server() == Ok(it.server)) {
            return Err(strange());
        }
        let key = consent.key;
        leaving.answer(state, key).await?;
        let view = match self.account().await {
            Err(trouble) if is_out(&trouble) => return Ok(Step::LoggedOut),
            // It has let the key in already, and was turned away by it.
            Err(trouble) if trouble.is(&error::KEY_UNKNOWN) => {
                return going(self.home, &Message::Joined { state });
            }
            view => view?,
        };
        let text = outbox::new_text(&called(&view));
        let say = |chain: &Chain| {
            let claim = Claim::AddKey { key, name: text.reference(), consent: consent.clone() };
            Ok((!chain.keys().is_active(key)).then(|| (claim, vec![text.clone()])))
        };
        statement::add(By::Device, &say).await?;
        leaving.let_in = true;
        leaving.keep().await?;
        going(self.home, &Message::Joined { state })
    }

    /// The account, asked of the server. Logs in by hand if a person has said so.
    async fn account(&self) -> Result<AccountView, Trouble> {
        if self.wish.by_hand {
            identity::log_in(true).await?;
        }
        devices::account().await
    }
}

/// Whether only a person can log in here.
fn is_out(trouble: &Trouble) -> bool {
    trouble.is(&error::SESSION_MISSING) || trouble.is(&error::SESSION_ENDED)
}

/// The new key is called as this one was: to its person it is the same device.
fn called(view: &AccountView) -> String {
    let chain = view.chain().ok();
    let own = chain.as_ref().and_then(|it| it.keys().active().find(|device| device.key == view.key));
    let name = own.and_then(|it| view.name(it));
    name.map_or_else(devices::own_name, str::to_owned)
}
