import type { FeedEvent } from '../engine/run-types.ts'
import type { Disorder } from '../flow/records.ts'
import { type Arrival, arrange } from '../pack/arrival.ts'
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
  const inputs = sources.map(({ node, messages, eventTime }) => ({
    name: node.name,
    rows: messages.length,
    ...(eventTime === undefined ? {} : { eventTime }),
  }))
  const arrivals = arrange(inputs, disorder)
  const events = arrivals.flatMap(({ input, row: message }) => {
    const source = sources[input]
    const table = source?.node.name ?? ''
    return (source?.messages[message] ?? []).map(
      ({ kind, row }): FeedEvent => ({ kind: 'row', table, change: kind, values: row }),
    )
  })
  return { arrivals, events, timeline: sources.map((source) => timelineOf(source, sources, arrivals)) }
}

/** When each message arrives, of which event time it is, and whether the source's own watermark has passed it by then. */
function timelineOf(
  source: LoadedSource,
  sources: readonly LoadedSource[],
  arrivals: readonly Arrival[],
): TimelineSource {
  const points: TimelineSource['points'][number][] = []
  const watermarks: TimelineSource['watermarks'][number][] = []
  let watermark = Number.NEGATIVE_INFINITY
  let events = 0
  for (const { input, row: message } of arrivals) {
    // Places count events, as steps do, and a message may hold several.
    const arrival = events
    events += sources[input]?.messages[message]?.length ?? 0
    const eventTime = sources[input] === source ? source.eventTime?.(message) : undefined
    if (eventTime === undefined) continue
    points.push({ arrival, eventTime, late: eventTime <= watermark })
    const time = eventTime - source.delayMs
    if (time <= watermark) continue
    watermark = time
    watermarks.push({ arrival, time })
  }
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
