//! The mails that are sent, in every language of the interface.

use crate::ports::Mail;
use domain::Locale;

/// The link somebody asked for to sign in.
pub(crate) fn sign_in(locale: Locale, to: &str, link: &str) -> Mail {
    let (subject, body) = match locale {
        Locale::De => (
            "Ihr Link zum Anmelden bei INSIST",
            format!(
                "Guten Tag,\n\nmit diesem Link melden Sie sich an. Er gilt zehn Minuten, ein einziges Mal und nur in dem \
                 Browser, in dem Sie ihn angefordert haben:\n\n{link}\n\nSie haben keinen Link angefordert? Dann können Sie \
                 diese Nachricht löschen; ohne den Link kann sich niemand anmelden.\n"
            ),
        ),
        Locale::En => (
            "Your link to sign in to INSIST",
            format!(
                "Hello,\n\nthis link signs you in. It is valid for ten minutes, once, and only in the browser in which you \
                 asked for it:\n\n{link}\n\nYou did not ask for a link? Then you can delete this message; nobody can sign in \
                 without the link.\n"
            ),
        ),
    };
    Mail { to: to.to_owned(), subject: subject.to_owned(), body }
}
