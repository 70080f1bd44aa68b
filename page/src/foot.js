// The foot of the page: the chosen entry, whatever view is shown.

import { address } from "./address.js";
import { place } from "./around.js";
import { byEntry, choice } from "./choice.js";
import { cited, reasons } from "./cite.js";
import { make, one } from "./element.js";

export function foot() {
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
