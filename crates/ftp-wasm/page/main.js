// The page: passes what comes in to the reader and shows what it found.

import { showComparison } from "./comparison.js";
import { showDiagnosis } from "./diagnosis.js";
import { byId } from "./dom.js";
import { showHoster } from "./hoster.js";
import { listen, listenToDrops } from "./input.js";
import { showLadder } from "./ladder.js";
import { showLines } from "./lines.js";
import { compare, lines, prepare, read } from "./reader.js";

const EXAMPLE = `Status:\tConnecting to 192.0.2.7:21...
Status:\tConnection established, waiting for welcome message...
Response:\t220 ProFTPD Server (Example) [192.0.2.7]
Command:\tUSER alice
Response:\t550 SSL/TLS required on the control channel
Error:\tCould not connect to server
`;

/** A masked paste of up to this many lines can be edited in place. */
const EDITABLE = 2000;

/** What is shown of the first paste, or null. */
let shown = null;
/** The newest reading of each slot; the results of older ones are not shown. */
const newest = { first: 0, second: 0 };

async function reading(slot, bytes, status) {
  const own = ++newest[slot];
  const size = bytes.byteLength >= 1 << 20 ? ` ${Math.round(bytes.byteLength / (1 << 20))} MB` : "";
  status.textContent = `Reading${size} …`;
  try {
    const view = await read(slot, bytes);
    return own === newest[slot] ? view : null;
  } catch (error) {
    status.textContent = `This could not be read: ${error.message}`;
    return null;
  }
}

async function takeFirst(bytes) {
  const status = byId("status");
  const view = await reading("first", bytes, status);
  if (view === null) {
    return;
  }
  byId("paste").value = "";
  byId("comparison").replaceChildren();
  byId("second-status").textContent = "";
  if (view.nothing !== undefined) {
    shown = null;
    byId("result").hidden = true;
    byId("paste-form").hidden = false;
    byId("paste").value = (await lines("first", 0, EDITABLE)).join("\n");
    status.textContent = view.nothing;
    return;
  }
  shown = view;
  byId("paste-form").hidden = true;
  byId("result").hidden = false;
  byId("evidence-title").textContent = view.marked ? "The line that shows it" : "The log";
  showDiagnosis(byId("diagnosis"), view);
  const reveal = await showLines(byId("lines"), view);
  showLadder(byId("ladder"), view, reveal);
  byId("hoster").hidden = view.report.outcome === "logged_in";
  showHoster(byId("hoster-text"), view);
  status.textContent = `Read as: ${view.format}. Lines: ${view.lines}.`;
  byId("headline").focus({ preventScroll: true });
}

async function takeSecond(bytes) {
  const status = byId("second-status");
  const view = await reading("second", bytes, status);
  if (view === null) {
    return;
  }
  byId("second").value = "";
  if (view.nothing !== undefined) {
    byId("comparison").replaceChildren();
    status.textContent = view.nothing;
    return;
  }
  status.textContent = `Read as: ${view.format}. ${view.headline}`;
  showComparison(byId("comparison"), await compare());
  byId("comparison-title").focus();
}

async function again() {
  const editable = shown !== null && shown.lines <= EDITABLE;
  byId("paste").value = editable ? (await lines("first", 0, EDITABLE)).join("\n") : "";
  byId("result").hidden = true;
  byId("paste-form").hidden = false;
  byId("status").textContent = "";
  byId("paste").focus();
  shown = null;
}

listen({ form: "paste-form", area: "paste", choose: "choose", file: "file" }, takeFirst);
listen({ form: "second-form", area: "second", choose: "choose-second", file: "second-file" }, takeSecond);
listenToDrops((bytes, target) => {
  const second = shown !== null && target instanceof Element && target.closest("#compare");
  (second ? takeSecond : takeFirst)(bytes);
});
byId("again").addEventListener("click", again);
byId("example").addEventListener("click", () => takeFirst(new TextEncoder().encode(EXAMPLE).buffer));
prepare().catch((error) => {
  byId("status").textContent = `This page does not work in this browser: ${error.message}`;
});
