//! A list of sounds with one of each kind and of each channel.

use wire::sound::{Channel, Kind, Sound, Sounds};

pub(crate) fn sounds() -> Sounds {
    let id = |text: &str| text.parse().unwrap();
    let gull = Sound {
        id: id("sound/call-gull-2"),
        family: id("sound/call-gull"),
        variant: 2,
        variants: 3,
        kind: Kind::Once,
        group: "call".into(),
        channel: Channel::Ambience,
        caption: "A gull cries.".into(),
        channels: 1,
        seconds: 1.25,
        lufs: -26.5,
        true_peak_db: -3.25,
        first_scene: false,
        enters: None,
    };
    let alone = |name: &str, kind, channel| Sound {
        id: id(name),
        family: id(name),
        variant: 1,
        variants: 1,
        kind,
        channel,
        ..gull.clone()
    };
    let stem = Sound { enters: Some(0.25), ..alone("sound/harbour-bass", Kind::Stem, Channel::Music) };
    let water = Sound { first_scene: true, ..alone("sound/place-water", Kind::Loop, Channel::Ambience) };
    let others = [
        alone("sound/coin", Kind::Once, Channel::Effects),
        alone("sound/tick-press", Kind::Once, Channel::Interface),
        alone("sound/innkeeper-pleased", Kind::Once, Channel::Voice),
    ];
    Sounds::of([gull.clone(), stem, water].into_iter().chain(others).collect())
}
