/** Kinds of change, by Flink's byte value. */
export type RowKind = 0 | 1 | 2 | 3

export const INSERT = 0
export const UPDATE_BEFORE = 1
export const UPDATE_AFTER = 2
export const DELETE = 3

const TEXTS = ['+I', '-U', '+U', '-D'] as const
export type RowKindText = (typeof TEXTS)[number]

export const rowKindText = (kind: RowKind): RowKindText => TEXTS[kind]

export function parseRowKind(text: string): RowKind | undefined {
  const index = TEXTS.indexOf(text as RowKindText)
  return index < 0 ? undefined : (index as RowKind)
}

/** Whether the change adds its row (+I, +U) rather than takes it back (-U, -D). */
export const isAccumulate = (kind: RowKind): boolean => kind === INSERT || kind === UPDATE_AFTER
