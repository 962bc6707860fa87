//! One reply and nothing else: the place where it came is guessed.

use super::conversation::Conversation;
use super::scene::{Around, Event, Scene};
use super::{Confidence, Finding, rank};
use alloc::vec::Vec;
use ftp_proto::login::Phase;

/// The place where the words tell most, and what they tell there. `None` if there is more than one
/// reply, or none that refuses.
pub(super) fn guess<'t>(
    talk: &Conversation<'t>,
    around: &Around,
) -> Option<(Phase, Scene<'t>, Vec<Finding>)> {
    let exchange = talk.exchanges.first().filter(|_| talk.lone_reply)?;
    let reply = exchange.answer()?;
    let phases: &[Phase] = match reply.code {
        425 | 426 | 452 | 522 | 552 | 553 => &[Phase::AfterLogin],
        300..400 => &[Phase::User],
        400..500 => &[Phase::Greeting, Phase::User, Phase::Pass, Phase::BeforeLogin],
        500..600 => &[Phase::Pass, Phase::User, Phase::BeforeLogin, Phase::Greeting],
        _ => return None,
    };
    let mut best: Option<(Confidence, Phase)> = None;
    let mut scene = Scene::new(talk, around, Some(exchange), Some(reply), Phase::Greeting, Event::Reply);
    for phase in phases {
        scene.phase = *phase;
        let told = rank::told(&scene, talk.keep).unwrap_or(Confidence::Possible);
        if best.is_none_or(|(before, _)| told > before) {
            best = Some((told, *phase));
        }
    }
    let (_, mut phase) = best?;
    // Such a reply is one to a file's command, unless its words speak of the login.
    if matches!(reply.code, 450 | 451 | 550) {
        scene.phase = phase;
        if rank::said(&scene, talk.keep).is_none() {
            phase = Phase::AfterLogin;
        }
    }
    scene.phase = phase;
    // Words that ask for a login mean something else as an answer to AUTH or USER.
    if phase == Phase::BeforeLogin {
        scene.is_alone();
    } else if phase == Phase::AfterLogin {
        scene.is_after_login();
    }
    let mut causes = rank::rank(talk, core::slice::from_ref(&scene));
    if phase == Phase::BeforeLogin {
        causes.iter_mut().for_each(|one| one.confidence = one.confidence.min(Confidence::Likely));
    }
    (reply.refuses() || !causes.is_empty()).then_some((phase, scene, causes))
}
