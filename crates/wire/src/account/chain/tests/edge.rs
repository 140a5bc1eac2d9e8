//! Keys and signatures that only liars use: weak ones, mixed ones, other spellings.

use ed25519_dalek::Signer;

use super::ground::*;
use crate::{
    account::{Claim, NotALink, NotALink::*},
    signed::{
        PublicKey, Purpose, Signature, Signed, Unsigned,
        edge::{edge_cases, malleable},
    },
};

/// Every point of small order, in every spelling that libraries were seen to take (from
/// "Taming the many EdDSAs", table 5): under such a key one signature fits almost any message.
const SMALL_ORDER: [&str; 12] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

fn weak_keys() -> impl Iterator<Item = PublicKey> {
    SMALL_ORDER.iter().map(|it| PublicKey(hex::decode(it).unwrap().try_into().unwrap()))
}

/// What passes under a weak key with libraries that are not strict: `R` is the key, `S` is zero.
fn lazy(key: PublicKey) -> Signature {
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&key.0);
    Signature(signature)
}

const WEAK: NotALink = Unsigned(Unsigned::WeakKey);

#[test]
fn a_weak_key_neither_comes_in_nor_recovers_nor_speaks() {
    for weak in weak_keys() {
        let mut play = Play::open();
        let good = consent(LAPTOP, play.chain.id(), SERVER);
        let consent = Signed::alone(good.bytes, weak, lazy(weak));
        let claim = Claim::AddKey { key: weak, name: name(LAPTOP), consent };
        assert_eq!(play.claims(PHONE, claim), Err(WEAK), "as a new device: {weak}");
        for keys in [vec![weak], vec![public(WORDS), weak]] {
            assert_eq!(play.claims(PHONE, Claim::SetRecovery { keys }), Err(WEAK), "to recover: {weak}");
        }
        let statement = play.statement(Claim::RevokeKey { key: public(PHONE) });
        let bytes = Signed::bytes_of(Purpose::Account, &statement);
        let signed = Signed::alone(bytes, weak, lazy(weak));
        assert_eq!(play.push(signed), Err(WEAK), "as a signer: {weak}");
        let mut opening = opening(PHONE, 0).read::<crate::Statement>(Purpose::Account).unwrap();
        opening.claim = Claim::Open { key: weak, salt: rules::Hash([0; 32]) };
        let bytes = Signed::bytes_of(Purpose::Account, &opening);
        let signed = Signed::alone(bytes, weak, lazy(weak));
        assert_eq!(crate::account::Chain::begin(&signed, crate::Millis(BEGIN)), Err(WEAK), "as the first");
    }
}

/// The published vectors sign bytes without a purpose, so none of their signatures can be one of
/// ours; their keys and signatures are tried as they are in every place that takes one.
#[test]
fn the_published_edge_cases_change_no_account() {
    for (case, (_, key, signature)) in edge_cases().into_iter().enumerate() {
        let mut play = Play::open();
        let good = consent(LAPTOP, play.chain.id(), SERVER);
        let forged = Signed::alone(good.bytes, key, signature);
        let claim = Claim::AddKey { key, name: name(LAPTOP), consent: forged };
        assert!(matches!(play.claims(PHONE, claim), Err(Unsigned(_))), "case {case}: consent");
        let statement = play.statement(Claim::RevokeKey { key: public(PHONE) });
        let bytes = Signed::bytes_of(Purpose::Account, &statement);
        assert!(matches!(play.push(Signed::alone(bytes, key, signature)), Err(Unsigned(_))), "case {case}");
        assert!(play.claims(PHONE, Claim::RevokeKey { key }).is_err(), "case {case}: turned away");
        // A key of mixed order is no danger: whoever made it can sign with it, and nobody else.
        let weak = key.check().is_err();
        let set = play.claims(PHONE, Claim::SetRecovery { keys: vec![public(WORDS), key] });
        assert_eq!(set.is_err(), weak, "case {case}: recovery");
    }
}

#[test]
fn a_consent_has_one_spelling() {
    let mut play = Play::open();
    let mut consent = consent(LAPTOP, play.chain.id(), SERVER);
    consent.signature = malleable(consent.signature);
    let claim = Claim::AddKey { key: public(LAPTOP), name: name(LAPTOP), consent };
    assert_eq!(play.claims(PHONE, claim), Err(Unsigned(Unsigned::WrongSignature)));
    let statement = play.statement(Claim::NameKey { key: public(PHONE), name: name(1) });
    let bytes = Signed::bytes_of(Purpose::Account, &statement);
    let signature = Signature(key(PHONE).sign(&bytes).to_bytes());
    let signed = Signed::alone(bytes, public(PHONE), malleable(signature));
    assert_eq!(play.push(signed), Err(Unsigned(Unsigned::WrongSignature)));
}
