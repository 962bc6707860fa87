//! Serializes a diagnosis, for any serializer, in the format of the JSON of `ftp-doctor`.

use super::{Confidence, Diagnosis, Ended, Finding};
use crate::Cause;
use ftp_proto::ReplyCode;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// Serializes `outcome`, `code` (a number, or null), `phase`, `causes` and `advice`.
impl Serialize for Diagnosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnosis", 5)?;
        object.serialize_field("outcome", &self.ended())?;
        object.serialize_field("code", &self.code().map(ReplyCode::get))?;
        object.serialize_field("phase", self.phase().name())?;
        object.serialize_field("causes", self.causes())?;
        object.serialize_field("advice", &self.advice())?;
        object.end()
    }
}

/// Serializes `cause`, `confidence`, `because` and `quote` (a string, or null).
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 4)?;
        object.serialize_field("cause", &self.cause())?;
        object.serialize_field("confidence", &self.confidence())?;
        object.serialize_field("because", self.because())?;
        object.serialize_field("quote", &self.quote())?;
        object.end()
    }
}

macro_rules! by_name {
    ($($named:ident)*) => {
        $(
            /// Serializes the name in snake case.
            impl Serialize for $named {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.name())
                }
            }
        )*
    };
}

by_name! { Ended Cause Confidence }
