/**
 * What an option of Flink does here when it has another value than its default: it is honoured, it
 * changes nothing that a job prints (resources, names, caches, batch mode), or it would change what is
 * printed and so is refused by name, always or in plans with the operator that it is for.
 */
export type OptionEffect = 'honoured' | 'harmless' | 'refused' | 'refused with its operator'

export interface OptionEntry {
  readonly key: string
  readonly effect: OptionEffect
  /** As Flink's documentation writes it. */
  readonly byDefault: string
}

const entries = (effect: OptionEffect, lines: string): readonly OptionEntry[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [key = '', ...rest] = line.trim().split(' ')
      return { key, effect, byDefault: rest.join(' ') }
    })

/** The options of Flink 2.2.0 that begin with `table.`, and of the others those that could change a result. */
export const OPTION_EFFECTS: readonly OptionEntry[] = [
  ...entries(
    'honoured',
    `
    table.exec.emit.allow-lateness 0 ms
    table.exec.emit.early-fire.delay 0 ms
    table.exec.emit.early-fire.enabled false
    table.exec.emit.late-fire.delay 0 ms
    table.exec.emit.late-fire.enabled false
    table.exec.interval-join.min-cleanup-interval 0 ms
    table.exec.legacy-cast-behaviour DISABLED
    table.exec.sink.not-null-enforcer ERROR
    table.exec.sink.rowtime-inserter ENABLED
    table.exec.sink.type-length-enforcer IGNORE
    table.exec.sink.upsert-materialize AUTO
    table.exec.source.cdc-events-duplicate false
    table.exec.state.ttl 0 ms
    table.local-time-zone default
    table.optimizer.agg-phase-strategy AUTO`,
  ),
  ...entries(
    'refused',
    `
    execution.runtime-mode STREAMING
    table.catalog-modification.listeners
    table.column-expansion-strategy
    table.dynamic-table-options.enabled true
    table.exec.async-state.enabled false
    table.exec.mini-batch.enabled false
    table.exec.sink.nested-constraint-enforcer IGNORE
    table.exec.source.idle-timeout 0 ms
    table.legacy-nested-row-nullability false
    table.optimizer.delta-join.strategy AUTO
    table.optimizer.distinct-agg.split.enabled false
    table.optimizer.non-deterministic-update.strategy IGNORE
    table.sql-dialect default`,
  ),
  ...entries(
    'refused with its operator',
    `
    table.exec.deduplicate.insert-update-after-sensitive-enabled true
    table.exec.unbounded-over.version 2
    table.optimizer.join-reorder-enabled false
    table.optimizer.multi-join.enabled false`,
  ),
  ...entries(
    'harmless',
    `
    table.builtin-catalog-name default_catalog
    table.builtin-database-name default_database
    table.display.max-column-width 30
    table.dml-sync false
    table.exec.async-lookup.buffer-capacity 100
    table.exec.async-lookup.key-ordered-enabled false
    table.exec.async-lookup.output-mode ORDERED
    table.exec.async-lookup.timeout 3 min
    table.exec.async-ml-predict.max-concurrent-operations 10
    table.exec.async-ml-predict.output-mode ORDERED
    table.exec.async-ml-predict.timeout 3 min
    table.exec.async-scalar.buffer-capacity 10
    table.exec.async-scalar.max-attempts 3
    table.exec.async-scalar.retry-delay 100 ms
    table.exec.async-scalar.retry-strategy FIXED_DELAY
    table.exec.async-scalar.timeout 3 min
    table.exec.async-table.max-retries 3
    table.exec.async-table.retry-delay 100 ms
    table.exec.async-table.retry-strategy FIXED_DELAY
    table.exec.async-table.timeout 3 min
    table.exec.async-vector-search.output-mode ORDERED
    table.exec.async-vector-search.timeout 3 min
    table.exec.deduplicate.mini-batch.compact-changes-enabled false
    table.exec.delta-join.cache-enabled true
    table.exec.delta-join.left.cache-size 10000
    table.exec.delta-join.right.cache-size 10000
    table.exec.disabled-operators
    table.exec.legacy-transformation-uids false
    table.exec.local-hash-agg.adaptive.distinct-value-rate-threshold 0.5
    table.exec.local-hash-agg.adaptive.enabled true
    table.exec.local-hash-agg.adaptive.sampling-threshold 500000
    table.exec.mini-batch.allow-latency 0 ms
    table.exec.mini-batch.size -1
    table.exec.operator-fusion-codegen.enabled false
    table.exec.rank.topn-cache-size 10000
    table.exec.resource.default-parallelism -1
    table.exec.resource.external-buffer-memory 10 mb
    table.exec.resource.hash-agg.memory 128 mb
    table.exec.resource.hash-join.memory 128 mb
    table.exec.resource.sort.memory 128 mb
    table.exec.simplify-operator-name-enabled true
    table.exec.sink.keyed-shuffle AUTO
    table.exec.sort.async-merge-enabled true
    table.exec.sort.default-limit -1
    table.exec.sort.max-num-file-handles 128
    table.exec.spill-compression.block-size 64 kb
    table.exec.spill-compression.enabled true
    table.exec.uid.format <id>_<transformation>
    table.exec.uid.generation PLAN_ONLY
    table.exec.window-agg.buffer-size-limit 100000
    table.generated-code.max-length 4000
    table.generated-code.max-members 10000
    table.optimizer.bushy-join-reorder-threshold 12
    table.optimizer.distinct-agg.split.bucket-num 1024
    table.optimizer.dynamic-filtering.enabled true
    table.optimizer.incremental-agg-enabled true
    table.optimizer.join.broadcast-threshold 1048576
    table.optimizer.multiple-input-enabled true
    table.optimizer.ptf.max-tables 20
    table.optimizer.reuse-optimize-block-with-digest-enabled false
    table.optimizer.reuse-sink-enabled true
    table.optimizer.reuse-source-enabled true
    table.optimizer.reuse-sub-plan-enabled true
    table.optimizer.runtime-filter.enabled false
    table.optimizer.runtime-filter.min-filter-ratio 0.5
    table.optimizer.union-all-as-breakpoint-enabled true
    table.plan.compile.catalog-objects ALL
    table.plan.force-recompile false
    table.plan.restore.catalog-objects ALL
    table.resources.download-dir
    table.rtas-ctas.atomicity-enabled false`,
  ),
]

const BY_KEY: ReadonlyMap<string, OptionEntry> = new Map(OPTION_EFFECTS.map((entry) => [entry.key, entry]))

/** Options of the session with another value than their default whose effect is the one asked for. */
export function changedOptions(
  config: ReadonlyMap<string, string>,
  effect: OptionEffect,
): readonly { readonly key: string; readonly value: string }[] {
  return [...config]
    .filter(([key, value]) => {
      const entry = BY_KEY.get(key)
      return entry?.effect === effect && !sameValue(value, entry.byDefault)
    })
    .map(([key, value]) => ({ key, value }))
}

/** Without regard to case, and to the unit of nothing. */
function sameValue(value: string, byDefault: string): boolean {
  const [given, usual] = [value, byDefault].map((v) => v.trim().toLowerCase())
  return given === usual || (isNoTime(byDefault) && isNoTime(value))
}

const isNoTime = (value: string): boolean => /^\s*0+\s*[a-zµ]*\s*$/i.test(value) || /^pt0+[hms]$/i.test(value.trim())
