import type { Answer, FlowCheck, FlowDraft, ResultPage, RunEvent, RunRequest } from '../../app/api/contract.ts'
import type { CompiledScript } from '../../app/api/handlers/engine.ts'
import { failed, ok } from '../../app/base/result.ts'
import type { EngineProcess } from './engine-port.ts'
import type { FromEngine, RowsRequest, ToEngine } from './messages.ts'

export type EngineState = 'warm' | 'restarting' | 'died'

export interface BrokerPorts {
  spawn(): EngineProcess
  onRun(run: string, event: RunEvent): void
  onState(state: EngineState, message?: string): void
  now(): number
  /** Returns how to call it off. */
  later(milliseconds: number, work: () => void): () => void
}

export interface BrokerLimits {
  /** A run that says nothing for so long is stopped. */
  readonly silenceMs: number
  readonly checkMs: number
}

/** Owns the engine process: keeps a warm one, restarts it when it is stopped or dies, and routes calls to it. */
export interface EngineBroker {
  run(run: string, request: RunRequest, packs: readonly Pack[]): Answer<{ readonly run: string }, EngineUnavailable>
  stop(run: string): void
  rows(request: RowsRequest): Promise<Answer<ResultPage, { readonly tag: 'gone' }>>
  /** Latest wins: an overtaken call resolves to undefined. */
  check(draft: FlowDraft): Promise<FlowCheck | undefined>
  /** Undefined when the process went away meanwhile. */
  compile(draft: FlowDraft): Promise<CompiledScript | undefined>
  close(): void
}

export interface Pack {
  readonly blob: string
  read(): Uint8Array
}
export interface EngineUnavailable {
  readonly tag: 'engine-unavailable'
  readonly message: string
}

const LIMITS: BrokerLimits = { silenceMs: 30_000, checkMs: 5_000 }
const DEATHS_BEFORE_GIVING_UP = 3

interface ActiveRun {
  readonly id: string
  readonly startedAt: number
  cancelSilence: () => void
}
interface PendingCheck {
  readonly draft: FlowDraft
  readonly resolve: (check: FlowCheck | undefined) => void
}

