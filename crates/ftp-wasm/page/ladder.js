// The conversation between client and server as a ladder, with the place where it broke.

import { button, el, hidden } from "./dom.js";

/** How many steps are shown at first, at the start and around the place where the conversation broke. */
const START = 8;
const AROUND = 24;

const WHO = { sent: "Client sent: ", received: "Server replied: ", event: "Then: " };

/** Shows the ladder in `place`; `reveal` shows a line of the paste. */
export function showLadder(place, view, reveal) {
  const steps = view.report.transcript;
  const broke = view.broke ?? steps.length - 1;
  let inTls = false;
  const items = steps.map((step, number) => {
    inTls ||= step.direction === "event" && step.text === "TLS up";
    return item(step, number === view.broke, inTls, view.places[number], reveal);
  });
  const list = el("ol", {});
  const from = Math.max(START, broke - AROUND);
  const to = Math.min(items.length, broke + AROUND);
  const gap = (hiddenItems) => {
    if (hiddenItems.length <= 1) {
      return hiddenItems;
    }
    const more = button(`Show ${hiddenItems.length} more steps`, () => {
      more.parentElement.replaceWith(...hiddenItems);
    });
    return [el("li", { class: "more" }, more)];
  };
  list.append(...items.slice(0, START), ...gap(items.slice(START, from)), ...items.slice(from, to), ...gap(items.slice(to)));
  const ends = el("p", { class: "ends", "aria-hidden": "true" }, el("span", {}, view.report.client ?? "client"), el("span", {}, "server"));
  const leftOut = view.left_out > 0
    ? el("p", { class: "faint" }, `${view.left_out} steps in the middle of this long conversation are left out.`)
    : null;
  place.replaceChildren(el("div", { class: "ladder" }, ends, list), ...[leftOut].filter(Boolean));
}

function item(step, broke, inTls, lines, reveal) {
  const words = lines === null
    ? el("span", { class: "words" }, step.text)
    : el("a", { class: "words", href: `#line-${lines[0] + 1}` }, step.text);
  if (lines !== null) {
    words.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(lines[0]);
    });
  }
  const names = [step.direction, inTls && "in-tls", broke && "broke"].filter(Boolean).join(" ");
  return el("li", { class: names }, hidden(WHO[step.direction]), words, broke ? el("strong", { class: "here" }, "It broke here.") : null);
}
