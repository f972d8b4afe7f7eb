// What `npx shipshape list --json` prints, as a CI's matrix: the guides that a program can prove.
import { text } from 'node:stream/consumers'

const guides = JSON.parse(await text(process.stdin))
process.stdout.write(`${JSON.stringify(guides.filter(({ provableOnLab }) => provableOnLab).map(({ id }) => id))}\n`)
