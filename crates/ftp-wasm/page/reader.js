// The worker that reads pastes, so that a long one does not stop the page.

let worker;
let last = 0;
const waiting = new Map();

/** Starts the worker. Its program is a blob, to which the page's security policy applies too: it cannot send anything. */
async function start() {
  const { program, module } = await import("./engine.js");
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  worker.addEventListener("message", ({ data }) => settle(data.id, data));
  worker.addEventListener("error", (event) => {
    for (const id of [...waiting.keys()]) {
      settle(id, { error: event.message || "the worker does not start in this browser" });
    }
  });
  worker.postMessage(Uint8Array.from(atob(module), (letter) => letter.charCodeAt(0)));
  return worker;
}

function settle(id, { answer, error }) {
  const { resolve, reject } = waiting.get(id) ?? {};
  waiting.delete(id);
  if (error === undefined) {
    resolve?.(answer);
  } else {
    reject?.(new Error(error));
  }
}

/** Gets the worker ready before it is needed. */
export function prepare() {
  worker ??= start();
  return worker;
}

async function ask(message, transfer = []) {
  const ready = await prepare();
  return new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject });
    ready.postMessage({ id, ...message }, transfer);
  });
}

/** Reads a paste, an ArrayBuffer, into a slot: "first" or "second". Returns what the page shows of it. */
export function read(slot, bytes) {
  return ask({ ask: "read", slot, bytes }, [bytes]);
}

/** Returns these lines of a paste, without secrets. */
export function lines(slot, from, to) {
  return ask({ ask: "lines", slot, from, to });
}

/** Returns what differs between the two pastes. */
export function compare() {
  return ask({ ask: "compare" });
}
