//! What a ship is promised to carry, besides what is measured of every model.

use forge::shelf::assets;

#[test]
fn every_ship_has_light_engine_berths_a_flag_and_a_way_to_move() {
    for asset in assets().iter().filter(|asset| asset.family() == "ship") {
        let model = asset.model();
        for begins in
            ["socket_light_fore", "socket_light_aft", "socket_engine", "socket_berth_0", "socket_flag"]
        {
            assert!(model.sockets.iter().any(|it| it.name.starts_with(begins)), "{}: {begins}", asset.id);
        }
        let names: Vec<&str> = model.clips.iter().map(|clip| clip.name).collect();
        let wanted = if asset.slug() == "sloop-moored" { "idle" } else { "sail" };
        assert_eq!(names, [wanted], "{}", asset.id);
        assert!(model.clips[0].tracks.iter().all(|track| track.joint < model.joints.len()));
    }
}
