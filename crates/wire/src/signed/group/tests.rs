//! Groups of every size, and groups that lie.

use super::*;
use crate::signed::Purpose;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn parts(count: u16) -> Vec<Vec<u8>> {
    (0..count).map(|it| Signed::bytes_of(Purpose::Roll, &it)).collect()
}

#[test]
fn each_of_a_group_is_believed_by_itself() {
    for count in (1..40).chain([63, 64, 65, SIGNED_GROUP_MAX - 1, SIGNED_GROUP_MAX, SIGNED_GROUP_MAX + 1]) {
        let all = Signed::sign_together(parts(count), &key());
        assert_eq!(all.len(), usize::from(count));
        for (at, signed) in all.iter().enumerate() {
            assert_eq!(signed.open::<u16>(Purpose::Roll), Ok(at as u16), "{at} of {count}");
            let travelled: Signed = serde_json::from_str(&serde_json::to_string(signed).unwrap()).unwrap();
            assert_eq!(travelled, *signed);
        }
        let signatures: std::collections::BTreeSet<_> = all.iter().map(|it| it.signature.0).collect();
        assert_eq!(signatures.len(), usize::from(count.div_ceil(SIGNED_GROUP_MAX)));
    }
    assert!(Signed::sign_together(Vec::new(), &key()).is_empty());
    let alone = Signed::sign_together(parts(1), &key());
    assert_eq!(alone, [Signed::sign(Purpose::Roll, &0, &key())], "one alone is signed as ever");
}

/// The root of the RFC's own tree, with leaves that have known hashes: RFC 9162 keeps the tree of RFC 6962,
/// whose test vectors are `MTH({})` of one empty leaf and of the eight leaves of its reference implementation.
#[test]
fn the_tree_is_that_of_the_standard() {
    let leaves: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let root = |count: usize| {
        let levels = levels(leaves[..count].iter().map(|it| leaf(it)).collect());
        hex::encode(levels.last().unwrap()[0].0)
    };
    assert_eq!(root(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assert_eq!(root(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assert_eq!(root(3), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    assert_eq!(root(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

#[test]
fn any_bit_that_changes_breaks_it() {
    let all = Signed::sign_together(parts(11), &key());
    for at in [0, 5, 10] {
        let good = &all[at];
        let group = good.group.as_deref().unwrap();
        let refused = |changed: &Signed| changed.verify(Purpose::Roll).is_err();
        for bit in 0..group.path.len() * 256 {
            let mut changed = good.clone();
            changed.group.as_deref_mut().unwrap().path[bit / 256].0[bit / 8 % 32] ^= 1 << (bit % 8);
            assert!(refused(&changed), "bit {bit} of the path of {at}");
        }
        for bit in 0..16 {
            let mut changed = good.clone();
            changed.group.as_deref_mut().unwrap().leaf ^= 1 << bit;
            assert!(refused(&changed), "bit {bit} of the place of {at}");
            let mut changed = good.clone();
            changed.group.as_deref_mut().unwrap().size ^= 1 << bit;
            assert!(refused(&changed), "bit {bit} of the size of {at}");
        }
        for bit in 0..good.bytes.len() * 8 {
            let mut changed = good.clone();
            changed.bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(refused(&changed), "bit {bit} of the bytes of {at}");
        }
        for bit in 0..512 {
            let mut changed = good.clone();
            changed.signature.0[bit / 8] ^= 1 << (bit % 8);
            assert!(refused(&changed), "bit {bit} of the signature of {at}");
        }
    }
}

#[test]
fn a_group_has_one_spelling() {
    let all = Signed::sign_together(parts(11), &key());
    let with = |change: &dyn Fn(&mut Group)| {
        let mut changed = all[3].clone();
        change(changed.group.as_deref_mut().unwrap());
        changed.verify(Purpose::Roll)
    };
    assert_eq!(with(&|_| ()), Ok(()));
    let cases: [&dyn Fn(&mut Group); 6] = [
        &|it| it.path.push(Hash([0; 32])),
        &|it| it.path.truncate(3),
        &|it| it.path.clear(),
        &|it| it.leaf = it.size,
        &|it| it.size = u16::MAX,
        &|it| (it.size, it.leaf, it.path) = (1, 0, Vec::new()),
    ];
    for (number, case) in cases.iter().enumerate() {
        assert_eq!(with(case), Err(Unsigned::WrongSignature), "case {number}");
    }
    let none = Signed { group: None, ..all[3].clone() };
    assert_eq!(none.verify(Purpose::Roll), Err(Unsigned::WrongSignature), "without its group");
    let other = Signed { bytes: all[4].bytes.clone(), ..all[3].clone() };
    assert_eq!(other.verify(Purpose::Roll), Err(Unsigned::WrongSignature), "another's place");
}

/// What people sign is signed by itself.
#[test]
fn only_what_a_server_hands_out_comes_in_groups() {
    for purpose in Purpose::ALL {
        let parts = vec![Signed::bytes_of(purpose, &1), Signed::bytes_of(purpose, &2)];
        let all = Signed::sign_together(parts, &key());
        let believed = all[1].open::<u16>(purpose).is_ok();
        assert_eq!(believed, matches!(purpose, Purpose::Promise | Purpose::Roll), "{purpose:?}");
    }
}

/// The socket's messages have the three parts that they always had.
#[test]
fn nothing_out_of_a_group_goes_over_the_socket() {
    let all = Signed::sign_together(parts(2), &key());
    assert!(postcard::to_allocvec(&all[0]).is_err());
    let alone = Signed::sign(Purpose::Hello, &1, &key());
    let sent = postcard::to_allocvec(&alone).unwrap();
    assert_eq!(postcard::from_bytes::<Signed>(&sent).unwrap(), alone);
    let parts = (crate::encoding::encode(&alone.bytes), alone.key.to_string(), alone.signature.to_string());
    assert_eq!(sent, postcard::to_allocvec(&parts).unwrap());
}
