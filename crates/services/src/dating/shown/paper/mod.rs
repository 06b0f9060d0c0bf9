//! What documents are made of. The documents themselves are made from it elsewhere, in letters of their own.

mod printable;

pub use printable::{Appointment, Appointments, Printable, Questions, times};
