//! See the property. Each input reaches so many places that counting how rare each one is would take a fifth of the
//! time.
#![cfg_attr(fuzzing, no_main)]
ftp_fuzz::target!(ftp_fuzz::login::login, "-entropic=0");
