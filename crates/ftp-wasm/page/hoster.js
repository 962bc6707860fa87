// Shows what to send to whoever runs the server.

import { button, el } from "./dom.js";

/** Shows the message in `place`. */
export function showHoster(place, view) {
  const { in_server: server } = view.report;
  const copied = el("span", { role: "status", class: "hint" });
  const copy = button("Copy this text", async () => {
    await navigator.clipboard.writeText(view.for_hoster);
    copied.textContent = "Copied.";
  });
  place.replaceChildren(...[
    server ? el("p", {}, el("strong", {}, server.software), `: ${server.look_at}`) : null,
    el("blockquote", { class: "letter" }, view.for_hoster),
    el("div", { class: "buttons" }, copy, copied),
  ].filter(Boolean));
}
