//! An expression in one spelling: that of Avrae, with what it lacks spelled out. Reading it in that
//! dialect gives the same expression.

use super::expr::{Binary, Deed, Expr, Function, Op, Sides, Step, Which};

/// How tightly a text binds; what binds less is put in parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Comparison,
    Sum,
    Product,
    Sign,
    Power,
    Whole,
}

struct Piece {
    text: String,
    bond: Bond,
}

pub(super) fn normal(expr: &Expr) -> String {
    annotated(expr, |_| None)
}

/// With a remark behind those steps that have one.
pub(super) fn annotated(expr: &Expr, remark: impl Fn(usize) -> Option<String>) -> String {
    let mut stack: Vec<Piece> = Vec::new();
    for (index, step) in expr.steps.iter().enumerate() {
        let piece = match *step {
            Step::Number(amount) if amount.is_negative() => {
                Piece { text: amount.to_string(), bond: Bond::Sign }
            }
            Step::Number(amount) => whole(amount.to_string()),
            Step::Throw { count, sides, ops } => {
                let sides = match sides {
                    Sides::Plain(sides) => sides.to_string(),
                    Sides::Fudge => "F".to_owned(),
                    Sides::Computed => grouped(pop(&mut stack)),
                };
                let count = count.map_or_else(|| grouped(pop(&mut stack)), |it| it.to_string());
                whole(operated(format!("{count}d{sides}"), expr.ops(ops)))
            }
            Step::Set { items, ops } => {
                let first = stack.len().saturating_sub(usize::from(items));
                let texts: Vec<String> = stack.drain(first..).map(|it| it.text).collect();
                let comma = if items == 1 { "," } else { "" };
                whole(operated(format!("({}{comma})", texts.join(", ")), expr.ops(ops)))
            }
            Step::Reference(word) => {
                let name = expr.word(word);
                let bare = name.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_'));
                whole(if bare { format!("@{name}") } else { format!("@{{{name}}}") })
            }
            Step::Negate => {
                Piece { text: format!("-{}", bound(pop(&mut stack), Bond::Power)), bond: Bond::Sign }
            }
            Step::Binary(binary) => {
                let right = pop(&mut stack);
                binary.between(pop(&mut stack), right)
            }
            Step::Call(function, count) => {
                let first = stack.len().saturating_sub(usize::from(count));
                let texts: Vec<String> = stack.drain(first..).map(|it| it.text).collect();
                whole(format!("{}({})", function.name(), texts.join(", ")))
            }
            Step::Tag(word) => {
                let text = format!("{} [{}]", bound(pop(&mut stack), Bond::Whole), expr.word(word));
                Piece { text, bond: Bond::Whole }
            }
        };
        stack.push(match remark(index) {
            Some(remark) => Piece { text: [piece.text, remark].concat(), ..piece },
            None => piece,
        });
    }
    pop(&mut stack).text
}

fn pop(stack: &mut Vec<Piece>) -> Piece {
    stack.pop().unwrap_or_else(|| whole(String::new()))
}

fn whole(text: String) -> Piece {
    Piece { text, bond: Bond::Whole }
}

fn grouped(piece: Piece) -> String {
    format!("({})", piece.text)
}

fn bound(piece: Piece, least: Bond) -> String {
    if piece.bond < least { grouped(piece) } else { piece.text }
}

impl Binary {
    fn between(self, left: Piece, right: Piece) -> Piece {
        let (bond, next) = match self {
            Self::Add | Self::Subtract => (Bond::Sum, Bond::Product),
            Self::Multiply | Self::Divide | Self::DivideWhole | Self::Remainder => {
                (Bond::Product, Bond::Sign)
            }
            Self::Power => (Bond::Power, Bond::Sign),
            _ => (Bond::Comparison, Bond::Sum),
        };
        // A power binds to the right, everything else to the left.
        let left = bound(left, if self == Self::Power { Bond::Whole } else { bond });
        Piece { text: format!("{left} {} {}", self.sign(), bound(right, next)), bond }
    }

    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::DivideWhole => "//",
            Self::Remainder => "%",
            Self::Power => "**",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}

impl Function {
    pub fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Ceiling => "ceil",
            Self::Round => "round",
            Self::Absolute => "abs",
            Self::Least => "min",
            Self::Most => "max",
        }
    }
}

/// Operations that choose one after the other, though they are alike, stand in brackets of their own.
fn operated(mut text: String, ops: &[Op]) -> String {
    let mut before: Option<&Op> = None;
    for op in ops {
        let alike = before.is_some_and(|it| it.deed == op.deed) && !op.joined;
        if alike && !matches!(op.deed, Deed::AtLeast | Deed::AtMost | Deed::Margin) {
            text = format!("({text})");
        }
        text.push_str(&op.written());
        before = Some(op);
    }
    text
}

impl Op {
    fn written(&self) -> String {
        let deed = match self.deed {
            Deed::Keep => "k",
            Deed::Drop => "p",
            Deed::Reroll => "rr",
            Deed::RerollOnce => "ro",
            Deed::RerollAdd => "ra",
            Deed::Explode => "e",
            Deed::ExplodeOnce => "eo",
            Deed::Compound => "ec",
            Deed::Penetrate => "ep",
            Deed::AtLeast => "mi",
            Deed::AtMost => "ma",
            Deed::Count => "cs",
            Deed::Deduct => "df",
            Deed::Subtract => "sf",
            Deed::Margin => "ms",
        };
        let which = match self.which {
            Which::Exactly if self.number < 0 => "=",
            Which::Exactly => "",
            Which::Highest => "h",
            Which::Lowest => "l",
            Which::Above => ">",
            Which::Below => "<",
            Which::NotBelow => ">=",
            Which::NotAbove => "<=",
            Which::Even => return "even".to_owned(),
            Which::Odd => return "odd".to_owned(),
            Which::Top => return format!("{deed}max"),
        };
        format!("{deed}{which}{}", self.number)
    }
}
