import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type CaseLine, type CaseOutcome, collectOutcome } from '../../../app/engine/case/testing-kit/case-outcome.ts'
import type { Program } from '../program.ts'
import type { FlinkHome } from './flink-home.ts'

/** What became of a program in Flink: its outcome, or why there is none. */
export type FlinkAnswer =
  | { readonly kind: 'outcome'; readonly outcome: CaseOutcome }
  | { readonly kind: 'none'; readonly reason: string }

/** After so many programs the generated classes fill the JVM: a fresh one takes over. */
const PROGRAMS_PER_PROCESS = 1500
/** No line for so long means that the harness hangs. */
const SILENCE_MS = 180_000

/** Real Flink in a child process that answers one case a line; started when first needed. */
export class FlinkProcess {
  readonly #home: FlinkHome
  #child: ChildProcess | undefined
  #answered = 0
  #onLine: (line: string) => void = () => undefined
  #onEnd: (reason: string) => void = () => undefined
  #log = ''

  constructor(home: FlinkHome) {
    this.#home = home
  }

  /** Runs all programs; the answers are in their order. */
  async run(programs: readonly Program[]): Promise<readonly FlinkAnswer[]> {
    const answers: FlinkAnswer[] = []
    while (answers.length < programs.length) {
      const batch = programs.slice(answers.length, answers.length + 100)
      const got = await this.#batch(batch)
      answers.push(...got)
      // The program that was running when the process ended has its answer; the rest go to a new one.
    }
    return answers
  }

  stop(): void {
    const child = this.#child
    this.#child = undefined
    if (child?.pid === undefined || child.exitCode !== null) return
    child.stdin?.end()
    process.kill(-child.pid, 'SIGTERM')
  }

  #batch(programs: readonly Program[]): Promise<readonly FlinkAnswer[]> {
    const child = this.#running()
    return new Promise((resolve) => {
      const answers: FlinkAnswer[] = []
      let lines: CaseLine[] = []
      let silence: NodeJS.Timeout
      const listen = () => {
        clearTimeout(silence)
        silence = setTimeout(() => this.#onEnd(`no answer for ${SILENCE_MS / 1000} s`), SILENCE_MS)
      }
      const end = () => {
        clearTimeout(silence)
        resolve(answers)
      }
      this.#onEnd = (reason) => {
        this.stop()
        answers.push({ kind: 'none', reason: `${reason}\n${this.#log.slice(-1000)}` })
        end()
      }
      this.#onLine = (text) => {
        listen()
        const line = JSON.parse(text) as CaseLine
        lines.push(line)
        if (line.type !== 'done') return
        answers.push(answerOf(lines))
        lines = []
        this.#answered++
        if (answers.length === programs.length) end()
      }
      listen()
      for (const program of programs) child.stdin?.write(`${JSON.stringify(program)}\n`)
    })
  }

  #running(): ChildProcess {
    if (this.#answered >= PROGRAMS_PER_PROCESS) this.stop()
    if (this.#child !== undefined) return this.#child
    this.#answered = 0
    const [command, ...args] = this.#home.command
    // A group of its own: Ctrl+C is for the command, which then tells what it has.
    const child = spawn(command, args, { detached: true, env: this.#home.environment })
    this.#child = child
    if (child.stdout === null || child.stderr === null) throw new Error('the child has no output')
    createInterface({ input: child.stdout }).on('line', (line) => this.#onLine(line))
    child.stderr.on('data', (text) => {
      this.#log = (this.#log + text).slice(-4000)
    })
    child.stdin?.on('error', () => undefined)
    child.on('error', (error) => this.#ended(child, error.message))
    child.on('close', (code) => this.#ended(child, `Flink's process ended with ${code}`))
    return child
  }

  #ended(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return
    this.#child = undefined
    this.#onEnd(reason)
  }
}

function answerOf(lines: readonly CaseLine[]): FlinkAnswer {
  const outcome = collectOutcome(lines)
  const broken = outcome.errors.find((error) => error.phase === 'case' || error.class.includes('TimeoutException'))
  return broken === undefined ? { kind: 'outcome', outcome } : { kind: 'none', reason: broken.message }
}
