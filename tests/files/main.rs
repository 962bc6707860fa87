//! Files moved to and from real servers by each client, in clear and under TLS.

mod blocking;
mod cases;
mod firewall;
mod hard;
mod tokio;
mod world;

/// A server is started once for both clients: that takes a second.
#[test]
fn every_case_on_every_server_by_each_client() {
    world::everywhere(|world| {
        blocking::all(world);
        tokio::all(world);
    });
}
