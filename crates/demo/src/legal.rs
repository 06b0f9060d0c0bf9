//! Templates of the legal texts: clearly marked, to be replaced by whoever runs the fair.

use domain::{Bilingual, fair::LegalTexts};

/// Imprint, privacy notice, accessibility declaration and description of the project.
pub fn templates() -> LegalTexts {
    LegalTexts {
        imprint: Bilingual::new(
            include_str!("legal/imprint.de.txt").trim(),
            include_str!("legal/imprint.en.txt").trim(),
        ),
        privacy: Bilingual::new(
            include_str!("legal/privacy.de.txt").trim(),
            include_str!("legal/privacy.en.txt").trim(),
        ),
        accessibility: Bilingual::new(
            include_str!("legal/accessibility.de.txt").trim(),
            include_str!("legal/accessibility.en.txt").trim(),
        ),
        project: Bilingual::new(
            include_str!("legal/project.de.txt").trim(),
            include_str!("legal/project.en.txt").trim(),
        ),
    }
}

/// The templates, with the word that this city is invented.
pub fn of_the_demo() -> LegalTexts {
    let mut texts = templates();
    texts.imprint.de.push_str(
        "\n\nDiese Messe ist ein Beispiel. Die Stadt Lindenhafen, alle Vereine, Einrichtungen, Anschriften und Adressen \
         im Netz sind erfunden.",
    );
    texts.imprint.en.push_str(
        "\n\nThis fair is an example. The city of Lindenhafen, all associations, institutions, postal addresses and web \
         addresses are invented.",
    );
    texts
}
