//! See the property. So many places are reached by each input that counting how rare each is would take a fifth of the time.
#![cfg_attr(fuzzing, no_main)]
ftp_fuzz::target!(ftp_fuzz::diagnose::diagnose, "-entropic=0");
