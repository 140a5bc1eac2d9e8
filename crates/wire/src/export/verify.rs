//! Checking an export part by part, so that the first thing that does not fit can be named.

use std::collections::{BTreeMap, BTreeSet};

use rules::{Character, CommandId, StreamId};

use super::{
    CharacterStream, Contents, Export, FORMAT, Fault, Receipted, Standing, StatementRow, Summary, VERSION,
    caused::caused,
};
use crate::{
    account::{Chain, Keys},
    command::Command,
    journal::{GENESIS, Recorded, Row},
    number::{Millis, Position, Sequence},
    receipt::{Outcome, Receipt},
    signed::{PublicKey, Purpose, Signed},
};

pub(super) fn verify(export: &Export) -> Result<Summary, Fault> {
    if export.format != FORMAT {
        return Err(Fault::Unreadable(format!("its format is `{}`", export.format)));
    }
    if !(1..=VERSION).contains(&export.v) {
        return Err(Fault::Version(export.v));
    }
    let contents = &export.contents;
    if export.v != contents.version() {
        return Err(Fault::Unreadable(format!("it has not the parts of version {}", export.v)));
    }
    let summary = opened(contents, &export.summary)?;
    let mut check = Check { contents, end: summary.position, taken: BTreeSet::new(), spoke: Vec::new() };
    check.statements()?;
    let mut receipts = check.receipts()?;
    check.characters(&mut receipts)?;
    // An applied command of which no event is left.
    if let Some(left) = receipts.values().find(|it| it.told < it.promised()) {
        return Err(Fault::Outcome { command: left.command.id });
    }
    texts(contents)?;
    let standing =
        Standing { incarnation: summary.incarnation, position: summary.position, head: summary.head };
    if contents.summary(standing, summary.made_at) != summary {
        return Err(Fault::Summary);
    }
    Ok(summary)
}

fn opened(contents: &Contents, signed: &Signed) -> Result<Summary, Fault> {
    let summary: Summary = signed.open(Purpose::Export).map_err(Fault::SummaryUnsigned)?;
    let fits = signed.key == contents.server
        && summary.server == contents.server
        && summary.account == contents.account
        && summary.origin == contents.origin;
    if fits { Ok(summary) } else { Err(Fault::SummaryElsewhere) }
}

fn texts(contents: &Contents) -> Result<(), Fault> {
    let mut open = contents.references()?;
    for text in &contents.texts {
        let reference = text.reference();
        if !open.remove(&(reference.id, reference.hash)) {
            return Err(Fault::Text { id: text.id });
        }
    }
    Ok(())
}

/// What is known so far.
struct Check<'a> {
    contents: &'a Contents,
    /// Where the journal stood when the file was made.
    end: Position,
    /// Places of the journal that something stands at.
    taken: BTreeSet<Position>,
    /// Who spoke for the account from each place on.
    spoke: Vec<(Position, Keys)>,
}

/// A command that was believed, and how many of its events have been met.
struct Believed {
    command: Command,
    key: PublicKey,
    receipt: Receipt,
    told: i64,
}

