import { array, BOOLEAN, INT, STRING } from '../../../types/construct-type.ts'
import { replaceLoneSurrogates } from '../../../types/utf8.ts'
import type { Hybrid, Value } from '../../../types/value.ts'
import type { Argument, Inference, ScalarFunction } from '../declaration.ts'
import { constantText, type Docs, type SignatureOptions, scalar, signature, unsupportedCall } from '../define.ts'
import { CHARACTER, INTEGER, type Operand } from '../strategy/operand.ts'
import { alwaysNullable, nullableIfArgs, type Result } from '../strategy/result.ts'
import type { FoundMatch } from './java-regex/backtracking.ts'
import { compilePattern } from './java-regex/java-pattern.ts'

// Functions on Java regular expressions. A pattern that Java refuses gives NULL (REGEXP: false).

function regexFunction(
  name: string,
  operands: readonly Operand[],
  result: Result,
  apply: (...args: never[]) => Value,
  docs: Docs,
  options: SignatureOptions = {},
): ScalarFunction {
  const infer = signature(name, operands, result, options)
  return scalar({
    name,
    category: 'string',
    docs,
    infer: (args) => translatable(args) ?? infer(args),
    implement: () => ({ apply }),
  })
}

/** A constant pattern that cannot be translated is refused before the run. */
function translatable(args: readonly Argument[]): Inference | undefined {
  const pattern = constantText(args[1])
  if (pattern === undefined) return undefined
  try {
    compilePattern(pattern)
    return undefined
  } catch (error) {
    return unsupportedCall(error instanceof Error ? error.message : String(error))
  }
}

const firstMatch = (text: string, pattern: string): FoundMatch | null => compilePattern(pattern)?.find(text) ?? null

/** Half a pair of surrogates is `?`. */
function groupText({ groups }: FoundMatch, group: Hybrid): string | null {
  const text = groups[Number(group)]
  return text === undefined ? null : replaceLoneSurrogates(text)
}

/** NULL for a group that is not there or did not take part. */
function extract(text: string, pattern: string, group: Hybrid = 0): Value {
  const match = firstMatch(text, pattern)
  return match && group >= 0 ? groupText(match, group) : null
}

function extractAll(text: string, pattern: string, group: Hybrid = 1): Value {
  const regexp = compilePattern(pattern)
  if (regexp === null || group < 0 || group > regexp.groupCount) return null
  return regexp.findAll(text).map((match) => groupText(match, group))
}

function count(text: string, pattern: string): Value {
  const regexp = compilePattern(pattern)
  return regexp === null ? null : regexp.findAll(text).length
}

function replace(text: string, pattern: string, replacement: string): Value {
  const matches = compilePattern(pattern)?.findAll(text)
  if (matches === undefined) return null
  let [result, from] = ['', 0]
  for (const { index, end } of matches) {
    result += text.slice(from, index) + replacement
    from = end
  }
  return replaceLoneSurrogates(result + text.slice(from))
}

export const regexFunctions: readonly ScalarFunction[] = [
  regexFunction(
    'REGEXP',
    [CHARACTER, CHARACTER],
    nullableIfArgs(BOOLEAN),
    (text: string, pattern: string) => pattern !== '' && firstMatch(text, pattern) !== null,
    [
      'REGEXP(string, regex)',
      "REGEXP('a1', '[0-9]')",
      'Whether a part of the string matches.',
      '字符串中是否有子串匹配正则表达式。',
    ],
  ),
  regexFunction('REGEXP_REPLACE', [CHARACTER, CHARACTER, CHARACTER], nullableIfArgs(STRING), replace, [
    'REGEXP_REPLACE(string, regex, replacement)',
    "REGEXP_REPLACE('a1b2', '[0-9]', '')",
    'Replaces every match; the replacement is taken literally.',
    '替换所有匹配的子串，替换内容按字面使用。',
  ]),
  regexFunction(
    'REGEXP_EXTRACT',
    [CHARACTER, CHARACTER, INTEGER],
    alwaysNullable(STRING),
    extract,
    [
      'REGEXP_EXTRACT(string, regex[, group])',
      "REGEXP_EXTRACT('a1', '([a-z])([0-9])', 2)",
      'A group of the first match.',
      '返回首个匹配的指定分组。',
    ],
    { optional: 1 },
  ),
  regexFunction(
    'REGEXP_EXTRACT_ALL',
    [CHARACTER, CHARACTER, INTEGER],
    alwaysNullable(array(STRING)),
    extractAll,
    [
      'REGEXP_EXTRACT_ALL(string, regex[, group])',
      "REGEXP_EXTRACT_ALL('a1b2', '([0-9])')",
      'A group of every match.',
      '返回所有匹配的指定分组。',
    ],
    { optional: 1, takesNull: true },
  ),
  regexFunction(
    'REGEXP_COUNT',
    [CHARACTER, CHARACTER],
    alwaysNullable(INT),
    count,
    [
      'REGEXP_COUNT(string, regex)',
      "REGEXP_COUNT('a1b2', '[0-9]')",
      'How often the expression matches.',
      '返回匹配次数。',
    ],
    { takesNull: true },
  ),
  regexFunction(
    'REGEXP_INSTR',
    [CHARACTER, CHARACTER],
    alwaysNullable(INT),
    (text: string, pattern: string) => {
      const regexp = compilePattern(pattern)
      if (regexp === null) return null
      const match = regexp.find(text)
      return match ? match.index + 1 : 0
    },
    [
      'REGEXP_INSTR(string, regex)',
      "REGEXP_INSTR('ab1', '[0-9]')",
      'Where the first match begins, from 1; 0 if nowhere.',
      '返回首个匹配的起始位置（从 1 开始），没有则为 0。',
    ],
    { takesNull: true },
  ),
  regexFunction(
    'REGEXP_SUBSTR',
    [CHARACTER, CHARACTER],
    alwaysNullable(STRING),
    (text: string, pattern: string) => extract(text, pattern),
    ['REGEXP_SUBSTR(string, regex)', "REGEXP_SUBSTR('ab12', '[0-9]+')", 'The first match.', '返回首个匹配的子串。'],
    { takesNull: true },
  ),
]
