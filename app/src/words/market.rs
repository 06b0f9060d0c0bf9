//! Texts of the market.
