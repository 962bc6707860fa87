//! Files moved to and from real servers by each client, in clear and under TLS.

mod blocking;
mod cases;
mod firewall;
mod hard;
mod tokio;
mod world;

use ftp_tests::whole;

/// The clients share the engine that moves files: one of them is enough for a server in one of its ways, and the other has it in
/// another. In the whole run both have all.
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
