//! What a column of a list can mean, and which meanings a whole sheet may have.

use serde::{Deserialize, Serialize};
use thiserror::Error;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $key:literal),* $(,)?) => {
        /// What a column of a list of associations says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column {
            $($(#[$doc])* $name),*
        }

        impl Column {
            /// Every column, in the order a form offers them.
            pub const ALL: [Column; [$($key),*].len()] = [$(Column::$name),*];

            /// A stable name for forms and files.
            pub fn key(self) -> &'static str {
                match self {
                    $(Column::$name => $key),*
                }
            }
        }
    };
}

columns! {
    Name = "name",
    ShortName = "short_name",
    Kind = "kind",
    /// What it says of migration; never guessed from anything but such a column.
    Relation = "relation",
    Goals = "goals",
    Activities = "activities",
    Fields = "fields",
    TargetGroups = "target_groups",
    Districts = "districts",
    Languages = "languages",
    Offers = "offers",
    Needs = "needs",
    Website = "website",
    Email = "email",
    Street = "street",
    Postcode = "postcode",
    Town = "town",
    Latitude = "latitude",
    Longitude = "longitude",
    /// Whether address and position may be shown; where it is missing they stay hidden.
    AddressPublic = "address_public",
}

impl Column {
    pub fn from_key(key: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.key() == key)
    }

    /// Whether several columns of a sheet may mean this: their cells are joined (texts by a blank line, lists by entry).
    pub fn joins(self) -> bool {
        matches!(
            self,
            Column::Goals
                | Column::Activities
                | Column::Fields
                | Column::TargetGroups
                | Column::Districts
                | Column::Languages
                | Column::Offers
                | Column::Needs
                | Column::Website
        )
    }
}

/// What a spreadsheet calls a column, counted from 0: A, B, … Z, AA.
pub fn letters(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}

/// Why columns cannot be read that way.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingFault {
    #[error("no column holds the names")]
    NameMissing,
    #[error("several columns are `{}`, only one can be", .0.key())]
    Twice(Column),
}

/// What each column of a sheet means, from left to right; `None`: it is left out. A mapping that exists can be read by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Option<Column>>", into = "Vec<Option<Column>>")]
pub struct Mapping(Vec<Option<Column>>);

impl Mapping {
    pub fn parse(columns: Vec<Option<Column>>) -> Result<Self, MappingFault> {
        let times = |column| columns.iter().filter(|c| **c == Some(column)).count();
        if times(Column::Name) == 0 {
            return Err(MappingFault::NameMissing);
        }
        match Column::ALL.into_iter().find(|column| !column.joins() && times(*column) > 1) {
            Some(column) => Err(MappingFault::Twice(column)),
            None => Ok(Self(columns)),
        }
    }

    pub fn columns(&self) -> &[Option<Column>] {
        &self.0
    }

    /// Whether some column of the sheet means this.
    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }
}

impl TryFrom<Vec<Option<Column>>> for Mapping {
    type Error = MappingFault;
    fn try_from(columns: Vec<Option<Column>>) -> Result<Self, MappingFault> {
        Self::parse(columns)
    }
}

impl From<Mapping> for Vec<Option<Column>> {
    fn from(mapping: Mapping) -> Self {
        mapping.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back_to_their_columns() {
        for column in Column::ALL {
            assert_eq!(Column::from_key(column.key()), Some(column));
            assert_eq!(serde_json::to_value(column).ok(), Some(column.key().into()));
        }
    }

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        assert_eq!([0, 2, 25, 26, 51, 52, 702].map(letters), ["A", "C", "Z", "AA", "AZ", "BA", "AAA"]);
    }

    #[test]
    fn a_mapping_has_one_name_and_joins_only_what_can_be_joined() {
        use Column::*;
        assert_eq!(Mapping::parse(vec![None, Some(Town)]), Err(MappingFault::NameMissing));
        assert_eq!(Mapping::parse(vec![Some(Name), Some(Name)]), Err(MappingFault::Twice(Name)));
        assert_eq!(Mapping::parse(vec![Some(Name), Some(Email), Some(Email)]), Err(MappingFault::Twice(Email)));
        assert!(Mapping::parse(vec![Some(Fields), Some(Name), None, Some(Fields)]).is_ok());
        assert!(serde_json::from_str::<Mapping>(r#"["town"]"#).is_err());
    }
}
