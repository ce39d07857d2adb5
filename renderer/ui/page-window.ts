/** Undefined when the rows cannot be had. */
export type FetchPage<Row> = (from: number, count: number) => Promise<readonly Row[] | undefined>

/** As many as pass by in the time that a page takes to come, also where somebody scrolls fast. */
const PAGE = 500
/** The host answers one after the other: who has more under way waits for what was passed long ago. */
const MOST_UNDER_WAY = 2
const MOST_KEPT = 20

interface Page<Row> {
  readonly rows: readonly Row[]
  /** How many rows the list had when this page was asked for. */
  readonly total: number
}

/**
 * Rows of a list that is too long to have as a whole: the pages around what is looked at. Fetched is what is
 * looked at when there is room for a fetch, not what was passed meanwhile; when that is here, its neighbours.
 */
export class PageWindow<Row> {
  readonly #fetch: FetchPage<Row>
  readonly #pages = new Map<number, Page<Row>>()
  readonly #underWay = new Set<number>()
  readonly #refused = new Set<number>()
  readonly #listeners = new Set<() => void>()
  #seen: readonly number[] = []
  #total = 0
  #version = 0

  constructor(fetch: FetchPage<Row>) {
    this.#fetch = fetch
  }

  rowAt(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE]
  }

  /** Rows `from` to `to`, of so many in all, are on screen now. */
  look(from: number, to: number, total: number): void {
    this.#total = total
    const first = Math.floor(from / PAGE)
    const last = Math.floor(Math.max(to - 1, 0) / PAGE)
    this.#seen = Array.from({ length: last - first + 1 }, (_, at) => first + at)
    this.#ask()
  }

  /** Changes whenever rows have come. */
  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #ask(): void {
    for (const page of this.#wanted()) {
      if (this.#underWay.size >= MOST_UNDER_WAY) return
      if (this.#isHere(page) || this.#underWay.has(page) || this.#refused.has(page)) continue
      this.#underWay.add(page)
      void this.#bring(page)
    }
  }

  /** Who drags the scroll bar never rests where neighbours were of use. */
  #wanted(): readonly number[] {
    const seen = this.#seen
    if (!seen.every((page) => this.#isHere(page))) return seen
    const end = Math.ceil(this.#total / PAGE)
    return [(seen.at(-1) ?? 0) + 1, (seen[0] ?? 0) - 1].filter((page) => page >= 0 && page < end)
  }

  /** The last page of a list that has grown since is not. */
  #isHere(page: number): boolean {
    const { rows, total } = this.#pages.get(page) ?? {}
    return rows?.length === PAGE || total === this.#total
  }

  async #bring(page: number): Promise<void> {
    const total = this.#total
    const rows = await this.#fetch(page * PAGE, PAGE).catch(() => undefined)
    this.#underWay.delete(page)
    if (rows === undefined) this.#refused.add(page)
    else this.#keep(page, { rows, total })
    this.#ask()
  }

  #keep(page: number, kept: Page<Row>): void {
    this.#pages.set(page, kept)
    const middle = this.#seen[0] ?? page
    while (this.#pages.size > MOST_KEPT) this.#pages.delete(farthest(this.#pages.keys(), middle))
    this.#version++
    for (const listener of [...this.#listeners]) listener()
  }
}

function farthest(pages: Iterable<number>, from: number): number {
  let found = from
  for (const page of pages) if (Math.abs(page - from) > Math.abs(found - from)) found = page
  return found
}
