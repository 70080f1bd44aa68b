// The address of the page keeps what is chosen, so that it can be sent to a colleague.
//   #e17   #e17&view=parallel   #view=table&base=WO&only=spelling,punctuation&w=CW,WO&q=colour&at=120

import { choice, OCCURRING, USUAL } from "./choice.js";
import { BASES, BY_NUMBER, record, WITNESSES } from "./record.js";

/** @type {[string, string][]} */
export const VIEWS = [
  ["text", "Text"],
  ["parallel", "Side by side"],
  ["table", "Alignment"],
  ["entries", "Entries"],
  ["editorial", "Editors"],
  ["pictures", "Pictures"],
  ["graph", "Graph"],
  ["about", "Witnesses"],
];
const isUsual = () => choice.kinds.size === USUAL.length && USUAL.every((kind) => choice.kinds.has(kind));

/**
 * The address of what is chosen with some changes; it names an entry only if a change does.
 * @param {{ view?: string, base?: string, at?: number | null, entry?: number | null }} changes
 */
export function address(changes = {}) {
  const wanted = { ...choice, entry: null, ...changes };
  const parts = [];
  if (wanted.entry) parts.push(`e${wanted.entry}`);
  if (wanted.view !== (wanted.entry ? "entries" : "text")) parts.push(`view=${wanted.view}`);
  if (wanted.base !== record.base) parts.push(`base=${encodeURIComponent(wanted.base)}`);
  if (!isUsual()) parts.push(`only=${[...choice.kinds].join(",") || "nothing"}`);
  if (choice.witnesses.size < WITNESSES.length)
    parts.push(`w=${[...choice.witnesses].map((w) => encodeURIComponent(WITNESSES[w].siglum)).join(",") || "nobody"}`);
  if (choice.query.trim()) parts.push(`q=${encodeURIComponent(choice.query.trim())}`);
  if (choice.grouped) parts.push("by=kind");
  if (!choice.variants) parts.push("words=all");
  const at = wanted.entry ? (changes.at ?? null) : wanted.at; // an entry has its own place, unless another one is named
  if (at !== null) parts.push(`at=${at}`);
  return `#${parts.join("&")}`;
}

/** @param {string} text */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Takes the choice from an address; returns the entry that it names, if it names one.
 * @param {string} hash
 */
export function readAddress(hash) {
  const parts = hash.slice(1).split("&");
  const given = new Map(
    parts.filter((p) => p.includes("=")).map((p) => [p.slice(0, p.indexOf("=")), p.slice(p.indexOf("=") + 1)]),
  );
  const named = parts.map((p) => /^e(\d+)$/.exec(p)?.[1]).find(Boolean);
  const entry = BY_NUMBER.get(BY_NUMBER.get(Number(named))?.toldBy ?? 0);
  const view = given.get("view") ?? "";
  choice.view = VIEWS.some(([name]) => name === view) ? view : entry ? "entries" : "text";
  const base = decoded(given.get("base") ?? record.base);
  choice.base = BASES.includes(base) ? base : record.base;
  const only = given.get("only")?.split(",").map(decoded);
  choice.kinds = new Set(
    only
      ? OCCURRING.filter((k) => ["all", k.name, k.significance].some((name) => only.includes(name))).map((k) => k.name)
      : USUAL,
  );
  const among = given.get("w")?.split(",").map(decoded);
  choice.witnesses = new Set(WITNESSES.filter((x) => !among || among.includes(x.siglum)).map((x) => x.w));
  choice.query = decoded(given.get("q") ?? "");
  choice.grouped = given.get("by") === "kind";
  choice.variants = given.get("words") !== "all";
  choice.at = given.has("at") && Number.isInteger(Number(given.get("at"))) ? Number(given.get("at")) : null;
  return entry ?? null;
}
