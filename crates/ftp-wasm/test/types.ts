// Compiles against the types of the package, and nothing else.
import init, { compare, diagnose, explain, parseListing, ReplyDecoder } from "ftp-wasm";
import type { Comparison, Entry, Report } from "ftp-wasm";

await init();
const report: Report | undefined = diagnose(new Uint8Array());
const first: string | undefined = report?.causes[0]?.cause;
const found: Comparison = compare("a", "b");
const entries: Entry[] = parseListing("", Date.now());
const sentence = explain(530);
const meaning: string | null = "code" in sentence ? sentence.meaning : null;
const unknownYear: boolean = entries.some((entry) => entry.year === "unknown");
const codes: number[] = new ReplyDecoder().decode(new Uint8Array()).map((reply) => reply.code);
// @ts-expect-error: a report has no such field
report?.nothing;
export { codes, entries, first, found, meaning, unknownYear };
