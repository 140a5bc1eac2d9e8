//! A server that keeps its promise, and one that does not.

use ed25519_dalek::SigningKey;

use rules::limit::{AMOUNT_BOTTOM_MAX, AMOUNT_TOP_MAX};

use super::*;
use crate::limit::{PROOF_CHARS_MAX, SIGNED_BYTES_MAX};

const STREAM: StreamId = StreamId([7; 16]);

struct Server {
    key: SigningKey,
    links: Links,
}

impl Server {
    fn new() -> Self {
        Self { key: SigningKey::from_bytes(&[3; 32]), links: Links::of(Hash([5; 32]), 100) }
    }

    fn public(&self) -> PublicKey {
        PublicKey(self.key.verifying_key().to_bytes())
    }

    fn promise(&self) -> Signed {
        let (end, links) = (self.links.end(), self.links.count());
        let promise = Promise { stream: STREAM, generation: 1, end, links, time: Millis(1_000) };
        Signed::sign(Purpose::Promise, &promise, &self.key)
    }

    fn receipt(&self, index: u32, share: u8) -> RollReceipt {
        let wish = Wish {
            expr: "4d6kh3 + @str".into(),
            dialect: Dialect::Foundry,
            values: BTreeMap::from([("str".to_owned(), Amount::whole(3))]),
            times: 3,
            share: Hash([share; 32]),
        };
        let link = self.links.link(index).unwrap();
        let amounts = wish.roll(link, STREAM, index).unwrap().iter().map(|it| it.amount).collect();
        RollReceipt { stream: STREAM, generation: 1, index, link, wish, amounts, time: Millis(2_000) }
    }

    fn sign(&self, receipt: &RollReceipt) -> Signed {
        Signed::sign(Purpose::Roll, receipt, &self.key)
    }
}

#[test]
fn an_honest_server_is_believed() {
    let server = Server::new();
    let promise = promised(&server.promise(), &server.public()).unwrap();
    let mut before = None;
    for index in 0..20 {
        let signed = server.sign(&server.receipt(index, index as u8));
        let receipt = rolled(&signed, &server.public()).unwrap();
        assert_eq!(follows(&promise, before.as_ref(), &receipt), Ok(()));
        assert_eq!(belongs(&promise, &receipt), Ok(()));
        before = Some(receipt);
    }
    assert_eq!(server.links.link(100), None);
}

#[test]
fn both_shares_decide() {
    let server = Server::new();
    let totals = |index, share| server.receipt(index, share).amounts;
    assert_ne!(totals(0, 1), totals(0, 2), "the player's");
    assert_ne!(totals(0, 1), totals(1, 1), "the server's");
    assert_eq!(totals(4, 9), totals(4, 9));
}

#[test]
fn a_receipt_with_any_bit_changed_is_refused() {
    let server = Server::new();
    let signed = server.sign(&server.receipt(0, 1));
    let parts = [signed.bytes.len(), 32, 64];
    for (part, bytes) in parts.into_iter().enumerate() {
        for bit in 0..bytes * 8 {
            let mut changed = signed.clone();
            let place = match part {
                0 => &mut changed.bytes[bit / 8],
                1 => &mut changed.key.0[bit / 8],
                _ => &mut changed.signature.0[bit / 8],
            };
            *place ^= 1 << (bit % 8);
            assert!(rolled(&changed, &server.public()).is_err(), "bit {bit} of part {part}");
        }
    }
    assert!(rolled(&server.promise(), &server.public()).is_err(), "a promise is no roll");
}

