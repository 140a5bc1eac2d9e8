//! Whether the numbers of a sheet are the sums of their reasons.

use rules::sheet::{Number, Roll, Sheet};

pub(crate) fn judge(sheet: &Sheet<'_>) {
    for line in &sheet.abilities {
        let name = line.ability.name();
        number(name, &line.score);
        assert_eq!(line.modifier, (line.score.total - 10).div_euclid(2), "{name}");
        roll(name, &line.check);
        roll(name, &line.save);
    }
    for line in &sheet.skills {
        roll(line.skill.name(), &line.check);
        number(line.skill.name(), &line.passive);
    }
    roll("initiative", &sheet.initiative);
    roll("death saves", &sheet.death_saves);
    roll("concentration", &sheet.concentration);
    number("armour class", &sheet.armour_class);
    number("hit points", &sheet.hp);
    assert!(
        sheet.hp.total >= 0 && (0..=sheet.hp.total).contains(&sheet.hp_now),
        "{:?} {}",
        sheet.hp,
        sheet.hp_now
    );
    for (gait, speed) in &sheet.speeds {
        number(gait.name(), speed);
        assert!(speed.total >= 0, "{gait} {speed:?}");
    }
    number("attacks", &sheet.attack_count);
    for attack in &sheet.attacks {
        roll(attack.name, &attack.to_hit);
        let more = attack.more.iter().map(|it| &it.0).chain(attack.perhaps.iter().map(|it| &it.0));
        for hurt in more.chain([&attack.damage]) {
            number(attack.name, &hurt.flat);
            assert_eq!(hurt.sum.flat, hurt.flat.total, "{}", attack.name);
        }
    }
    for caster in &sheet.casters {
        number(caster.class, &caster.dc);
        roll(caster.class, &caster.attack);
    }
    number("load", &sheet.load.capacity);
    number("attunement", &sheet.attunement.1);
    for line in &sheet.resources {
        assert!(line.left <= line.most, "{line:?}");
    }
    for (_, most, left) in &sheet.hit_dice {
        assert!(left <= most);
    }
}

fn roll(name: &str, roll: &Roll<'_>) {
    number(name, &roll.number);
    assert!(roll.dice.iter().all(|(count, sides, _)| *count != 0 && *sides > 0), "{name}: {roll:?}");
}

fn number(name: &str, number: &Number<'_>) {
    let sum: i32 = number.reasons.iter().map(|it| it.amount).sum();
    assert_eq!(number.total, sum, "{name}: {:?}", number.reasons);
}
