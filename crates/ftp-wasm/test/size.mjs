// Prints the size of the module and fails if it is above the limit. `size.mjs module.wasm page`
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const LIMIT = 640;

const [file, page] = process.argv.slice(2);
const module = readFileSync(file);
const kib = (bytes) => Math.ceil(bytes / 1024);
const brotli = kib(brotliCompressSync(module, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).length);
const gzip = kib(gzipSync(module, { level: 9 }).length);
console.log(`module: ${kib(module.length)} KiB, ${brotli} KiB by Brotli (at most ${LIMIT}), ${gzip} KiB by gzip`);

const files = readdirSync(page, { withFileTypes: true }).filter((entry) => entry.isFile());
const all = files.reduce((sum, entry) => sum + readFileSync(join(page, entry.name)).length, 0);
console.log(`page: ${files.length} files of ${kib(all)} KiB, and ${readdirSync(page).length - files.length} of the reference`);
if (brotli > LIMIT) {
  console.error(`the module is larger than ${LIMIT} KiB`);
  process.exit(1);
}
