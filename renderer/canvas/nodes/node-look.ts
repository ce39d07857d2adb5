import type { NodeConfig } from '../../../app/flow/records.ts'
import type { PlainKey, Translate } from '../../i18n/translate.ts'
import type { IconName } from '../../ui/Icon.tsx'

/** Names one of the family colours of the tokens. */
export type Family = 'source' | 'transform' | 'window' | 'join' | 'pattern' | 'sink'

/** How a node kind shows on the canvas, in the palette and over its form. */
export interface NodeLook<C extends NodeConfig> {
  readonly title: PlainKey
  readonly group: 'sources' | 'transform' | 'sinks'
  readonly icon: IconName
  readonly family: Family
  /** What a config shows of itself, where it differs from the kind. */
  refine?(config: C): { readonly icon: IconName; readonly family: Family; readonly title?: PlainKey }
  /** One line under the name. */
  subtitle(config: C, t: Translate): string
}
