import type { SourceUnit } from './source-unit.ts'

/** A value in generated code: the name of a local or constant, or a literal. Free to repeat. */
export interface Operand {
  readonly text: string
  readonly nullable: boolean
  /** What a column without NULL takes instead of `text`, where that is NULL: what Flink leaves in its variable. */
  readonly stored?: string
}

export const NULL: Operand = { text: 'null', nullable: true }
export const isNullLiteral = (operand: Operand): boolean => operand.text === 'null'

/**
 * The statements of one `{ … }`. What an outer block has computed is visible in the inner ones, so
 * equal expressions are computed once; what an inner block computes stays inside, so that a branch
 * which is not taken is never evaluated.
 */
export class Block {
  readonly lines: string[] = []
  readonly unit: SourceUnit
  /** The outermost block: columns are read there, because reading one has no effect and cannot fail. */
  readonly root: Block
  private readonly parent: Block | undefined
  private readonly known = new Map<string, Operand>()

  constructor(unit: SourceUnit, parent?: Block) {
    this.unit = unit
    this.parent = parent
    this.root = parent ? parent.root : this
  }

  line(text: string): void {
    this.lines.push(text)
  }

  /** Computes `text` into a local; with a `key`, only if no block around has done so. */
  define(text: string, nullable: boolean, key?: string, stored?: (name: string) => string | undefined): Operand {
    const known = key === undefined ? undefined : this.find(key)
    if (known) return known
    const name = this.unit.local()
    this.line(`const ${name} = ${text}`)
    const instead = stored?.(name)
    const operand = { text: name, nullable, ...(instead !== undefined && { stored: instead }) }
    if (key !== undefined) this.known.set(key, operand)
    return operand
  }

  find(key: string): Operand | undefined {
    return this.known.get(key) ?? this.parent?.find(key)
  }

  /** A variable that inner blocks assign. */
  variable(initial: string): string {
    const name = this.unit.local()
    this.line(`let ${name} = ${initial}`)
    return name
  }

  inner(): Block {
    return new Block(this.unit, this)
  }

  /** `head { … }`, with the inner block's statements. */
  nest(head: string, inner: Block, tail = '}'): void {
    this.line(`${head} {`)
    for (const line of inner.lines) this.line(`  ${line}`)
    this.line(tail)
  }
}
