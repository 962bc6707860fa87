//! Files moved to and from real servers by each client, in clear and under TLS.

#[path = "transfer/blocking.rs"]
mod blocking;
#[path = "transfer/cases.rs"]
mod cases;
#[path = "transfer/firewall.rs"]
mod firewall;
#[path = "transfer/hard.rs"]
mod hard;
#[path = "transfer/tokio.rs"]
mod tokio;
#[path = "transfer/world.rs"]
mod world;
