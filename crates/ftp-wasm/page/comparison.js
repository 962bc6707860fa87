// Shows what differs between two pastes.

import { el } from "./dom.js";

const SIDES = { a: "First log", b: "Other log" };

/** Shows the comparison in `place`. */
export function showComparison(place, found) {
  const headline = found.headline.replace(/\bA\b/, "the first log").replace(/\bB\b/, "the other log");
  const explains = found.differences.filter((one) => found.explains.includes(one.what));
  const others = found.differences.filter((one) => !found.explains.includes(one.what));
  place.replaceChildren(...[
    el("h3", { id: "comparison-title", tabindex: "-1" }, headline),
    table("What explains it", explains, found.titles),
    table(explains.length > 0 ? "What differs, too" : "What differs", others, found.titles),
    found.cause ? el("p", {}, el("a", { href: `${found.cause}/` }, "What to do about it")) : null,
  ].filter(Boolean));
}

function table(caption, differences, titles) {
  if (differences.length === 0) {
    return null;
  }
  const cell = (side, one) => el("td", { "data-side": SIDES[side] }, one[side]);
  const head = el("tr", {}, el("td", {}), el("th", { scope: "col" }, SIDES.a), el("th", { scope: "col" }, SIDES.b));
  const rows = differences.map((one) =>
    el("tr", {}, el("th", { scope: "row" }, titles[one.what]), cell("a", one), cell("b", one)));
  return el("table", {}, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, rows));
}
