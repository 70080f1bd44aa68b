// Joins the modules in src/ into the script of the report, `collate/data/page/page.js`; with --check it only compares.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const joined = fileURLToPath(new URL("../collate/data/page/page.js", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ["src/page.js"],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "page", // what the tests in a browser ask: page.current, page.choice
  target: "es2022",
  charset: "utf8",
  minifyWhitespace: true, // names stay, so an error names the function in which it was
  minifySyntax: true,
  lineLimit: 120,
  banner: { js: "// Made of the modules in page/ by `make page`; change those." },
});
const text = outputFiles[0].text;
if (process.argv.includes("--check")) {
  const committed = await readFile(joined, "utf8").catch(() => "");
  if (committed !== text) {
    console.error("collate/data/page/page.js is not what page/src makes; run `make page` and commit it");
    process.exitCode = 1;
  }
} else await writeFile(joined, text);
