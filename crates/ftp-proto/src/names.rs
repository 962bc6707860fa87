//! Names of variants, the same in every output: logs, JSON, other languages.

/// Gives an enum its `name`, in snake case.
macro_rules! names {
    ($type:ty { $($pattern:pat => $name:literal,)* }) => {
        impl $type {
            /// The name in snake case, for logs and other languages. It stays the same from release to release.
            pub const fn name(&self) -> &'static str {
                match self {
                    $($pattern => $name,)*
                }
            }
        }
    };
}

/// Gives an enum its `name`, and a `Display` that is that name.
macro_rules! displayed_names {
    ($type:ty { $($pattern:pat => $name:literal,)* }) => {
        names! { $type { $($pattern => $name,)* } }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
