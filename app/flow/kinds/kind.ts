import type { FlowSettings, NodeConfig } from '../records.ts'
import type { FieldProblem } from './field-problem.ts'

/** What a form and a validation know beside the config itself. */
export interface KindContext {
  readonly settings: FlowSettings
}

export type NodeFamily = 'source' | 'transform' | 'sink'

/** How a field is edited; the renderer has one control for each. */
export type FieldInput =
  | 'text'
  | 'number'
  | 'choice'
  | 'date-time'
  | 'sql-query'
  | 'sql-condition'
  /** A list of SchemaColumn. */
  | 'columns'
  /** One of the node's own columns, or none. */
  | 'column'
  /** Several of the node's own columns. */
  | 'column-list'
  /** A list of { key, value }. */
  | 'pairs'

/** One control of a node's form, as data. Labels and hints are the renderer's, by `<kind>.<id>`. */
export interface FormField<C extends NodeConfig> {
  /** Unique in its form; problems name it. */
  readonly id: string
  readonly input: FieldInput
  readonly required: boolean
  readonly unit?: 'ms'
  /** The default, as the author would type it. */
  readonly placeholder?: string
  readonly choices?: readonly string[]
  /** Absent: always. A field that a choice makes meaningless disappears and keeps its value. */
  visibleWhen?(config: C, context: KindContext): boolean
  read(config: C): unknown
  /** The config with the field set; `value` comes from the control of `input`, undefined empties it. */
  write(config: C, value: unknown): C
}

export interface NodeKindDescriptor<C extends NodeConfig> {
  readonly kind: C['kind']
  readonly family: NodeFamily
  readonly ports: {
    /** Edges that may and must come in. */
    readonly inputs: { readonly min: number; readonly max: number }
    readonly outputs: { readonly min: number; readonly max: number }
  }
  /** A new node is called so, with a number where that is taken. */
  readonly baseName: string
  defaults(): C
  readonly fields: readonly FormField<C>[]
  /** What is wrong with the config alone: nothing that needs SQL to be read. */
  validate(config: C, context: KindContext): readonly FieldProblem[]
}
