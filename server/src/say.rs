//! What is said to whoever typed a command. Whoever stopped listening (`insist serve | head -1`) is no reason to stop or to
//! fail: `println!` would panic.

use std::{
    fmt::Display,
    io::{self, ErrorKind, Write},
};

/// A line on the standard output, in passing: what is done is done whether or not anybody reads of it.
pub fn say(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// A line on the error output.
pub fn complain(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A text on the standard output that is what the command was called for.
///
/// # Errors
/// The output takes nothing, a full disk for one; a reader who has had enough is none.
pub fn hand_over(text: &str) -> io::Result<()> {
    pour(text, &mut io::stdout().lock())
}

fn pour(text: &str, into: &mut impl Write) -> io::Result<()> {
    match into.write_all(text.as_bytes()).and_then(|()| into.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_has_had_enough_is_no_fault_and_a_full_disk_is_one() {
        assert!(pour("text", &mut Failing(ErrorKind::BrokenPipe)).is_ok());
        assert!(pour("text", &mut Failing(ErrorKind::StorageFull)).is_err());
    }
}
