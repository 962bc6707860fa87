//! One reply and nothing else: the place where it came is guessed.

use super::conversation::Conversation;
use super::scene::{Around, Event, Scene};
use super::{Confidence, Finding, rank};
use alloc::vec::Vec;
use ftp_proto::login::Phase;

/// The place where the words show most, and what they show there. `None` if there is more than one
/// reply, or none that refuses.
pub(super) fn guess<'t>(
    talk: &Conversation<'t>,
    around: &Around,
) -> Option<(Phase, Scene<'t>, Vec<Finding>)> {
    let exchange = talk.exchanges.first().filter(|_| talk.lone_reply)?;
    let reply = exchange.answer()?;
    let phases: &[Phase] = match reply.code {
        300..400 => &[Phase::User],
        400..500 => &[Phase::Greeting, Phase::User, Phase::Pass, Phase::BeforeLogin],
        500..600 => &[Phase::Pass, Phase::User, Phase::BeforeLogin, Phase::Greeting],
        _ => return None,
    };
    let mut best: Option<(Confidence, Phase)> = None;
    let mut scene = Scene::new(talk, around, Some(exchange), Some(reply), Phase::Greeting, Event::Reply);
    for phase in phases {
        scene.phase = *phase;
        let confidence = rank::strongest(&scene, talk.keep).unwrap_or(Confidence::Possible);
        if best.is_none_or(|(before, _)| confidence > before) {
            best = Some((confidence, *phase));
        }
    }
    let (_, phase) = best?;
    scene.phase = phase;
    let mut causes = rank::rank(talk, core::slice::from_ref(&scene));
    if phase == Phase::BeforeLogin {
        // Words that ask for a login mean something else as an answer to AUTH or USER.
        causes.iter_mut().for_each(|one| one.confidence = one.confidence.min(Confidence::Likely));
    }
    (reply.refuses() || !causes.is_empty()).then_some((phase, scene, causes))
}
