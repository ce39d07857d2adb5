/** The options of Flink's formats that decide how a text becomes a value. */
export interface DecodeOptions {
  /** `json.timestamp-format.standard`: '2024-01-01 10:00:00' or '2024-01-01T10:00:00'. */
  readonly timestamps: 'SQL' | 'ISO-8601'
  /** `json.ignore-parse-errors`: a value that cannot be read is NULL, a row that cannot be read is left out. */
  readonly ignoreErrors: boolean
  /** `json.fail-on-missing-field` */
  readonly failOnMissing: boolean
}

export const DEFAULT_DECODE_OPTIONS: DecodeOptions = { timestamps: 'SQL', ignoreErrors: false, failOnMissing: false }

/** The options as a Kafka table of format json or csv states them. */
export function decodeOptions(read: (key: string) => string | undefined): DecodeOptions {
  const flag = (key: string): boolean => read(`json.${key}`) === 'true' || read(`csv.${key}`) === 'true'
  return {
    timestamps: read('json.timestamp-format.standard') === 'ISO-8601' ? 'ISO-8601' : 'SQL',
    ignoreErrors: flag('ignore-parse-errors'),
    failOnMissing: flag('fail-on-missing-field'),
  }
}
