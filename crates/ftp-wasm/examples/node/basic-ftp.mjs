// Gives errors of basic-ftp a diagnosis: `basic-ftp.mjs host port user password`
import { pathToFileURL } from "node:url";
import { Client } from "basic-ftp";
import init, { diagnose } from "ftp-wasm";

await init();

/** A basic-ftp client that keeps its log and adds a diagnosis to each error that it throws. */
export class DiagnosingClient extends Client {
  #log = [];

  constructor(...options) {
    super(...options);
    this.ftp.verbose = true;
    this.ftp.log = (message) => this.#log.push(message);
  }

  async access(options) {
    return this.diagnosed(() => super.access(options));
  }

  async list(...path) {
    return this.diagnosed(() => super.list(...path));
  }

  async diagnosed(act) {
    try {
      return await act();
    } catch (error) {
      error.diagnosis = diagnose([...this.#log, String(error)].join("\n"));
      throw error;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [host, port, user, password] = process.argv.slice(2);
  const client = new DiagnosingClient();
  try {
    await client.access({ host, port: Number(port), user, password });
    console.log("logged in");
  } catch (error) {
    const [first] = error.diagnosis.causes;
    console.log(`${error.message}\n${first.cause} (${first.confidence}): ${first.because}`);
    console.log(error.diagnosis.advice.map((step, number) => `${number + 1}. ${step}`).join("\n"));
  } finally {
    client.close();
  }
}
