//! Who is believed, and who is not.

use super::{
    edge::{edge_cases, malleable},
    *,
};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    say: String,
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn note() -> Note {
    Note { say: "ahoy".into() }
}

#[test]
fn what_was_signed_can_be_read() {
    let signed = Signed::sign(Purpose::Login, &note(), &key());
    assert_eq!(signed.open::<Note>(Purpose::Login), Ok(note()));
    let travelled: Signed = serde_json::from_str(&serde_json::to_string(&signed).unwrap()).unwrap();
    assert_eq!(travelled, signed);
}

#[test]
fn a_signature_is_for_one_purpose() {
    for made in Purpose::ALL {
        let signed = Signed::sign(made, &note(), &key());
        for asked in Purpose::ALL {
            let fits = made == asked;
            assert_eq!(signed.open::<Note>(asked).is_ok(), fits, "{made:?} as {asked:?}");
        }
    }
}

#[test]
fn any_bit_that_changes_breaks_it() {
    let signed = Signed::sign(Purpose::Command, &note(), &key());
    for bit in 0..signed.bytes.len() * 8 {
        let mut other = signed.clone();
        other.bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(other.open::<Note>(Purpose::Command).is_err(), "bit {bit} of the bytes");
    }
    for bit in 0..512 {
        let mut other = signed.clone();
        other.signature.0[bit / 8] ^= 1 << (bit % 8);
        assert!(other.verify(Purpose::Command).is_err(), "bit {bit} of the signature");
    }
    for bit in 0..256 {
        let mut other = signed.clone();
        other.key.0[bit / 8] ^= 1 << (bit % 8);
        assert!(other.verify(Purpose::Command).is_err(), "bit {bit} of the key");
    }
}

#[test]
fn another_spelling_of_a_signature_is_refused() {
    let mut signed = Signed::sign(Purpose::Command, &note(), &key());
    signed.signature = malleable(signed.signature);
    assert_eq!(signed.verify(Purpose::Command), Err(Unsigned::WrongSignature));
}

/// The twelve published edge cases of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko,
/// 2020, table 6c): message, key, signature. Strict verification refuses small order, mixed order
/// without the cofactor, `S` beyond the order, and points in another spelling.
#[test]
fn the_published_edge_cases() {
    let verdicts: Vec<bool> = edge_cases()
        .into_iter()
        .map(|(message, key, signature)| key.verify(&message, &signature).is_ok())
        .collect();
    let mut expected = vec![false; 12];
    // Case 3 is mixed order throughout and satisfies even the cofactorless equation.
    expected[3] = true;
    assert_eq!(verdicts, expected);
}

#[test]
fn a_public_name_as_the_standard_writes_it() {
    // From the W3C test vectors of did:key for ED25519.
    let key = PublicKey([
        0x3b, 0x6a, 0x27, 0xbc, 0xce, 0xb6, 0xa4, 0x2d, 0x62, 0xa3, 0xa8, 0xd0, 0x2a, 0x6f, 0x0d, 0x73, 0x65,
        0x32, 0x15, 0x77, 0x1d, 0xe2, 0x43, 0xa6, 0x3a, 0xc0, 0x48, 0xa1, 0x8b, 0x59, 0xda, 0x29,
    ]);
    assert_eq!(key.did(), "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp");
}

#[test]
fn hostile_spellings_are_refused() {
    let good = serde_json::to_string(&Signed::sign(Purpose::Login, &note(), &key())).unwrap();
    for bad in [
        good.replace("\"key\":\"", "\"key\":\"="),
        good.replace("\"bytes\":\"", "\"bytes\":\"+/"),
        good.replace('}', ",\"more\":1}"),
        good.replace("\"signature\"", "\"Signature\""),
        "{}".into(),
        "null".into(),
    ] {
        assert!(serde_json::from_str::<Signed>(&bad).is_err(), "{bad}");
    }
    let long = Signed { bytes: vec![0; SIGNED_BYTES_MAX + 1], ..serde_json::from_str(&good).unwrap() };
    assert_eq!(long.verify(Purpose::Login), Err(Unsigned::TooLong));
}
