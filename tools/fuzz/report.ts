import type { Program } from './program.ts'
import type { Difference } from './verdict.ts'

const OUTCOMES = ['ran', 'equal', 'bothFail', 'refused', 'known', 'unstable', 'unanswered', 'differs'] as const
type Outcome = (typeof OUTCOMES)[number]

/** Counts what became of the programs, by family. */
export class Report {
  readonly #families = new Map<string, Record<Outcome, number>>()
  readonly #refusals = new Map<string, number>()
  readonly #known = new Map<string, number>()
  readonly #differences: { readonly id: string; readonly aspect: string; readonly text: string }[] = []
  readonly #started = performance.now()

  /** Run here alone: without Flink there is nothing to compare with. */
  ran(program: Program): void {
    this.#count(program, 'ran')
  }

  equal(program: Program): void {
    this.#count(program, 'equal')
  }

  bothFail(program: Program): void {
    this.#count(program, 'bothFail')
  }

  refused(program: Program, feature: string): void {
    this.#count(program, 'refused')
    this.#refusals.set(feature, (this.#refusals.get(feature) ?? 0) + 1)
  }

  /** A difference that an entry of the ledger explains. */
  known(program: Program, entry: string): void {
    this.#count(program, 'known')
    this.#known.set(entry, (this.#known.get(entry) ?? 0) + 1)
  }

  unstable(program: Program): void {
    this.#count(program, 'unstable')
  }

  unanswered(program: Program, reason: string): void {
    this.#count(program, 'unanswered')
    console.error(`${program.id}: Flink gave no answer: ${reason}`)
  }

  differs(program: Program, { aspect, text }: Difference): void {
    this.#count(program, 'differs')
    this.#differences.push({ id: program.id, aspect, text })
    console.error(`${program.id} differs in ${aspect}: ${text.replaceAll('\n', ' ')}`)
  }

  get unexplained(): number {
    return this.#differences.length
  }

  progress(): string {
    const total = this.#total()
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(0)
    return `${seconds} s: ${describe(total)}`
  }

  summary(): object {
    return {
      families: Object.fromEntries(this.#families),
      total: this.#total(),
      refusals: Object.fromEntries(byCount(this.#refusals)),
      known: Object.fromEntries(byCount(this.#known)),
      differences: this.#differences,
      seconds: Math.round((performance.now() - this.#started) / 1000),
    }
  }

  text(): string {
    const lines = [...this.#families].map(([family, counts]) => `${family.padEnd(14)} ${describe(counts)}`)
    return [
      ...lines,
      `${'total'.padEnd(14)} ${describe(this.#total())}`,
      ...listed('refused:', this.#refusals),
      ...listed('known (conformance/ledger.json):', this.#known),
      ...(this.#differences.length === 0 ? [] : ['unexplained:']),
      ...this.#differences.map(({ id, aspect, text }) => `  ${id} (${aspect}): ${text}`),
    ].join('\n')
  }

  #count({ family }: Program, outcome: Outcome): void {
    const counts = this.#families.get(family) ?? none()
    counts[outcome]++
    this.#families.set(family, counts)
  }

  #total(): Record<Outcome, number> {
    const total = none()
    for (const counts of this.#families.values()) for (const outcome of OUTCOMES) total[outcome] += counts[outcome]
    return total
  }
}

const byCount = (counts: ReadonlyMap<string, number>): readonly [string, number][] =>
  [...counts].sort(([, a], [, b]) => b - a)

function listed(title: string, counts: ReadonlyMap<string, number>): readonly string[] {
  const lines = byCount(counts).map(([name, count]) => `  ${String(count).padStart(4)} ${name}`)
  return lines.length === 0 ? [] : [title, ...lines]
}

const none = (): Record<Outcome, number> => ({
  ran: 0,
  equal: 0,
  bothFail: 0,
  refused: 0,
  known: 0,
  unstable: 0,
  unanswered: 0,
  differs: 0,
})

const WORDS: Readonly<Record<Outcome, string>> = {
  ran: 'ran',
  equal: 'equal',
  bothFail: 'fail alike',
  refused: 'refused',
  known: 'known',
  unstable: 'unstable in Flink',
  unanswered: 'unanswered',
  differs: 'differ',
}

const describe = (counts: Readonly<Record<Outcome, number>>): string =>
  OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === 'differs')
    .map((outcome) => `${counts[outcome]} ${WORDS[outcome]}`)
    .join(', ')
