import init, { diagnose } from "ftp-wasm";

await init();
const log = "< 220 ProFTPD Server ready.\n> USER alice\n< 550 SSL/TLS required on the control channel\n";
for (const { cause, confidence } of diagnose(log).causes) {
  console.log(`${cause}: ${confidence}`);
}
