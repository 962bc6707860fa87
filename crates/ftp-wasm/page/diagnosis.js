// Shows what is wrong, what else it could be, and what to do.

import { el } from "./dom.js";

const SURE = { certain: "Certain", likely: "Likely", possible: "Possible" };

/** Shows the diagnosis in `place`. */
export function showDiagnosis(place, view) {
  const { report, sentences } = view;
  const [first, ...others] = report.causes;
  const works = report.outcome === "logged_in";
  place.classList.toggle("works", works);
  place.replaceChildren(...[
    el("h2", { id: "headline", class: "headline", tabindex: "-1" }, view.headline),
    first ? el("p", { class: "cause" }, sentences[0]) : null,
    first ? evidence(first) : null,
    works && !first ? el("p", { class: "cause" }, "The login worked, and nothing behind it failed.") : null,
    view.remark ? el("p", { class: "note" }, view.remark) : null,
    view.in_clear ? el("p", { class: "note" }, "The password went over the network in clear: anyone on the way could read it.") : null,
    view.password ? el("p", {}, view.password) : null,
    ...advice(report, works),
    ...possible(others, sentences.slice(1), first),
  ].filter(Boolean));
}

function evidence({ cause, confidence, because, quote }, quotedBefore) {
  return el(
    "div",
    { class: "cause-more" },
    quote && quote !== quotedBefore ? el("code", { class: "quote" }, quote) : null,
    el("p", {}, el("span", { class: `sure ${confidence}` }, SURE[confidence]), because ? `: ${because}. ` : ". ",
      el("a", { href: `${cause}/` }, "More about this cause")),
  );
}

function advice(report, works) {
  if (works || report.advice.length === 0) {
    return [];
  }
  return [el("h3", {}, "What to do"), el("ol", {}, report.advice.map((step) => el("li", {}, step)))];
}

function possible(others, sentences, first) {
  if (others.length === 0) {
    return [];
  }
  const items = others.map((other, at) => el("li", {}, el("strong", {}, sentences[at]), evidence(other, first.quote)));
  return [el("h3", {}, "It can also be"), el("ul", { class: "others" }, items)];
}
