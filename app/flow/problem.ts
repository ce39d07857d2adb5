/** A mistake with its place in a flow: the flow's settings, or a node, a field of its form and a span of that field's text. */
export interface FlowProblem {
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: string
  readonly message: string
  readonly params?: Readonly<Record<string, string>>
  readonly place: FlowPlace | NodePlace
}
export interface FlowPlace {
  readonly kind: 'flow'
  readonly flow: string
  readonly field?: string
}
export interface NodePlace {
  readonly kind: 'node'
  readonly flow: string
  readonly node: string
  readonly field?: string
  readonly span?: { readonly start: number; readonly end: number }
}
