// How a log comes in: typed, pasted, from a file, or dropped. A paste goes to the reader before the page shows it,
// because it may contain a password.

import { byId } from "./dom.js";

const encode = (text) => new TextEncoder().encode(text).buffer;

/** Calls `take` with the bytes of each log that comes in through this form. */
export function listen({ form, area, choose, file }, take) {
  const [formOf, areaOf, chooseOf, fileOf] = [form, area, choose, file].map(byId);
  formOf.addEventListener("submit", (event) => {
    event.preventDefault();
    if (areaOf.value.trim() === "") {
      areaOf.focus();
      return;
    }
    take(encode(areaOf.value));
  });
  areaOf.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // A single word becomes part of what is being typed.
    if (!text.includes("\n") && (areaOf.value !== "" || !/\s/.test(text.trim()))) {
      return;
    }
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = areaOf;
    take(encode(value.slice(0, selectionStart) + text + value.slice(selectionEnd)));
  });
  areaOf.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      formOf.requestSubmit();
    }
  });
  chooseOf.addEventListener("click", () => fileOf.click());
  fileOf.addEventListener("change", async () => {
    const [chosen] = fileOf.files;
    fileOf.value = "";
    if (chosen) {
      take(await chosen.arrayBuffer());
    }
  });
}

/** Calls `take` with the bytes of what is dropped and the element it is dropped on. */
export function listenToDrops(take) {
  const isLog = (event) => [...(event.dataTransfer?.types ?? [])].some((type) => type === "Files" || type === "text/plain");
  let inside = 0;
  const mark = (by) => {
    inside = by === 0 ? 0 : Math.max(0, inside + by);
    document.body.classList.toggle("dropping", inside > 0);
  };
  addEventListener("dragenter", (event) => isLog(event) && mark(1));
  addEventListener("dragleave", (event) => isLog(event) && mark(-1));
  addEventListener("dragover", (event) => isLog(event) && event.preventDefault());
  addEventListener("drop", async (event) => {
    if (!isLog(event)) {
      return;
    }
    event.preventDefault();
    mark(0);
    const [dropped] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (dropped || text) {
      take(dropped ? await dropped.arrayBuffer() : encode(text), event.target);
    }
  });
}
