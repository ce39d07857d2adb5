import { closestWord } from '../../app/sql/closest-word.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { commands } from './commands.ts'
import { EXIT } from './exit-code.ts'

/** Runs a command line, without the program's own name, and answers the exit code. Without a command the window opens. */
export async function runCommand([name = 'open', ...args]: readonly string[]): Promise<number> {
  if (name === '--version') console.log(packageFile.version)
  else if (name === '--help' || name === '-h') console.log(overview())
  else if (name === 'help') return help(args)
  else return run(name, args)
  return EXIT.ok
}

async function help([name]: readonly string[]): Promise<number> {
  if (name !== undefined) return run(name, ['--help'])
  console.log(overview())
  return EXIT.ok
}

async function run(name: string, args: readonly string[]): Promise<number> {
  const command = await commands.get(name)?.load()
  return command === undefined ? unknown(name) : command(args)
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
