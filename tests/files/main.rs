//! Each client moves files to and from real servers, without TLS and under TLS.

mod blocking;
mod cases;
mod firewall;
mod hard;
mod tokio;
mod world;

use ftp_tests::whole;

/// The clients share the engine that moves files, so one client is enough for a server in one setup, and the other client
/// tests it in another. In the full run, both test everything.
#[test]
fn every_case_on_every_server() {
    world::everywhere(|world| {
        if world.number.is_multiple_of(2) || whole() {
            blocking::all(world);
        }
        if !world.number.is_multiple_of(2) || whole() {
            tokio::all(world);
        }
    });
}
