import type { TestReport } from '../../bridge/contract.ts'

type ComparedRow = NonNullable<TestReport['sinks'][number]['comparison']>[number]

/** With more candidates than this, rows stay where they are: nobody reads so many side by side. */
const MAX_PAIRS = 250_000

/**
 * Puts each unexpected row right behind the missing row that it most resembles, so that expected and got can be
 * read against each other. Each missing row gets one; all others stay where they are.
 */
export function pairRows(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  const missing = rows.filter(({ verdict }) => verdict === 'missing')
  const unexpected = rows.filter(({ verdict }) => verdict === 'unexpected')
  if (missing.length === 0 || unexpected.length === 0 || missing.length * unexpected.length > MAX_PAIRS) return rows
  const followers = matchByResemblance(missing, unexpected)
  const moved = new Set(followers.values())
  return rows.flatMap((row) => {
    if (moved.has(row)) return []
    const follower = followers.get(row)
    return follower === undefined ? [row] : [row, follower]
  })
}

/** The best pairs first; among equally good ones those that come first. */
function matchByResemblance(
  missing: readonly ComparedRow[],
  unexpected: readonly ComparedRow[],
): ReadonlyMap<ComparedRow, ComparedRow> {
  const byScore: (readonly [expected: ComparedRow, got: ComparedRow])[][] = []
  for (const expected of missing)
    for (const got of unexpected) {
      const score = resemblance(expected, got)
      const pairs = byScore[score] ?? []
      pairs.push([expected, got])
      byScore[score] = pairs
    }
  const pairs = new Map<ComparedRow, ComparedRow>()
  const taken = new Set<ComparedRow>()
  for (let score = byScore.length - 1; score >= 0; score--)
    for (const [expected, got] of byScore[score] ?? []) {
      if (pairs.has(expected) || taken.has(got)) continue
      pairs.set(expected, got)
      taken.add(got)
    }
  return pairs
}

/** Equal cells count; between equals the same kind of change decides. */
function resemblance(expected: ComparedRow, got: ComparedRow): number {
  const equal = expected.cells.filter((cell, column) => cell === got.cells[column]).length
  return 2 * equal + (expected.kind === got.kind ? 1 : 0)
}
