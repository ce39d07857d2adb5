import type { Identifier, Select, WindowSpec } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'

/** The WINDOW clause of a query: what OVER w and OVER (w …) stand for. */
export class NamedWindows {
  readonly #windows = new Map<string, WindowSpec>()

  constructor(windows: Select['windows']) {
    for (const { name, spec } of windows) {
      if (this.#windows.has(name.name))
        throw sqlError('parse', 'window-duplicate', 'Duplicate window names not allowed', name.span)
      this.#windows.set(name.name, this.resolve(spec))
    }
  }

  get specs(): Iterable<WindowSpec> {
    return this.#windows.values()
  }

  resolve(over: WindowSpec | Identifier): WindowSpec {
    if (!('kind' in over)) return this.#find(over)
    if (over.base === undefined) return over
    const base = this.#find(over.base)
    const refuse = (message: string) => sqlError('parse', 'window-reference', message, over.span)
    if (over.partitionBy.length > 0) throw refuse('PARTITION BY not allowed with existing window reference')
    if (over.orderBy.length > 0 && base.orderBy.length > 0)
      throw refuse('ORDER BY not allowed in both base and referenced windows')
    if (base.frame !== undefined) throw refuse('Referenced window cannot have framing declarations')
    // Flink loses the bounds of such a frame
    if (over.frame !== undefined) throw unsupported('a frame in OVER (window …)', over.frame.span)
    return { ...base, orderBy: over.orderBy.length > 0 ? over.orderBy : base.orderBy, span: over.span }
  }

  #find(name: Identifier): WindowSpec {
    const spec = this.#windows.get(name.name)
    if (spec === undefined) throw sqlError('parse', 'window-unknown', `Window '${name.name}' not found`, name.span)
    return spec
  }
}
