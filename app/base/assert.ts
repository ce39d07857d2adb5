/** Our own bug: thrown when something that the code itself guarantees does not hold. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure'
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message)
}

/** The value, where the code knows that it is there. */
export function must<T>(value: T | null | undefined, what = 'value'): T {
  if (value === null || value === undefined) throw new AssertionFailure(`${what} is missing`)
  return value
}

/** Closes a switch over a union: the compiler lists the cases that are not handled. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unhandled case: ${JSON.stringify(value)}`)
}
