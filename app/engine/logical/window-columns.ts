import type { LogicalNode } from './node.ts'

/** The columns that are the start or the end of a window that the rows belong to. */
export interface WindowColumns {
  readonly starts: ReadonlySet<number>
  readonly ends: ReadonlySet<number>
}

const NONE: WindowColumns = { starts: new Set(), ends: new Set() }

export function windowColumns(node: LogicalNode): WindowColumns {
  switch (node.kind) {
    case 'WindowTableFunction': {
      const width = node.input.columns.length
      return { starts: new Set([width]), ends: new Set([width + 1]) }
    }
    case 'WindowAggregate': {
      const first = node.keys.length + node.calls.length
      const at = (property: 'window_start' | 'window_end'): ReadonlySet<number> => {
        const index = node.properties.indexOf(property)
        return index < 0 ? new Set() : new Set([first + index])
      }
      return { starts: at('window_start'), ends: at('window_end') }
    }
    case 'Project':
      return handOn(
        windowColumns(node.input),
        (out) => {
          const expr = node.exprs[out]
          return expr?.kind === 'input' ? expr.index : undefined
        },
        node.columns.length,
      )
    case 'Aggregate':
      return handOn(windowColumns(node.input), (out) => node.keys[out], node.columns.length)
    case 'Expand':
      return handOn(
        windowColumns(node.input),
        (out) => {
          const sources = new Set(
            node.projects.map((exprs) => {
              const expr = exprs[out]
              return expr?.kind === 'input' ? expr.index : undefined
            }),
          )
          return sources.size === 1 ? [...sources][0] : undefined
        },
        node.columns.length,
      )
    case 'Filter':
    case 'WatermarkAssigner':
      return windowColumns(node.input)
    case 'Union': {
      const [first, ...rest] = node.inputs.map(windowColumns)
      if (first === undefined) return NONE
      const common = (a: ReadonlySet<number>, pick: (w: WindowColumns) => ReadonlySet<number>): ReadonlySet<number> =>
        new Set([...a].filter((c) => rest.every((w) => pick(w).has(c))))
      return { starts: common(first.starts, (w) => w.starts), ends: common(first.ends, (w) => w.ends) }
    }
    default:
      return NONE
  }
}

function handOn(below: WindowColumns, source: (output: number) => number | undefined, width: number): WindowColumns {
  const starts = new Set<number>()
  const ends = new Set<number>()
  for (let out = 0; out < width; out++) {
    const from = source(out)
    if (from === undefined) continue
    if (below.starts.has(from)) starts.add(out)
    if (below.ends.has(from)) ends.add(out)
  }
  return { starts, ends }
}
