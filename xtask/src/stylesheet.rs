//! Joins the files of style/ into the one stylesheet the browser is given.

use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// The text of `file` with every `@import "other.css" [layer(name)];` replaced by that file.
pub fn joined(file: &Path) -> Result<String> {
    joined_without(file, "")
}

/// The same, where one import is left out.
pub fn joined_without(file: &Path, left_out: &str) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut sheet = String::new();
    for line in text.lines() {
        let Some(rest) = line.trim_start().strip_prefix("@import") else {
            sheet += line;
            sheet.push('\n');
            continue;
        };
        let import = Import::parse(rest).with_context(|| format!("{}: not understood: {line}", file.display()))?;
        if import.name == left_out {
            continue;
        }
        let imported = joined_without(&folder.join(import.name), left_out)?;
        match import.layer {
            Some(layer) => sheet += &format!("@layer {layer} {{\n{imported}}}\n"),
            None => sheet += &imported,
        }
    }
    Ok(sheet)
}

struct Import<'a> {
    name: &'a str,
    layer: Option<&'a str>,
}

impl<'a> Import<'a> {
    /// What follows `@import`: a name in quotes, with or without url(), and perhaps a layer.
    fn parse(rest: &'a str) -> Result<Self> {
        let rest = rest.trim().split("/*").next().unwrap_or_default().trim();
        let rest = rest.strip_suffix(';').context("it has to end with a semicolon, one import a line")?.trim();
        let mark = if rest.contains('"') { '"' } else { '\'' };
        let mut parts = rest.splitn(3, mark);
        let (Some(before), Some(name), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
            bail!("the file has to stand in quotes");
        };
        let after = match before.trim() {
            "" => after.trim(),
            "url(" => after.trim().strip_prefix(')').context("url( is not closed")?.trim(),
            other => bail!("`{other}` before the name"),
        };
        let layer = match after {
            "" => None,
            _ => Some(
                after
                    .strip_prefix("layer(")
                    .and_then(|l| l.strip_suffix(')'))
                    .context("only layer(name) may follow")?,
            ),
        };
        Ok(Self { name, layer })
    }
}

/// Without comments and the white space that only people need; strings stay as they are.
pub fn tightened(sheet: &str) -> String {
    let mut tight = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            space = true;
            continue;
        }
        if next.is_whitespace() {
            space = true;
            rest = &rest[next.len_utf8()..];
            continue;
        }
        let open = tight.chars().next_back().is_none_or(|last| "{};,".contains(last));
        if space && !open && !"{};,".contains(next) {
            tight.push(' ');
        }
        space = false;
        let taken = if next == '"' || next == '\'' { quoted(rest, next) } else { next.len_utf8() };
        tight += &rest[..taken];
        rest = &rest[taken..];
    }
    tight
}

/// How many bytes the string at the start of `text` takes, its marks included.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn imports_are_replaced_in_order_and_wrapped_in_their_layers() {
        let folder = std::env::temp_dir().join(format!("xtask-style-{}", std::process::id()));
        fs::create_dir_all(folder.join("parts")).unwrap();
        fs::write(folder.join("tokens.css"), ":root { --ink: #1e1a17; }\n").unwrap();
        fs::write(folder.join("parts/stand.css"), ".stand { color: var(--ink); }\n").unwrap();
        let main = "@layer base, parts;\n@import \"tokens.css\";\n@import url('parts/stand.css') layer(parts); /* last */\nbody { margin: 0; }\n";
        fs::write(folder.join("main.css"), main).unwrap();
        let sheet = joined(&folder.join("main.css")).unwrap();
        let less = joined_without(&folder.join("main.css"), "parts/stand.css").unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            sheet,
            "@layer base, parts;\n:root { --ink: #1e1a17; }\n@layer parts {\n.stand { color: var(--ink); }\n}\nbody { margin: 0; }\n"
        );
        assert_eq!(less, "@layer base, parts;\n:root { --ink: #1e1a17; }\nbody { margin: 0; }\n");
    }

    #[test]
    fn an_import_that_could_be_misread_is_refused() {
        assert!(Import::parse(" \"print.css\" print;").is_err());
        assert!(Import::parse(" tokens.css;").is_err());
        assert!(Import::parse(" \"tokens.css\"").is_err());
    }

    #[test]
    fn tightening_keeps_strings_and_the_spaces_that_mean_something() {
        let sheet = "/* mark */\n.a > .b ,\n.c:hover {\n  margin: calc(1rem + 2px) auto;\n  content: \"a  /* b */ \\\" c\";\n}\n";
        assert_eq!(tightened(sheet), ".a > .b,.c:hover{margin: calc(1rem + 2px) auto;content: \"a  /* b */ \\\" c\";}");
    }
}
