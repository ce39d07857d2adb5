/** A node that is being read: what need not be there is added when it is found. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] }

/** The list of every node that has none. */
export const NONE: readonly never[] = Object.freeze([])