impl Check<'_> {
    fn statements(&mut self) -> Result<(), Fault> {
        let (first, rest) = self.contents.statements.split_first().ok_or(Fault::NoStatements)?;
        let signed = first.signed()?;
        let begun = Chain::begin(&signed, first.time);
        let mut chain = begun.map_err(|why| Fault::Statement { at: first.sequence, why })?;
        if chain.id() != self.contents.account || chain.server() != self.contents.server {
            return Err(Fault::AnotherAccount);
        }
        let mut previous = GENESIS;
        self.row(first, &signed, &chain, &mut previous)?;
        for row in rest {
            let signed = row.signed()?;
            chain.push(&signed, row.time).map_err(|why| Fault::Statement { at: row.sequence, why })?;
            self.row(row, &signed, &chain, &mut previous)?;
        }
        Ok(())
    }

    /// The journal row of the statement that was just added to the chain.
    fn row(
        &mut self,
        row: &StatementRow,
        signed: &Signed,
        chain: &Chain,
        previous: &mut rules::Hash,
    ) -> Result<(), Fault> {
        let kind = chain.statements().next_back().map(|(.., claim)| claim.kind());
        let hashed = Row {
            previous: *previous,
            stream: &self.contents.account.to_string(),
            sequence: Sequence(chain.len() as i64),
            position: row.position,
            kind: &row.kind,
            body: &row.body,
            time: row.time,
            key: signed.key,
            cause: &signed.hash().to_string(),
        };
        let fits = kind == Some(row.kind.as_str())
            && row.sequence == hashed.sequence
            && row.key == signed.key
            && row.previous == *previous
            && row.hash == hashed.hash();
        if !fits {
            return Err(Fault::Row { at: hashed.sequence });
        }
        if self.spoke.last().is_some_and(|(place, _)| *place >= row.position) {
            return Err(Fault::Place { at: row.position });
        }
        self.take(row.position)?;
        *previous = row.hash;
        self.spoke.push((row.position, chain.keys().clone()));
        Ok(())
    }

    /// Every place of the journal is taken once, and none behind its end.
    fn take(&mut self, at: Position) -> Result<(), Fault> {
        let free = at >= Position(1) && at <= self.end && self.taken.insert(at);
        if free { Ok(()) } else { Err(Fault::Place { at }) }
    }

    /// Whose word counted at a place of the journal.
    fn keys_at(&self, at: Position) -> Option<&Keys> {
        let so_far = self.spoke.partition_point(|(place, _)| *place <= at);
        self.spoke[..so_far].last().map(|(_, keys)| keys)
    }

    fn spoke(&self, key: PublicKey, at: Position, time: Millis) -> bool {
        self.keys_at(at).is_some_and(|it| it.may_command(key, time))
    }

    fn receipts(&self) -> Result<BTreeMap<CommandId, Believed>, Fault> {
        let mut believed = BTreeMap::new();
        for receipted in &self.contents.receipts {
            let it = self.believed(receipted)?;
            let command = it.command.id;
            if believed.insert(command, it).is_some() {
                return Err(Fault::Twice { command });
            }
        }
        Ok(believed)
    }

    fn believed(&self, receipted: &Receipted) -> Result<Believed, Fault> {
        let signed = &receipted.command;
        let command: Command = signed.open(Purpose::Command).map_err(Fault::CommandUnsigned)?;
        let id = command.id;
        if command.account != self.contents.account || command.server != self.contents.server {
            return Err(Fault::CommandElsewhere { command: id });
        }
        let receipt: Receipt = receipted
            .receipt
            .open(Purpose::Receipt)
            .map_err(|why| Fault::ReceiptUnsigned { command: id, why })?;
        let ours = receipted.receipt.key == self.contents.server;
        if !ours || receipt.command != id || receipt.command_hash != signed.hash() {
            return Err(Fault::ReceiptElsewhere { command: id });
        }
        if receipt.position > self.end {
            return Err(Fault::Place { at: receipt.position });
        }
        // The receipt says where the journal stood when the command was decided.
        if !self.spoke(signed.key, receipt.position, receipt.time) {
            return Err(Fault::Stranger { command: id });
        }
        let believed = Believed { command, key: signed.key, receipt, told: 0 };
        match believed.receipt.outcome {
            Outcome::Applied { stream, first, last }
                if stream != believed.command.stream || first < Sequence(1) || last < first =>
            {
                Err(Fault::Outcome { command: id })
            }
            _ => Ok(believed),
        }
    }

    fn characters(&mut self, receipts: &mut BTreeMap<CommandId, Believed>) -> Result<(), Fault> {
        let mut met: BTreeSet<StreamId> = BTreeSet::new();
        for CharacterStream { stream, events } in &self.contents.characters {
            if events.is_empty() || !met.insert(*stream) {
                return Err(Fault::Character { stream: *stream });
            }
            let mut character: Option<Character> = None;
            let mut before = (Sequence::NONE, Position(0), GENESIS);
            for recorded in events {
                let (sequence, position, hash) = before;
                let follows = recorded.stream == *stream
                    && recorded.sequence == sequence.next()
                    && recorded.position > position
                    && recorded.follows(hash);
                if !follows {
                    return Err(Fault::Event { stream: *stream, sequence: sequence.next() });
                }
                self.take(recorded.position)?;
                character = self.event(recorded, character, receipts)?;
                before = (recorded.sequence, recorded.position, recorded.hash);
            }
        }
        Ok(())
    }

    /// An event of a sound chain: did a believed command wish just this?
    fn event(
        &self,
        recorded: &Recorded,
        before: Option<Character>,
        receipts: &mut BTreeMap<CommandId, Believed>,
    ) -> Result<Option<Character>, Fault> {
        let event = recorded.event().map_err(|why| Fault::unreadable_event(recorded, &why))?;
        let (stream, sequence) = (recorded.stream, recorded.sequence);
        let cause = receipts.get_mut(&recorded.command).ok_or(Fault::Uncaused { stream, sequence })?;
        let receipt = &cause.receipt;
        let told = match receipt.outcome {
            Outcome::Applied { stream, first, last } => {
                stream == recorded.stream && (first..=last).contains(&sequence)
            }
            Outcome::Refused { .. } => false,
        };
        let told = told && receipt.time == recorded.time && receipt.position >= recorded.position;
        if !told || recorded.key != cause.key {
            return Err(Fault::Outcome { command: recorded.command });
        }
        if !self.spoke(recorded.key, recorded.position, recorded.time) {
            return Err(Fault::Stranger { command: recorded.command });
        }
        if self.keys_at(recorded.position).is_some_and(|it| it.closed_at.is_some()) {
            return Err(Fault::Closed { command: recorded.command });
        }
        let rules::Command::Character(wish) = &cause.command.wish;
        let wished = event.command() == recorded.command
            && caused(wish, &event, self.contents.account, before.as_ref());
        if !wished {
            return Err(Fault::NotWished { stream, sequence });
        }
        cause.told += 1;
        Ok(rules::apply(before, &event))
    }
}

impl Believed {
    /// How many events the receipt tells of.
    fn promised(&self) -> i64 {
        match self.receipt.outcome {
            Outcome::Applied { first, last, .. } => (last.0 - first.0).saturating_add(1),
            Outcome::Refused { .. } => 0,
        }
    }
}
