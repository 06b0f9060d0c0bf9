//! Takes out of the packed program what no browser ever runs or reads: the compiler cannot know it, the house does.

use anyhow::{Context, Result};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use walrus::{ConstExpr, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig, ir::Value};

/// Parts of the names of functions that only stop with a text for developers. A panic stops the program with or without
/// it, and a pack has no names by which one could follow it: who looks for a mistake builds without packing.
const STOPPING: [&str; 7] =
    ["panic_fmt", "panic_bounds", "slice_error_fail", "unwrap_failed", "expect_failed", "begin_panic", "rust_panic"];

/// The body of an `async fn hydrate_async`, as the compiler writes its name. Leptos brings several ways of taking over a
/// page with every kind of view; the start calls `leptos::mount::hydrate_body`, which never needs this one.
const UNUSED_WAY: &str = "hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h";

/// Functions of equal code become one, under the name of either. A body of so many instructions that waits for views and
/// boxes their state has no equal elsewhere; shorter ones, and functions inside of it, may.
const LONG: u64 = 40;

/// What puts such a body into a box, for any kind of view: the address of that body makes it like no other.
const BOXED_WAY: &str = "8into_any13hydrate_async17h";

/// Trims the files of one program, which may refer to each other's data. They must still have their names.
///
/// # Errors
/// Where a file cannot be read, is no wasm, or cannot be written.
pub fn trim(files: &[PathBuf]) -> Result<()> {
    let mut modules = files.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
    for module in &mut modules {
        for function in never_run(module) {
            stop_at_once(module, function);
        }
    }
    forget_places(&mut modules);
    for (file, mut module) in files.iter().zip(modules) {
        fs::write(file, module.emit_wasm()).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn read(file: &Path) -> Result<Module> {
    let wasm = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    ModuleConfig::new().generate_dwarf(false).parse(&wasm).with_context(|| format!("{} is no wasm", file.display()))
}

fn never_run(module: &Module) -> Vec<FunctionId> {
    let never = |name: &str, length: u64| {
        let unused = name.contains(UNUSED_WAY) && length >= LONG || name.contains(BOXED_WAY);
        unused || STOPPING.iter().any(|part| name.contains(part))
    };
    let local = module.funcs.iter_local();
    let named = local.filter_map(|(id, function)| Some((id, module.funcs.get(id).name.as_deref()?, function.size())));
    named.filter(|(_, name, length)| never(name, *length)).map(|(id, ..)| id).collect()
}

/// Leaves a function of the same type whose body is one trap; whatever only it needed falls to wasm-opt.
fn stop_at_once(module: &mut Module, function: FunctionId) {
    let kind = module.types.get(module.funcs.get(function).ty());
    let (takes, gives) = (kind.params().to_vec(), kind.results().to_vec());
    let mut trap = FunctionBuilder::new(&mut module.types, &takes, &gives);
    trap.func_body().unreachable();
    let arguments = takes.iter().map(|kind| module.locals.add(*kind)).collect();
    module.funcs.get_mut(function).kind = FunctionKind::Local(trap.local_func(arguments));
}

/// A stretch of memory as a file brings it.
struct Stretch {
    module: usize,
    data: DataId,
    start: u32,
    bytes: Vec<u8>,
}

/// A panic would say where in the source it stopped. Without its text (see [`STOPPING`]) nobody asks: line, column and the
/// names of the files become zeros, which weigh nothing.
fn forget_places(modules: &mut [Module]) {
    let mut memory: Vec<Stretch> = modules.iter().enumerate().flat_map(stretches).collect();
    let mut names = BTreeSet::new();
    for index in 0..memory.len() {
        // Four words: where the file's name lies, its length, line, column.
        let first = (4 - memory[index].start % 4) as usize % 4;
        let mut offset = first;
        while offset + 16 <= memory[index].bytes.len() {
            let words: [u32; 4] = std::array::from_fn(|n| word(&memory[index].bytes, offset + 4 * n));
            if is_place(&memory, words) {
                names.insert((words[0], words[1]));
                memory[index].bytes[offset + 8..offset + 16].fill(0);
                offset += 16;
            } else {
                offset += 4;
            }
        }
    }
    for (start, length) in names {
        for stretch in &mut memory {
            if let Some(text) = within(stretch.start, stretch.bytes.len(), start, length) {
                stretch.bytes[text].fill(0);
            }
        }
    }
    for Stretch { module, data, bytes, .. } in memory {
        modules[module].data.get_mut(data).value = bytes;
    }
}

fn stretches((index, module): (usize, &Module)) -> impl Iterator<Item = Stretch> {
    module.data.iter().filter_map(move |data| {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else { return None };
        Some(Stretch { module: index, data: data.id(), start: start.cast_unsigned(), bytes: data.value.clone() })
    })
}

fn word(bytes: &[u8], offset: usize) -> u32 {
    bytes[offset..offset + 4].iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte))
}

