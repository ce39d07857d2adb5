import { describe, expect, it } from 'vitest'
import { INSERT } from '../../types/row-kind.ts'
import { RunFailure } from '../run-failure.ts'
import type { FeedEvent, RunBudget } from '../run-types.ts'
import type { Job } from '../runtime/job.ts'
import type { Operator, OperatorContext } from '../runtime/operator.ts'
import { OperatorHost } from '../runtime/operator-host.ts'
import { type Input, OutputPort } from '../runtime/output-port.ts'
import { Source } from '../runtime/source.ts'
import { rowOf, writeChange } from '../runtime/testing-kit/changelog.ts'
import { MAX_WATERMARK } from '../runtime/watermark.ts'
import { type BudgetMeters, BudgetWatch } from './budget-watch.ts'
import { type DriveOptions, drive } from './drive.ts'
import { VirtualClock } from './virtual-clock.ts'

const UNLIMITED = { rows: 1e9, milliseconds: 1e9, stateEntries: 1e9 }
const watchOf = (budget: RunBudget = UNLIMITED, meters: BudgetMeters = { elapsed: () => 0 }) =>
  new BudgetWatch(budget, meters)

/** Two scans, of tables a and b, whose outputs are noted with their step. */
function createJob(clock: VirtualClock, operator?: Operator) {
  const log: string[] = []
  const note = (table: string): Input => ({
    push: (kind, row) => log.push(`${clock.label} ${table} ${writeChange(kind, row)}`),
    watermark: (time) => log.push(`${clock.label} ${table} ~ ${time === MAX_WATERMARK ? 'max' : time}`),
    idle: (idle) => log.push(`${clock.label} ${table} ${idle ? 'idle' : 'active'}`),
  })
  const hosts: OperatorHost[] = []
  const sources = ['a', 'b'].map((table) => {
    const port = new OutputPort()
    if (operator === undefined) port.connect(note(table))
    else {
      const out = new OutputPort()
      out.connect(note(table))
      const host = new OperatorHost({ name: table, node: 0, operator, inputs: 1 }, out, clock)
      hosts.push(host)
      port.connect(host.inputs[0] as Input)
    }
    return new Source({ table, toRow: rowOf }, port)
  })
  const job: Job = { sources, values: [], hosts, ports: [] }
  return { job, log }
}

function run(events: readonly FeedEvent[], options: Partial<DriveOptions> = {}, operator?: Operator) {
  const clock = new VirtualClock(0)
  const { job, log } = createJob(clock, operator)
  const steps = [...drive(job, events, clock, { end: 'max', watch: watchOf(), ...options })]
  return { log, steps }
}

const row = (table: string, value: number, at?: number): FeedEvent => ({
  kind: 'row',
  table,
  change: INSERT,
  values: [value],
  ...(at !== undefined && { at }),
})

describe('drive', () => {
  it('delivers events in the order of arrival over all tables, and ends the tables in theirs', () => {
    const { log } = run([row('b', 1), row('a', 2), { kind: 'watermark', table: 'b', time: 7 }])
    expect(log).toEqual(['0 b +I 1', '1 a +I 2', '2 b ~ 7', 'end:a a ~ max', 'end:b b ~ max'])
  })

  it('stops after the last event when the sources stay open', () => {
    expect(run([row('a', 1)], { end: 'none' }).log).toEqual(['0 a +I 1'])
  })

  it('does not end a table twice', () => {
    expect(run([{ kind: 'end', table: 'a' }, row('a', 1)]).log).toEqual(['0 a ~ max', 'end:b b ~ max'])
  })

  it('fires processing-time timers on the way to an event', () => {
    let context: OperatorContext | undefined
    const operator: Operator = {
      open: (opened) => {
        context ??= opened
      },
      push: (_input, kind, pushed) => {
        context?.timers.processing((context?.now() ?? 0) + 10)
        context?.out.push(kind, pushed)
      },
      onTimer: (timer) => context?.out.push(INSERT, rowOf([timer.time, context?.now() ?? 0])),
    }
    const { log } = run([row('a', 1, 100), row('a', 2, 105), { kind: 'tick', at: 112 }], { end: 'none' }, operator)
    expect(log).toEqual(['0 a +I 1', '1 a +I 2', '2 a +I 110 110'])
  })

  it('lets go every 8,192 events, and only there', () => {
    const events = Array.from({ length: 20_000 }, (_, i) => row('a', i))
    expect(run(events).steps.map((step) => step.events)).toEqual([8192, 16384])
  })

  it('lets go where the feed has to wait, which is no step', () => {
    const { log, steps } = run([row('a', 1), { kind: 'wait' }, row('a', 2)], { end: 'none' })
    expect(steps).toEqual([{ events: 1, stateEntries: 0, waiting: true }])
    expect(log).toEqual(['0 a +I 1', '1 a +I 2'])
  })

  it('stops when the budget is spent', () => {
    const events = Array.from({ length: 20_000 }, (_, i) => row('a', i))
    const few = watchOf({ ...UNLIMITED, rows: 10_000 })
    const short = watchOf({ ...UNLIMITED, milliseconds: 5 }, { elapsed: () => 6 })
    const small = watchOf({ ...UNLIMITED, bytes: 2 ** 20 }, { elapsed: () => 0, usedBytes: () => 2 ** 21 })
    expect(() => run(events, { watch: few })).toThrow('more than 10000 events')
    expect(() => run(events, { watch: short })).toThrow('more than 5 ms')
    expect(() => run(events, { watch: small })).toThrow('more than 1 MB of memory')
  })

  it('lets every scan of a table have a row that fails one of them', () => {
    const clock = new VirtualClock(0)
    const { job, log } = createJob(clock)
    const failing = new Source(
      {
        table: 'a',
        toRow: () => {
          throw new RunFailure('TableException', 'no')
        },
      },
      new OutputPort(),
    )
    const options = { end: 'max', watch: watchOf() } as const
    const steps = drive({ ...job, sources: [failing, ...job.sources] }, [row('a', 1)], clock, options)
    expect(() => [...steps]).toThrow('no')
    expect(log).toEqual(['0 a +I 1'])
  })
})
