//! What a type is in JSON, where it writes itself: a text of one spelling.

use utoipa::openapi::{
    RefOr, Type,
    schema::{ObjectBuilder, Schema},
};

/// A text that looks like the pattern, as JSON Schema has it.
pub fn text(description: &str, pattern: &str, example: &str) -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(Type::String).description(Some(description));
    text.pattern(Some(pattern)).examples([example]).into()
}

/// Says of a type that it is such a text, by the type's own name.
#[macro_export]
macro_rules! text_shape {
    ($name:ident, $description:expr, $pattern:expr, $example:expr) => {
        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                $crate::shape::text($description, $pattern, $example)
            }
        }

        impl ::utoipa::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}
