// The paste without its secrets, with a mark at the line that shows what is wrong. Of a long paste a part is shown, and
// more on demand.

import { button, el } from "./dom.js";
import { lines } from "./reader.js";

/** A paste of up to this many lines is shown whole. */
const WHOLE = 300;
/** Of a longer one, this many lines around the mark are shown, and `MORE` at a time on demand. */
const AROUND = 20;
const MORE = 200;

/** Shows the lines in `place`. The result's `reveal(line)` shows a line, and more of the paste if needed. */
export async function showLines(place, view) {
  const [from, to] = view.marked ?? [0, 0];
  const whole = view.lines <= WHOLE;
  const shown = {
    from: whole ? 0 : Math.max(0, from - AROUND),
    to: whole ? view.lines : Math.min(view.lines, Math.max(to, 1) + AROUND),
  };
  const list = el("ol", { "aria-label": "The paste, passwords hidden" });
  const box = el("div", { class: "lines", tabindex: "0", role: "group", "aria-labelledby": "evidence-title" });

  const item = (text, number) => {
    const marked = number >= from && number < to;
    const label = el("span", { class: "number", "aria-hidden": "true" }, String(number + 1));
    const words = marked ? el("mark", {}, text) : text;
    return el("li", { id: `line-${number + 1}`, value: number + 1, class: marked && "marked" }, label, words);
  };
  const fetchItems = async (start, end) => (await lines("first", start, end)).map((text, at) => item(text, start + at));

  const above = button("Show lines above", async () => {
    const start = Math.max(0, shown.from - MORE);
    const height = box.scrollHeight;
    list.prepend(...(await fetchItems(start, shown.from)));
    shown.from = start;
    box.scrollTop += box.scrollHeight - height;
    update();
  });
  const below = button("Show lines below", async () => {
    const end = Math.min(view.lines, shown.to + MORE);
    list.append(...(await fetchItems(shown.to, end)));
    shown.to = end;
    update();
  });
  const update = () => {
    above.hidden = shown.from === 0;
    below.hidden = shown.to === view.lines;
  };

  list.append(...(await fetchItems(shown.from, shown.to)));
  box.append(above, list, below);
  place.replaceChildren(box);
  update();
  scrollTo(box, list.querySelector(".marked"));

  return async function reveal(line) {
    if (line < shown.from || line >= shown.to) {
      shown.from = Math.max(0, line - AROUND);
      shown.to = Math.min(view.lines, line + AROUND);
      list.replaceChildren(...(await fetchItems(shown.from, shown.to)));
      update();
    }
    const target = list.children[line - shown.from];
    for (const before of list.querySelectorAll(".here")) {
      before.classList.remove("here");
    }
    target.classList.add("here");
    box.focus({ preventScroll: true });
    scrollTo(box, target);
    box.scrollIntoView({ block: "nearest" });
  };
}

function scrollTo(box, line) {
  if (line) {
    box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 2 + line.offsetHeight;
  }
}
