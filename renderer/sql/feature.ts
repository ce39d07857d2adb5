import type { Feature } from '../registry/feature.ts'

export const sqlFeature: Feature = {}