/// The server signs whatever it likes; each of its lies is seen.
#[test]
fn a_server_that_cheats_is_caught() {
    let server = Server::new();
    let promise = promised(&server.promise(), &server.public()).unwrap();
    let first = server.receipt(0, 1);
    let judged = |receipt: &RollReceipt, before: Option<&RollReceipt>| {
        let receipt = rolled(&server.sign(receipt), &server.public())?;
        follows(&promise, before, &receipt)
    };
    assert_eq!(judged(&first, None), Ok(()));

    let mut better = first.clone();
    better.amounts[0] = better.amounts[0].plus(Amount::ONE).unwrap();
    assert_eq!(judged(&better, None), Err(Doubt::Result));
    let mut fewer = first.clone();
    fewer.amounts.pop();
    assert_eq!(judged(&fewer, None), Err(Doubt::Result));

    // Another seed, rolled honestly.
    let mut seed = first.clone();
    seed.link = Hash([9; 32]);
    seed.amounts = seed.wish.roll(seed.link, STREAM, 0).unwrap().iter().map(|it| it.amount).collect();
    assert_eq!(judged(&seed, None), Err(Doubt::Link));
    assert_eq!(belongs(&promise, &seed), Err(Doubt::Link));

    // A link left out because its roll was not liked, and one that is used twice.
    assert_eq!(judged(&server.receipt(1, 1), None), Err(Doubt::Order { expected: 0, found: 1 }));
    assert_eq!(judged(&server.receipt(0, 2), Some(&first)), Err(Doubt::Order { expected: 1, found: 0 }));
    let mut renamed = server.receipt(2, 1);
    renamed.index = 1;
    renamed.amounts =
        renamed.wish.roll(renamed.link, STREAM, 1).unwrap().iter().map(|it| it.amount).collect();
    assert_eq!(judged(&renamed, Some(&first)), Err(Doubt::Link));

    // Another stream, another generation, another server.
    let mut other = first.clone();
    other.generation = 2;
    assert_eq!(judged(&other, None), Err(Doubt::OtherPromise));
    let stranger = SigningKey::from_bytes(&[4; 32]);
    let forged = Signed::sign(Purpose::Roll, &first, &stranger);
    assert_eq!(rolled(&forged, &server.public()), Err(Doubt::OtherServer));
}

#[test]
fn a_wish_has_limits() {
    let server = Server::new();
    let link = server.links.link(0).unwrap();
    let wish = server.receipt(0, 1).wish;
    let judged = |wish: &Wish| wish.roll(link, STREAM, 0).map(drop);
    for times in [0, ROLLS_PER_RECEIPT_MAX + 1] {
        assert_eq!(judged(&Wish { times, ..wish.clone() }), Err(Doubt::Size));
    }
    let values = (0..=DICE_VALUES_MAX).map(|it| (it.to_string(), Amount::ONE)).collect();
    assert_eq!(judged(&Wish { values, ..wish.clone() }), Err(Doubt::Size));
    assert!(matches!(judged(&Wish { expr: "4d".into(), ..wish.clone() }), Err(Doubt::Misread(_))));
    assert!(matches!(judged(&Wish { expr: "@dex".into(), ..wish }), Err(Doubt::Unrolled(_))));
}

#[test]
fn a_promise_of_no_length_is_none() {
    let server = Server::new();
    for links in [0, PROMISE_LINKS_MAX + 1] {
        let promise = Promise { stream: STREAM, generation: 1, end: Hash([0; 32]), links, time: Millis(0) };
        let signed = Signed::sign(Purpose::Promise, &promise, &server.key);
        assert_eq!(promised(&signed, &server.public()), Err(Doubt::Links));
    }
}

