import { closestWord } from '../../app/sql/closest-word.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { bench } from './bench.ts'
import { check } from './check.ts'
import type { Command } from './command.ts'
import { compile } from './compile.ts'
import { diff } from './diff.ts'
import { EXIT } from './exit-code.ts'
import { exportFiles } from './export.ts'
import { functions } from './functions.ts'
import { importFiles } from './import.ts'
import { lsp } from './lsp.ts'
import { open } from './open.ts'
import { publish } from './publish.ts'
import { replay } from './replay.ts'
import { test } from './test.ts'

const commands: ReadonlyMap<string, Command> = new Map([
  ['open', open],
  ['test', test],
  ['check', check],
  ['compile', compile],
  ['publish', publish],
  ['diff', diff],
  ['export', exportFiles],
  ['import', importFiles],
  ['functions', functions],
  ['lsp', lsp],
  ['replay', replay],
  ['bench', bench],
])

/** Runs a command line, without the program's own name, and answers the exit code. Without a command the window opens. */
export async function runCommand([name = 'open', ...args]: readonly string[]): Promise<number> {
  if (name === '--version') console.log(packageFile.version)
  else if (name === '--help' || name === '-h') console.log(overview())
  else if (name === 'help') return help(args)
  else return commands.get(name)?.run(args) ?? unknown(name)
  return EXIT.ok
}

async function help([name]: readonly string[]): Promise<number> {
  if (name !== undefined) return commands.get(name)?.run(['--help']) ?? unknown(name)
  console.log(overview())
  return EXIT.ok
}

function unknown(name: string): number {
  const meant = closestWord(name, commands.keys())
  console.error(`millrace: there is no command ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}\n`)
  console.error(overview())
  return EXIT.usage
}

function overview(): string {
  const lines = [...commands.values()].map(({ usage, summary }) => `  millrace ${usage.padEnd(28)} ${summary}`)
  const more = [
    '',
    'millrace help COMMAND tells more about one of them. Each has --json for programs but open and lsp.',
  ]
  return ['Millrace: draw, prove and ship Apache Flink SQL jobs.', '', 'Usage:', ...lines, ...more].join('\n')
}
