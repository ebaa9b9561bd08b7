import { defineConfig, globalIgnores } from 'eslint/config';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders whose every run must be a function of its inputs. */
const pure = ['model', 'src/explore', 'src/port', 'src/assertions', 'src/scenario', 'src/report', 'properties'];

const hiddenInputs = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'process',
  'console',
  'fetch',
  'crypto',
  'globalThis',
  'global',
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'No default exports: name it.',
};
const noClass = {
  selector: ':matches(ClassDeclaration, ClassExpression):not([superClass.name=/Error$/])',
  message: 'No classes except errors: write data and functions.',
};
const noGetter = {
  selector: 'ObjectExpression > Property[kind="get"]',
  message: 'No getters: to V8 an object that has one is a dictionary, and every call of its methods a search in it.',
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'reports/', '**/sim-traces/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // It recommends `!`, which strict forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A `default:` would swallow the member that is added next year.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      'no-restricted-syntax': ['error', noDefaultExport, noClass],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': ['error', noClass] } },
  { files: ['model/machines/**'], rules: { 'max-lines': 'off' } },
  // A `describe` is one function.
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: pure.map((folder) => `${folder}/**/*.ts`),
    ignores: ['src/explore/workers/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...hiddenInputs.map((name) => ({
          name,
          message: 'A run is a function of its inputs: take it as an argument.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from the seeded generator that the scheduler is given.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^node:', message: 'Node stays outside this folder.' }] },
      ],
      'no-restricted-syntax': ['error', noDefaultExport, noClass, noGetter],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
);
