import type { FeedEvent } from '../engine/run-types.ts'
import type { Disorder } from '../flow/records.ts'
import { arrange } from '../pack/arrival.ts'
import type { LoadedSource } from './load-sources.ts'
import type { MessageReader } from './message-reader.ts'
import type { EdgeReport, Problem, TimelineSource } from './report.ts'
import { Timeline } from './timeline.ts'

/** The rows of all sources in the order in which they arrive, as the engine takes them. They can be taken once. */
export interface Feed {
  readonly events: Iterable<FeedEvent>
  /** What could not be read so far. With an error among them the events have ended early. */
  readonly problems: readonly Problem[]
  /** What each source gave so far, by kind. */
  sent(table: string): EdgeReport['kinds']
  /** All events again, as long as they are few. */
  replay(): readonly FeedEvent[] | undefined
  timeline(): readonly TimelineSource[]
  /** How much of the packs has been read, from 0 to 1. */
  share(): number
}

/** Beyond this nobody looks into single nodes: see `observeNodes`. */
const MAX_REPLAYED = 50_000

export function createFeed(sources: readonly LoadedSource[], disorder: Disorder): Feed {
  return new SourceFeed(sources, disorder)
}

class SourceFeed implements Feed {
  readonly problems: Problem[] = []
  readonly events: Iterable<FeedEvent>
  readonly #sources: readonly LoadedSource[]
  /** By the place of the source. */
  readonly #sent: readonly [number, number, number, number][]
  readonly #timelines: readonly Timeline[]
  readonly #readers: readonly MessageReader[]
  #replayed: FeedEvent[] | undefined = []
  #count = 0
  #hasFailed = false

  constructor(sources: readonly LoadedSource[], disorder: Disorder) {
    this.#sources = sources
    this.#sent = sources.map(() => [0, 0, 0, 0])
    this.#timelines = sources.map(({ node, delayMs }) => new Timeline(node.id, delayMs))
    this.#readers = sources.map((source) => source.read((problem) => this.#note(problem)))
    this.events = this.#arrive(disorder)
  }

  sent(table: string): EdgeReport['kinds'] {
    return this.#sent[this.#sources.findLastIndex(({ node }) => node.name === table)] ?? [0, 0, 0, 0]
  }

  replay(): readonly FeedEvent[] | undefined {
    return this.#replayed
  }

  timeline(): readonly TimelineSource[] {
    return this.#timelines.map((timeline) => timeline.report())
  }

  share(): number {
    const sum = (of: (reader: MessageReader) => number): number =>
      this.#readers.reduce((total, reader) => total + of(reader), 0)
    return (
      sum(({ bytesRead }) => bytesRead) /
      Math.max(
        1,
        sum(({ size }) => size),
      )
    )
  }

  *#arrive(disorder: Disorder): Generator<FeedEvent, void> {
    const readers = this.#readers
    const inputs = this.#sources.map(({ node, eventTime }, index) => ({
      name: node.name,
      next: () => this.#ask(readers[index] as MessageReader),
      ...(eventTime === undefined ? {} : { eventTime }),
    }))
    for (const arrival of arrange(inputs, disorder)) {
      if (this.#hasFailed) break
      if (arrival === 'wait') {
        yield { kind: 'wait' }
        continue
      }
      const { input, row: message } = arrival
      const source = this.#sources[input] as LoadedSource
      this.#timelines[input]?.add(this.#count, source.eventTime?.(message))
      const sent = this.#sent[input] as [number, number, number, number]
      for (const { kind, row } of message) {
        sent[kind]++
        yield this.#counted({ kind: 'row', table: source.node.name, change: kind, values: row })
      }
    }
    if (this.#hasFailed) readOn(readers)
  }

  #ask(reader: MessageReader): ReturnType<MessageReader['next']> {
    return this.#hasFailed ? undefined : reader.next()
  }

  #note(problem: Problem): void {
    this.problems.push(problem)
    if (problem.severity === 'error') this.#hasFailed = true
  }

  #counted(event: Extract<FeedEvent, { kind: 'row' }>): FeedEvent {
    this.#count++
    if (this.#count > MAX_REPLAYED) this.#replayed = undefined
    this.#replayed?.push(event)
    return event
  }
}

/** Messages of each pack that are read for their mistakes once one was found: an author mends them together. */
const READ_ON = 10_000

function readOn(readers: readonly MessageReader[]): void {
  for (const reader of readers) {
    for (let read = 0; read < READ_ON; read++) {
      const message = reader.next()
      if (message === undefined || message === 'wait') break
    }
  }
}
