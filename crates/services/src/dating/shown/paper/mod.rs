//! What documents are made of. The documents themselves are made from it elsewhere, in letters of their own.

mod appointments;
mod printable;

pub use appointments::{Appointment, Appointments, times};
pub use printable::{Printable, Questions, Said};
