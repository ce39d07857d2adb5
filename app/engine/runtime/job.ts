import type { OperatorHost } from './operator-host.ts'
import type { OutputPort } from './output-port.ts'
import type { Source } from './source.ts'
import type { ValuesSource } from './values-source.ts'

/** A running job: what is driven, and what can be looked into. */
export interface Job {
  /** Scans of tables, in the order in which ties between them break. */
  readonly sources: readonly Source[]
  readonly values: readonly ValuesSource[]
  readonly hosts: readonly OperatorHost[]
  /** The output of each plan node. */
  readonly ports: readonly { readonly node: number; readonly port: OutputPort }[]
}
