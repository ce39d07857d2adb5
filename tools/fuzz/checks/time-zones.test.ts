import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { recordedFiles } from './check-recorded.ts'
import { digestsByZone, ZONES } from './time-zones.ts'

/** Where times are read, printed and computed with; `npm run fuzz -- --self-check` takes all families. */
const TEMPORAL = ['cast.jsonl', 'scalar.jsonl', 'over.jsonl', 'temporaljoin.jsonl']

it('prints the same bytes in whatever time zone the machine is', async () => {
  const files = recordedFiles().filter((file) => TEMPORAL.includes(basename(file)))
  expect(files).toHaveLength(TEMPORAL.length)
  const digests = await digestsByZone(files)
  expect(new Set(digests.values()).size).toBe(1)
  expect([...digests.keys()]).toEqual([...ZONES])
}, 120_000)
