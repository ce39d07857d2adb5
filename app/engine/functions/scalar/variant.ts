import { BOOLEAN, VARIANT, withNullable } from '../../../types/construct-type.ts'
import { doubleText } from '../../../types/java-number.ts'
import { RunFailure } from '../../run-failure.ts'
import type { ScalarFunction } from '../declaration.ts'
import { type Docs, scalar, signature } from '../define.ts'
import { CHARACTER, castTo } from '../strategy/operand.ts'
import { someNullable } from '../strategy/result.ts'
import { isArray, JsonNumber, JsonSyntaxFailure, type JsonTree, parseJson, quoteJson } from './json/json-tree.ts'

// PARSE_JSON and TRY_PARSE_JSON. A VARIANT is held as the JSON text that Flink would print of it.

/** Keys sorted; numbers with an exponent are doubles, others keep their digits. */
function variantText(tree: JsonTree): string {
  if (tree === null || typeof tree === 'boolean') return String(tree)
  if (typeof tree === 'string') return quoteJson(tree)
  if (tree instanceof JsonNumber) return numberText(tree)
  if (isArray(tree)) return `[${tree.map(variantText).join(',')}]`
  const keys = [...tree.keys()].sort((a, b) => (a < b ? -1 : 1))
  return `{${keys.map((k) => `${quoteJson(k)}:${variantText(tree.get(k) ?? null)}`).join(',')}}`
}

function numberText({ text, integer }: JsonNumber): string {
  if (integer) return text
  if (/[eE]/.test(text)) return doubleText(Number(text))
  return text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

function parser(name: string, quiet: boolean, docs: Docs): ScalarFunction {
  const infer = signature(
    name,
    [CHARACTER, castTo(BOOLEAN, '<BOOLEAN>')],
    (args) => withNullable(VARIANT, quiet || someNullable(args)),
    { optional: 1 },
  )
  return scalar({
    name,
    category: 'variant',
    docs,
    infer,
    implement: () => ({
      apply: (text: string, duplicates = false) => {
        try {
          return { opaque: variantText(parseJson(text, !duplicates)) }
        } catch (error) {
          if (!(error instanceof JsonSyntaxFailure)) throw error
          if (quiet) return null
          throw new RunFailure('TableRuntimeException', `Failed to parse json string: ${error.message}`)
        }
      },
    }),
  })
}

export const variantFunctions: readonly ScalarFunction[] = [
  parser('PARSE_JSON', false, [
    'PARSE_JSON(json[, allow_duplicate_keys])',
    `PARSE_JSON('{"a": 1}')`,
    'A VARIANT of a JSON text.',
    '把 JSON 文本解析为 VARIANT。',
  ]),
  parser('TRY_PARSE_JSON', true, [
    'TRY_PARSE_JSON(json[, allow_duplicate_keys])',
    `TRY_PARSE_JSON('[1')`,
    'A VARIANT of a JSON text, NULL if it is none.',
    '把 JSON 文本解析为 VARIANT，失败返回 NULL。',
  ]),
]
