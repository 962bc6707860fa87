//! See the property. It reaches so much of the code that what libFuzzer does to prefer rare edges costs more than the
//! session: without that there are a third more executions and a few more edges in the same time.
#![cfg_attr(fuzzing, no_main)]
ftp_fuzz::target!(ftp_fuzz::session::session, "-entropic=0");
