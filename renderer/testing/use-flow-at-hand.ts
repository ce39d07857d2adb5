import { useStore } from '../state/store.ts'
import { useDocument, useSession, useWorkbench } from '../state/WorkbenchContext.tsx'
import { flowAtHand } from './flow-at-hand.ts'

export function useFlowAtHand(): string | undefined {
  const { runs } = useWorkbench()
  const session = useSession((state) => state)
  const records = useDocument((state) => state.records)
  return useStore(runs, (state) => flowAtHand(session, records, state))
}
