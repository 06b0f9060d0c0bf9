//! Seals: short proofs that a link was made here (HMAC-SHA-256, RFC 2104, cut to 160 bits).
//!
//! A link that is sealed need not be kept: it can be printed again from what it stands for, and whoever reads the tables
//! of links finds none. What it stands for must hold something that grows (a generation) or goes away (a row), so that it
//! can be revoked.

use crate::{Result, Services};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// 160 bits.
const BYTES: usize = 20;

/// The server's secret.
#[derive(Clone)]
pub(crate) struct Seal([u8; 32]);

impl Seal {
    /// The seal over a thing of a kind, as text.
    pub fn over(&self, kind: &str, parts: &[i64]) -> String {
        let whole = self.mac(kind, parts).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(&whole[..BYTES])
    }

    /// Whether a seal is the right one; takes as long whichever letter is wrong.
    pub fn fits(&self, kind: &str, parts: &[i64], seal: &str) -> bool {
        match URL_SAFE_NO_PAD.decode(seal) {
            Ok(bytes) if bytes.len() == BYTES => self.mac(kind, parts).verify_truncated_left(&bytes).is_ok(),
            _ => false,
        }
    }

    fn mac(&self, kind: &str, parts: &[i64]) -> Hmac<Sha256> {
        // A key that is shorter than a block of the hash is filled up with zeros (RFC 2104, 2).
        let mut block = [0; 64];
        block[..self.0.len()].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        for part in parts {
            mac.update(&part.to_be_bytes());
        }
        mac
    }
}

impl Services {
    /// The secret of this database, made at the first need and then kept in memory.
    pub(crate) async fn seal(&self) -> Result<&Seal> {
        let secret = || async { Ok(Seal(self.stores.passes.secret(self.chance.bytes()).await?)) };
        self.seal.get_or_try_init(secret).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_fits_what_it_was_made_for_and_nothing_else() {
        let seal = Seal([7; 32]);
        let made = seal.over("pass", &[1, 2, 3]);
        assert_eq!(made.len(), domain::pass::SEAL_LENGTH);
        assert!(seal.fits("pass", &[1, 2, 3], &made));
        for (kind, parts) in [("pass", [1, 2, 4]), ("pass", [2, 1, 3]), ("screen", [1, 2, 3])] {
            assert!(!seal.fits(kind, &parts, &made), "{kind} {parts:?}");
        }
        assert!(!Seal([8; 32]).fits("pass", &[1, 2, 3], &made), "another server's");
        for text in ["", "x", &made[..26], &format!("{made}A")] {
            assert!(!seal.fits("pass", &[1, 2, 3], text), "{text}");
        }
    }
}
