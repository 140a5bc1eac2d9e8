//! The small, strict part of YAML that our compose file is written in. What it does not know, it refuses.

#[derive(Debug, PartialEq)]
pub(super) enum Node {
    Map(Vec<(String, Node)>),
    List(Vec<Node>),
    Text { text: String, quoted: bool },
}

struct Line {
    number: usize,
    indent: usize,
    text: String,
}

impl Node {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut lines = lines(text)?;
        lines.reverse();
        let node = block(&mut lines, 0)?;
        match lines.pop() {
            None => Ok(node),
            Some(line) => Err(format!("line {}: is indented like nothing above it", line.number)),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    pub(super) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The keys of a map or the texts of a list: compose allows either for names.
    pub(super) fn names(&self) -> Vec<&str> {
        let keys = self.entries().iter().map(|(name, _)| name.as_str());
        keys.chain(self.items().iter().filter_map(Self::text)).collect()
    }
}

fn lines(text: &str) -> Result<Vec<Line>, String> {
    let mut lines = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let number = index + 1;
        let bare = without_comment(raw);
        let bare = bare.trim_end();
        if bare.is_empty() {
            continue;
        }
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        if bare[indent..].starts_with('\t') || !indent.is_multiple_of(2) {
            return Err(format!("line {number}: indentation is two spaces for each step"));
        }
        lines.push(Line { number, indent, text: bare[indent..].to_owned() });
    }
    Ok(lines)
}

fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '#' && before == ' ' => return &line[..at],
            None => {}
        }
        before = c;
    }
    line
}

/// `lines` stands on its head: the next line is the last one.
fn block(lines: &mut Vec<Line>, indent: usize) -> Result<Node, String> {
    match lines.last() {
        Some(line) if line.indent == indent && line.text.starts_with("- ") => list(lines, indent),
        Some(line) if line.indent == indent => map(lines, indent),
        Some(line) => Err(format!("line {}: indented by {}, expected {indent}", line.number, line.indent)),
        None => Err("the file ends where something is expected".to_owned()),
    }
}

fn list(lines: &mut Vec<Line>, indent: usize) -> Result<Node, String> {
    let mut items = Vec::new();
    while let Some(line) = lines.pop_if(|line| line.indent == indent) {
        let Some(rest) = line.text.strip_prefix("- ") else {
            return Err(format!("line {}: a list goes on with `- `", line.number));
        };
        if key_of(rest).is_some() {
            // A map in a list: its first key stands behind the dash, the others below it.
            lines.push(Line { number: line.number, indent: indent + 2, text: rest.to_owned() });
            items.push(map(lines, indent + 2)?);
        } else {
            items.push(scalar(rest, line.number)?);
        }
    }
    Ok(Node::List(items))
}

fn map(lines: &mut Vec<Line>, indent: usize) -> Result<Node, String> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    while let Some(line) = lines.pop_if(|line| line.indent == indent) {
        let Some((key, rest)) = key_of(&line.text) else {
            return Err(format!("line {}: `{}` is no `key: value`", line.number, line.text));
        };
        if entries.iter().any(|(name, _)| name == key) {
            return Err(format!("line {}: `{key}` stands here twice", line.number));
        }
        let deeper = lines.last().is_some_and(|next| next.indent > indent);
        let node = match (rest.is_empty(), deeper) {
            (true, true) => block(lines, indent + 2)?,
            (true, false) => Node::Text { text: String::new(), quoted: false },
            (false, _) => scalar(rest, line.number)?,
        };
        entries.push((key.to_owned(), node));
    }
    Ok(Node::Map(entries))
}

fn key_of(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)) && !key.is_empty();
    (plain && (rest.is_empty() || rest.starts_with(' '))).then(|| (key, rest.trim()))
}

fn scalar(text: &str, number: usize) -> Result<Node, String> {
    if let Some(inside) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        let items = split_outside_quotes(inside).into_iter().filter(|item| !item.is_empty());
        return items.map(|item| scalar(item, number)).collect::<Result<_, _>>().map(Node::List);
    }
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return match rest.strip_suffix(quote) {
                Some(inside) if !inside.contains(quote) => {
                    Ok(Node::Text { text: inside.to_owned(), quoted: true })
                }
                _ => Err(format!("line {number}: a quote is not closed")),
            };
        }
    }
    if text.starts_with(['[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`', ',', '?'])
        || text.contains(": ")
        || text.ends_with(':')
    {
        return Err(format!("line {number}: `{text}` needs quotes, or is YAML that we do without"));
    }
    Ok(Node::Text { text: text.to_owned(), quoted: false })
}

fn split_outside_quotes(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut open) = (0, false);
    for (at, c) in text.char_indices() {
        if c == '"' || c == '\'' {
            open = !open;
        } else if c == ',' && !open {
            parts.push(text[start..at].trim());
            start = at + 1;
        }
    }
    parts.push(text[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_lists_and_texts_are_read() {
        let text = "# Note.\na:\n  b: one # said\n  c:\n    - \"x: #1\"\n    - y\nd: [\"p, q\", r]\n";
        let node = Node::read(text).unwrap();
        assert_eq!(node.names(), ["a", "d"]);
        assert_eq!(node.get("a").unwrap().get("b").unwrap().text(), Some("one"));
        assert_eq!(node.get("a").unwrap().get("c").unwrap().names(), ["x: #1", "y"]);
        assert_eq!(node.get("d").unwrap().names(), ["p, q", "r"]);
    }

    #[test]
    fn a_map_may_stand_in_a_list() {
        let node = Node::read("a:\n  - type: tmpfs\n    target: /tmp\n  - plain\n").unwrap();
        let items = node.get("a").unwrap().items();
        assert_eq!(items[0].get("target").unwrap().text(), Some("/tmp"));
        assert_eq!(items[1].text(), Some("plain"));
    }

    #[test]
    fn what_is_wrong_is_refused() {
        for text in [
            "a: 1\na: 2\n",
            "a:\n   b: 1\n",
            "a:\n\tb: 1\n",
            "a: \"open\n",
            "a: {b: 1}\n",
            "a: &anchor b\n",
            "a: b: c\n",
            "a\n",
            "a:\n    b: 1\n",
            "a: 1\n  b: 2\n",
            "",
        ] {
            assert!(Node::read(text).is_err(), "{text:?}");
        }
    }
}
