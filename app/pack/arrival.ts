import { createRandom, type Random } from '../base/random.ts'
import type { Disorder } from '../flow/records.ts'

/** The rows of one source, as far as their order is concerned. */
export interface ArrivalInput {
  /** The source's name: its own random numbers, and its place in a tie. */
  readonly name: string
  readonly rows: number
  /** Event time of a row in ms; absent when the source has none. A row without one counts as its predecessor. */
  readonly eventTime?: (row: number) => number | undefined
}

export interface Arrival {
  /** Index of the input and of its row. */
  readonly input: number
  readonly row: number
}

export const IN_ORDER: Disorder = { seed: 0, shuffleRows: 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } }

/** One global order over the rows of all inputs, disturbed as told: see DESIGN.md. */
export function arrange(inputs: readonly ArrivalInput[], disorder: Disorder): readonly Arrival[] {
  const sequences = inputs.map((input) => disturb(input, disorder))
  const timed = inputs.every((input) => input.eventTime !== undefined)
  return timed ? mergeByTime(inputs, sequences) : takeTurns(sequences)
}

function disturb(input: ArrivalInput, disorder: Disorder): readonly number[] {
  const random = createRandom(seedOf(input.name, disorder.seed))
  const places: { readonly row: number; readonly place: number }[] = []
  for (let row = 0; row < input.rows; row++) placeRow(row, random, disorder, places)
  places.sort((a, b) => a.place - b.place)
  return places.map(({ row }) => row)
}

function placeRow(
  row: number,
  random: Random,
  { shuffleRows, duplicate, drop, late }: Disorder,
  places: { row: number; place: number }[],
): void {
  const dropped = random() < drop
  const repeated = random() < duplicate
  const heldBack = Math.floor(random() * (shuffleRows + 1))
  const behind = 1 + Math.floor(random() * Math.max(1, shuffleRows))
  const lateBy = random() < late.share ? late.byRows : 0
  if (dropped) return
  const place = row + heldBack + lateBy
  places.push({ row, place })
  if (repeated) places.push({ row, place: place + behind })
}

/** FNV-1a over the name, so that sources differ whatever the seed. */
function seedOf(name: string, seed: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return (hash ^ Math.imul(seed, 0x9e3779b1)) >>> 0
}

function mergeByTime(inputs: readonly ArrivalInput[], sequences: readonly (readonly number[])[]): readonly Arrival[] {
  const clocks = inputs.map(() => Number.NEGATIVE_INFINITY)
  const next = inputs.map(() => 0)
  const names = inputs.map(({ name }) => name)
  const byName = [...inputs.keys()].sort((a, b) => compare(names[a] ?? '', names[b] ?? '') || a - b)
  const advance = (input: number): void => {
    const row = sequences[input]?.[next[input] ?? 0]
    if (row === undefined) return
    const time = inputs[input]?.eventTime?.(row) ?? Number.NEGATIVE_INFINITY
    clocks[input] = Math.max(clocks[input] ?? 0, time)
  }
  for (const input of inputs.keys()) advance(input)
  const merged: Arrival[] = []
  for (;;) {
    const open = byName.filter((input) => (next[input] ?? 0) < (sequences[input]?.length ?? 0))
    const first = open.reduce<number | undefined>(
      (best, input) => (best === undefined || (clocks[input] ?? 0) < (clocks[best] ?? 0) ? input : best),
      undefined,
    )
    if (first === undefined) return merged
    merged.push({ input: first, row: sequences[first]?.[next[first] ?? 0] ?? 0 })
    next[first] = (next[first] ?? 0) + 1
    advance(first)
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function takeTurns(sequences: readonly (readonly number[])[]): readonly Arrival[] {
  const longest = Math.max(0, ...sequences.map((sequence) => sequence.length))
  const merged: Arrival[] = []
  for (let turn = 0; turn < longest; turn++) {
    sequences.forEach((sequence, input) => {
      const row = sequence[turn]
      if (row !== undefined) merged.push({ input, row })
    })
  }
  return merged
}
