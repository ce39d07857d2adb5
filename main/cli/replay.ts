import { existsSync, readFileSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { createCaseSession } from '../../app/engine/case/create-case-session.ts'
import { type EngineCase, readCases } from '../../app/engine/case/engine-case.ts'
import { runCase } from '../../app/engine/case/run-case.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { misuse, readFlags, unavailable } from './read-flags.ts'

const HELP = `Usage: millrace replay FILE… [options]

Runs engine cases (JSON, or JSON lines) and prints what comes out of each as JSON lines, in the form in
which the outcomes of Flink itself are recorded. A FILE of - is the standard input.

  --checks   also check the engine's own promises while the cases run
  --json     the same: the output is JSON lines always

Exit code: 0 the cases ran, whatever came out, 2 wrong usage, 3 a file cannot be read.`

/** Runs engine cases and prints what comes out as JSON lines, in the form in which Flink's outcomes are recorded. */
export const replay: Command = (args) => {
  const flags = readFlags('replay', HELP, args, { checks: { type: 'boolean' }, json: { type: 'boolean' } })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  if (positionals.length === 0) return misuse('replay', 'no case file is named')
  const missing = positionals.find((file) => file !== '-' && !existsSync(file))
  if (missing !== undefined) return unavailable('replay', `there is no ${missing}`)
  const checks = values.checks ?? false
  const out = new LineWriter(1)
  for (const file of positionals) {
    for (const engineCase of casesOf(file)) {
      runCase({ engineCase, session: createCaseSession(engineCase), print: (line) => out.write(line), checks })
    }
  }
  out.flush()
  return EXIT.ok
}

function casesOf(file: string): readonly EngineCase[] {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8')
  return readCases(text, file === '-' ? 'stdin' : basename(file))
}

/** Lines in large pieces, also into a pipe that is full for the moment. */
class LineWriter {
  readonly #descriptor: number
  #text = ''

  constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  write(line: string): void {
    this.#text += `${line}\n`
    if (this.#text.length > 65_536) this.flush()
  }

  flush(): void {
    let bytes = new TextEncoder().encode(this.#text)
    this.#text = ''
    while (bytes.length > 0) {
      try {
        bytes = bytes.subarray(writeSync(this.#descriptor, bytes))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      }
    }
  }
}
