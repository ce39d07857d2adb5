import type { Template } from './messages.ts'

/** What an editor shows on the button of a fix. */
export const FIX_MESSAGES: Readonly<Record<string, Template>> = {
  'fix.replace': { en: "Change to '{text}'", zh: '改为 {text}' },
  'fix.insert': { en: "Insert '{text}'", zh: '插入 {text}' },
  'fix.remove': { en: "Remove '{text}'", zh: '删除 {text}' },
  'fix.group': { en: 'Add {column} to GROUP BY', zh: '把 {column} 加入 GROUP BY' },
  'fix.cast': { en: 'Cast to {type}', zh: '转换为 {type}' },
  'fix.quote': { en: 'Write {text}', zh: '写成 {text}' },
}
