import type { StoreError } from './store.ts'

/** Carries a StoreError out of a transaction, so that it rolls back. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure'
  readonly error: StoreError
  constructor(error: StoreError) {
    super('message' in error ? error.message : error.tag)
    this.error = error
  }
}

/** The environment's failure by name. An error without a code is a bug of ours and thrown on. */
export function storeErrorOf(thrown: unknown, operation: string): StoreError {
  if (thrown instanceof StoreFailure) return thrown.error
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
  if (code === undefined) throw thrown
  const message = (thrown as Error).message
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return { tag: 'damaged', reason: message }
  return { tag: 'io', operation, code, message }
}
