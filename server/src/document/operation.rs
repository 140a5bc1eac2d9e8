//! One operation of `/api/v1`, as it is told to programs.

use std::borrow::Cow;

use http::Method;
use utoipa::{
    ToSchema,
    openapi::{RefOr, schema::Schema},
};
use wire::ErrorCode;

/// What belongs together in the document and on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Dice,
    Compendium,
    Characters,
    Account,
    Sessions,
    Devices,
    Programs,
    Server,
    Owner,
}

/// A type that travels: its name, what it is, and what it is made of.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(super) name: fn() -> Cow<'static, str>,
    pub(super) schema: fn() -> RefOr<Schema>,
    pub(super) parts: fn(&mut Vec<(String, RefOr<Schema>)>),
}

/// What an operation answers when it succeeds.
#[derive(Clone, Copy)]
pub(crate) enum Gives {
    /// In the envelope, where `data` stands.
    Data(Shape),
    /// In the envelope, and `data` is `{}`.
    Nothing,
    /// A file, without an envelope.
    File(Shape),
    /// The document itself.
    Document,
}

/// Something that is asked in the address, behind `?`.
#[derive(Clone, Copy)]
pub(crate) struct Query {
    pub(super) name: &'static str,
    pub(super) required: bool,
    /// A type of JSON Schema.
    pub(super) kind: &'static str,
    pub(super) says: &'static str,
    pub(super) example: &'static str,
}

/// An operation. Who may call it, and how fast, stands in the table of doors.
pub(crate) struct Operation {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(super) group: Group,
    /// Never renamed: programs that are made from the document call it so.
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) says: &'static str,
    /// What stands in the braces of its path.
    pub(super) at: [Option<Shape>; 2],
    pub(super) query: &'static [Query],
    /// One of these is sent.
    pub(super) takes: &'static [Shape],
    pub(super) gives: Gives,
    /// What it fails with beside what every operation of its kind may.
    pub(super) fails: &'static [&'static [ErrorCode]],
    /// A body to try, as JSON.
    pub(super) example: Option<&'static str>,
    /// Whether it answers to `If-None-Match`.
    pub(super) is_tagged: bool,
}

impl Group {
    pub(super) const ALL: [Self; 9] = [
        Self::Dice,
        Self::Compendium,
        Self::Characters,
        Self::Account,
        Self::Sessions,
        Self::Devices,
        Self::Programs,
        Self::Server,
        Self::Owner,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Dice => "Dice",
            Self::Compendium => "Compendium",
            Self::Characters => "Characters",
            Self::Account => "Account",
            Self::Sessions => "Sessions",
            Self::Devices => "Devices",
            Self::Programs => "Programs",
            Self::Server => "Server",
            Self::Owner => "Owner",
        }
    }

    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Dice => "Roll, and prove it. Nobody needs a key for that.",
            Self::Compendium => "Every entry of the book of rules. Nobody needs a key for that.",
            Self::Characters => "Characters, their histories, and the commands that change them.",
            Self::Account => {
                "The signed statements that an account consists of, and everything that is kept of it."
            }
            Self::Sessions => "A challenge, a signature, a session.",
            Self::Devices => "How a second device becomes one of the account, and how a browser comes back.",
            Self::Programs => "Programs that act for an account by a token.",
            Self::Server => "What a program must know of this server before it signs anything.",
            Self::Owner => "For whoever runs the server.",
        }
    }
}

/// Answers a type in the envelope.
pub(super) const fn data<T: ToSchema>() -> Gives {
    Gives::Data(Shape::of::<T>())
}

impl Shape {
    pub(crate) const fn of<T: ToSchema>() -> Self {
        Self { name: T::name, schema: T::schema, parts: T::schemas }
    }
}

impl Query {
    pub(crate) const fn text(name: &'static str, says: &'static str, example: &'static str) -> Self {
        Self { name, required: false, kind: "string", says, example }
    }

    pub(crate) const fn number(name: &'static str, says: &'static str, example: &'static str) -> Self {
        Self { name, required: false, kind: "integer", says, example }
    }

    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

impl Operation {
    pub(crate) const fn read(
        path: &'static str,
        group: Group,
        id: &'static str,
        summary: &'static str,
        gives: Gives,
    ) -> Self {
        Self {
            method: Method::GET,
            path,
            group,
            id,
            summary,
            says: "",
            at: [None, None],
            query: &[],
            takes: &[],
            gives,
            fails: &[],
            example: None,
            is_tagged: false,
        }
    }

    pub(crate) const fn write(
        path: &'static str,
        group: Group,
        id: &'static str,
        summary: &'static str,
        takes: &'static [Shape],
        gives: Gives,
    ) -> Self {
        Self {
            method: Method::POST,
            path,
            group,
            id,
            summary,
            says: "",
            at: [None, None],
            query: &[],
            takes,
            gives,
            fails: &[],
            example: None,
            is_tagged: false,
        }
    }

    pub(crate) const fn says(mut self, says: &'static str) -> Self {
        self.says = says;
        self
    }

    pub(crate) const fn at<T: ToSchema>(mut self) -> Self {
        self.at = [Some(Shape::of::<T>()), None];
        self
    }

    pub(crate) const fn at_two<T: ToSchema, U: ToSchema>(mut self) -> Self {
        self.at = [Some(Shape::of::<T>()), Some(Shape::of::<U>())];
        self
    }

    pub(crate) const fn tagged(mut self) -> Self {
        self.is_tagged = true;
        self
    }

    pub(crate) const fn asks(mut self, query: &'static [Query]) -> Self {
        self.query = query;
        self
    }

    pub(crate) const fn fails(mut self, fails: &'static [&'static [ErrorCode]]) -> Self {
        self.fails = fails;
        self
    }

    pub(crate) const fn try_with(mut self, example: &'static str) -> Self {
        self.example = Some(example);
        self
    }
}
