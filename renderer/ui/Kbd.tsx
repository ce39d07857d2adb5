import { keyLabels } from '../registry/keys.ts'

const MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)

export function Kbd({ keys }: { keys: string }) {
  return <kbd className="kbd">{keyLabels(keys, MAC).join(' ')}</kbd>
}
