// In Node, importing this reads the module from disk. `await init()`, which browsers need, may stay.
import { readFileSync } from "node:fs";
import { initSync } from "./ftp_wasm.js";

const module = initSync({ module: readFileSync(new URL("./ftp_wasm_bg.wasm", import.meta.url)) });

export default async function init() {
  return module;
}
export * from "./ftp_wasm.js";
