// The package in Node: the results of its functions, its types, and a real server.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { compare, diagnose, explain, parseListing, ReplyDecoder } from "ftp-wasm";
import { DiagnosingClient } from "../examples/node/basic-ftp.mjs";

const here = (path) => new URL(path, import.meta.url);
const REFUSED = "> USER alice\n< 331 go on\n> PASS hunter2\n< 530 Login incorrect.\n";

test("a log, as text or as bytes", () => {
  const report = diagnose(REFUSED);
  assert.equal(report.causes[0].cause, "wrong_credentials");
  assert.equal(report.password.length, 7);
  assert.deepEqual(diagnose(new TextEncoder().encode(REFUSED)), report);
  assert.ok(!JSON.stringify(report).includes("hunter2"));
  assert.equal(diagnose("nothing of that"), undefined);
  assert.throws(() => diagnose(530), /string nor a Uint8Array/);
});

test("codes, causes and logs", () => {
  assert.equal(explain(530).meaning, "not logged in");
  assert.equal(explain("530 Login incorrect.").code, 530);
  assert.ok(explain("tls_required").checks.length > 0);
  assert.match(explain("log curl").logs[0].switch, /curl -v/);
  assert.throws(() => explain("tls_requird"), /tls_required/);
});

test("what differs", () => {
  const works = "> AUTH TLS\n< 234 go\n* SSL connection using TLSv1.3\n> USER alice\n< 331 go on\n> PASS x\n< 230 in\n";
  const fails = "> USER alice\n< 530 Please use TLS: it is required.\n";
  const found = compare(works, fails);
  assert.deepEqual([found.failed, found.cause, found.explains[0]], ["b", "tls_required", "tls"]);
  assert.throws(() => compare(works, "nothing"), /nothing of an FTP conversation/);
});

test("listings", () => {
  const lines = "drwxr-xr-x 2 a b 4096 Jan  2 03:04 d\n01-02-26  03:04PM  12 f.txt\ntotal 7\n";
  const entries = parseListing(lines.split("\n")[0], Date.UTC(2026, 5, 1));
  assert.deepEqual([entries[0].name, entries[0].kind, entries[0].modified], ["d", "dir", "2026-01-02T03:04"]);
  assert.deepEqual(parseListing(""), []);
  assert.equal(parseListing(lines.split("\n")[0], Number.NaN)[0].year, "unknown");
});

test("replies in chunks", () => {
  const decoder = new ReplyDecoder();
  const bytes = (text) => new TextEncoder().encode(text);
  assert.deepEqual(decoder.decode(bytes("220-a\r\n22")), []);
  assert.deepEqual(decoder.decode(bytes("0 b\r\n331 c\r\n")), [
    { code: 220, lines: ["a", "b"] },
    { code: 331, lines: ["c"] },
  ]);
  assert.equal(decoder.pending, 0);
  assert.throws(() => decoder.decode(bytes("HTTP/1.1 400 Bad Request\r\n")));
  assert.deepEqual(new ReplyDecoder().decode("220 text\r\n"), [{ code: 220, lines: ["text"] }]);
  assert.throws(() => new ReplyDecoder().decode(220), /string nor a Uint8Array/);
});

test("the first lines of README and BINDINGS are run", () => {
  const example = readFileSync(here("../examples/node/why.mjs"), "utf8");
  for (const page of ["../README.md", "../../../BINDINGS.md"]) {
    assert.ok(readFileSync(here(page), "utf8").includes(example), page);
  }
  assert.match(execFileSync(process.execPath, [here("../examples/node/why.mjs").pathname], { encoding: "utf8" }), /^tls_required: certain$/m);
});

test("the example with basic-ftp runs from a folder with a blank in its name", () => {
  const folder = mkdtempSync(here("with a blank ").pathname.replaceAll("%20", " "));
  try {
    const example = `${folder}/basic-ftp.mjs`;
    copyFileSync(here("../examples/node/basic-ftp.mjs"), example);
    const said = execFileSync(process.execPath, [example, "127.0.0.1", "1", "alice", "x"], { encoding: "utf8" });
    assert.match(said, /^nothing_listening/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an error of basic-ftp, from a real server, has its diagnosis", async () => {
  const server = spawn(process.env.FTP_SERVE, ["pyftpdlib", "Plain"], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const [line] = await Promise.race([
      new Promise((resolve) => createInterface(server.stdout).once("line", (line) => resolve([line]))),
      new Promise((resolve, reject) => server.once("exit", () => reject(new Error("the server did not start")))),
    ]);
    const port = Number(line.split("\t")[0]);
    const client = new DiagnosingClient();
    await assert.rejects(client.access({ host: "127.0.0.1", port, user: "alice", password: "not this one" }), (error) => {
      assert.equal(error.code, 530);
      assert.equal(error.diagnosis.causes[0].cause, "wrong_credentials");
      assert.equal(error.diagnosis.client, "basic-ftp");
      assert.ok(!JSON.stringify(error.diagnosis).includes("not this one"));
      return true;
    });
    await client.access({ host: "127.0.0.1", port, user: "alice", password: "correct horse" });
    await assert.rejects(client.list("no/such/folder"), (error) => {
      assert.equal(error.diagnosis.outcome, "transfer_failed");
      return true;
    });
    client.close();
  } finally {
    server.stdin.end();
  }
});
