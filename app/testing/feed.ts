import type { FeedEvent } from '../engine/run-types.ts'
import type { Disorder } from '../flow/records.ts'
import { type Arrival, arrange } from '../pack/arrival.ts'
import { INSERT } from '../types/row-kind.ts'
import type { LoadedSource } from './load-sources.ts'
import type { TimelineSource } from './report.ts'

export interface Feed {
  readonly arrivals: readonly Arrival[]
  readonly events: readonly FeedEvent[]
  readonly timeline: readonly TimelineSource[]
}

const MAX_POINTS = 2_000

/** The rows of all sources in the order in which they arrive, as the engine takes them. */
export function createFeed(sources: readonly LoadedSource[], disorder: Disorder): Feed {
  const inputs = sources.map(({ node, rows, eventTime }) => ({
    name: node.name,
    rows: rows.length,
    ...(eventTime === undefined ? {} : { eventTime }),
  }))
  const arrivals = arrange(inputs, disorder)
  const events = arrivals.map(({ input, row }): FeedEvent => {
    const source = sources[input]
    return { kind: 'row', table: source?.node.name ?? '', change: INSERT, values: source?.rows[row] ?? [] }
  })
  return { arrivals, events, timeline: sources.map((source, index) => timelineOf(source, index, arrivals)) }
}

/** When each row arrives, of which event time it is, and whether the source's own watermark has passed it by then. */
function timelineOf(source: LoadedSource, index: number, arrivals: readonly Arrival[]): TimelineSource {
  const points: TimelineSource['points'][number][] = []
  const watermarks: TimelineSource['watermarks'][number][] = []
  let watermark = Number.NEGATIVE_INFINITY
  arrivals.forEach(({ input, row }, arrival) => {
    const eventTime = input === index ? source.eventTime?.(row) : undefined
    if (eventTime === undefined) return
    points.push({ arrival, eventTime, late: eventTime <= watermark })
    const next = eventTime - source.delayMs
    if (next > watermark) {
      watermark = next
      watermarks.push({ arrival, time: watermark })
    }
  })
  return { node: source.node.id, points: thinned(points, ({ late }) => late), watermarks: thinned(watermarks) }
}

/** Evenly fewer of them, but those that matter stay as long as there is room. */
function thinned<T>(items: readonly T[], matters: (item: T) => boolean = () => false): readonly T[] {
  if (items.length <= MAX_POINTS) return items
  const important = items.filter(matters).slice(0, MAX_POINTS / 2)
  const kept = new Set(important)
  const step = Math.ceil(items.length / (MAX_POINTS - kept.size))
  return items.filter((item, at) => at % step === 0 || kept.has(item)).slice(0, MAX_POINTS)
}
