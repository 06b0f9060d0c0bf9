//! Texts of the programme.
