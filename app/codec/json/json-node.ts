/** JSON as it was written: numbers keep their text, so that no digit is lost, and objects are maps, so that no key is special. */
export type JsonNode = null | boolean | string | JsonNumber | readonly JsonNode[] | JsonObject
export type JsonObject = ReadonlyMap<string, JsonNode>

export class JsonNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export const isJsonArray = (node: JsonNode): node is readonly JsonNode[] => Array.isArray(node)
export const isJsonObject = (node: JsonNode): node is JsonObject => node instanceof Map

/** The node as compact JSON: what Flink puts into a STRING column that meets an object or array. */
export function printJsonNode(node: JsonNode): string {
  if (node instanceof JsonNumber) return node.text
  if (isJsonArray(node)) return `[${node.map(printJsonNode).join(',')}]`
  if (isJsonObject(node))
    return `{${[...node].map(([key, value]) => `${JSON.stringify(key)}:${printJsonNode(value)}`).join(',')}}`
  return JSON.stringify(node)
}
