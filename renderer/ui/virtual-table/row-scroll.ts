export const ROW_HEIGHT = 24

/**
 * Browsers end an element at some height (Firefox at 17.9 million pixels, Chromium at 33.5) and lose single
 * pixels beyond 2^24, so higher lists get a scroll bar that stands for more than it is.
 */
const MOST_HEIGHT = 16_000_000

/** Rows `first` to `end`, the first of which is cut off by `offset` pixels. */
export interface RowRange {
  readonly first: number
  readonly end: number
  readonly offset: number
}

/** How many rows a range in a view of so many pixels has at most. */
export const slotsIn = (view: number): number => Math.ceil(view / ROW_HEIGHT) + 1

/** How many pixels a scroller with so many rows can go. */
export const distanceOf = (rows: number, view: number): number =>
  Math.max(0, Math.min(rows * ROW_HEIGHT, MOST_HEIGHT) - view)

export type RowStep = 'line-up' | 'line-down' | 'page-up' | 'page-down' | 'start' | 'end'

/**
 * Where in a list one is, and where its scroll bar stands. `top` counts the pixels of all rows; `place` those of
 * the element that scrolls. They are the same until the list is too high for an element. From then on only who
 * drags the scroll bar goes from place to top; wheel and keys move the top, and the scroll bar follows.
 */
export class RowScroll {
  #rows = 0
  #view = 0
  #top = 0

  /** So many rows, seen through so many pixels. */
  resize(rows: number, view: number): void {
    this.#rows = rows
    this.#view = view
    this.moveTo(this.#top)
  }

  get isScaled(): boolean {
    return this.#rows * ROW_HEIGHT > MOST_HEIGHT
  }

  get distance(): number {
    return distanceOf(this.#rows, this.#view)
  }

  get place(): number {
    return this.isScaled ? Math.round((this.#top / this.#mostTop) * this.distance) : this.#top
  }

  get range(): RowRange {
    const first = Math.floor(this.#top / ROW_HEIGHT)
    const offset = this.#top - first * ROW_HEIGHT
    return { first, end: Math.min(this.#rows, first + Math.ceil((this.#view + offset) / ROW_HEIGHT)), offset }
  }

  /** The scroller stands there: it followed, or somebody has moved it. */
  scrolledTo(place: number): void {
    if (Math.abs(place - this.place) < 1) return
    const isAtEnd = place > this.distance - 1
    this.moveTo(isAtEnd ? this.#mostTop : this.isScaled ? (place / this.distance) * this.#mostTop : place)
  }

  moveTo(top: number): void {
    this.#top = Math.round(Math.max(0, Math.min(top, this.#mostTop)))
  }

  moveBy(pixels: number): void {
    this.moveTo(this.#top + pixels)
  }

  step(step: RowStep): void {
    const row = this.#top / ROW_HEIGHT
    // The last row that was there is seen again.
    const page = Math.max(1, Math.floor(this.#view / ROW_HEIGHT) - 1)
    const goal = {
      'line-up': Math.ceil(row) - 1,
      'line-down': Math.floor(row) + 1,
      'page-up': Math.ceil(row) - page,
      'page-down': Math.floor(row) + page,
      start: 0,
      end: this.#rows,
    }[step]
    this.moveTo(goal * ROW_HEIGHT)
  }

  get #mostTop(): number {
    return Math.max(0, this.#rows * ROW_HEIGHT - this.#view)
  }
}
