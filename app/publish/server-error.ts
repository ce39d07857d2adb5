/**
 * The sentence that helps in what a Flink server answered: the deepest cause of a Java stack trace in
 * `{"errors":[…]}`, else the first line of the text (a proxy's HTML page loses its tags).
 */
export function serverErrorMessage(status: number, text: string): string {
  const errors = errorTexts(text)
  const trace = errors.join('\n')
  const causes = [...trace.matchAll(/^\s*Caused by: (.+)$/gm)].map((match) => match[1] ?? '')
  const thrown = /^(?:<Exception on server side:)?\s*((?:[\w$]+\.)+[\w$]*(?:Exception|Error)\b.*)$/m.exec(trace)?.[1]
  const sentence = causes.at(-1) ?? thrown ?? errors.at(-1)?.split('\n')[0] ?? plainText(text)
  return sentence === '' ? `HTTP ${status}` : withoutJavaClass(sentence)
}

function errorTexts(text: string): readonly string[] {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer === 'object' && answer !== null && 'errors' in answer && Array.isArray(answer.errors))
      return answer.errors.map(String)
  } catch {
    // Not Flink's JSON: a proxy's page, or half of an answer.
  }
  return []
}

const plainText = (text: string): string =>
  text
    .replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)

const withoutJavaClass = (sentence: string): string => sentence.replace(/^(?:[\w$]+\.)+([\w$]+): /, '$1: ').trim()
