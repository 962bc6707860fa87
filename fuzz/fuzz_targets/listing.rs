//! See the property.
#![cfg_attr(fuzzing, no_main)]
ftp_fuzz::target!(ftp_fuzz::listing::listing);
