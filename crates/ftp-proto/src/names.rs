//! Names of enum variants, the same in every output: logs, JSON, other languages.

/// Gives an enum a `name` method, whose values are in snake case.
macro_rules! names {
    ($type:ty { $($pattern:pat => $name:literal,)* }) => {
        impl $type {
            /// Returns the name in snake case, for logs and other languages. It stays the same from release to
            /// release.
            pub const fn name(&self) -> &'static str {
                match self {
                    $($pattern => $name,)*
                }
            }
        }
    };
}

/// Declares an enum in which each variant is followed by its `name`, which is also its `Display`; or by a pair of
/// its `name` and its `Display`.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $enum:ident { $($(#[$of:meta])* $variant:ident = $name:literal,)* }) => {
        named! { $(#[$meta])* pub enum $enum { $($(#[$of])* $variant = ($name, $name),)* } }
    };
    ($(#[$meta:meta])* pub enum $enum:ident {
        $($(#[$of:meta])* $variant:ident = ($name:literal, $words:literal),)*
    }) => {
        $(#[$meta])*
        pub enum $enum {
            $($(#[$of])* $variant,)*
        }

        impl $enum {
            /// Every variant, for tables and other languages. A later version may have more.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        names! { $enum { $($enum::$variant => $name,)* } }

        impl core::fmt::Display for $enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(match self {
                    $($enum::$variant => $words,)*
                })
            }
        }
    };
}
