import {
  documentedFunctions,
  EXAMPLE_TABLES,
  exampleStatement,
} from '../../app/engine/functions/documented-functions.ts'
import { Session } from '../../app/engine/session.ts'
import { typeText } from '../../app/types/type-text.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { readFlags } from './read-flags.ts'

const HELP = `Usage: millrace functions [WORD…] [options]

Lists the functions and operators of Flink SQL that the local engine knows, by category; with
words only those whose name, category or description holds one of them.

  --chinese   descriptions in Chinese
  --json      print one JSON document instead of text

Exit code: 0 found, 1 nothing found, 2 wrong usage.`

export const functions: Command = (args) => {
  const flags = readFlags('functions', HELP, args, { json: { type: 'boolean' }, chinese: { type: 'boolean' } })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const words = positionals.map((word) => word.toLowerCase())
  const found = documentedFunctions.filter(({ name, category, summary, signatures }) => {
    const text = [name, category, summary.en, summary.zh, ...signatures].join(' ').toLowerCase()
    return words.length === 0 || words.some((word) => text.includes(word))
  })
  if (values.json) {
    const typeOf = exampleTypes()
    const list = found.map(({ name, aliases, kind, category, signatures, example, summary, status, reason }) => ({
      ...{ name, aliases, kind, category, signatures, example, type: typeOf(example), summary, status, reason },
    }))
    console.log(JSON.stringify(list, undefined, 2))
  } else {
    for (const category of [...new Set(found.map((each) => each.category))].sort()) {
      console.log(category)
      for (const each of found) {
        if (each.category !== category) continue
        const refused = each.reason === undefined ? '' : ` (refused: ${each.reason})`
        console.log(`  ${each.signatures.join(' | ')}${refused}`)
        console.log(`      ${values.chinese ? each.summary.zh : each.summary.en}`)
      }
    }
  }
  return found.length === 0 ? EXIT.failed : EXIT.ok
}

/** The type of what an example gives, as Flink would tell it; undefined for statements. */
function exampleTypes(): (example: string) => string | undefined {
  const session = new Session({ config: [], tables: new Map() })
  for (const table of EXAMPLE_TABLES) session.execute(table)
  return (example) => {
    const statement = exampleStatement(example)
    if (statement === example) return undefined
    const outcome = session.execute(statement)
    const column = 'schema' in outcome ? outcome.schema?.[0] : undefined
    return column && typeText(column.type)
  }
}
