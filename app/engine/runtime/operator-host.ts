import type { RowKind } from '../../types/row-kind.ts'
import type { Row } from '../row.ts'
import { CombinedWatermark } from './combined-watermark.ts'
import { HeapTimerQueue } from './heap-timer-queue.ts'
import type { Operator, OperatorContext, StateBackend, Timer, Timers } from './operator.ts'
import type { Input, OutputPort } from './output-port.ts'
import type { RunEnvironment } from './run-environment.ts'
import { createKeyIndex, type KeyReader } from './state/create-key-index.ts'
import { type KeyIndex, singleGroup } from './state/key-index.ts'
import { KeyedState, type StateEntry } from './state/keyed-state.ts'
import { BucketTimerQueue, type TimerQueue } from './timer-queue.ts'
import { MIN_WATERMARK } from './watermark.ts'

export interface OperatorSetup {
  /** Names the operator in the report of late rows. */
  readonly name: string
  /** Plan node that the operator stands for. */
  readonly node: number
  readonly operator: Operator
  readonly inputs: number
  /** The key of each input; absent for operators without keyed state. */
  readonly keys?: readonly KeyReader[]
  /** The order in which timers of one time fire shows further on, and must be Flink's. */
  readonly ordered?: boolean
}

/** Does for an operator what every operator would otherwise repeat: the current key, timers, watermarks. */
export class OperatorHost {
  readonly name: string
  readonly node: number
  readonly inputs: readonly Input[]
  late = 0
  readonly #operator: Operator
  readonly #hooks: WatermarkHooks | undefined
  readonly #out: OutputPort
  readonly #state: KeyedState
  readonly #eventTimers: TimerQueue
  readonly #processingTimers: TimerQueue
  readonly #combined: CombinedWatermark
  #watermark = MIN_WATERMARK

  constructor(setup: OperatorSetup, out: OutputPort, environment: RunEnvironment) {
    this.name = setup.name
    this.node = setup.node
    this.#operator = setup.operator
    this.#hooks = watermarkHooks(setup.operator)
    this.#out = out
    const keys = setup.keys === undefined ? singleGroup : createKeyIndex(setup.keys)
    this.#state = new KeyedState(keys)
    this.#state.current = 0
    const { disorder } = setup.ordered ? {} : environment
    const Queue = setup.ordered ? HeapTimerQueue : BucketTimerQueue
    const timers = (domain: Timer['domain']): TimerQueue => disorder?.timers(domain) ?? new Queue(domain)
    this.#eventTimers = timers('event')
    this.#processingTimers = timers('processing')
    this.#combined = new CombinedWatermark(setup.inputs)
    this.inputs = Array.from({ length: setup.inputs }, (_, i) =>
      keys === singleGroup
        ? new PlainInput(this, setup.operator, i)
        : new KeyedInput(this, setup.operator, i, keys, this.#state),
    )
    setup.operator.open?.(this.#context(environment, disorder?.state(this.#state) ?? this.#state))
  }

  /** State entries and timers that are kept. */
  get entries(): number {
    return this.#state.entries
  }

  *snapshot(): Iterable<StateEntry> {
    yield* this.#state.snapshot()
  }

  watermark(input: number, time: number): void {
    this.#advance(this.#combined.watermark(input, time))
  }

  idle(input: number, idle: boolean): void {
    const before = this.#combined.idle
    this.#advance(this.#combined.setIdle(input, idle))
    if (this.#combined.idle !== before) this.#out.idle(idle)
  }

  nextProcessingTimer(): number | undefined {
    return this.#processingTimers.peek()
  }

  /** Fires the processing-time timers that are due. */
  fireProcessingTimers(now: number): void {
    this.#fire(this.#processingTimers, now)
  }

  #advance(time: number | undefined): void {
    if (time === undefined) return
    const hooks = this.#hooks
    hooks?.before?.(time)
    this.#watermark = time
    this.#fire(this.#eventTimers, time)
    hooks?.after?.(time)
    this.#out.watermark(hooks?.output === undefined ? time : hooks.output(time))
  }

  #fire(timers: TimerQueue, time: number): void {
    for (let timer = timers.poll(time); timer !== undefined; timer = timers.poll(time)) {
      this.#state.current = timer.key
      this.#state.drop(timer.key)
      this.#operator.onTimer?.(timer)
      this.#state.releaseUnused()
    }
  }

  #context(environment: RunEnvironment, state: StateBackend): OperatorContext {
    return {
      out: this.#out,
      emitWatermark: (time) => this.#out.watermark(time),
      timers: this.#timers(),
      state,
      watermark: () => this.#watermark,
      now: environment.now,
      step: environment.step,
      atStepEnd: environment.atStepEnd,
      late: (rows) => {
        this.late += rows
      },
      currentKey: () => this.#state.current,
      retainKey: () => {
        this.#state.retain(this.#state.current)
        return this.#state.current
      },
      withRetainedKey: (key, act, times = 1) => {
        this.#state.current = key
        this.#state.grow(key, -times)
        act()
        this.#state.releaseUnused()
      },
      keyValues: () => this.#state.keys.values(this.#state.current),
    }
  }

