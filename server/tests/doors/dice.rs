//! Dice at the doors: anyone may roll, every roll is proven, and what is wrong is pointed at.

use http::{Method, StatusCode, header};
use odds::{OddsKind, OddsView};
use rules::dice::{Amount, Dialect};
use serde_json::{Value, json};
use wire::dice::{DicePlace, DiceStream, Proof, RollAnswer, follows, promised, rolled};

use crate::house::{Browser, House, Reply};

const ROLL: &str = "/api/v1/dice/roll";
const STREAMS: &str = "/api/v1/dice/streams";

async fn roll(house: &House, body: &Value) -> Reply {
    Browser::new(1).post(house, ROLL, body).await
}

#[tokio::test]
async fn a_roll_is_told_and_proven() {
    let house = House::open().await;
    let answer: RollAnswer =
        roll(&house, &json!({ "expr": "1d20+@str", "values": { "str": 5 } })).await.data();
    let total = answer.total.unwrap();
    assert!((6..=25).contains(&total), "{total}");
    assert!(answer.details.ends_with(&format!("= {total}")), "{}", answer.details);
    assert_eq!(answer.rolls.len(), 1);
    assert_eq!(answer.rolls[0].expression, "1d20 + @str");
    let proven = Proof { promise: answer.promise, receipt: answer.receipt }.check().unwrap();
    assert_eq!(proven.receipt.amounts, [Amount::whole(total)]);
    assert_eq!(proven.receipt.wish.values["str"], Amount::whole(5));
}

/// What is signed together is proven by itself, also for who reads nothing but the answer's JSON.
#[tokio::test]
async fn rolls_of_many_at_once_are_each_proven() {
    let house = House::open().await;
    let body = json!({ "expr": "4d6kh3" });
    let replies = futures::future::join_all((0..30).map(|_| roll(&house, &body))).await;
    let mut together = 0;
    for reply in replies {
        let answer: RollAnswer = reply.data();
        together += usize::from(reply.json()["data"]["receipt"]["group"]["path"].is_array());
        let proof = Proof { promise: answer.promise, receipt: answer.receipt };
        let amounts = proof.to_string().parse::<Proof>().unwrap().check().unwrap().receipt.amounts;
        assert_eq!(amounts, [Amount::whole(answer.total.unwrap())]);
    }
    assert!(together > 0, "thirty at once are too many to be signed one by one");
}

#[tokio::test]
async fn a_stream_goes_on_with_its_pass_and_with_nothing_else() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let begun: DiceStream = browser.post(&house, STREAMS, &json!({})).await.data();
    let server = house.store.server_key();
    let promise = promised(&begun.promise, &server).unwrap();
    let place = DicePlace { stream: promise.stream, pass: begun.pass };
    let mut before = None;
    for turn in 0..3_u8 {
        let share = rules::Hash([turn; 32]);
        let body = json!({ "expr": "3d6", "times": 2, "dialect": "avrae", "place": place, "share": share });
        let answer: RollAnswer = browser.post(&house, ROLL, &body).await.data();
        assert_eq!((answer.rolls.len(), answer.details.lines().count(), answer.place), (2, 2, Some(place)));
        assert_eq!(answer.total, Some(answer.rolls.iter().map(|it| it.total).sum()));
        let receipt = rolled(&answer.receipt, &server).unwrap();
        assert_eq!((receipt.wish.share, receipt.wish.dialect), (share, Dialect::Avrae));
        assert_eq!(follows(&promise, before.as_ref(), &receipt), Ok(()));
        before = Some(receipt);
    }
    let mut forged = place;
    forged.pass.0[0] ^= 1;
    assert_eq!(roll(&house, &json!({ "expr": "1d6", "place": forged })).await.code(), "DICE_STREAM_UNKNOWN");
}

#[tokio::test]
async fn what_is_wrong_is_pointed_at() {
    let house = House::open().await;
    let reply = roll(&house, &json!({ "expr": "1d20 + é banana" })).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, "DICE_MISREAD".into()));
    assert_eq!(reply.json()["error"]["details"]["at"], 7);
    for (body, code) in [
        (json!({}), "MALFORMED"),
        (json!({ "expr": "1d20", "dialect": "klingon" }), "MALFORMED"),
        (json!({ "expr": "1d20", "times": 0 }), "DICE_TOO_MUCH"),
        (json!({ "expr": "1d20", "times": 101 }), "DICE_TOO_MUCH"),
        (json!({ "expr": "1d20+@str" }), "DICE_UNROLLED"),
        (json!({ "expr": "(".repeat(500) }), "DICE_MISREAD"),
        (json!({ "expr": "9".repeat(1_000) }), "DICE_MISREAD"),
        (json!({ "expr": "9".repeat(4_000) }), "DICE_TOO_MUCH"),
    ] {
        assert_eq!(roll(&house, &body).await.code(), code, "{:.60}", body.to_string());
    }
    let fell: RollAnswer = roll(&house, &json!({ "expr": "1/(1d1-1)" })).await.data();
    assert_eq!((fell.total, fell.rolls.len(), fell.failure.is_some()), (None, 0, true));
    let proof = Proof { promise: fell.promise, receipt: fell.receipt };
    assert!(proof.check().unwrap().rolls.is_err(), "what could not be rolled is proven, too");
}

#[tokio::test]
async fn odds_are_told() {
    let house = House::open().await;
    let odds = async |query: &str| Browser::new(1).get(&house, &format!("/api/v1/dice/odds?{query}")).await;
    let view: OddsView = odds("expr=2d6").await.data();
    assert_eq!((view.kind, view.of.as_deref(), view.points.len()), (OddsKind::Exact, Some("36"), 11));
    assert!((view.mean - 7.0).abs() < 1e-12);
    let view: OddsView = odds("expr=1d20%2B@str%3E%3D@dc&values=str:5,dc:15&dialect=avrae").await.data();
    assert!((view.mean - 11.0 / 20.0).abs() < 1e-12, "{view:?}");
    for (query, code) in [
        ("", "MALFORMED"),
        ("expr=1d20&values=str", "DICE_MISREAD"),
        ("expr=1d20&times=3", "MALFORMED"),
        ("expr=1d20%2B@str", "DICE_UNROLLED"),
        ("expr=banana", "DICE_MISREAD"),
    ] {
        assert_eq!(odds(query).await.code(), code, "{query}");
    }
}

#[tokio::test]
async fn a_form_rolls_without_scripts() {
    let house = House::open().await;
    let fill = async |body: &str| {
        let request = http::Request::builder().method(Method::POST).uri("/roll");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        house.ask(request.body(axum::body::Body::from(body.to_owned())).unwrap()).await
    };
    let reply = fill("e=4d6kh3&d=avrae").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let target = reply.headers[header::LOCATION].to_str().unwrap();
    let word = target.strip_prefix("/roll?e=4d6kh3&d=avrae&proof=").unwrap();
    assert!(word.parse::<Proof>().unwrap().check().is_ok());
    let misread = fill("e=banana%3Cscript%3E").await;
    assert_eq!(misread.headers[header::LOCATION], "/roll?e=banana%3Cscript%3E&d=foundry");
    assert_eq!(fill("x=1").await.status, StatusCode::BAD_REQUEST);
    let long = format!("e={}", "9".repeat(4_000));
    assert_eq!(fill(&long).await.headers[header::LOCATION], "/roll?d=foundry");
}
