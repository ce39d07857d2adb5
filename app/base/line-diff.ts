export interface DiffLine {
  readonly change: ' ' | '+' | '-'
  readonly text: string
}

/** Lines of two texts with what was added and removed: a longest common subsequence, which scripts are short enough for. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = before.split('\n')
  const now = after.split('\n')
  // common[i][j]: how many lines old[i…] and now[j…] share in order.
  const common: number[][] = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const row = common[i]
      if (row !== undefined) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const left = old[i]
    const right = now[j]
    if (left !== undefined && left === right) {
      lines.push({ change: ' ', text: left })
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ change: '-', text: left })
      i++
    } else {
      lines.push({ change: '+', text: right ?? '' })
      j++
    }
  }
  return lines
}
