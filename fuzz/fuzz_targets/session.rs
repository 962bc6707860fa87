//! See the property. Each input reaches so much of the code that libFuzzer's preference for rare edges costs more
//! than the session itself. Without it, there are a third more executions and a few more edges in the same time.
#![cfg_attr(fuzzing, no_main)]
ftp_fuzz::target!(ftp_fuzz::session::session, "-entropic=0");
