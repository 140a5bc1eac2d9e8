//! What can be computed of the look: contrast of every pair of tokens, one vellum, the dyes and
//! the figures of the content.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use rules::Content;

fn file(path: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

type Tokens = BTreeMap<String, String>;

/// The plain colours of the first block behind a mark.
fn block(css: &str, mark: &str) -> Tokens {
    let (_, rest) = css.split_once(mark).unwrap_or_else(|| panic!("no block {mark}"));
    let (_, body) = rest.split_once('{').unwrap();
    let (body, _) = body.split_once('}').unwrap();
    body.lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once(": #"))
        .map(|(name, digits)| (name.to_owned(), digits.to_owned()))
        .collect()
}

/// Relative luminance (WCAG 2.2), 0 to 1.
fn luminance(digits: &str) -> f64 {
    assert_eq!(digits.len(), 6, "#{digits}");
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_computed_as_the_standard_has_it() {
    assert!((contrast("000000", "ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("777777", "ffffff") - 4.478).abs() < 1e-3);
}

/// Every pair that the interface shows: text, ground, and the least contrast.
fn pairs(css: &str) -> Vec<(&str, &str, f64)> {
    let pair = |line| {
        let words: Vec<&str> = str::split_whitespace(line).collect();
        let [text, "on", ground, least] = words[..] else { panic!("{line}") };
        (text, ground, least.parse().unwrap())
    };
    let pairs: Vec<_> = css.lines().filter_map(|line| line.strip_prefix("pair: ")).map(pair).collect();
    assert!(pairs.len() >= 30, "the list of pairs was lost");
    pairs
}

#[test]
fn every_pair_of_tokens_can_be_read_in_both_themes() {
    let css = file("style/tokens.css");
    for (theme, mark) in [("dark", "/* dark */"), ("vellum", "/* vellum */")] {
        let tokens = block(&css, mark);
        for (text, ground, least) in pairs(&css) {
            let found = contrast(&tokens[text], &tokens[ground]);
            assert!(found >= least, "{theme}: {text} on {ground} is {found:.2}, not {least}");
        }
    }
}

#[test]
fn more_contrast_is_more_in_both_themes() {
    let (plain, chosen) = (file("style/tokens.css"), file("style/chosen.css"));
    for (theme, mark) in [("dark", "/* dark */"), ("vellum", "/* vellum */")] {
        let before = block(&plain, mark);
        let more = block(&chosen, &format!("/* more contrast, {theme} */"));
        assert!(more.keys().all(|it| before.contains_key(it)), "{theme}: a token that is none");
        let mut after = before.clone();
        after.extend(more.clone());
        for (text, ground, _) in pairs(&plain).iter().filter(|(text, ..)| more.contains_key(*text)) {
            let found = contrast(&after[*text], &after[*ground]);
            let was = contrast(&before[*text], &before[*ground]);
            assert!(found > was, "{theme}: {text} on {ground} is {found:.2}, and was {was:.2}");
        }
    }
    let [once, again] = ["/* more contrast, vellum */", "/* more contrast, vellum again */"];
    assert_eq!(block(&chosen, once), again_of(&chosen, again));
}

/// A block within a condition.
fn again_of(css: &str, mark: &str) -> Tokens {
    let (_, rest) = css.split_once(mark).unwrap();
    let (_, inside) = rest.split_once('{').unwrap();
    block(&[mark, inside].concat(), mark)
}

#[test]
fn there_is_one_vellum() {
    let css = file("style/tokens.css");
    let chosen = block(&css, "/* vellum */");
    assert_eq!(chosen, block(&css, "html:not([data-theme])"), "chosen and unchosen");
    assert!(chosen.keys().eq(block(&css, "/* dark */").keys()), "both themes name the same tokens");
}

#[test]
fn every_skin_and_colour_of_hair_can_be_seen() {
    let (css, figures) = (file("style/tones.css"), file("public/figures.svg"));
    let Content { skins, hair_colours, .. } = Content::built_in();
    let tones = skins.iter().map(|it| ("skin", it)).chain(hair_colours.iter().map(|it| ("hair", it)));
    for (slot, tone) in tones {
        let rule = format!("[data-{slot}=\"{}\"] {{ --{slot}: {}; }}", tone.id.slug(), tone.colour);
        assert!(css.contains(&rule), "style/tones.css lacks {rule}");
    }
    for figure in figures.lines().filter(|it| it.starts_with("<symbol")) {
        let bald = ["dragonborn", "goliath"].iter().any(|it| figure.contains(&format!("id=\"{it}\"")));
        assert!(figure.contains("var(--skin)"), "{}", &figure[..40]);
        assert_eq!(figure.contains("var(--hair)"), !bald, "{}", &figure[..40]);
    }
}

#[test]
fn every_dye_can_be_worn_and_every_species_be_seen() {
    let (css, figures) = (file("style/dyes.css"), file("public/figures.svg"));
    for dye in &Content::built_in().dyes {
        let (slug, colour) = (dye.id.slug(), &dye.colour);
        for slot in ["cloak", "trim", "lantern"] {
            let rule = format!("[data-{slot}=\"{slug}\"] {{ --{slot}: {colour}; }}");
            assert!(css.contains(&rule), "style/dyes.css lacks {rule}");
        }
    }
    for species in &Content::built_in().species {
        assert!(figures.contains(&format!("id=\"{}\"", species.id.slug())), "{}", species.id);
    }
}