#[test]
fn the_longest_receipt_fits_under_a_signature() {
    let server = Server::new();
    let link = server.links.link(99).unwrap();
    let mut wish = server.receipt(99, 255).wish;
    wish.times = ROLLS_PER_RECEIPT_MAX;
    while wish.fits() {
        let name = format!("v{}", "\u{1}".repeat(wish.values.len()));
        wish.values.insert(name, Amount::whole(AMOUNT_TOP_MAX));
    }
    assert_eq!(wish.roll(link, STREAM, 99), Err(Doubt::Size));
    let longest = Amount::fraction(1 - AMOUNT_TOP_MAX, AMOUNT_BOTTOM_MAX - 63).unwrap();
    assert_eq!(longest.to_string().len(), "-999999999999999/999999937".len());
    let receipt = RollReceipt {
        stream: StreamId([255; 16]),
        generation: u32::MAX,
        index: PROMISE_LINKS_MAX,
        link,
        amounts: vec![longest; ROLLS_PER_RECEIPT_MAX.into()],
        wish,
        time: Millis(i64::MAX),
    };
    assert!(server.sign(&receipt).bytes.len() <= SIGNED_BYTES_MAX);
}

#[test]
fn a_roll_that_cannot_be_made_has_its_receipt() {
    let server = Server::new();
    let promise = promised(&server.promise(), &server.public()).unwrap();
    let mut receipt = server.receipt(0, 1);
    receipt.wish.expr = "1/(1d1-1)".into();
    assert_eq!(rolled(&server.sign(&receipt), &server.public()), Err(Doubt::Result), "amounts of nothing");
    receipt.amounts.clear();
    let receipt = rolled(&server.sign(&receipt), &server.public()).unwrap();
    assert_eq!(follows(&promise, None, &receipt), Ok(()));
    let mut hidden = server.receipt(0, 1);
    hidden.amounts.clear();
    assert_eq!(rolled(&server.sign(&hidden), &server.public()), Err(Doubt::Result), "it could be rolled");
    let mut unknown = server.receipt(0, 1);
    unknown.wish.values.clear();
    let nobody = Unrolled::Unknown("str".into());
    assert_eq!(unknown.wish.read().map(drop), Err(Doubt::Unrolled(nobody)));
}

#[test]
fn a_proof_is_one_word_and_proves_itself() {
    let server = Server::new();
    let proof = Proof { promise: server.promise(), receipt: server.sign(&server.receipt(7, 1)) };
    let word = proof.to_string();
    assert!(word.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it)), "{word}");
    assert_eq!(word.parse(), Ok(proof.clone()));
    let proven = proof.check().unwrap();
    assert_eq!(proven.receipt, server.receipt(7, 1));
    assert_eq!(proven.expr.to_string(), "4d6kh3 + @str");
    assert_eq!(proven.rolls.unwrap().len(), 3);

    for at in 0..word.len() {
        let mut other = word.clone().into_bytes();
        other[at] = if other[at] == b'A' { b'B' } else { b'A' };
        let other = String::from_utf8(other).unwrap();
        let judged = other.parse::<Proof>().map(|it| it.check());
        assert!(!matches!(judged, Ok(Ok(_))), "character {at} was changed");
    }
    for broken in ["", ".", "....", &word[1..], &format!("{word}."), &"A".repeat(PROOF_CHARS_MAX + 1)] {
        assert_eq!(broken.parse::<Proof>(), Err(NoProof));
    }
    let swapped = Proof { promise: proof.receipt.clone(), receipt: proof.promise.clone() };
    assert!(swapped.check().is_err());
}

