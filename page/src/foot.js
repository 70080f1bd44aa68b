// The foot of the page: the chosen entry, whatever view is shown.

import { address } from "./address.js";
import { place } from "./around.js";
import { byEntry, choice, current } from "./choice.js";
import { cited, reasons } from "./cite.js";
import { all, make, one } from "./element.js";

/** Says which of the entries shown is selected, and whether there is one before and after it. */
function tellStep() {
  const at = current.findIndex(({ entry }) => entry.n === choice.entry);
  const count = `${current.length} ${current.length === 1 ? "entry" : "entries"}`;
  one("#step").textContent = at < 0 ? count : `${at + 1} of ${current.length}`;
  for (const button of all("[data-step]")) {
    const next = at + Number(button.dataset.step);
    const isLast = at < 0 ? !current.length : next < 0 || next >= current.length;
    button.setAttribute("aria-disabled", String(isLast)); // a button that is `disabled` loses the focus
  }
}

export function foot() {
  tellStep();
  const box = one("#foot"),
    view = choice.entry === null ? undefined : byEntry.get(choice.entry);
  box.hidden = !view || choice.view === "entries";
  if (!view || box.hidden) return;
  /** @type {(view: string, words: string) => Element} */
  const to = (name, words) => make("a", { href: address({ entry: choice.entry, view: name }) }, words);
  box.replaceChildren(
    make(
      "div",
      { class: "foot" },
      make("span", { class: "n" }, String(choice.entry)),
      make("span", { class: "place" }, place(view)),
      cited(view),
    ),
    make("ul", {}, reasons(view)),
    make(
      "p",
      { class: "links" },
      to("entries", "in the list"),
      to("text", "in the text"),
      to("parallel", "side by side"),
      to("table", "in the alignment"),
      to("graph", "as a graph"),
      make("button", { type: "button", id: "close" }, "close"),
    ),
  );
}
