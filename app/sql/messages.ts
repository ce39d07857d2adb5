import { ADVICE_MESSAGES } from './advice-messages.ts'
import { BIND_MESSAGES } from './bind-messages.ts'
import { FIX_MESSAGES } from './fix-messages.ts'
import { PARSE_MESSAGES } from './parse-messages.ts'

// Messages in both languages of the product. A diagnostic keeps its code and its parameters, so that either
// text can be made from it at any time.

export type Language = 'en' | 'zh'
export type MessageParams = Readonly<Record<string, string>>

export interface Template {
  readonly en: string
  readonly zh: string
}

const TEMPLATES: Readonly<Record<string, Template>> = {
  ...PARSE_MESSAGES,
  ...BIND_MESSAGES,
  ...FIX_MESSAGES,
  ...ADVICE_MESSAGES,
  unsupported: {
    en: '{feature} is not supported by the local engine yet',
    zh: '本地引擎尚不支持 {feature}',
  },
}

/** What the parser waits for, where it is no keyword. */
const NOUNS: Readonly<Record<string, string>> = {
  'a name': '名称',
  'an alias': '别名',
  'a column name': '列名',
  'a table name': '表名',
  'a function name': '函数名',
  'an expression': '表达式',
  'a query': '查询',
  'a table': '表',
  'a type': '类型',
  'a text in quotes': '带引号的文本',
  'a number': '数字',
  'a whole number': '整数',
  'a unit of time': '时间单位',
  'a column, a key or a watermark': '列、主键或水位线',
  'a statement': '语句',
  'INSERT INTO': 'INSERT INTO',
  'the end of the statement': '语句结尾',
  'the end of the text': '文本结尾',
  'a pattern variable': '模式变量',
  'an option': '选项',
  'an operator': '运算符',
  'a comma': '逗号',
  'an option in quotes': '带引号的选项',
  'a window name': '窗口名',
  'a model name': '模型名',
  'a hint': '提示',
  'a character set': '字符集',
}

/** A message with a code of its own; any other code comes back as it is. */
export function formatMessage(code: string, params: MessageParams, language: Language): string {
  const template = TEMPLATES[code]
  if (template === undefined) return code
  const shown = Object.entries(params).map(([name, value]): [string, string] => {
    if (name === 'expected') return [name, joinAlternatives(value.split('\n'), language)]
    return [name, name === 'found' ? noun(value, language) : value]
  })
  const text = fillBlanks(template[language], Object.fromEntries(shown))
  return language === 'zh' ? closeBlanks(text) : text
}

export const fillBlanks = (template: string, params: MessageParams): string =>
  template.replace(/\{(\w+)\}/g, (blank, name: string) => params[name] ?? blank)

/** Chinese sets no blank beside its own punctuation, nor at an end. */
const closeBlanks = (text: string): string => text.replace(/ *([，；：、。（）]) */g, '$1').trim()

export const messageCodes = (): readonly string[] => Object.keys(TEMPLATES)
export const isMessageCode = (code: string): boolean => Object.hasOwn(TEMPLATES, code)

function joinAlternatives(alternatives: readonly string[], language: Language): string {
  const shown = alternatives.map((alternative) => noun(alternative, language))
  const last = shown.pop() ?? ''
  if (shown.length === 0) return last
  return language === 'en' ? `${shown.join(', ')} or ${last}` : `${shown.join('、')}或${last}`
}

/** Signs stand in quotes, or a sentence could not be read. */
function noun(text: string, language: Language): string {
  const shown = /^[^\w\s']+$/.test(text) ? (text === ',' ? 'a comma' : `'${text}'`) : text
  return language === 'zh' ? (NOUNS[shown] ?? ` ${shown} `) : shown
}