  #timers(): Timers {
    const state = this.#state
    const set =
      (timers: TimerQueue) =>
      (time: number, namespace = 0) => {
        if (timers.add(time, state.current, namespace)) state.retain(state.current)
      }
    const unset =
      (timers: TimerQueue) =>
      (time: number, namespace = 0) => {
        if (timers.delete(time, state.current, namespace)) state.drop(state.current)
      }
    return {
      event: set(this.#eventTimers),
      processing: set(this.#processingTimers),
      eventOfRetained: (key, time, namespace, isNew) => {
        if (isNew) this.#eventTimers.addNew(time, key, namespace)
        else if (!this.#eventTimers.add(time, key, namespace)) state.dropAndRelease(key)
      },
      deleteEvent: unset(this.#eventTimers),
      deleteProcessing: unset(this.#processingTimers),
    }
  }
}

interface WatermarkHooks {
  readonly before: ((watermark: number) => void) | undefined
  readonly after: ((watermark: number) => void) | undefined
  readonly output: ((watermark: number) => number) | undefined
}

/** Most operators have none of them: one look at a field tells, where a look at the operator is a search among its methods. */
function watermarkHooks(operator: Operator): WatermarkHooks | undefined {
  const before = operator.beforeWatermark?.bind(operator)
  const after = operator.onWatermark?.bind(operator)
  const output = operator.outputWatermark?.bind(operator)
  return before || after || output ? { before, after, output } : undefined
}

class PlainInput implements Input {
  readonly #host: OperatorHost
  readonly #operator: Operator
  readonly #index: number

  constructor(host: OperatorHost, operator: Operator, index: number) {
    this.#host = host
    this.#operator = operator
    this.#index = index
  }

  push(kind: RowKind, row: Row): void {
    this.#operator.push(this.#index, kind, row)
  }

  watermark(time: number): void {
    this.#host.watermark(this.#index, time)
  }

  idle(idle: boolean): void {
    this.#host.idle(this.#index, idle)
  }
}

class KeyedInput implements Input {
  readonly #host: OperatorHost
  readonly #operator: Operator
  readonly #index: number
  readonly #keys: KeyIndex
  readonly #state: KeyedState

  constructor(host: OperatorHost, operator: Operator, index: number, keys: KeyIndex, state: KeyedState) {
    this.#host = host
    this.#operator = operator
    this.#index = index
    this.#keys = keys
    this.#state = state
  }

  push(kind: RowKind, row: Row): void {
    this.#state.current = this.#keys.of(this.#index, row)
    this.#operator.push(this.#index, kind, row)
    this.#state.releaseUnused()
  }

  watermark(time: number): void {
    this.#host.watermark(this.#index, time)
  }

  idle(idle: boolean): void {
    this.#host.idle(this.#index, idle)
  }
}
