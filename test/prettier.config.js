/** The code style: `npm run format` applies it, `npm run check` checks it. */
export default {
  printWidth: 120,
  semi: false,
  singleQuote: true,
  plugins: ['prettier-plugin-astro'],
}
