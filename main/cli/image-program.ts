import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startupSnapshot } from 'node:v8'
import { createCaseSession } from '../../app/engine/case/create-case-session.ts'
import { readCases } from '../../app/engine/case/engine-case.ts'
import { runCase } from '../../app/engine/case/run-case.ts'
import { runWarmUp, warmUpQueries } from '../engine/warm-up-flow.ts'
import { commands } from './commands.ts'
import { runCommand } from './run-command.ts'
import { areUnchanged, type SourceStamp } from './source-stamps.ts'

// The program of the start image (DESIGN.md): runs when the image is made, up to the last line of `prepare`.
// A process that starts from the image goes on with `main`, its modules loaded and the engine warm.

void prepare(String(process.argv[2]))

async function prepare(stampFile: string): Promise<void> {
  const stamps = JSON.parse(readFileSync(stampFile, 'utf8')) as readonly SourceStamp[]
  for (const name of ['replay', 'test', 'check']) await commands.get(name)?.load()
  warmUp()
  startupSnapshot.setDeserializeMainFunction(() => void main(stamps))
}

function warmUp(): void {
  for (const query of warmUpQueries) runWarmUp(query, () => 0)
  for (const engineCase of readCases(JSON.stringify(WARM_UP_CASE), 'warm')) {
    runCase({ engineCase, session: createCaseSession(engineCase), print: () => undefined, checks: false })
  }
}

const WARM_UP_CASE = {
  statements: [
    `CREATE TABLE orders (item STRING, amount DECIMAL(10, 2), \`at\` TIMESTAMP(3),
  WATERMARK FOR \`at\` AS \`at\` - INTERVAL '1' SECOND) WITH ('connector' = 'kafka', 'format' = 'json')`,
    'SELECT item, COUNT(*) FROM orders GROUP BY item',
  ],
  events: [{ t: 'orders', row: { item: 'a', amount: 1, at: '2024-01-01 00:00:00' } }],
}

/** The arguments are those of a start from source: the program's file comes before them. */
async function main(stamps: readonly SourceStamp[]): Promise<void> {
  const [node = '', source = '', ...args] = process.argv
  const folder = join(source, '..')
  if (areUnchanged(join(folder, '../..'), stamps)) process.exitCode = await runCommand(args)
  else become(node, [join(folder, 'millrace.mjs'), ...args])
}

/** The sources have changed since: what was asked is done by them. */
function become(node: string, words: readonly string[]): void {
  const env = { ...process.env, MILLRACE_START: 'stale' }
  if (process.platform === 'win32') process.exitCode = spawnSync(node, words, { env, stdio: 'inherit' }).status ?? 1
  else process.execve?.(node, [node, ...words], env)
}
