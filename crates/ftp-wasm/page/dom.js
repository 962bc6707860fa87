// Elements of the page. Text is always text, never markup.

/** Makes an element with these attributes and children; null ones are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Makes a button that calls `act`. */
export function button(text, act) {
  const element = el("button", { type: "button" }, text);
  element.addEventListener("click", act);
  return element;
}

/** Makes text that only a screen reader reads. */
export function hidden(text) {
  return el("span", { class: "hidden-text" }, text);
}
