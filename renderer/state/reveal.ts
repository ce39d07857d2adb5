import type { ProblemPlace } from '../bridge/contract.ts'
import { select, showView } from './session.ts'
import type { Workbench } from './workbench.ts'

/** Goes to a place: opens its editor, selects its node, and puts the focus into its field. */
export function revealPlace(workbench: Workbench, place: ProblemPlace, focus: boolean): void {
  const { session, editors, registry } = workbench
  if (place.kind === 'pack' || place.kind === 'test') {
    const id = place.kind === 'pack' ? place.pack : place.test
    if (registry.editors.has(place.kind)) editors.open({ kind: place.kind, id })
    return
  }
  if (place.kind === 'script') {
    const flow = session.get().active?.id
    if (flow !== undefined) showView(session, flow, 'sql')
    return
  }
  editors.open({ kind: 'flow', id: place.flow })
  if (place.kind === 'flow') showView(session, place.flow, 'settings')
  else {
    const view = session.get().views.get(place.flow) ?? 'canvas'
    if (view === 'settings') showView(session, place.flow, 'canvas')
    select(session, place.flow, [place.node])
  }
  session.set({
    inspectorOpen: true,
    reveal: {
      serial: (session.get().reveal?.serial ?? 0) + 1,
      flow: place.flow,
      focus,
      ...(place.kind === 'node' ? { node: place.node } : {}),
      ...(place.field === undefined ? {} : { field: place.field }),
      ...(place.kind === 'node' && place.span !== undefined ? { span: place.span } : {}),
    },
  })
}
