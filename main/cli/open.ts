import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { misuse, readFlags } from './read-flags.ts'

const HELP = `Usage: millrace open [WORKSPACE] [options]

Opens the window on a workspace (.millrace), which is made if it is not there; without one on the
workspace of this user.

  --no-window   print an address for a browser instead of opening a window

Exit code: that of the window; 2 wrong usage.`

export const open: Command = (args) => {
  const flags = readFlags('open', HELP, args, { 'no-window': { type: 'boolean' } })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const [workspace, ...more] = positionals
  if (more.length > 0) return misuse('open', 'one workspace at a time')
  const words = [
    ...(workspace === undefined ? [] : ['--workspace', workspace]),
    ...(values['no-window'] ? ['--no-window'] : []),
  ]
  return launch(words)
}

function launch(words: readonly string[]): Promise<number> {
  const program = fileURLToPath(new URL('../launch/open.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...words], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`millrace open: ${error.message}`)
      resolve(EXIT.environment)
    })
    child.on('exit', (code) => resolve(code ?? EXIT.failed))
  })
}
