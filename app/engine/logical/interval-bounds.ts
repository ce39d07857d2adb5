/** A row of the left side matches those of the right whose time is at most so far away. */
export interface IntervalBounds {
  /** The time attributes, each among the columns of its side. */
  readonly left: number
  readonly right: number
  /** left time - right time in milliseconds, both inclusive. */
  readonly lower: number
  readonly upper: number
}
