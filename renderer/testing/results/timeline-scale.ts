import type { TestReport } from '../../bridge/contract.ts'

export type TimelineSource = TestReport['timeline'][number]

export interface TimelineShape {
  readonly points: readonly { readonly x: number; readonly y: number; readonly late: boolean }[]
  /** Corners of the watermark's steps, as an SVG path. */
  readonly watermark: string
  readonly ticks: readonly { readonly y: number; readonly time: number }[]
  readonly late: number
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const MAX_TICKS = 5
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400].map((s) => s * 1000)

/** Arrival to the right, event time upwards. Undefined when there is nothing to draw. */
export function shapeTimeline(source: TimelineSource, box: Box): TimelineShape | undefined {
  const { points, watermarks } = source
  if (points.length === 0) return undefined
  const times = [...points.map((point) => point.eventTime), ...watermarks.map((mark) => mark.time)]
  const low = least(times)
  const high = Math.max(greatest(times), low + 1)
  const last = Math.max(
    greatest(points.map((point) => point.arrival)),
    greatest(watermarks.map((mark) => mark.arrival)),
    1,
  )
  const x = (arrival: number) => box.left + ((box.right - box.left) * arrival) / last
  const y = (time: number) => box.bottom - ((box.bottom - box.top) * (time - low)) / (high - low)
  return {
    points: points.map((point) => ({ x: x(point.arrival), y: y(point.eventTime), late: point.late })),
    watermark: stepPath(
      watermarks.map((mark) => [x(mark.arrival), y(mark.time)] as const),
      box.right,
    ),
    ticks: ticksBetween(low, high).map((time) => ({ y: y(time), time })),
    late: points.filter((point) => point.late).length,
  }
}

// Thousands of points: spreading them over Math.min's arguments could overflow the stack.
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const greatest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

function stepPath(corners: readonly (readonly [number, number])[], right: number): string {
  const [first, ...rest] = corners
  if (first === undefined) return ''
  const round = (value: number) => Math.round(value * 10) / 10
  return [
    `M${round(first[0])} ${round(first[1])}`,
    ...rest.map(([x, y]) => `H${round(x)}V${round(y)}`),
    `H${round(right)}`,
  ].join('')
}

function ticksBetween(low: number, high: number): number[] {
  const step =
    STEPS.find((candidate) => (high - low) / candidate <= MAX_TICKS) ??
    Math.ceil((high - low) / MAX_TICKS / 86_400_000) * 86_400_000
  const ticks: number[] = []
  for (let time = Math.ceil(low / step) * step; time <= high; time += step) ticks.push(time)
  return ticks
}
