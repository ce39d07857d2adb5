import { MAX_WATERMARK, MIN_WATERMARK } from './watermark.ts'

interface Channel {
  watermark: number
  idle: boolean
  /** Takes part in the minimum: an input that was idle and is behind the output does not hold it back. */
  aligned: boolean
}

export interface ValveOutput {
  watermark(time: number): void
  idle(idle: boolean): void
}

/** Merges the watermarks of several streams into one, by the rules of Flink's StatusWatermarkValve. */
export class Valve {
  readonly #channels: Channel[] = []
  readonly #out: ValveOutput
  #idle = false
  #last = MIN_WATERMARK

  constructor(inputs: number, out: ValveOutput) {
    this.#out = out
    for (let i = 0; i < inputs; i++) this.#channels.push({ watermark: MIN_WATERMARK, idle: false, aligned: true })
  }

  watermark(input: number, time: number): void {
    const channel = this.#channels[input] as Channel
    if (this.#idle || channel.idle || time <= channel.watermark) return
    channel.watermark = time
    if (!channel.aligned && time >= this.#last) channel.aligned = true
    this.#advance()
  }

  idle(input: number, idle: boolean): void {
    const channel = this.#channels[input] as Channel
    if (channel.idle === idle) return
    channel.idle = idle
    if (idle) this.#becameIdle(channel)
    else this.#becameActive(channel)
  }

  #becameIdle(channel: Channel): void {
    channel.aligned = false
    const wasLowest = channel.watermark === this.#last
    if (this.#channels.every((c) => c.idle)) {
      if (wasLowest) this.#emit(Math.max(...this.#channels.map((c) => c.watermark)))
      this.#idle = true
      this.#out.idle(true)
    } else if (wasLowest) {
      this.#advance()
    }
  }

  #becameActive(channel: Channel): void {
    if (channel.watermark >= this.#last) channel.aligned = true
    if (!this.#idle) return
    this.#idle = false
    this.#out.idle(false)
  }

  #advance(): void {
    let least = MAX_WATERMARK
    let any = false
    for (const channel of this.#channels) {
      if (!channel.aligned) continue
      any = true
      if (channel.watermark < least) least = channel.watermark
    }
    if (any) this.#emit(least)
  }

  #emit(time: number): void {
    if (time <= this.#last) return
    this.#last = time
    this.#out.watermark(time)
  }
}
