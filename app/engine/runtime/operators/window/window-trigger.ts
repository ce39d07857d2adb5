import type { OperatorContext, Timer } from '../../operator.ts'

/** When a group window sends results besides its end. Delays are milliseconds of processing time; 0 is for every row. */
export interface EmitStrategy {
  readonly earlyDelay?: number
  readonly lateDelay?: number
  /** How long after its end a window still takes rows. */
  readonly allowLateness: number
}

/** What the trigger knows of an open window. */
export interface TriggeredWindow {
  /** When it fires, in the time that its operator goes by. */
  readonly due: number
  /** The first firing at its end is over. */
  firedOnTime?: boolean
  /** When the processing-time timer of a delay is due. */
  nextFiring?: number
}

/** Decides when a window sends its result (Flink's EventTimeTriggers and ProcessingTimeTriggers). */
export class WindowTrigger {
  readonly #rowtime: boolean
  readonly #emit: EmitStrategy
  readonly #context: OperatorContext

  constructor(rowtime: boolean, emit: EmitStrategy, context: OperatorContext) {
    this.#rowtime = rowtime
    this.#emit = emit
    this.#context = context
  }

  /** A window was opened; `namespace` names it to its timers. */
  open(window: TriggeredWindow, namespace: number): void {
    if (!this.#rowtime) this.#context.timers.processing(window.due, namespace)
    else if (window.due > this.#context.watermark()) this.#context.timers.event(window.due, namespace)
  }

  /** Whether the window sends a result because a row came. */
  onElement(window: TriggeredWindow, namespace: number): boolean {
    const { earlyDelay, lateDelay } = this.#emit
    if (!this.#rowtime) return this.#delayed(earlyDelay, window, namespace)
    if (window.firedOnTime && this.#delaysLate) return this.#delayed(lateDelay, window, namespace)
    return window.due <= this.#context.watermark() || this.#delayed(earlyDelay, window, namespace)
  }

  /** Whether the timer makes its window send a result. */
  onTimer({ time, domain }: Timer, window: TriggeredWindow): boolean {
    if (domain === 'processing' && time === window.nextFiring) {
      delete window.nextFiring
      return true
    }
    const isOwn = domain === (this.#rowtime ? 'event' : 'processing')
    if (!isOwn || time !== window.due || (window.firedOnTime && this.#delaysLate)) return false
    window.firedOnTime = true
    return true
  }

  /** Forgets the timer of a delay. */
  close({ nextFiring }: TriggeredWindow, namespace: number): void {
    if (nextFiring !== undefined) this.#context.timers.deleteProcessing(nextFiring, namespace)
  }

  get #delaysLate(): boolean {
    return (this.#emit.lateDelay ?? 0) > 0
  }

  #delayed(delay: number | undefined, window: TriggeredWindow, namespace: number): boolean {
    if (delay === undefined) return false
    if (delay === 0) return true
    if (window.nextFiring === undefined) {
      window.nextFiring = this.#context.now() + delay
      this.#context.timers.processing(window.nextFiring, namespace)
    }
    return false
  }
}
