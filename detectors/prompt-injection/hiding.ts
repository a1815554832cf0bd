import { signature } from './signature.ts'

/** Places where a reader does not look and a model does, and floods of made-up conversation. */
export const hidings = [
  signature({
    family: 'hidden markup',
    weight: 0.35,
    hints: [
      'display:',
      'font-size:',
      'visibility:',
      'opacity:',
      'color:',
      'hidden>',
      'hidden=',
      'aria-hidden',
    ],
    pattern:
      /(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0(?![.\d])|opacity ?: ?0(?![.\d])|[^-]color ?: ?(?:#fff(?:fff)?\b|white\b))[^<>]{0,120}>\s{0,8}[^<\s][^<]{20,400}/gi,
  }),
  signature({
    family: 'hidden markup',
    weight: 0.6,
    hints: ['<!--', '[//]:', '[comment]:'],
    pattern:
      /(?:<!--|\[(?:\/\/|comment)\]: ?# ?[("'])[^<>\n]{0,200}?(?<![\w-])(?:ignore(?!-)|disregard|instructions?|assistant|system prompt|you (?:must|are|should)|(?:the|any|an) (?:ai|llm|model)|gpt|do not tell)\b/gi,
  }),
  signature({
    family: 'many shots',
    weight: 0.15,
    hints: ['assistant:', 'ai:', 'bot:', 'answer:'],
    pattern:
      /(?:^|\n)[ \t>]{0,4}(?:human|user|question|q) ?:[^\n]{1,400}\n{1,2}[ \t>]{0,4}(?:assistant|ai|bot|answer|a) ?:/gi,
  }),
  signature({
    family: 'image that tells',
    weight: 1,
    hints: ['![', '<img'],
    pattern:
      /!\[[^[\]\n]{0,80}\]\(https?:\/\/[^\s()!]{1,200}?[?&/][^\s()!=]{0,40}=?(?:\{\{?|\[|<|%7b|%5b|\$\{?)[a-z][^\s)]{0,200}\)|<img[^<>]{0,100}src ?= ?["']?https?:\/\/[^\s"'<>]{1,200}?\?[^\s"'=<>]{0,40}=(?:\{|\[|%7b|\$)[^<>]{0,200}>/gi,
  }),
]
