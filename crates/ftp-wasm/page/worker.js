import { initSync, Paste } from "./ftp_wasm.js";

// The worker: keeps the pastes and answers the page's questions about them. The module comes with the first
// message.

/** The pastes by slot: "first" or "second". */
const pastes = new Map();

const ready = new Promise((resolve) => {
  addEventListener("message", async ({ data }) => {
    const bytes = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    resolve(initSync({ module: await new Response(bytes).arrayBuffer() }));
  }, { once: true });
});

const answers = {
  read({ slot, bytes }) {
    pastes.get(slot)?.free();
    pastes.delete(slot);
    pastes.set(slot, new Paste(new Uint8Array(bytes)));
    return JSON.parse(pastes.get(slot).view);
  },
  lines({ slot, from, to }) {
    return pastes.get(slot).lines(from, to);
  },
  compare() {
    const found = pastes.get("first").compare(pastes.get("second"));
    return found === undefined ? null : JSON.parse(found);
  },
};

addEventListener("message", async ({ data }) => {
  if (data instanceof Uint8Array) {
    return;
  }
  try {
    await ready;
    postMessage({ id: data.id, answer: answers[data.ask](data) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error) });
  }
});
