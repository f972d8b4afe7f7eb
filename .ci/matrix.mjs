// Turns the output of `npx shipshape list --json` into a CI matrix: the guides that can be verified automatically.
import { text } from 'node:stream/consumers'

const guides = JSON.parse(await text(process.stdin))
process.stdout.write(`${JSON.stringify(guides.filter(({ provableOnLab }) => provableOnLab).map(({ id }) => id))}\n`)
