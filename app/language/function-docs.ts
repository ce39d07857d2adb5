import type { FunctionDeclaration } from '../engine/functions/declaration.ts'
import { overFunctions } from '../engine/functions/over/over-functions.ts'
import { allFunctions, findFunctions } from '../engine/functions/registry.ts'

/** What people read about a function, wherever it comes from. */
export interface FunctionDoc {
  readonly name: string
  readonly kind: 'scalar' | 'aggregate' | 'table'
  readonly signatures: readonly string[]
  readonly example: string
  readonly summary: { readonly en: string; readonly zh: string }
  /** Flink has it, the local engine has not. */
  readonly isRefused: boolean
}

const window = (name: string, sizes: string, example: string, en: string, zh: string): FunctionDoc => ({
  name,
  kind: 'table',
  signatures: [`${name}(TABLE table, DESCRIPTOR(time), ${sizes})`],
  example: `TABLE(${name}(TABLE orders, DESCRIPTOR(ts), ${example}))`,
  summary: { en, zh },
  isRefused: false,
})

const MINUTE = `INTERVAL '1' MINUTE`
const MINUTES = `INTERVAL '5' MINUTES`

const windowFunctions: readonly FunctionDoc[] = [
  window(
    'TUMBLE',
    'size[, offset]',
    MINUTE,
    'The rows with window_start, window_end and window_time: windows of one size, one after the other.',
    '为每行加上 window_start、window_end 和 window_time：大小固定、首尾相接的窗口。',
  ),
  window(
    'HOP',
    'slide, size[, offset]',
    `${MINUTE}, ${MINUTES}`,
    'The rows in every window that they belong to: windows of one size, a new one each slide.',
    '每行出现在其所属的每个窗口中：大小固定，每隔滑动步长开始一个新窗口。',
  ),
  window(
    'CUMULATE',
    'step, size[, offset]',
    `${MINUTE}, ${MINUTES}`,
    'The rows in windows that begin together and grow by a step up to their size.',
    '从同一时刻开始、按步长增长到最大尺寸的窗口。',
  ),
  window(
    'SESSION',
    'gap',
    MINUTES,
    'The rows in sessions: a window ends when no row has come for the gap.',
    '会话窗口：超过间隔没有行到来时窗口结束。',
  ),
]

const windowsByName = new Map(windowFunctions.map((doc) => [doc.name, doc]))

export const functionDoc = (name: string): FunctionDoc | undefined => {
  const known = windowsByName.get(name.toUpperCase())
  if (known !== undefined) return known
  const declaration = findFunctions(name) ?? overFunctions.get(name.toUpperCase())
  return declaration === undefined ? undefined : docOf(declaration)
}

const docOf = ({ name, kind, signatures, example, summary, status }: FunctionDeclaration): FunctionDoc => ({
  ...{ name, kind, signatures, example, summary },
  isRefused: status === 'refused',
})

/** Everything that is called by a name: operators are not. */
export const callableFunctions: readonly FunctionDoc[] = allFunctions
  .filter(({ name }) => /^[A-Z]\w*$/.test(name) && name !== 'LIKE' && name !== 'CASE' && name !== 'OVERLAPS')
  .concat([...overFunctions.values()].filter(({ name }) => findFunctions(name) === undefined))
  .map(docOf)

export const tableFunctionDocs: readonly FunctionDoc[] = [
  ...windowFunctions,
  ...callableFunctions.filter(({ kind }) => kind === 'table'),
]
