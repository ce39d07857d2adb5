import type { WorkspaceDiff } from './store.ts'

/**
 * Whether the diff does not fit what is stored: it adds what exists, or changes or removes what
 * does not. With the right base revision only a mistaken caller gets here; it is told to reload.
 */
export function isConflicting(diff: WorkspaceDiff, exists: (id: string) => boolean): boolean {
  return (
    Object.entries(diff.added).some(([id, record]) => record.id !== id || exists(id)) ||
    Object.entries(diff.updated).some(([id, [, to]]) => to.id !== id || !exists(id)) ||
    Object.keys(diff.removed).some((id) => !exists(id))
  )
}