/// Under load a server signs many at once: the word then carries where its parts lie in their groups.
#[test]
fn a_proof_out_of_groups_is_one_word_too() {
    let server = Server::new();
    let receipts = |count: u32| (0..count).map(|it| Signed::bytes_of(Purpose::Roll, &server.receipt(it, 1)));
    let alone = server.promise();
    let mut parts: Vec<Vec<u8>> = receipts(5).collect();
    parts.push(alone.bytes.clone());
    let all = Signed::sign_together(parts, &server.key);
    let grouped = all[5].clone();
    for (promise, receipt) in
        [(&alone, all[2].clone()), (&grouped, server.sign(&server.receipt(2, 1))), (&grouped, all[2].clone())]
    {
        let proof = Proof { promise: promise.clone(), receipt };
        let word = proof.to_string();
        assert!(word.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it)), "{word}");
        assert_eq!(word.parse(), Ok(proof.clone()));
        assert_eq!(proof.check().unwrap().receipt, server.receipt(2, 1));
        for at in 0..word.len() {
            let mut other = word.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(other).unwrap();
            let judged = other.parse::<Proof>().map(|it| it.check());
            assert!(!matches!(judged, Ok(Ok(_))), "character {at} was changed");
        }
        for broken in [format!("{word}."), format!("{word}A"), word.replace('.', ".."), format!("{word}.A.A")]
        {
            assert!(!matches!(broken.parse::<Proof>().map(|it| it.check()), Ok(Ok(_))), "{broken}");
        }
        let file = serde_json::to_string(&proof).unwrap();
        assert_eq!(serde_json::from_str::<Proof>(&file).unwrap(), proof);
    }
    let word = Proof { promise: alone, receipt: server.sign(&server.receipt(0, 1)) }.to_string();
    assert_eq!(format!("{word}..").parse::<Proof>(), Err(NoProof), "without a group it is shorter");
}

#[test]
fn programs_write_values_as_numbers() {
    let post = |json: &str| serde_json::from_str::<RollPost>(json);
    let roll = post(r#"{"expr": "1d20+@str", "values": {"str": 5, "half": "7/2"}}"#).unwrap();
    assert_eq!((roll.times, roll.dialect, roll.place), (1, Dialect::default(), None));
    let wish = roll.wish(Hash([1; 32]));
    assert_eq!(wish.values["str"], Amount::whole(5));
    assert_eq!(wish.values["half"], Amount::fraction(7, 2).unwrap());
    for refused in [
        r#"{"expr": "1", "values": {"a": 1.5}}"#,
        r#"{"expr": "1", "values": {"a": 9007199254740993}}"#,
        r#"{"expr": "1", "shares": 1}"#,
    ] {
        assert!(post(refused).is_err(), "{refused}");
    }
}

/// The same lies once more, as the one who rolls sees them.
#[test]
fn who_rolls_watches() {
    let server = Server::new();
    let begin = || Watch::begin(server.promise(), Hash([1; 32]), &server.public()).unwrap();
    let see = |watch: &mut Watch, wish: &Wish, receipt: &RollReceipt| {
        watch.see(&server.public(), wish, server.sign(receipt), None)
    };
    let mut watch = begin();
    let first = server.receipt(0, 1);
    assert!(!see(&mut watch, &first.wish, &first).unwrap().gap);
    assert_eq!(see(&mut watch, &first.wish, &first).unwrap_err(), Doubt::Order { expected: 1, found: 0 });
    let other = server.receipt(1, 2);
    assert_eq!(see(&mut watch, &first.wish, &other).unwrap_err(), Doubt::OtherWish, "another share");
    let third = server.receipt(2, 1);
    assert!(see(&mut watch, &third.wish, &third).unwrap().gap, "one was not seen");
    let fourth = server.receipt(3, 1);
    assert!(!see(&mut watch, &fourth.wish, &fourth).unwrap().gap);
    let mut seed = server.receipt(4, 1);
    seed.link = Hash([9; 32]);
    let rolls = seed.wish.roll(seed.link, STREAM, 4).unwrap();
    seed.amounts = rolls.iter().map(|it| it.amount).collect();
    let before = watch.clone();
    assert_eq!(see(&mut watch, &seed.wish, &seed).unwrap_err(), Doubt::Link);
    assert_eq!(watch, before);
    let stranger = PublicKey([7; 32]);
    let fifth = server.receipt(4, 1);
    assert!(watch.see(&stranger, &fifth.wish, server.sign(&fifth), None).is_err());
    // A promise of another stream does not follow upon this one.
    let not_next = watch.see(&server.public(), &fifth.wish, server.sign(&fifth), Some(server.promise()));
    assert_eq!(not_next.unwrap_err(), Doubt::OtherPromise);
}
