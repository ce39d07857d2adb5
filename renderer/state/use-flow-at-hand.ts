import { flowAtHand } from './flow-at-hand.ts'
import { useStore } from './store.ts'
import { useDocument, useSession, useWorkbench } from './WorkbenchContext.tsx'

export function useFlowAtHand(): string | undefined {
  const { runs } = useWorkbench()
  const active = useSession((state) => state.active)
  const records = useDocument((state) => state.records)
  return useStore(runs, (state) => flowAtHand(active, records, state))
}
