import { expect, test } from 'vitest'
import { hasColumns } from '../../../site/recording/columns.ts'

test.each([
  ['CONTAINER ID   IMAGE          COMMAND   CREATED\n1f2a          busybox:1.37   "sh"      2 seconds ago', true],
  ['PID   USER     COMMAND\n    1 root     tail -f /dev/null\n    7 root     ps', true],
  ['DRIVER    VOLUME NAME\nlocal     notes', true],
  ['Hello World', false],
  ['one two\nthree four', false],
  ['Hello from Docker!\n\nTo generate this message, Docker took the following steps:\n 1. The client', false],
  // Only its first line has a gap.
  ['Name:  web\na\nb\nc', false],
])('%j is a table: %s', (text, isTable) => {
  expect(hasColumns(text)).toBe(isTable)
})
