import { flowFeature } from './flow/feature.ts'
import { packsFeature } from './packs/feature.ts'
import { publishFeature } from './publish/feature.ts'
import type { Feature } from './registry/feature.ts'
import { shellFeature } from './shell/feature.ts'
import { sqlFeature } from './sql/feature.ts'
import { testingFeature } from './testing/feature.ts'

/** Everything that the window can show and do beside its frame. */
export const features: readonly Feature[] = [
  shellFeature,
  flowFeature,
  sqlFeature,
  testingFeature,
  packsFeature,
  publishFeature,
]
