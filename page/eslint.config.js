import js from "@eslint/js";

// What the page uses of a browser; a name that is not here is a mistake.
const BROWSER = Object.fromEntries(
  "document window location Element HTMLElement HTMLInputElement history innerHeight innerWidth getSelection matchMedia getComputedStyle NodeFilter IntersectionObserver ResizeObserver Event"
    .split(" ")
    .map((name) => [name, "readonly"]),
);

export default [
  js.configs.recommended,
  {
    files: ["src/**/*.js"],
    languageOptions: { globals: BROWSER },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-shadow": "error" },
  },
  { files: ["*.js", "tests/**/*.js"], languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } } },
];
