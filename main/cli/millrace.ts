import type { Command } from './command.ts'
import { replay } from './replay.ts'

const commands: Readonly<Record<string, Command>> = { replay }

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]
if (command === undefined) {
  console.error(overview())
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2
} else process.exitCode = await command.run(args)

function overview(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  millrace ${usage.padEnd(32)} ${summary}`)
  return ['Usage:', ...lines].join('\n')
}
