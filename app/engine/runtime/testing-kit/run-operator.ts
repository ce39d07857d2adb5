import type { Operator } from '../operator.ts'
import { OperatorHost } from '../operator-host.ts'
import { type Input, OutputPort } from '../output-port.ts'
import type { RunEnvironment } from '../run-environment.ts'
import type { KeyReader } from '../state/create-key-index.ts'
import { MAX_WATERMARK } from '../watermark.ts'
import { columnOf, readChangelog, type Step, writeChange } from './changelog.ts'

export interface OperatorRun {
  /** Everything that came out, in order; watermarks only where `watermarks` was asked for. */
  readonly out: readonly string[]
  readonly host: OperatorHost
}

/** Feeds a changelog to an operator through its host. */
export function runOperator(
  operator: Operator,
  changelog: string,
  options: { readonly keys?: readonly number[]; readonly inputs?: number; readonly watermarks?: boolean } = {},
): OperatorRun {
  const out: string[] = []
  const port = new OutputPort()
  port.connect({
    push: (kind, row) => out.push(writeChange(kind, row)),
    watermark: (time) => options.watermarks && out.push(time === MAX_WATERMARK ? '~ max' : `~ ${time}`),
    idle: (idle) => options.watermarks && out.push(idle ? '~ idle' : '~ active'),
  })
  const inputs = options.inputs ?? 1
  const keys = options.keys && Array.from({ length: inputs }, () => keyOf(options.keys ?? []))
  let now = 0
  let step = -1
  let tasks: (() => void)[] = []
  const environment: RunEnvironment = { now: () => now, step: () => step, atStepEnd: (task) => tasks.push(task) }
  const setup = { name: 'test', node: 0, operator, inputs }
  const host = new OperatorHost(keys === undefined ? setup : { ...setup, keys }, port, environment)
  for (const each of readChangelog(changelog)) {
    step++
    if ('clock' in each) {
      now = each.clock
      host.fireProcessingTimers(now)
    } else deliver(each, host.inputs[each.input] as Input)
    while (tasks.length > 0) {
      const due = tasks
      tasks = []
      for (const task of due) task()
    }
  }
  return { out, host }
}

function deliver(step: Exclude<Step, { readonly clock: number }>, input: Input): void {
  if ('kind' in step) input.push(step.kind, step.row)
  else if (step.watermark === 'idle' || step.watermark === 'active') input.idle(step.watermark === 'idle')
  else input.watermark(step.watermark === 'max' ? MAX_WATERMARK : step.watermark)
}

const keyOf = (columns: readonly number[]): KeyReader => ({
  columns: columns.map((index) => (row) => columnOf(row, index)),
  canonical: columns.map(() => (value) => value as string | number | null),
  primitives: columns.map((index) => (row) => columnOf<string | number | null>(row, index)),
})

/** The lines of a text without their indentation, empty ones and comments left out: what is expected of `out`. */
export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
}