export function createEngineBroker(ports: BrokerPorts, limits: BrokerLimits = LIMITS): EngineBroker {
  let engine: EngineProcess
  let held = new Set<string>()
  let calls = 0
  let deathsWhileStarting = 0
  let isWarm = false
  let isClosed = false
  let unavailable: string | undefined
  const runs = new Map<string, ActiveRun>()
  const asked = new Map<number, (answer: FromEngine | undefined) => void>()
  let checking: { readonly call: number; readonly pending: PendingCheck; readonly cancel: () => void } | undefined
  let nextCheck: PendingCheck | undefined

  const post = (message: ToEngine) => engine.post(message)

  function spawn(): void {
    isWarm = false
    held = new Set()
    const spawned = ports.spawn()
    engine = spawned
    spawned.onMessage((message) => {
      if (engine === spawned) receive(message as FromEngine)
    })
    spawned.onExit((reason) => {
      if (engine === spawned && !isClosed) onDeath(reason)
    })
  }

  function receive(message: FromEngine): void {
    switch (message.type) {
      case 'warm':
        isWarm = true
        deathsWhileStarting = 0
        ports.onState('warm')
        break
      case 'run':
        onRunEvent(message.run, message.event)
        break
      case 'rows':
      case 'compile':
        asked.get(message.call)?.(message)
        asked.delete(message.call)
        break
      case 'check':
        onChecked(message.call, message.check)
        break
    }
  }

  function onRunEvent(id: string, event: RunEvent): void {
    const run = runs.get(id)
    if (run === undefined) return
    run.cancelSilence()
    if (event.kind === 'ended') runs.delete(id)
    else run.cancelSilence = watchSilence(id)
    // Runs follow one another: the next one's time begins when this one ended.
    if (event.kind === 'ended') for (const other of runs.values()) restartSilence(other)
    ports.onRun(id, event)
  }

  function restartSilence(run: ActiveRun): void {
    run.cancelSilence()
    run.cancelSilence = watchSilence(run.id)
  }

  const watchSilence = (id: string) =>
    ports.later(limits.silenceMs, () => restart('died', `no progress for ${limits.silenceMs / 1000} s`, id))

  /** Replaces the process; every run in it ends, `blamed` (or all) with the given outcome. */
  function restart(outcome: 'stopped' | 'died', message: string | undefined, blamed?: string): void {
    const old = engine
    abandon(outcome, message, blamed)
    ports.onState('restarting', message)
    spawn()
    old.kill()
  }

  function onDeath(reason: string): void {
    if (!isWarm) deathsWhileStarting++
    ports.onState('died', reason)
    abandon('died', reason)
    if (deathsWhileStarting >= DEATHS_BEFORE_GIVING_UP) unavailable = reason
    else spawn()
  }

  function abandon(outcome: 'stopped' | 'died', message: string | undefined, blamed?: string): void {
    for (const run of [...runs.values()]) {
      run.cancelSilence()
      runs.delete(run.id)
      const isBlamed = blamed === undefined || run.id === blamed
      ports.onRun(run.id, {
        kind: 'ended',
        outcome: isBlamed ? outcome : 'stopped',
        milliseconds: ports.now() - run.startedAt,
        ...(message === undefined ? {} : { message }),
      })
    }
    for (const answer of asked.values()) answer(undefined)
    asked.clear()
    checking?.cancel()
    checking?.pending.resolve(undefined)
    checking = undefined
    nextCheck?.resolve(undefined)
    nextCheck = undefined
  }

  /** A call with one answer; without a process the answer is undefined. */
  function ask<T>(make: (call: number) => ToEngine, read: (answer: FromEngine | undefined) => T): Promise<T> {
    if (unavailable !== undefined) return Promise.resolve(read(undefined))
    const call = ++calls
    return new Promise((resolve) => {
      asked.set(call, (answer) => resolve(read(answer)))
      post(make(call))
    })
  }

  function startCheck(pending: PendingCheck): void {
    const call = ++calls
    // While a run is going on the check waits for it, and the run's own limit counts.
    const cancel = ports.later(limits.checkMs, () => {
      if (runs.size === 0) restart('died', `a check took more than ${limits.checkMs / 1000} s`)
    })
    checking = { call, pending, cancel }
    post({ type: 'check', call, draft: pending.draft })
  }

  function onChecked(call: number, check: FlowCheck): void {
    if (checking?.call !== call) return
    const { pending, cancel } = checking
    const overtaking = nextCheck
    cancel()
    checking = undefined
    nextCheck = undefined
    pending.resolve(overtaking === undefined ? check : undefined)
    if (overtaking !== undefined) startCheck(overtaking)
  }

  spawn()
  return {
    run(id, request, packs) {
      if (unavailable !== undefined) {
        // Asked again, it is tried again: the cause may be gone.
        const message = unavailable
        unavailable = undefined
        spawn()
        return failed({ tag: 'engine-unavailable', message })
      }
      for (const pack of packs) {
        if (held.has(pack.blob)) continue
        post({ type: 'pack', blob: pack.blob, bytes: pack.read() })
        held.add(pack.blob)
      }
      runs.set(id, { id, startedAt: ports.now(), cancelSilence: watchSilence(id) })
      post({ type: 'run', run: id, request })
      return ok({ run: id })
    },
    stop(id) {
      if (runs.has(id)) restart('stopped', undefined)
    },
    rows(request) {
      return ask(
        (call) => ({ type: 'rows', call, request }),
        (answer) => (answer?.type === 'rows' && answer.page !== undefined ? ok(answer.page) : failed({ tag: 'gone' })),
      )
    },
    check(draft) {
      return new Promise((resolve) => {
        if (unavailable !== undefined) return resolve(undefined)
        if (checking === undefined) return startCheck({ draft, resolve })
        nextCheck?.resolve(undefined)
        nextCheck = { draft, resolve }
      })
    },
    compile(draft) {
      return ask(
        (call) => ({ type: 'compile', call, draft }),
        (answer) => (answer?.type === 'compile' ? answer.compiled : undefined),
      )
    },
    close() {
      isClosed = true
      abandon('stopped', undefined)
      engine.kill()
    },
  }
}
