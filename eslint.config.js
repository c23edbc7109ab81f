import { defineConfig, globalIgnores } from "eslint/config";
import { builtinRules } from "eslint/use-at-your-own-risk";
import tseslint from "typescript-eslint";
import hege from "./scripts/layers.js";

const TYPED = ["bin/**/*.ts", "src/**/*.ts", "test/**/*.ts"];
const NODE = Object.fromEntries(["process", "console", "URL", "Buffer", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"].map((name) => [name, "readonly"]));

/** What ESLint itself recommends (`@eslint/js` would be one more package for this list). */
const RECOMMENDED = Object.fromEntries([...builtinRules].filter(([, { meta }]) => meta.docs?.recommended && !meta.deprecated).map(([name]) => [name, "error"]));

export default defineConfig(
  globalIgnores(["dist/", "coverage/", "samples/", "schema/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { rules: RECOMMENDED },
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  { files: ["**/*.js", "**/*.mjs"], languageOptions: { globals: NODE } },
  {
    // Type-aware, and only what earns its time: a promise forgotten, a condition that is always a promise, a case left out.
    files: TYPED,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // A list spread into a call lies on the stack, which has room for some hundred thousand: a log can have more of anything.
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error",
        { selector: "CallExpression[callee.property.name=/^(push|unshift)$/] > SpreadElement", message: "However many there are: addAll (model/lists.ts)." },
        { selector: "CallExpression[callee.name=/^(all|any)$/] > SpreadElement", message: "However many there are: allOf, anyOf (model/known.ts)." },
      ],
    },
  },
  {
    // The layers of the house; tests and scripts are exempt.
    files: ["bin/**/*.ts", "src/**/*.ts"],
    plugins: { hege },
    rules: { "hege/layers": "error" },
  },
  { files: ["src/**/*.ts"], ignores: ["src/cli/**"], rules: { "no-console": "error" } },
);
