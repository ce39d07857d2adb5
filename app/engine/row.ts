/**
 * A row is a frozen-by-convention object of one fixed shape per edge: `c0`, `c1`, … all always set
 * (null, never missing), in the value forms of `types/value.ts`. Operators never look inside: only
 * generated code reads the fields, and the specs of operators carry the functions they need.
 */
export interface Row {
  readonly ROW: never
}

/**
 * Rows taken apart for keeping: a page holds many rows, each column of them in one array. What is kept so is no object
 * of its own, which garbage collection would have to move about.
 */
export interface RowColumns {
  page(rows: number): RowPage
  put(page: RowPage, place: number, row: Row): void
  /** What was put there, as a new row. */
  row(page: RowPage, place: number): Row
}
export interface RowPage {
  readonly PAGE: never
}

export type Projection = (row: Row) => Row
export type Predicate = (row: Row) => boolean
/** Filter and projection in one function: null when the row does not pass. */
export type CalcFunction = (row: Row) => Row | null
export type JoinPredicate = (left: Row, right: Row) => boolean
export type Concat = (left: Row, right: Row) => Row
export type Comparator = (a: Row, b: Row) => number
/** One column as a value; for time attributes milliseconds since 1970, or null. */
export type Getter<T> = (row: Row) => T

export const column = (index: number): string => `c${index}`
