import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
    { ignores: ["node_modules", "src/api/schema.d.ts"] },
    js.configs.recommended,
    {
        files: ["**/*.{ts,tsx}"],
        extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
        plugins: { "react-hooks": hooks },
        languageOptions: { parserOptions: { projectService: true } },
        rules: {
            ...hooks.configs.recommended.rules,
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            "@typescript-eslint/only-throw-error": [
                "error",
                { allow: [{ from: "package", package: "@tanstack/router-core", name: "Redirect" }] },
            ],
            "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
            // It warns of the React Compiler, which is not used here.
            "react-hooks/incompatible-library": "off",
            "max-lines": ["error", 250],
        },
    },
    {
        files: ["**/*.{js,mjs}"],
        languageOptions: {
            globals: {
                Blob: "readonly",
                FormData: "readonly",
                URL: "readonly",
                console: "readonly",
                fetch: "readonly",
                process: "readonly",
            },
        },
    },
    {
        files: ["public/*.js"],
        languageOptions: {
            sourceType: "script",
            globals: { document: "readonly", localStorage: "readonly", matchMedia: "readonly" },
        },
    },
);
