import init, { diagnose } from "ftp-wasm";

await init();
const report = diagnose("530 Login incorrect.");
console.log(report.causes[0].cause, report.advice);
