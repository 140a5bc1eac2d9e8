//! What one flush costs here; every durable figure stands on it.

use std::{io::Write, time::Instant};

use anyhow::Result;

const TRIES: usize = 101;

/// Median milliseconds of appending 4 KiB and flushing, in the folder where databases are measured.
pub(crate) fn flush_millis() -> Result<f64> {
    let mut file = tempfile::tempfile()?;
    let mut millis = Vec::with_capacity(TRIES);
    for _ in 0..TRIES {
        let began = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        millis.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    millis.sort_by(f64::total_cmp);
    Ok(millis[TRIES / 2])
}
