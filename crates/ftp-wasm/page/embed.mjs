// Writes the script that starts the worker. The script contains the worker's program with the compressed module as
// text, so the page fetches nothing and its policy can forbid fetching. `embed.mjs package worker.js engine.js`
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, worker, out] = process.argv.slice(2);
const glue = readFileSync(join(folder, "ftp_wasm.js"), "utf8");
const module = gzipSync(readFileSync(join(folder, "ftp_wasm_bg.wasm")), { level: 9 }).toString("base64");
const [first, ...rest] = readFileSync(worker, "utf8").split("\n");
if (!first.startsWith("import ")) {
  throw new Error("the first line of the worker imports what stands before it here");
}
const program = `${glue}\n${rest.join("\n")}`;
writeFileSync(out, `export const program = ${JSON.stringify(program)};\nexport const module = "${module}";\n`);
