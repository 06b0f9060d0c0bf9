//! Looks into a packed file before anybody unpacks it: what it is, and that it does not burst.

use crate::grid::{UNPACKED_LIMIT, too_large};
use domain::intake::{IntakeError, Limit};
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// More parts than any list has.
const PART_LIMIT: usize = 2_000;

/// What a packed file is.
pub(crate) enum Packed {
    Xlsx,
    Ods { content: Vec<u8> },
}

/// Unpacks everything once, because the sizes a file declares may lie.
pub(crate) fn open(bytes: &[u8]) -> Result<Packed, IntakeError> {
    open_within(bytes, UNPACKED_LIMIT)
}

fn open_within(bytes: &[u8], most: usize) -> Result<Packed, IntakeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| IntakeError::Broken)?;
    if archive.len() > PART_LIMIT {
        return Err(too_large(Limit::Unpacked, most));
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(refusal)?;
        let left = (most - unpacked) as u64;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        unpacked += read.map_err(|_| IntakeError::Broken)? as usize;
        if unpacked > most {
            return Err(too_large(Limit::Unpacked, most));
        }
    }
    if let Some(kind) = part(&mut archive, "mimetype")? {
        if !kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Err(IntakeError::NotATable);
        }
        let manifest = part(&mut archive, "META-INF/manifest.xml")?.unwrap_or_default();
        if String::from_utf8_lossy(&manifest).contains("encryption-data") {
            return Err(IntakeError::Encrypted);
        }
        let content = part(&mut archive, "content.xml")?.ok_or(IntakeError::Broken)?;
        return Ok(Packed::Ods { content });
    }
    let book =
        archive.index_for_name("xl/workbook.xml").is_some() || archive.index_for_name("xl\\workbook.xml").is_some();
    if book { Ok(Packed::Xlsx) } else { Err(IntakeError::NotATable) }
}

/// The whole of a part. Safe only after everything was measured.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, IntakeError> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let part = archive.by_index(index).map_err(|_| IntakeError::Broken)?;
    let mut content = Vec::new();
    part.take(UNPACKED_LIMIT as u64).read_to_end(&mut content).map_err(|_| IntakeError::Broken)?;
    Ok(Some(content))
}

fn refusal(error: ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IntakeError::Encrypted,
        _ => IntakeError::Broken,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_that_bursts_is_never_unpacked_whole() {
        let bomb = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 100_000])]);
        assert!(bomb.len() < 2_000);
        assert_eq!(open_within(&bomb, 50_000).err(), Some(too_large(Limit::Unpacked, 50_000)));
        assert!(matches!(open_within(&bomb, 200_000), Ok(Packed::Xlsx)));
    }

    #[test]
    fn other_packed_files_are_no_tables() {
        let text = packed(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
        assert_eq!(open(&text).err(), Some(IntakeError::NotATable));
        assert_eq!(open(&packed(&[("readme.txt", b"hello")])).err(), Some(IntakeError::NotATable));
        assert_eq!(open(b"PK\x03\x04 and then nothing").err(), Some(IntakeError::Broken));
    }

    #[test]
    fn a_sheet_behind_a_password_says_so() {
        let locked = packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
        ]);
        assert_eq!(open(&locked).err(), Some(IntakeError::Encrypted));
    }
}
