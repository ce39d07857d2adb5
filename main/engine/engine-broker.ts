import type { Answer, FlowCheck, FlowDraft, ResultPage, RunEvent, RunRequest } from '../../app/api/contract.ts'
import type { CompiledScript, EnginePack } from '../../app/api/handlers/engine.ts'
import { failed, ok } from '../../app/base/result.ts'
import type { EngineProcess } from './engine-port.ts'
import { type FromEngine, PIECE_BYTES, type RowsRequest, type ToEngine } from './messages.ts'

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
  /** From the start of the process until it is warm. */
  readonly startMs: number
  /** A run that says nothing for so long is stopped. */
  readonly silenceMs: number
  /** Any other call. */
  readonly callMs: number
}

/** Owns the engine process: keeps a warm one, restarts it when it is stopped or dies, and routes calls to it. */
export interface EngineBroker {
  run(
    run: string,
    request: RunRequest,
    packs: readonly EnginePack[],
  ): Answer<{ readonly run: string }, EngineUnavailable>
  stop(run: string): void
  rows(request: RowsRequest): Promise<Answer<ResultPage, { readonly tag: 'gone' }>>
  /** Latest wins: an overtaken call resolves to undefined. */
  check(draft: FlowDraft): Promise<FlowCheck | undefined>
  /** Undefined when the process went away meanwhile. */
  compile(draft: FlowDraft): Promise<CompiledScript | undefined>
  close(): void
}

export interface EngineUnavailable {
  readonly tag: 'engine-unavailable'
  readonly message: string
}

const LIMITS: BrokerLimits = { startMs: 60_000, silenceMs: 30_000, callMs: 5_000 }
const DEATHS_BEFORE_GIVING_UP = 3

export function createEngineBroker(ports: BrokerPorts, limits: BrokerLimits = LIMITS): EngineBroker {
  return new Broker(ports, limits)
}

interface PendingCheck {
  readonly draft: FlowDraft
  readonly resolve: (check: FlowCheck | undefined) => void
}

class Broker implements EngineBroker {
  readonly #ports: BrokerPorts
  readonly #limits: BrokerLimits
  #engine: EngineProcess
  #isWarm = false
  #isClosed = false
  #deathsWhileStarting = 0
  /** Why no process is kept any more. */
  #unavailable: string | undefined
  /** Packs that this process knows of. */
  #packs = new Map<string, EnginePack>()
  #calls = 0
  /** When each run was asked for; they follow one another, so the first is the one that works. */
  readonly #runs = new Map<string, number>()
  readonly #asked = new Map<number, (answer: FromEngine | undefined) => void>()
  #checking: { readonly call: number; readonly pending: PendingCheck } | undefined
  #nextCheck: PendingCheck | undefined
  #callOffWatch: (() => void) | undefined

  constructor(ports: BrokerPorts, limits: BrokerLimits) {
    this.#ports = ports
    this.#limits = limits
    this.#engine = this.#spawn()
  }

  run(run: string, request: RunRequest, packs: readonly EnginePack[]): ReturnType<EngineBroker['run']> {
    if (this.#unavailable !== undefined) {
      // Asked again, it is tried again: the cause may be gone.
      const message = this.#unavailable
      this.#unavailable = undefined
      this.#engine = this.#spawn()
      return failed({ tag: 'engine-unavailable', message })
    }
    for (const pack of packs) {
      if (this.#packs.has(pack.blob)) continue
      const first = this.#readPiece(pack, 0)
      if (!first.ok) return first
      this.#post({ type: 'pack', blob: pack.blob, size: pack.size, first: first.value })
      this.#packs.set(pack.blob, pack)
    }
    this.#runs.set(run, this.#ports.now())
    this.#post({ type: 'run', run, request })
    return ok({ run })
  }

  stop(run: string): void {
    if (this.#runs.has(run)) this.#restart('stopped', undefined)
  }

  rows(request: RowsRequest): ReturnType<EngineBroker['rows']> {
    return this.#ask(
      (call) => ({ type: 'rows', call, request }),
      (answer) => (answer?.type === 'rows' && answer.page !== undefined ? ok(answer.page) : failed({ tag: 'gone' })),
    )
  }

  check(draft: FlowDraft): Promise<FlowCheck | undefined> {
    return new Promise((resolve) => {
      if (this.#unavailable !== undefined) return resolve(undefined)
      if (this.#checking === undefined) return this.#startCheck({ draft, resolve })
      this.#nextCheck?.resolve(undefined)
      this.#nextCheck = { draft, resolve }
    })
  }

  compile(draft: FlowDraft): Promise<CompiledScript | undefined> {
    return this.#ask(
      (call) => ({ type: 'compile', call, draft }),
      (answer) => (answer?.type === 'compile' ? answer.compiled : undefined),
    )
  }

  close(): void {
    this.#isClosed = true
    this.#abandon('stopped', undefined)
    this.#callOffWatch?.()
    this.#engine.kill()
  }

  #spawn(): EngineProcess {
    this.#isWarm = false
    this.#packs = new Map()
    const spawned = this.#ports.spawn()
    const isCurrent = () => this.#engine === spawned && !this.#isClosed
    spawned.onMessage((message) => {
      if (isCurrent()) this.#receive(message as FromEngine)
    })
    spawned.onExit((reason) => {
      if (isCurrent()) this.#onDeath(reason)
    })
    this.#watch()
    return spawned
  }

  #post(message: ToEngine): void {
    this.#engine.post(message)
    if (this.#callOffWatch === undefined) this.#watch()
  }

  #sendPiece(blob: string, offset: number): void {
    const pack = this.#packs.get(blob)
    if (pack === undefined) return
    const piece = this.#readPiece(pack, offset)
    if (piece.ok) this.#post({ type: 'piece', blob, offset, bytes: piece.value })
    else this.#restart('died', piece.error.message)
  }

