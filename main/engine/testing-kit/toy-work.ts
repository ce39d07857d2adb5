import type { FlowCheck, RunEvent } from '../../../app/api/contract.ts'
import type { EngineWork } from '../engine-work.ts'
import { PIECE_BYTES } from '../messages.ts'

/** What a toy run shall do; it stands where the flow's id does. */
export type ToyOrder = 'two events' | 'silence' | 'spin' | 'die' | 'fail' | 'read pack' | 'read pieces'

/** Work without an engine: runs do as they are told, a check evaluates the flow's id as generated code would be. */
export function createToyWork(die: () => never): EngineWork {
  let want = (_blob: string, _offset: number) => {}
  let onPiece = (_bytes: Uint8Array) => {}
  const packs = new Map<string, Uint8Array>()
  const done = new Set<string>()
  const ended: RunEvent = { kind: 'ended', outcome: 'done', milliseconds: 0 }
  return {
    warmUp() {},
    async warmFurther() {},
    holdPack: (blob, _size, first) => void packs.set(blob, first),
    onWant(given) {
      want = given
    },
    putPiece: (_blob, _offset, bytes) => onPiece(bytes),
    async run(run, request, emit) {
      emit({ kind: 'started', test: 't' })
      const order = request.draft.flow as ToyOrder
      if (order === 'silence') await new Promise(() => {})
      if (order === 'spin') for (;;);
      if (order === 'die') die()
      if (order === 'fail') throw new Error('a mistake of ours')
      if (order === 'read pack')
        emit({ kind: 'progress', test: 't', rows: packs.get('b')?.[1] ?? -1, rowsPerSecond: 0, share: 0 })
      if (order === 'read pieces')
        for (const offset of [PIECE_BYTES, 2 * PIECE_BYTES]) {
          const bytes = await new Promise<Uint8Array>((resolve) => {
            onPiece = resolve
            want('b', offset)
          })
          emit({ kind: 'progress', test: 't', rows: bytes[0] ?? -1, rowsPerSecond: 0, share: 0 })
        }
      done.add(run)
      emit(ended)
    },
    rows: ({ run, from }) =>
      done.has(run) ? { from, total: 1, kinds: ['+I'], steps: ['0'], columns: [['x']] } : undefined,
    check: ({ flow }) => sayAbout(flow, attempt(flow)),
    compile: ({ flow }) => ({ script: `-- ${flow}`, problems: [] }),
  }
}

export function attempt(code: string): string {
  try {
    return String(new Function(`return (${code})`)())
  } catch (thrown) {
    return `refused: ${thrown}`
  }
}

export const sayAbout = (flow: string, message: string): FlowCheck => ({
  columns: [],
  problems: [{ severity: 'info', code: 'toy', message, place: { kind: 'flow', flow } }],
})
