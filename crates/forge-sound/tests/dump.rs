use forge_sound::music::arrange::{PINNED, arrange};
use forge_sound::music::voicing::voicings;
fn name(m: u8) -> String { format!("{}{}", ["C","C#","D","Eb","E","F","F#","G","G#","A","Bb","B"][(m%12) as usize], m/12-1) }
#[test]
fn dump() {
    let a = arrange(PINNED);
    for bar in 0..32 {
        let f = |n: &Vec<forge_sound::music::arrange::Note>| n.iter().filter(|n| n.at/6==bar).map(|n| format!("{}:{}x{}", n.at%6, name(n.midi), n.eighths)).collect::<Vec<_>>().join(" ");
        let v = voicings().iter().filter(|h| h.half/2==bar).map(|h| h.voices.map(name).join(" ")).collect::<Vec<_>>().join(" | ");
        println!("{:2} lead {:32} lute {:60} pad {}", bar+1, f(&a.lead), f(&a.lute), v);
    }
}
