import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether something among `sources` (files or folders) is younger than `product`, or the product is
 * not there. Tests do not count: they go into no product.
 * @param {readonly string[]} sources
 * @param {string} product
 * @returns {boolean}
 */
export function isStale(sources, product) {
  const made = timeOf(product)
  return made === undefined || sources.some((source) => hasYounger(source, made))
}

/** @param {string} path @param {number} than @returns {boolean} */
function hasYounger(path, than) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return false
  if (!stats.isDirectory()) return stats.mtimeMs > than
  return readdirSync(path, { withFileTypes: true }).some(
    (entry) => !/\.test\.tsx?$/.test(entry.name) && hasYounger(join(path, entry.name), than),
  )
}

/** @param {string} path @returns {number | undefined} */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}
