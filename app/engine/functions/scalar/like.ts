import { BOOLEAN } from '../../../types/construct-type.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, ScalarFunction, ScalarImplementation } from '../declaration.ts'
import { constantText, refuseLate, scalar, signature } from '../define.ts'
import { CHARACTER } from '../strategy/operand.ts'
import { nullableIfArgs } from '../strategy/result.ts'
import { escapedLike, wildLike } from './like-escape.ts'
import { fitsLike, InvalidPattern, type LikePattern, likePattern } from './like-pattern.ts'
import { similarExpression } from './similar-pattern.ts'

// LIKE, SIMILAR TO and RLIKE.

const likeCache = new Map<string, LikePattern>()
function like(text: string, pattern: string, mark?: string): boolean {
  const key = mark === undefined ? pattern : `${mark}\u0000${pattern}`
  let parts = likeCache.get(key)
  if (parts === undefined) {
    if (likeCache.size >= 1000) likeCache.clear()
    parts = runnable(() => likePattern(pattern, mark))
    likeCache.set(key, parts)
  }
  return fitsLike(text, parts)
}

function runnable<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof InvalidPattern) throw new RunFailure('RuntimeException', error.message)
    throw error
  }
}

type Template = (args: readonly string[], constant: (value: unknown) => string) => string

/** Plain tests for the common shapes of constant patterns: 'a', 'a%', '%a', '%a%'. */
function simpleLike(pattern: string): Template | undefined {
  // Flink takes the empty literal for a chain without links, which every string passes
  if (pattern === '') return () => 'true'
  const match = /^(%?)([^%_]*)(%?)$/.exec(pattern)
  const [, start, middle = '', end] = match ?? []
  if (!match || middle === '') return undefined
  if (start && end) return ([a], constant) => `${a}.includes(${constant(middle)})`
  if (start) return ([a], constant) => `${a}.endsWith(${constant(middle)})`
  if (end) return ([a], constant) => `${a}.startsWith(${constant(middle)})`
  return ([a], constant) => `(${a} === ${constant(middle)})`
}

const inferLike = signature('LIKE', [CHARACTER, CHARACTER, CHARACTER], nullableIfArgs(BOOLEAN), { optional: 1 })

function implementLike(args: readonly Argument[]): ScalarImplementation {
  const pattern = constantText(args[1])
  // Calcite takes x LIKE '%' for x = x, whatever the escape character
  if (pattern === '%') return { source: () => 'true', ...(args[0]?.type.nullable === false ? { nulls: 'called' } : {}) }
  const mark = constantText(args[2])
  if (pattern === undefined || (args.length === 3 && mark === undefined)) return { apply: like }
  if (mark !== undefined) return escapedLike(pattern, mark)
  const simple = simpleLike(pattern)
  if (simple) return { source: simple }
  if (pattern.includes('_')) return wildLike(pattern)
  // a literal without _ is a chain of texts between %, in which a backslash is itself
  const chain = likePattern(pattern, null)
  return { apply: (text: string) => fitsLike(text, chain) }
}

export const likeOperators: readonly ScalarFunction[] = [
  scalar({
    name: 'LIKE',
    category: 'comparison',
    docs: [
      'string LIKE pattern [ESCAPE character]',
      "name LIKE 'A%'",
      'Whether the string fits a pattern: % is any text, _ one character.',
      '是否匹配模式：% 为任意文本，_ 为单个字符。',
    ],
    infer: (args) => {
      const inference = inferLike(args)
      const code = inference.ok ? implementLike(args) : undefined
      return inference.ok && code && 'refuses' in code ? refuseLate(code.refuses, inference.type) : inference
    },
    implement: ({ args }) => implementLike(args),
  }),
  scalar({
    name: 'SIMILAR TO',
    category: 'comparison',
    docs: [
      'string SIMILAR TO pattern [ESCAPE character]',
      "name SIMILAR TO '(A|B)%'",
      'Whether the string fits a regular expression of SQL.',
      '是否匹配 SQL 正则表达式。',
    ],
    infer: signature('SIMILAR TO', [CHARACTER, CHARACTER, CHARACTER], nullableIfArgs(BOOLEAN), { optional: 1 }),
    implement: () => ({
      apply: (text: string, pattern: string, mark?: string) =>
        runnable(() => similarExpression(pattern, mark)).matches(text),
    }),
  }),
]
