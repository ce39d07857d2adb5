import { expect, it } from 'vitest'
import type { RunEvent } from '../../app/api/contract.ts'
import { ok } from '../../app/base/result.ts'
import { createEngineBroker } from './engine-broker.ts'
import { engineProgram, spawnEngine } from './spawn-engine.ts'
import { warmUpBytes, warmUpRecords } from './warm-up-flow.ts'

const HEAP_MB = 96

/** Orders of so many items, each its own: the totals of the flow are kept for every one. */
function orders(count: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, i) => `{"item":"item ${i}","amount":1,"at":"2024-01-01 00:00:00"}\n`)
  return new TextEncoder().encode(lines.join(''))
}

it('tells that a run needs more memory than there is, and runs the next', async () => {
  let onEnded = (_event: RunEvent) => {}
  const problems: string[] = []
  const broker = createEngineBroker({
    spawn: () => spawnEngine({ ...engineProgram, heapMb: HEAP_MB }),
    onRun(_, event) {
      if (event.kind === 'finished') problems.push(...event.report.problems.map(({ message }) => message))
      if (event.kind === 'ended') onEnded(event)
    },
    onState: () => {},
    now: () => performance.now(),
    later: () => () => {},
  })
  /** What was said of the memory: by the run that was stopped, or of the process that it ended. */
  const run = async (name: string, bytes: Uint8Array) => {
    problems.length = 0
    const ended = new Promise<RunEvent>((resolve) => {
      onEnded = resolve
    })
    const read = (offset: number, length: number) => ok(bytes.subarray(offset, offset + length))
    const draft = { flow: 'flow_warm', records: [...warmUpRecords.values()].map((record) => withPack(record, name)) }
    broker.run(name, { draft, tests: ['test_warm'] }, [{ blob: name, size: bytes.length, read }])
    const event = await ended
    return event.kind === 'ended' && event.message !== undefined ? [...problems, event.message] : problems
  }

  expect((await run('large', orders(200_000))).join()).toMatch(/more than (the )?\d+ MB of memory/)
  expect((await run('small', warmUpBytes)).join()).not.toContain('memory')
  broker.close()
}, 120_000)

type RecordOf<M> = M extends ReadonlyMap<string, infer R> ? R : never

/** The warm-up's pack under another name, so that both may be there. */
const withPack = (record: RecordOf<typeof warmUpRecords>, blob: string) =>
  record.type === 'pack' ? { ...record, blob } : record
