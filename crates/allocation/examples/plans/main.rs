//! Writes instances and the native engine's answers into a folder, for comparison with the engine as a browser has it:
//! `plans FOLDER STEPS [INSTANCE…]`. Besides those named it invents some of every family.

mod answer;
mod invent;

use std::{error::Error, fs, path::PathBuf};

/// Instances invented.
const INVENTED: u64 = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(steps)) = (arguments.next().map(PathBuf::from), arguments.next()) else {
        return Err("usage: plans FOLDER STEPS [INSTANCE…]".into());
    };
    let steps: u32 = steps.parse()?;
    fs::create_dir_all(&folder)?;
    let invented = (0..INVENTED).map(|number| Ok(invent::instance(&mut invent::Dice(number)).to_string()));
    let given = arguments.map(fs::read_to_string);
    for (number, text) in invented.chain(given).enumerate() {
        let text = text?;
        fs::write(folder.join(format!("{number}.json")), &text)?;
        fs::write(folder.join(format!("{number}.answer")), answer::answer(&text, steps, number as u32))?;
    }
    Ok(())
}
