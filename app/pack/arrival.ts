import { createRandom, type Random } from '../base/random.ts'
import type { Disorder } from '../flow/records.ts'

/** The rows of one source, as far as their order is concerned; they are asked for one by one. */
export interface ArrivalInput<T> {
  /** The source's name: its own random numbers, and its place in a tie. */
  readonly name: string
  /** The next row of the pack, undefined at its end; 'wait' while it is not at hand. */
  next(): T | 'wait' | undefined
  /** Event time of a row in ms; absent when the source has none. A row without one counts as its predecessor. */
  readonly eventTime?: (row: T) => number | undefined
}

export interface Arrival<T> {
  /** Index of the input. */
  readonly input: number
  readonly row: T
}

export const IN_ORDER: Disorder = { seed: 0, shuffleRows: 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } }

/** One global order over the rows of all inputs, disturbed as told: see DESIGN.md. */
export function arrange<T>(
  inputs: readonly ArrivalInput<T>[],
  disorder: Disorder,
): Generator<Arrival<T> | 'wait', void> {
  const sequences = inputs.map((input) => sequenceOf(input, disorder))
  const timed = inputs.every((input) => input.eventTime !== undefined)
  return timed ? mergeByTime(inputs, sequences) : takeTurns(sequences)
}

interface Placed<T> {
  readonly row: T
  readonly place: number
  /** Of rows with one place, the one that was placed first goes first. */
  readonly turn: number
}

/** The next row of an input as it arrives, undefined behind the last one. */
type Sequence<T> = () => T | 'wait' | undefined

function sequenceOf<T>(input: ArrivalInput<T>, disorder: Disorder): Sequence<T> {
  const { shuffleRows, duplicate, drop, late } = disorder
  const isInOrder = shuffleRows === 0 && duplicate === 0 && drop === 0 && late.share === 0
  return isInOrder ? () => input.next() : disturb(input, disorder)
}

/** A row is held back among no more rows than the settings say, so only those are in memory. */
function disturb<T>(input: ArrivalInput<T>, disorder: Disorder): Sequence<T> {
  const random = createRandom(seedOf(input.name, disorder.seed))
  const held: Placed<T>[] = []
  let turn = 0
  let index = 0
  let hasEnded = false
  const hold = (row: T, place: number): void => insert(held, { row, place, turn: turn++ })
  return () => {
    for (;;) {
      // What is still to come has a greater place, or the same one and a later turn.
      const [first] = held
      if (first !== undefined && (hasEnded || first.place <= index)) return takeFirst(held).row
      if (hasEnded) return undefined
      const row = input.next()
      if (row === 'wait') return row
      if (row === undefined) hasEnded = true
      else placeRow(row, index++, random, disorder, hold)
    }
  }
}

function placeRow<T>(
  row: T,
  index: number,
  random: Random,
  { shuffleRows, duplicate, drop, late }: Disorder,
  hold: (row: T, place: number) => void,
): void {
  const dropped = random() < drop
  const repeated = random() < duplicate
  const heldBack = Math.floor(random() * (shuffleRows + 1))
  const behind = 1 + Math.floor(random() * Math.max(1, shuffleRows))
  const lateBy = random() < late.share ? late.byRows : 0
  if (dropped) return
  const place = index + heldBack + lateBy
  hold(row, place)
  if (repeated) hold(row, place + behind)
}

const isBefore = <T>(a: Placed<T>, b: Placed<T>): boolean =>
  a.place < b.place || (a.place === b.place && a.turn < b.turn)

/** A binary heap: with late rows, as many are held as they come late. */
function insert<T>(heap: Placed<T>[], item: Placed<T>): void {
  let at = heap.push(item) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above] as Placed<T>
    if (isBefore(parent, item)) break
    heap[at] = parent
    at = above
  }
  heap[at] = item
}

function takeFirst<T>(heap: Placed<T>[]): Placed<T> {
  const first = heap[0] as Placed<T>
  const last = heap.pop() as Placed<T>
  if (heap.length > 0) sink(heap, last)
  return first
}

function sink<T>(heap: Placed<T>[], item: Placed<T>): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const right = left + 1
    if (left >= heap.length) break
    const child = right < heap.length && isBefore(heap[right] as Placed<T>, heap[left] as Placed<T>) ? right : left
    const below = heap[child] as Placed<T>
    if (isBefore(item, below)) break
    heap[at] = below
    at = child
  }
  heap[at] = item
}

/** FNV-1a over the name, so that sources differ whatever the seed. */
function seedOf(name: string, seed: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return (hash ^ Math.imul(seed, 0x9e3779b1)) >>> 0
}

function* mergeByTime<T>(
  inputs: readonly ArrivalInput<T>[],
  sequences: readonly Sequence<T>[],
): Generator<Arrival<T> | 'wait', void> {
  const lanes: Lane<T>[] = []
  for (const [index, input] of inputs.entries()) {
    const lane = new Lane(index, input, sequences[index] as Sequence<T>)
    while (lane.advance() === 'wait') yield 'wait'
    if (!lane.hasEnded) lanes.push(lane)
  }
  lanes.sort((a, b) => compare(a.name, b.name) || a.input - b.input)
  while (lanes.length > 0) {
    let first = lanes[0] as Lane<T>
    for (const lane of lanes) if (lane.clock < first.clock) first = lane
    yield { input: first.input, row: first.head as T }
    while (first.advance() === 'wait') yield 'wait'
    if (first.hasEnded) lanes.splice(lanes.indexOf(first), 1)
  }
}

/** One pack on its way into the merge: its next row, and how far its event time has come. */
class Lane<T> {
  readonly input: number
  readonly name: string
  clock = Number.NEGATIVE_INFINITY
  head: T | undefined
  hasEnded = false
  readonly #sequence: Sequence<T>
  readonly #eventTime: (row: T) => number | undefined

  constructor(input: number, { name, eventTime }: ArrivalInput<T>, sequence: Sequence<T>) {
    this.input = input
    this.name = name
    this.#sequence = sequence
    this.#eventTime = eventTime ?? (() => undefined)
  }

  /** To the next row or the end of the pack; 'wait' where neither is at hand. */
  advance(): 'wait' | undefined {
    const row = this.#sequence()
    if (row === 'wait') return 'wait'
    this.head = row
    if (row === undefined) this.hasEnded = true
    else this.clock = Math.max(this.clock, this.#eventTime(row) ?? Number.NEGATIVE_INFINITY)
    return undefined
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function* takeTurns<T>(sequences: readonly Sequence<T>[]): Generator<Arrival<T> | 'wait', void> {
  let open = [...sequences.entries()]
  while (open.length > 0) {
    for (const [input, sequence] of open) {
      let row = sequence()
      while (row === 'wait') {
        yield 'wait'
        row = sequence()
      }
      if (row === undefined) open = open.filter(([other]) => other !== input)
      else yield { input, row }
    }
  }
}
