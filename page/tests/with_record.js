// The modules read the record of a page; here it is one that the engine has written of five small texts.

import { readFileSync } from "node:fs";

const textContent = readFileSync(new URL("record.json", import.meta.url), "utf8");
Object.assign(globalThis, { document: { getElementById: () => ({ textContent }) } });
