//! A pool that keeps 1,000 sessions logged in and lets each send `NOOP` in turn.
//!
//! Run `cargo run --release -p ftp-tokio --example pool [SESSIONS]`. The server runs in the same process.

use ftp_proto::session::Health;
use ftp_proto::{Command, Credentials, Login, LoginConfig, Session, TlsPolicy};
use ftp_tokio::{Control, Options, connect, drive};
use std::error::Error;
use std::{env, sync::Arc, time::Instant};
use tokio::{sync::Semaphore, task::JoinSet};

/// How many logins run at the same time. A server's queue of connections to accept is limited.
const AT_ONCE: usize = 64;

type Failure = Box<dyn Error + Send + Sync>;

struct Member {
    control: Control,
    session: Session,
    answered: bool,
}

impl Member {
    async fn log_in(port: u16) -> Result<Self, Failure> {
        let config = LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext);
        let mut control = connect("127.0.0.1", port, &Options::default()).await?;
        let mut login = Login::new(config);
        drive(&mut control, &mut login).await;
        Ok(Member { control, session: login.finish()?, answered: false })
    }

    /// Sends `NOOP` so that the server does not consider the session idle. Logs in again if the session is
    /// lost.
    async fn keep(mut self, port: u16) -> Result<Self, Failure> {
        if let Ok(mut exchange) = self.session.start(&Command::noop()) {
            drive(&mut self.control, &mut exchange).await;
            self.answered = exchange.finish().into_final().is_ok();
        }
        match self.session.health() {
            Health::InSync if self.session.is_logged_in() => Ok(self),
            _ => Member::log_in(port).await,
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let sessions = env::args().nth(1).map_or(Ok(1_000), |number| number.parse())?;
    pool(sessions).await?;
    Ok(())
}

/// Runs the pool. Returns how many sessions answered in the end.
async fn pool(sessions: usize) -> Result<usize, Failure> {
    // Both ends of each connection are in this process.
    rlimit::increase_nofile_limit(2 * sessions as u64 + 100)?;
    let port = ftp_tests::welcoming::start()?;

    let started = Instant::now();
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut tasks = JoinSet::new();
    for _ in 0..sessions {
        let gate = gate.clone();
        tasks.spawn(async move {
            let _turn = gate.acquire().await?;
            Member::log_in(port).await
        });
    }
    let pool = tasks.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
    println!("{} sessions logged in after {:?}", pool.len(), started.elapsed());

    let started = Instant::now();
    let tasks: JoinSet<_> = pool.into_iter().map(|member| member.keep(port)).collect();
    let pool = tasks.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
    println!("{} sessions kept, in {:?}", pool.len(), started.elapsed());
    Ok(pool.iter().filter(|member| member.answered).count())
}

#[tokio::test]
async fn the_example_keeps_a_thousand_sessions() {
    assert_eq!(pool(1_000).await.unwrap(), 1_000);
}
