//! Wishes with goods become events, or are refused with the rule that forbids them.

use super::{
    Account, Command, Event, Goods, Of, Parcel, Purse, Refusal, Sink, Source,
    attune::{attune, end_attunement, put},
    market::{price, proceeds},
    parcel::Maker,
    start::packages,
};
use crate::{
    CommandId, ContentId, ItemId,
    book::{Book, Coin, Lot},
    build::Adventurer,
    limit::{ATTUNEMENT_MAX, COUNT_MAX, STACK_MAX, THINGS_MAX},
};

/// What is true around the decision.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub book: &'a Book,
    /// What the command makes has its id from it.
    pub command: CommandId,
    /// Who is being equipped.
    pub adventurer: Option<&'a Adventurer<'a>>,
    /// A Short Rest is being taken.
    pub resting: bool,
    pub attunement_most: u32,
    /// Pounds that can be lifted, pushed or dragged; none where nobody carries it.
    pub drag: Option<u64>,
}

impl<'a> Context<'a> {
    /// A day like any other.
    pub const fn of(book: &'a Book, command: CommandId) -> Self {
        Self {
            book,
            command,
            adventurer: None,
            resting: false,
            attunement_most: ATTUNEMENT_MAX as u32,
            drag: None,
        }
    }
}

/// Decides a command on somebody's goods. Changes nothing: the caller applies what comes back to every
/// account that it names.
///
/// # Errors
/// When a rule or a limit forbids it.
pub fn decide(goods: &Goods, command: &Command, context: &Context<'_>) -> Result<Event, Refusal> {
    match command {
        Command::Attune { thing } => attune(goods, thing, context),
        Command::Buy { item, count } => buy(goods, item, *count, context),
        Command::EndAttunement { thing } => end_attunement(goods, thing, context),
        Command::Exchange { give, count, into } => exchange(goods, *give, *count, *into),
        Command::Give { of, coins, to } => give(goods, of, coins, to),
        Command::Make { lots, coins, source } => make(goods, lots, coins, *source, context),
        Command::Open { thing } => open(goods, thing, context),
        Command::Put { thing, place } => put(goods, thing, *place, context),
        Command::Sell { of } => sell(goods, of, context),
        Command::Start {} => start(goods, context),
        Command::Unmake { of, coins, sink } => {
            let parcel = goods.take(of, coins)?;
            Ok(Event::Unmade { from: goods.account.clone(), sink: *sink, parcel })
        }
    }
}

fn buy(goods: &Goods, id: &ContentId, count: u32, context: &Context<'_>) -> Result<Event, Refusal> {
    let mut maker = Maker::of(context.book, context.command);
    maker.add(id, count)?;
    let Some(item) = context.book.items.get(id) else { return Err(Refusal::Unknown(id.as_str().to_owned())) };
    let cost = price(item, count);
    if item.cost == 0 {
        return Err(Refusal::Priceless(item.name.clone()));
    }
    let poor = || Refusal::TooPoor { price: cost, has: goods.coins.copper() };
    let payment = goods.coins.pay(cost).ok_or_else(poor)?;
    let parcel = goods.fits(maker.parcel, context)?;
    Ok(Event::Bought {
        by: goods.account.clone(),
        parcel,
        price: counted(cost)?,
        paid: payment.paid,
        change: payment.change,
    })
}

fn sell(goods: &Goods, of: &Of, context: &Context<'_>) -> Result<Event, Refusal> {
    let parcel = goods.take(std::slice::from_ref(of), &Purse::default())?;
    let (id, count) = match of {
        Of::Thing(id) => (&goods.thing(id, context)?.0.item, 1),
        Of::Stack { item, count } => (item, *count),
    };
    let Some(item) = context.book.items.get(id) else { return Err(Refusal::Unknown(id.as_str().to_owned())) };
    let worth = proceeds(item, count);
    if worth == 0 {
        return Err(Refusal::Priceless(item.name.clone()));
    }
    let paid = Purse::of_copper(worth);
    goods.stays_bounded(&paid)?;
    let price = counted(worth)?;
    Ok(Event::Sold { by: goods.account.clone(), parcel, price, paid })
}

fn exchange(goods: &Goods, give: Coin, count: u32, into: Coin) -> Result<Event, Refusal> {
    if give == into || count == 0 {
        return Err(Refusal::NothingChanges);
    }
    if goods.coins.count(give) < count {
        return Err(Refusal::NoSuchCoins);
    }
    let (of, worth) = (u64::from(give.copper()), u64::from(into.copper()));
    let got = u64::from(count) * of / worth;
    if got == 0 {
        return Err(Refusal::TooLittle);
    }
    // Each coin is worth a whole number of every smaller one, so that what is given comes out even.
    let gave = counted(got * worth / of)?;
    let got: Purse = [(into, counted(got)?)].into_iter().collect();
    goods.stays_bounded(&got)?;
    Ok(Event::Exchanged { by: goods.account.clone(), gave: [(give, gave)].into_iter().collect(), got })
}

