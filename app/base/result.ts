/** An outcome that the caller must look at: the environment's failures travel this way, not as exceptions. */
export type Result<T, E> = Ok<T> | Failed<E>
export interface Ok<T> {
  readonly ok: true
  readonly value: T
}
export interface Failed<E> {
  readonly ok: false
  readonly error: E
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const failed = <E>(error: E): Failed<E> => ({ ok: false, error })
