import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";
import { logicalClasses } from "./eslint/logical-classes.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const features = readdirSync(`${here}/src/features`);

/** Imports go one way: lib, then ui, then features, then routes; never from feature to feature. */
const walls = [
  { target: "./src/lib", from: ["./src/components", "./src/features", "./src/routes"] },
  { target: "./src/components/ui", from: ["./src/features", "./src/routes"] },
  { target: "./src/features", from: "./src/routes" },
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: "./src/features",
    except: [`./${feature}`],
    message: "Features meet in routes only.",
  })),
];

export default tseslint.config(
  { ignores: ["dist", "coverage", "src/route-tree.gen.ts", "src/lib/api-types", "e2e/report"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: here } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".tsx", ".js"], alias: { "@": [`${here}src`] } }),
      ],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: here, zones: walls }],
      "import-x/no-cycle": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["src/**/*.tsx"], ...jsxA11y.flatConfigs.recommended },
  {
    files: ["src/**/*.tsx"],
    plugins: { souk: { rules: { "logical-classes": logicalClasses } } },
    rules: { "souk/logical-classes": "error" },
  },
  { files: ["src/**/*.{ts,tsx}"], ...reactHooks.configs.flat.recommended },
  { files: ["**/*.{js,mjs}"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", fetch: "readonly", URL: "readonly" },
    },
  },
  {
    files: ["public/*.js"],
    languageOptions: { globals: { document: "readonly", localStorage: "readonly", matchMedia: "readonly" } },
  },
);
