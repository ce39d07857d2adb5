import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlowCheck, RunEvent, RunRequest } from '../../app/api/contract.ts'
import { ok } from '../../app/base/result.ts'
import { createEngineBroker } from './engine-broker.ts'
import type { EngineProcess } from './engine-port.ts'
import { engineProgram, spawnEngine } from './spawn-engine.ts'
import type { ToyOrder } from './testing-kit/toy-work.ts'
import { createWarmBroker } from './testing-kit/warm-broker.ts'
import { warmUpBytes, warmUpRecords } from './warm-up-flow.ts'

const toyProgram = { ...engineProgram, entry: new URL('./testing-kit/toy-process.ts', import.meta.url) }

describe('generated code in an engine process', () => {
  let engine: EngineProcess
  let answered = (_text: string) => {}
  const attempt = (code: string) =>
    new Promise<string>((resolve) => {
      answered = resolve
      engine.post({ type: 'attempt', code })
    })
  beforeAll(async () => {
    engine = spawnEngine(toyProgram)
    await new Promise<void>((resolve, reject) => {
      engine.onExit((reason) => reject(new Error(reason)))
      engine.onMessage((received) => {
        const message = received as { type: string; check: FlowCheck }
        if (message.type === 'warm') resolve()
        if (message.type === 'attempted') answered(message.check.problems[0]?.message ?? '')
      })
    })
  })
  afterAll(() => engine.kill())

  it('can calculate', async () => {
    expect(await attempt('[1, 2, 3].map((x) => x * 2).join()')).toBe('got 2,4,6')
    expect(await attempt('new Intl.NumberFormat("de").format(1234.5)')).toBe('got 1.234,5')
  })

  it.each([
    'import("node:fs")',
    'import("fs")',
    'import("node:net")',
    'import("node:child_process")',
    'import("node:worker_threads")',
    'import("node:module")',
    'import("node:process")',
    'import("data:text/javascript,export default 1")',
    'import("./toy-work.ts")',
    'require("node:fs")',
    'module.constructor._load("fs")',
    'process.binding("fs")',
    'process.mainModule.require("fs")',
    'process.getBuiltinModule("net").connect(1)',
    'process.dlopen({}, "/x.node")',
    'process.kill(1, 0)',
    'process.execve("/bin/sh", [])',
    'fetch("http://127.0.0.1:1/")',
    'new WebSocket("ws://127.0.0.1:1/")',
    'new Request("http://127.0.0.1:1/")',
    'new BroadcastChannel("x")',
    'new Worker("x")',
    'console._stdout.constructor',
    'global.process',
    'setTimeout(() => {}, 0).constructor',
    'new WebAssembly.Module(new Uint8Array())',
    'Buffer.from("x")',
    'queueMicrotask(() => {})',
  ])('cannot do %s', async (code) => {
    expect(await attempt(code)).toMatch(/^refused: |^got undefined$/)
  })

  it('finds no object of Node behind the call stack', async () => {
    const code = `(() => {
      'use strict'
      const found = []
      Error.prepareStackTrace = (_, sites) => sites.map((site) => [site.getThis(), site.getFunction()])
      for (const pair of new Error().stack) for (const object of pair)
        if (object !== undefined && object !== globalThis) found.push(typeof object + ' ' + String(object).slice(0, 40))
      Error.prepareStackTrace = undefined
      return found.filter((text) => !text.includes('function anonymous')).join('|')
    })()`
    expect(await attempt(code)).toBe('got ')
  })

  it('leaves the process object without a way out, should it get hold of it', async () => {
    // A getter on Object.prototype is asked by code of Node's own, with its objects as \`this\`.
    const code = `new Promise((resolve) => {
      const names = ['domain', 'captureRejections', 'signal', 'handle']
      const seen = new Set()
      for (const name of names) Object.defineProperty(Object.prototype, name, { configurable: true, get() { seen.add(this); return undefined } })
      Promise.resolve().then(() => {
        for (const name of names) delete Object.prototype[name]
        const roads = ['getBuiltinModule', 'binding', '_linkedBinding', 'dlopen', 'kill', 'execve', 'stdout', 'mainModule']
        resolve([...seen].flatMap((object) => roads.filter((road) => typeof object?.[road] === 'function')).join())
      })
    })`
    expect(await attempt(code)).toBe('got ')
  })
})

describe('the engine process', () => {
  it('runs tests, pages their rows, checks and compiles, locked down from the start', async () => {
    const { broker, events, ended } = await createWarmBroker()
    const draft = { flow: 'flow_warm', records: [...warmUpRecords.values()] }
    broker.run('r1', { draft, tests: ['test_warm'] }, [
      { blob: '', size: warmUpBytes.length, read: () => ok(warmUpBytes) },
    ])
    await ended
    const finished = events.find((event) => event.kind === 'finished')
    expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'progress')).toEqual([
      'started',
      'finished',
      'ended',
    ])
    // 200 rows, of which one in two comes twice; the first of each of three items adds, later ones retract too.
    expect(finished?.report.sinks[0]?.folded.map((cells) => cells[0]).sort()).toEqual(['a', 'b', 'c'])
    const total = finished?.report.sinks[0]?.changes ?? 0
    const page = await broker.rows({ run: 'r1', test: 'test_warm', sink: 'node_out', from: total - 1, count: 10 })
    expect(page).toMatchObject({ ok: true, value: { from: total - 1, total, kinds: ['+U'] } })
    const check = await broker.check(draft)
    expect(check?.columns.find(({ node }) => node === 'node_sum')?.mode).toBe('I,UB,UA')
    expect((await broker.compile(draft))?.script).toContain('INSERT INTO `out`')
    broker.close()
  }, 60_000)
})

describe('a broker with real engine processes', () => {
  const order = (flow: ToyOrder): RunRequest => ({ draft: { flow, records: [] }, tests: [] })

  function setUp() {
    let onEvent = (_event: RunEvent) => {}
    let onState = (_state: string) => {}
    const broker = createEngineBroker({
      spawn: () => spawnEngine(toyProgram),
      onRun: (_, event) => onEvent(event),
      onState: (state) => onState(state),
      now: () => performance.now(),
      later(milliseconds, work) {
        const timer = setTimeout(work, milliseconds)
        return () => clearTimeout(timer)
      },
    })
    const until = (kind: RunEvent['kind']) =>
      new Promise<RunEvent>((resolve) => {
        onEvent = (event) => {
          if (event.kind === kind) resolve(event)
        }
      })
    const untilState = (wanted: string) =>
      new Promise<void>((resolve) => {
        onState = (state) => {
          if (state === wanted) resolve()
        }
      })
    return { broker, until, untilState }
  }

  it('runs, stops a run that spins, survives a process that aborts, and runs again', async () => {
    const { broker, until, untilState } = setUp()
    await untilState('warm')

    const pack = { blob: 'b', size: 2, read: () => ok(new Uint8Array([7, 8])) }
    const progress = until('progress')
    broker.run('r1', order('read pack'), [pack])
    expect(await progress).toMatchObject({ rows: 8 })

    const started = until('started')
    broker.run('r2', order('spin'), [])
    await started
    const stopped = until('ended')
    broker.stop('r2')
    expect(await stopped).toMatchObject({ outcome: 'stopped' })

    const died = until('ended')
    broker.run('r3', order('die'), [])
    expect(await died).toMatchObject({ outcome: 'died' })

    const done = until('ended')
    broker.run('r4', order('two events'), [])
    expect(await done).toMatchObject({ outcome: 'done' })
    broker.close()
  }, 60_000)
})
