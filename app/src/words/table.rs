//! Texts of "my table".
