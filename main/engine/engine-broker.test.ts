import { afterEach, describe, expect, it } from 'vitest'
import type { RunEvent, RunRequest } from '../../app/api/contract.ts'
import { failed, ok } from '../../app/base/result.ts'
import { createEngineBroker, type EngineBroker } from './engine-broker.ts'
import { PIECE_BYTES } from './messages.ts'
import { createMemoryEngine, type MemoryEngine } from './testing-kit/memory-engine.ts'
import { createToyWork, type ToyOrder } from './testing-kit/toy-work.ts'

const order = (flow: ToyOrder): RunRequest => ({ draft: { flow, records: [] }, tests: [] })
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

function setUp(startsBadly = { value: false }) {
  const engines: MemoryEngine[] = []
  const events: (readonly [run: string, event: RunEvent])[] = []
  const states: string[] = []
  const timers = new Set<{ readonly at: number; readonly work: () => void }>()
  let now = 0
  const broker = createEngineBroker({
    spawn() {
      const engine = createMemoryEngine(
        createToyWork(() => {
          throw new Error('died')
        }),
      )
      engines.push(engine)
      if (startsBadly.value) engine.die('no memory')
      return engine
    },
    onRun: (run, event) => events.push([run, event]),
    onState: (state, message) => states.push(message === undefined ? state : `${state}: ${message}`),
    now: () => now,
    later(milliseconds, work) {
      const timer = { at: now + milliseconds, work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  })
  const pass = (milliseconds: number) => {
    now += milliseconds
    for (const timer of [...timers]) {
      if (timer.at <= now && timers.delete(timer)) timer.work()
    }
  }
  const kinds = () => events.map(([run, event]) => `${run} ${event.kind === 'ended' ? event.outcome : event.kind}`)
  const engine = () => {
    const last = engines.at(-1)
    if (last === undefined) throw new Error('no engine')
    return last
  }
  return { broker, engines, engine, events, states, kinds, pass }
}

let open: EngineBroker | undefined
afterEach(() => open?.close())

describe('the engine broker', () => {
  it('streams the events of a run and pages its rows', async () => {
    const { broker, kinds } = setUp()
    open = broker
    expect(broker.run('r1', order('two events'), [])).toEqual({ ok: true, value: { run: 'r1' } })
    await settle()
    expect(kinds()).toEqual(['r1 started', 'r1 done'])
    const page = await broker.rows({ run: 'r1', test: 't', sink: 's', from: 3, count: 1 })
    expect(page).toMatchObject({ ok: true, value: { from: 3, columns: [['x']] } })
    expect(await broker.rows({ run: 'r9', test: 't', sink: 's', from: 0, count: 1 })).toMatchObject({
      error: { tag: 'gone' },
    })
  })

  it('brings a pack to a process once, before the run that reads it', async () => {
    const { broker, events, engine } = setUp()
    open = broker
    let reads = 0
    const pack = {
      blob: 'b',
      size: 2,
      read() {
        reads++
        return ok(new Uint8Array([4, 5]))
      },
    }
    broker.run('r1', order('read pack'), [pack])
    broker.run('r2', order('read pack'), [pack])
    await settle()
    expect(events.flatMap(([, event]) => (event.kind === 'progress' ? [event.rows] : []))).toEqual([5, 5])
    expect(reads).toBe(1)
    engine().die('crash')
    await settle()
    broker.run('r3', order('read pack'), [pack])
    expect(reads).toBe(2)
  })

  it('brings a large pack piece by piece, and ends the run that reads one that is gone', async () => {
    const { broker, events, kinds } = setUp()
    open = broker
    const size = 3 * PIECE_BYTES
    const pack = {
      ...{ blob: 'b', size },
      read: (offset: number, length: number) =>
        offset < 2 * PIECE_BYTES ? ok(new Uint8Array(length).fill(offset / PIECE_BYTES)) : failed('disk gone'),
    }
    broker.run('r1', order('read pieces'), [pack])
    await settle()
    expect(events.flatMap(([, event]) => (event.kind === 'progress' ? [event.rows] : []))).toEqual([1])
    expect(kinds().at(-1)).toBe('r1 died')
    expect(events.at(-1)?.[1]).toMatchObject({ message: 'A pack cannot be read: disk gone' })
  })

  it('kills the process to stop a run, and the next run finds a fresh one', async () => {
    const { broker, engines, kinds, states } = setUp()
    open = broker
    await settle()
    broker.run('r1', order('two events'), [])
    broker.stop('r1')
    expect(engines.map((engine) => engine.isKilled())).toEqual([true, false])
    await settle()
    broker.run('r2', order('two events'), [])
    await settle()
    expect(kinds()).toEqual(['r1 stopped', 'r2 started', 'r2 done'])
    expect(states).toEqual(['warm', 'restarting', 'warm'])
  })

  it('says that a run died in the middle, and the next one works', async () => {
    const { broker, kinds, states, events } = setUp()
    open = broker
    await settle()
    broker.run('r1', order('fail'), [])
    await settle()
    broker.run('r2', order('two events'), [])
    await settle()
    expect(kinds()).toEqual(['r1 started', 'r1 died', 'r2 started', 'r2 done'])
    expect(events[1]?.[1]).toMatchObject({ message: 'Error: a mistake of ours' })
    expect(states).toEqual(['warm', 'died: Error: a mistake of ours', 'warm'])
  })

  it('stops a run that says nothing for too long', async () => {
    const { broker, kinds, pass, engines } = setUp()
    open = broker
    await settle()
    broker.run('r1', order('silence'), [])
    broker.run('r2', order('two events'), [])
    await settle()
    pass(29_999)
    expect(kinds()).toEqual(['r1 started'])
    pass(1)
    await settle()
    expect(kinds()).toEqual(['r1 started', 'r1 died', 'r2 stopped'])
    expect(engines).toHaveLength(2)
  })

  it('answers only the latest of several checks', async () => {
    const { broker } = setUp()
    open = broker
    await settle()
    const checks = ['1', '2', '3'].map((flow) => broker.check({ flow, records: [] }))
    expect((await Promise.all(checks)).map((check) => check?.problems[0]?.message)).toEqual([undefined, undefined, '3'])
    expect((await broker.check({ flow: '4', records: [] }))?.problems[0]?.message).toBe('4')
  })

  it('leaves no call unanswered when the process dies', async () => {
    const { broker, engine } = setUp()
    open = broker
    await settle()
    const check = broker.check({ flow: '1', records: [] })
    const overtaking = broker.check({ flow: '2', records: [] })
    const rows = broker.rows({ run: 'r1', test: 't', sink: 's', from: 0, count: 1 })
    const compiled = broker.compile({ flow: 'f', records: [] })
    engine().die('crash')
    expect(await Promise.all([compiled, check, overtaking, rows])).toMatchObject([
      undefined,
      undefined,
      undefined,
      { error: { tag: 'gone' } },
    ])
  })

  it('restarts the process when a check hangs', async () => {
    const { broker, pass, engines } = setUp()
    open = broker
    await settle()
    const check = broker.check({ flow: '1', records: [] })
    pass(5_000)
    expect(await check).toBeUndefined()
    expect(engines).toHaveLength(2)
  })

  it('gives a process that is still starting the time to start', async () => {
    const { broker, pass, engines } = setUp()
    open = broker
    const check = broker.check({ flow: '1', records: [] })
    pass(30_000)
    await settle()
    expect((await check)?.problems[0]?.message).toBe('1')
    expect(engines).toHaveLength(1)
  })

  it('lets an idle process be silent', async () => {
    const { broker, pass, engines } = setUp()
    open = broker
    await settle()
    broker.run('r1', order('two events'), [])
    await settle()
    pass(1_000_000)
    expect(engines).toHaveLength(1)
  })

  it('gives up when the process cannot start, says why, and tries again when asked', async () => {
    const startsBadly = { value: true }
    const { broker, engines } = setUp(startsBadly)
    open = broker
    await settle()
    expect(engines).toHaveLength(3)
    startsBadly.value = false
    expect(broker.run('r1', order('two events'), [])).toEqual({
      ok: false,
      error: { tag: 'engine-unavailable', message: 'no memory' },
    })
    await settle()
    expect(broker.run('r2', order('two events'), [])).toMatchObject({ ok: true })
  })
})
