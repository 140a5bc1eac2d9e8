//! How fast one caller may ask. A bucket of tokens that refills evenly, told by one number: the
//! time at which it would be full again.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use rules::AccountId;
use wire::Millis;

use crate::{config::Config, limit::CALLERS_MAX, routes::Rate};

const MINUTE_MICROS: i64 = 60_000_000;

/// The buckets of all callers, bounded: the older half is forgotten when the younger is full, and
/// a caller who comes back is carried over. A flood of addresses costs memory only up to there.
pub(crate) struct Rates {
    per_minute: PerMinute,
    buckets: Mutex<Generations>,
}

struct PerMinute {
    reads: u32,
    writes: u32,
    logins: u32,
    account: u32,
}

#[derive(Default)]
struct Generations {
    young: HashMap<(Caller, Rate), FullAt>,
    old: HashMap<(Caller, Rate), FullAt>,
}

/// Microseconds of Unix time.
type FullAt = i64;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Caller {
    /// An IPv4 address, or the /64 that one IPv6 subscriber has to himself.
    Address(u64),
    Account(AccountId),
}

impl Rates {
    pub(crate) fn of(config: &Config) -> Self {
        let per_minute = PerMinute {
            reads: config.rate_reads,
            writes: config.rate_writes,
            logins: config.rate_logins,
            account: config.rate_account,
        };
        Self { per_minute, buckets: Mutex::default() }
    }

    /// Takes a token for an address, or says after how many seconds there will be one.
    pub(crate) fn take_address(&self, address: IpAddr, rate: Rate, now: Millis) -> Result<(), u32> {
        let per_minute = match rate {
            Rate::File => return Ok(()),
            Rate::Read => self.per_minute.reads,
            Rate::Write => self.per_minute.writes,
            Rate::Login => self.per_minute.logins,
        };
        self.take(Caller::at(address), rate, per_minute, now)
    }

    /// Takes a token for an account, wherever it calls from.
    pub(crate) fn take_account(&self, account: AccountId, rate: Rate, now: Millis) -> Result<(), u32> {
        self.take(Caller::Account(account), rate, self.of_account(rate), now)
    }

    /// Whether there is a token for an account, which stays: who asks may be somebody else.
    pub(crate) fn has_account(&self, account: AccountId, rate: Rate, now: Millis) -> Result<(), u32> {
        self.look(Caller::Account(account), rate, self.of_account(rate), now, |_, _| {})
    }

    fn of_account(&self, rate: Rate) -> u32 {
        match rate {
            Rate::File => 0,
            Rate::Read => self.per_minute.account.saturating_mul(5),
            Rate::Write | Rate::Login => self.per_minute.account,
        }
    }

    fn take(&self, caller: Caller, rate: Rate, per_minute: u32, now: Millis) -> Result<(), u32> {
        self.look(caller, rate, per_minute, now, |full_at, token| *full_at += token)
    }

    /// Looks whether there is a token, and does something with the bucket if there is one.
    fn look(
        &self,
        caller: Caller,
        rate: Rate,
        per_minute: u32,
        now: Millis,
        then: impl FnOnce(&mut FullAt, i64),
    ) -> Result<(), u32> {
        if per_minute == 0 {
            return Ok(());
        }
        let now = now.0.saturating_mul(1000);
        let token = MINUTE_MICROS / i64::from(per_minute);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = buckets.bucket((caller, rate));
        // A clock that was set back must not lock anyone out for longer than a minute.
        *full_at = (*full_at).clamp(now, now.saturating_add(MINUTE_MICROS));
        let over_micros = *full_at + token - now - MINUTE_MICROS;
        if over_micros > 0 {
            return Err(u32::try_from((over_micros + 999_999) / 1_000_000).unwrap_or(60));
        }
        then(full_at, token);
        Ok(())
    }
}

impl Generations {
    fn bucket(&mut self, key: (Caller, Rate)) -> &mut FullAt {
        if self.young.len() >= CALLERS_MAX / 2 && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        let before = self.old.remove(&key).unwrap_or(0);
        self.young.entry(key).or_insert(before)
    }
}

impl Caller {
    fn at(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(it) => Self::Address(u64::from(it.to_bits())),
            // No global network begins with 32 zero bits, so the two kinds never meet.
            IpAddr::V6(it) => Self::Address((it.to_bits() >> 64) as u64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(writes: u32) -> Rates {
        Rates::of(&Config { rate_writes: writes, ..Config::defaults() })
    }

    #[test]
    fn as_many_as_allowed_then_a_wait_then_one_more() {
        let rates = rates(30);
        let address = "203.0.113.9".parse().unwrap();
        let mut now = Millis(1_700_000_000_000);
        for _ in 0..30 {
            assert_eq!(rates.take_address(address, Rate::Write, now), Ok(()));
        }
        assert_eq!(rates.take_address(address, Rate::Write, now), Err(2));
        assert_eq!(rates.take_address(address, Rate::Login, now), Ok(()), "another kind, another bucket");
        assert_eq!(rates.take_address("203.0.113.8".parse().unwrap(), Rate::Write, now), Ok(()));
        now.0 += 2_000;
        assert_eq!(rates.take_address(address, Rate::Write, now), Ok(()));
        assert_eq!(rates.take_address(address, Rate::Write, now), Err(2));
        now.0 -= 3_600_000;
        assert!(rates.take_address(address, Rate::Write, now).is_err());
        now.0 += 62_000;
        assert_eq!(rates.take_address(address, Rate::Write, now), Ok(()), "the clock was set back an hour");
    }

    #[test]
    fn one_subscriber_is_one_caller() {
        let rates = rates(1);
        let now = Millis(1_700_000_000_000);
        assert!(rates.take_address("2001:db8::1".parse().unwrap(), Rate::Write, now).is_ok());
        assert!(rates.take_address("2001:db8::2".parse().unwrap(), Rate::Write, now).is_err());
        assert!(rates.take_address("2001:db8:0:1::1".parse().unwrap(), Rate::Write, now).is_ok());
    }

    #[test]
    fn a_flood_of_addresses_is_bounded_and_the_busy_are_remembered() {
        let rates = rates(5);
        let now = Millis(1_700_000_000_000);
        let busy = "203.0.113.9".parse().unwrap();
        for n in 0..200_000_u32 {
            let _ = rates.take_address(IpAddr::V4((0x0a00_0000 + n).into()), Rate::Write, now);
            if n % 10_000 == 0 {
                let _ = rates.take_address(busy, Rate::Write, now);
            }
        }
        assert!(rates.take_address(busy, Rate::Write, now).is_err());
        let buckets = rates.buckets.lock().unwrap();
        assert!(buckets.young.len() + buckets.old.len() <= CALLERS_MAX);
    }

    #[test]
    fn zero_is_no_limit() {
        let rates = rates(0);
        let now = Millis(0);
        assert!((0..10_000).all(|_| rates.take_address([1, 2, 3, 4].into(), Rate::Write, now).is_ok()));
    }
}