/// The part of a stretch that holds `length` bytes from an address, where it holds them all.
fn within(start: u32, size: usize, address: u32, length: u32) -> Option<std::ops::Range<usize>> {
    let from = address.checked_sub(start)? as usize;
    let to = from + length as usize;
    (to <= size).then_some(from..to)
}

/// Nothing but a `core::panic::Location` names a Rust source and then two numbers that could be a line and a column: where
/// two texts follow each other, the third word is an address and far greater.
fn is_place(memory: &[Stretch], [address, length, line, column]: [u32; 4]) -> bool {
    (4..250).contains(&length)
        && (1..50_000).contains(&line)
        && (1..500).contains(&column)
        && memory.iter().any(|stretch| {
            within(stretch.start, stretch.bytes.len(), address, length)
                .is_some_and(|text| stretch.bytes[text].ends_with(b".rs"))
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use walrus::{ValType, ir::Instr};

    // Where the linker puts the first of them: above the stack.
    const BASE: u32 = 1 << 20;

    /// A program with one function of this name that gives 7 after so many steps, and memory that begins at [`BASE`].
    fn program(name: &str, steps: u64, memory: &[u8]) -> Module {
        let mut module = Module::default();
        let mut seven = FunctionBuilder::new(&mut module.types, &[ValType::I64], &[ValType::I32]);
        let mut body = seven.name(name.to_owned()).func_body();
        for _ in 0..steps {
            body.i32_const(1).drop();
        }
        body.i32_const(7);
        let argument = module.locals.add(ValType::I64);
        let function = seven.finish(vec![argument], &mut module.funcs);
        module.exports.add("given", function);
        let memory_id = module.memories.add_local(false, false, 17, None, None);
        let offset = ConstExpr::Value(Value::I32(BASE.cast_signed()));
        module.data.add(DataKind::Active { memory: memory_id, offset }, memory.to_vec());
        module
    }

    fn trimmed(module: &mut Module) -> (Module, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("program.wasm");
        fs::write(&file, module.emit_wasm()).unwrap();
        trim(std::slice::from_ref(&file)).unwrap();
        let module = read(&file).unwrap();
        let memory = module.data.iter().flat_map(|data| data.value.clone()).collect();
        (module, memory)
    }

    fn stops(name: &str, steps: u64) -> bool {
        let (module, _) = trimmed(&mut program(name, steps, b""));
        let (_, function) = module.funcs.iter_local().next().unwrap();
        let body = &function.block(function.entry_block()).instrs;
        matches!(body.as_slice(), [(Instr::Unreachable(_), _)])
    }

    #[test]
    fn what_never_runs_stops_at_once_and_the_rest_stays() {
        let inside = "_ZN4view13hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$";
        assert!(stops(&format!("{inside}17h0123E"), LONG));
        assert!(stops("_ZN4core9panicking9panic_fmt17h0123E", 0));
        // Short, or with another function inside: the same code may stand elsewhere.
        assert!(!stops(&format!("{inside}17h0123E"), 1));
        assert!(!stops(&format!("{inside}4prep17h0123E"), LONG));
        assert!(!stops("_ZN4view7hydrate28_$u7b$$u7b$closure$u7d$$u7d$17h0123E", LONG));
    }

    #[test]
    fn places_of_panics_are_forgotten_and_nothing_else() {
        let words = |words: [u32; 4]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        let name = *b"src/a.rs";
        let text = *b"src/a.md";
        let start = BASE + 48;
        let memory = [
            words([start, 8, 31, 5]),
            // A text that ends otherwise, and one that stands beside another text.
            words([start + 8, 8, 31, 5]),
            words([start, 8, start + 8, 8]),
            name.to_vec(),
            text.to_vec(),
        ];
        let (_, left) = trimmed(&mut program("_ZN4view7hydrate17h0123E", 0, &memory.concat()));
        let expected = [
            words([start, 8, 0, 0]),
            words([start + 8, 8, 31, 5]),
            words([start, 8, start + 8, 8]),
            vec![0; 8],
            text.to_vec(),
        ];
        assert_eq!(left, expected.concat());
    }
}