  #readPiece(pack: EnginePack, offset: number): Answer<Uint8Array, EngineUnavailable> {
    const piece = pack.read(offset, Math.min(PIECE_BYTES, pack.size - offset))
    return piece.ok ? piece : failed({ tag: 'engine-unavailable', message: `A pack cannot be read: ${piece.error}` })
  }

  /** A call with one answer; without a process the answer is undefined. */
  #ask<T>(make: (call: number) => ToEngine, read: (answer: FromEngine | undefined) => T): Promise<T> {
    if (this.#unavailable !== undefined) return Promise.resolve(read(undefined))
    const call = ++this.#calls
    return new Promise((resolve) => {
      this.#asked.set(call, (answer) => resolve(read(answer)))
      this.#post(make(call))
    })
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case 'warm':
        this.#isWarm = true
        this.#deathsWhileStarting = 0
        this.#ports.onState('warm')
        break
      case 'want':
        this.#sendPiece(message.blob, message.offset)
        break
      case 'run':
        if (!this.#runs.has(message.run)) break
        if (message.event.kind === 'ended') this.#runs.delete(message.run)
        this.#ports.onRun(message.run, message.event)
        break
      case 'rows':
      case 'compile':
        this.#asked.get(message.call)?.(message)
        this.#asked.delete(message.call)
        break
      case 'check':
        this.#onChecked(message.call, message.check)
        break
    }
    this.#watch()
  }

  /** From now on the process has so long to say something; an idle one may be silent for ever. */
  #watch(): void {
    this.#callOffWatch?.()
    this.#callOffWatch = undefined
    const { startMs, silenceMs, callMs } = this.#limits
    const isIdle = this.#runs.size === 0 && this.#asked.size === 0 && this.#checking === undefined
    if (this.#isWarm && isIdle) return
    const limit = !this.#isWarm ? startMs : this.#runs.size > 0 ? silenceMs : callMs
    this.#callOffWatch = this.#ports.later(limit, () => this.#restart('died', `no answer for ${limit / 1000} s`))
  }

  #restart(outcome: 'stopped' | 'died', message: string | undefined): void {
    const old = this.#engine
    this.#abandon(outcome, message)
    this.#ports.onState('restarting', message)
    this.#engine = this.#spawn()
    old.kill()
  }

  #onDeath(reason: string): void {
    if (!this.#isWarm) this.#deathsWhileStarting++
    this.#ports.onState('died', reason)
    this.#abandon('died', reason)
    if (this.#deathsWhileStarting < DEATHS_BEFORE_GIVING_UP) this.#engine = this.#spawn()
    else {
      this.#unavailable = reason
      this.#callOffWatch?.()
    }
  }

  /** Nothing waits any longer: the first run ends as given, those behind it were stopped. */
  #abandon(outcome: 'stopped' | 'died', message: string | undefined): void {
    let ending = outcome
    for (const [run, startedAt] of [...this.#runs]) {
      this.#runs.delete(run)
      const milliseconds = this.#ports.now() - startedAt
      this.#ports.onRun(run, {
        ...{ kind: 'ended', outcome: ending, milliseconds },
        ...(message === undefined ? {} : { message }),
      })
      ending = 'stopped'
    }
    for (const answer of this.#asked.values()) answer(undefined)
    this.#asked.clear()
    this.#checking?.pending.resolve(undefined)
    this.#checking = undefined
    this.#nextCheck?.resolve(undefined)
    this.#nextCheck = undefined
  }

  #startCheck(pending: PendingCheck): void {
    const call = ++this.#calls
    this.#checking = { call, pending }
    this.#post({ type: 'check', call, draft: pending.draft })
  }

  #onChecked(call: number, check: FlowCheck): void {
    if (this.#checking?.call !== call) return
    const { pending } = this.#checking
    const overtaking = this.#nextCheck
    this.#checking = undefined
    this.#nextCheck = undefined
    pending.resolve(overtaking === undefined ? check : undefined)
    if (overtaking !== undefined) this.#startCheck(overtaking)
  }
}
