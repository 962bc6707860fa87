// In Node the module is read from the disk when it is imported; `await init()` may stay, as it is needed in browsers.
import { readFileSync } from "node:fs";
import { initSync } from "./ftp_wasm.js";

const module = initSync({ module: readFileSync(new URL("./ftp_wasm_bg.wasm", import.meta.url)) });

export default async function init() {
  return module;
}
export * from "./ftp_wasm.js";
