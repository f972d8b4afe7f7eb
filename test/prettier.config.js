/** How all code is laid out: `npm run format` applies it, `npm run check` refuses what differs. */
export default {
  printWidth: 120,
  semi: false,
  singleQuote: true,
  plugins: ['prettier-plugin-astro'],
}
