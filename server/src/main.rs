//! The binary `farlantern`: reads the command line and hands over.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run(std::env::args_os())
}
