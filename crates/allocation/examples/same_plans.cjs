// Asks the engine in wasm what `plans` asked the native one: same text, same steps, same seed, same answer to the letter.
// node same_plans.cjs ENGINE FOLDER STEPS
const fs = require("fs");
const path = require("path");

const [engineFile, folder, steps] = process.argv.slice(2);
const { answer } = require(path.resolve(engineFile));
const cases = fs.readdirSync(folder).filter((file) => file.endsWith(".json"));
const other = cases.filter((file) => {
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  const native = fs.readFileSync(path.join(folder, file.replace(".json", ".answer")), "utf8");
  const same = answer(text, Number(steps), Number.parseInt(file, 10)) === native;
  if (!same) console.log(`${file}: another answer in wasm`);
  return !same;
});
console.log(`${cases.length - other.length} ${other.length}`);
