/** How printed SQL is broken into lines: `line` goes before a clause, `inner` is the layout one level deeper. */
export interface Layout {
  readonly line: string
  readonly inner: Layout
}

/** Everything in one line. */
export const COMPACT: Layout = {
  line: ' ',
  get inner() {
    return COMPACT
  },
}

/** One clause a line, nested queries indented. */
export const CLAUSES: Layout = indented('\n')

function indented(line: string): Layout {
  let inner: Layout | undefined
  return {
    line,
    get inner() {
      inner ??= indented(`${line}  `)
      return inner
    },
  }
}
