//! QR codes, drawn as one path of squares.

use crate::{Error, Result};
use domain::access::QrCode;
use std::fmt::Write;

/// The code of a text (model 2, a quarter of it may be damaged). Refused where it is longer than any code holds.
pub fn code(text: &str) -> Result<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::Q);
    let code = code.map_err(|error| Error::Unavailable(error.to_string()))?;
    let size = code.width();
    let mut path = String::new();
    for (index, colour) in code.into_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", index % size, index / size);
        }
    }
    Ok(QrCode { size, path })
}
