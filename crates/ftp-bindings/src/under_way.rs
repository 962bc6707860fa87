//! Borrowing values of the core, each stored together with what it borrows.

use crate::NotNow;
use ftp_proto::login::{LoginError, Quit};
use ftp_proto::session::{Busy, Check, Exchange, Outcome, Transfer};
use ftp_proto::transfer::{Plan, Report};
use ftp_proto::{Command, Dialogue, Session};
use self_cell::{MutBorrow, self_cell};

type LentExchange<'s> = Option<Exchange<'s>>;
type LentTransfer<'s> = Option<Transfer<'s>>;

self_cell!(
    pub(crate) struct CommandUnderWay {
        owner: MutBorrow<Session>,
        #[covariant]
        dependent: LentExchange,
    }
);

self_cell!(
    pub(crate) struct CheckUnderWay {
        owner: MutBorrow<Session>,
        #[covariant]
        dependent: Check,
    }
);

self_cell!(
    pub(crate) struct TransferUnderWay {
        owner: MutBorrow<Session>,
        #[covariant]
        dependent: LentTransfer,
    }
);

self_cell!(
    pub(crate) struct QuitUnderWay {
        owner: MutBorrow<LoginError>,
        #[covariant]
        dependent: Quit,
    }
);

/// Something in progress, or the session if nothing could be begun.
type Begun<T> = Result<T, Box<Session>>;

fn back((session, _): (MutBorrow<Session>, Busy)) -> Box<Session> {
    Box::new(session.into_inner())
}

impl CommandUnderWay {
    pub(crate) fn start(session: Session, command: &Command<'_>) -> Begun<Self> {
        CommandUnderWay::try_new_or_recover(MutBorrow::new(session), |session| {
            session.borrow_mut().start(command).map(Some)
        })
        .map_err(back)
    }

    pub(crate) fn resume(session: Session) -> Begun<Self> {
        CommandUnderWay::try_new_or_recover(MutBorrow::new(session), |session| {
            session.borrow_mut().resume().map(Some)
        })
        .map_err(back)
    }

    pub(crate) fn drive<R>(&mut self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> Result<R, NotNow> {
        self.with_dependent_mut(|_, one| one.as_mut().map(|one| work(one))).ok_or(NotNow)
    }

    pub(crate) fn finish(mut self) -> (Session, Outcome) {
        let outcome = self.with_dependent_mut(|_, exchange| exchange.take().map(Exchange::finish));
        (self.into_owner().into_inner(), outcome.unwrap_or(Outcome::Unfinished))
    }
}

impl CheckUnderWay {
    pub(crate) fn begin(session: Session) -> Self {
        CheckUnderWay::new(MutBorrow::new(session), |session| session.borrow_mut().check())
    }

    pub(crate) fn drive<R>(&mut self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> R {
        self.with_dependent_mut(|_, one| work(one))
    }

    pub(crate) fn finish(self) -> Session {
        self.into_owner().into_inner()
    }
}

impl TransferUnderWay {
    pub(crate) fn begin(session: Session, plan: Plan) -> Begun<Self> {
        TransferUnderWay::try_new_or_recover(MutBorrow::new(session), |session| {
            session.borrow_mut().transfer(plan).map(Some)
        })
        .map_err(back)
    }

    pub(crate) fn drive<R>(&mut self, work: impl FnOnce(&mut Transfer<'_>) -> R) -> Result<R, NotNow> {
        self.with_dependent_mut(|_, one| one.as_mut().map(work)).ok_or(NotNow)
    }

    pub(crate) fn finish(mut self) -> (Session, Result<Report, NotNow>) {
        let report = self.with_dependent_mut(|_, transfer| transfer.take().map(Transfer::finish));
        (self.into_owner().into_inner(), report.ok_or(NotNow))
    }
}

impl QuitUnderWay {
    pub(crate) fn begin(error: LoginError) -> Self {
        QuitUnderWay::new(MutBorrow::new(error), |error| error.borrow_mut().quit())
    }

    pub(crate) fn drive<R>(&mut self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> R {
        self.with_dependent_mut(|_, one| work(one))
    }

    pub(crate) fn finish(self) -> LoginError {
        self.into_owner().into_inner()
    }
}
