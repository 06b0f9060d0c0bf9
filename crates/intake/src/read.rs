//! From bytes to a sheet: the kind of a file is judged by what is in it, its name only helps where the content is silent.

use crate::{
    archive::{self, Packed},
    delimited,
    grid::{FILE_LIMIT, too_large},
    ods,
    sheet::Sheet,
    xlsx,
};
use domain::intake::{FileKind, IntakeError, Limit};

/// Reads the sheet that looks most like a list.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Sheet, IntakeError> {
    read_sheet(bytes, file_name, None)
}

/// Reads the sheet of that name; where there is none, or none is named, the one that looks most like a list.
pub fn read_sheet(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Sheet, IntakeError> {
    if bytes.len() > FILE_LIMIT {
        return Err(too_large(Limit::File, FILE_LIMIT));
    }
    if bytes.starts_with(b"PK") {
        return match archive::open(bytes)? {
            Packed::Xlsx => Sheet::choose(FileKind::Xlsx, xlsx::grids(bytes)?, sheet),
            Packed::Ods { content } => Sheet::choose(FileKind::Ods, ods::grids(&content)?, sheet),
        };
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        let encrypted = contains(bytes, &utf16("EncryptedPackage"));
        return Err(if encrypted { IntakeError::Encrypted } else { IntakeError::OldExcel });
    }
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if matches!(extension.as_deref(), Some("xlsx" | "ods")) && delimited::is_binary(bytes) {
        return Err(IntakeError::Broken);
    }
    if is_json(bytes) {
        return Err(IntakeError::Json);
    }
    delimited::read(bytes)
}

/// What `insist export` writes, and its like: an object with a first name, or a list of objects.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut signs = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    matches!((signs.next(), signs.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']')))
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
