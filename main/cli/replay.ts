import { readFileSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { createCaseSession } from '../../app/engine/case/create-case-session.ts'
import { type EngineCase, readCases } from '../../app/engine/case/engine-case.ts'
import { runCase } from '../../app/engine/case/run-case.ts'
import type { Command } from './command.ts'

/** Runs engine cases and prints what comes out as JSON lines, in the form in which Flink's outcomes are recorded. */
export const replay: Command = {
  usage: 'replay [--checks] FILE… | -',
  summary: 'run engine cases, print their outcome as JSON lines',
  run(args) {
    const checks = args.includes('--checks')
    const files = args.filter((arg) => !arg.startsWith('--'))
    if (files.length === 0) {
      console.error('replay: no case file')
      return 2
    }
    const out = new LineWriter(1)
    for (const file of files) {
      for (const engineCase of casesOf(file)) {
        runCase({ engineCase, session: createCaseSession(engineCase), print: (line) => out.write(line), checks })
      }
    }
    out.flush()
    return 0
  },
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
