// The golden table: `table.mjs file…` prints for each file its name, a tab, and its report or null.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { diagnoseJson } from "ftp-wasm";

for (const file of process.argv.slice(2)) {
  process.stdout.write(`${basename(file)}\t${diagnoseJson(readFileSync(file)) ?? "null"}\n`);
}