fn give(goods: &Goods, of: &[Of], coins: &Purse, to: &Account) -> Result<Event, Refusal> {
    if matches!(to, Account::Mint(_) | Account::Burn(_)) {
        return Err(Refusal::NotAHolder);
    }
    if *to == goods.account {
        return Err(Refusal::ToOneself);
    }
    Ok(Event::Moved { from: goods.account.clone(), to: to.clone(), parcel: goods.take(of, coins)? })
}

fn make(
    goods: &Goods,
    lots: &[Lot],
    coins: &Purse,
    source: Source,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    if source == Source::Start && goods.started {
        return Err(Refusal::Started);
    }
    let mut maker = Maker::of(context.book, context.command);
    lots.iter().try_for_each(|it| maker.add(&it.item, it.count))?;
    maker.parcel.coins = coins.clone();
    let parcel = goods.fits(maker.parcel, context)?;
    Ok(Event::Made { to: goods.account.clone(), source, parcel })
}

fn start(goods: &Goods, context: &Context<'_>) -> Result<Event, Refusal> {
    if goods.started {
        return Err(Refusal::Started);
    }
    let Some(adventurer) = context.adventurer else { return Err(Refusal::NotChosen("a character".into())) };
    let (lots, coins) = packages(adventurer)?;
    let mut maker = Maker::of(context.book, context.command);
    lots.iter().try_for_each(|it| maker.add_opened(it, 0))?;
    maker.parcel.coins = coins;
    let parcel = goods.fits(maker.parcel, context)?;
    Ok(Event::Made { to: goods.account.clone(), source: Source::Start, parcel })
}

fn open(goods: &Goods, thing: &ItemId, context: &Context<'_>) -> Result<Event, Refusal> {
    let (had, item) = goods.thing(thing, context)?;
    if item.contents.is_empty() || !super::parcel::is_pack(&item.id) {
        return Err(Refusal::NothingInside(item.name.clone()));
    }
    let mut maker = Maker::of(context.book, context.command);
    maker.add_contents(&item.contents, 1, 0)?;
    let parcel = goods.fits(maker.parcel, context)?;
    Ok(Event::Opened { by: goods.account.clone(), thing: *thing, item: had.item.clone(), parcel })
}

fn counted(copper: u64) -> Result<u32, Refusal> {
    u32::try_from(copper).ok().ok_or(Refusal::TooRich)
}

impl Goods {
    /// What is asked for, if it is all here.
    fn take(&self, of: &[Of], coins: &Purse) -> Result<Parcel, Refusal> {
        let mut parcel = Parcel { coins: coins.clone(), ..Parcel::default() };
        for it in of {
            match it {
                Of::Thing(id) => {
                    let thing = self.things.get(id).ok_or(Refusal::NotHere)?;
                    parcel.things.insert(*id, thing.item.clone());
                }
                Of::Stack { item, count } => {
                    if *count == 0 || *count > COUNT_MAX {
                        return Err(Refusal::Count { most: COUNT_MAX });
                    }
                    let asked = parcel.stacks.entry(item.clone()).or_default();
                    *asked = asked.saturating_add(*count);
                    let (has, count) = (self.stacks.get(item).copied().unwrap_or(0), *asked);
                    if has < count {
                        return Err(Refusal::TooFew { item: item.slug().to_owned(), has, count });
                    }
                }
            }
        }
        match (parcel.is_empty(), self.coins.has(coins)) {
            (_, false) => Err(Refusal::NoSuchCoins),
            (true, _) => Err(Refusal::NothingChanges),
            _ => Ok(parcel),
        }
    }

    /// Whether somebody can take what another gives.
    ///
    /// # Errors
    /// When it is more than a holder can have or carry.
    pub fn admits(&self, event: &Event, context: &Context<'_>) -> Result<(), Refusal> {
        match event {
            Event::Moved { to, parcel, .. } if *to == self.account => {
                self.fits(parcel.clone(), context).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// A parcel that comes, within every limit.
    fn fits(&self, parcel: Parcel, context: &Context<'_>) -> Result<Parcel, Refusal> {
        if parcel.is_empty() {
            return Err(Refusal::NothingChanges);
        }
        let full = |(item, count): (&ContentId, &u32)| {
            self.stacks.get(item).copied().unwrap_or(0).saturating_add(*count) > STACK_MAX
        };
        if parcel.stacks.iter().any(full) {
            return Err(Refusal::Count { most: STACK_MAX });
        }
        if self.things.len() + parcel.things.len() > THINGS_MAX {
            return Err(Refusal::Room { most: THINGS_MAX });
        }
        self.stays_bounded(&parcel.coins)?;
        match context.drag {
            Some(limit) if self.weight(context.book) + parcel.weight(context.book) > limit * 100 => {
                Err(Refusal::TooHeavy { limit })
            }
            _ => Ok(parcel),
        }
    }

    fn stays_bounded(&self, more: &Purse) -> Result<(), Refusal> {
        let mut all = self.coins.clone();
        all.add_all(more);
        if all.is_bounded() && more.is_bounded() { Ok(()) } else { Err(Refusal::TooRich) }
    }
}

impl Sink {
    /// Every reason, for those who look through all of them.
    pub const ALL: [Self; 4] = [Self::Market, Self::Opened, Self::UsedUp, Self::Lost];
}
