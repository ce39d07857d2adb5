import { composeDiffs } from '../../app/base/diff.ts'
import type { WorkspaceDiff } from '../bridge/contract.ts'
import type { Message } from '../i18n/translate.ts'

/** One step that undo takes back. */
export interface Step {
  readonly diff: WorkspaceDiff
  readonly label: Message
  /** Edits with the same key that follow each other closely are one step: typing in a field, a drag. */
  readonly key?: string
  readonly at: number
}

export interface History {
  readonly undo: readonly Step[]
  readonly redo: readonly Step[]
}

const COALESCE_MS = 2_000
const MAX_STEPS = 500

export const emptyHistory: History = { undo: [], redo: [] }

export function pushStep(history: History, step: Step): History {
  const last = history.undo.at(-1)
  const joins = last?.key !== undefined && last.key === step.key && step.at - last.at < COALESCE_MS
  if (joins && last !== undefined) {
    const joined: Step = { ...step, diff: composeDiffs(last.diff, step.diff), label: last.label }
    return { undo: [...history.undo.slice(0, -1), joined], redo: [] }
  }
  return { undo: [...history.undo.slice(-MAX_STEPS + 1), step], redo: [] }
}

/** The last step can no longer be joined by a further edit: the gesture is over. */
export function sealLast(history: History): History {
  const last = history.undo.at(-1)
  if (last?.key === undefined) return history
  const { key: _, ...sealed } = last
  return { ...history, undo: [...history.undo.slice(0, -1), sealed] }
}

export function stepBack({ undo, redo }: History): History {
  const step = undo.at(-1)
  return step === undefined ? { undo, redo } : { undo: undo.slice(0, -1), redo: [...redo, step] }
}

/** The step repeated is sealed: what is typed next is a step of its own. */
export function stepForward({ undo, redo }: History): History {
  const step = redo.at(-1)
  if (step === undefined) return { undo, redo }
  return sealLast({ undo: [...undo, step], redo: redo.slice(0, -1) })
}
