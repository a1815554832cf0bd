import { phrase, signature } from './signature.ts'

/** Opens a group that may be left out. As it is kept it is not unrolled, and what follows is not compiled for each way. */
const COMPILED_ONCE = '('

/** What a machine is at when it meets a text, and no other reader in such words. */
const AT_WORK = '(?:summari[sz]|translat|paraphras|present|index|pars|process|analy[sz]|quot|condens|digest)'
const THIS_TEXT =
  '(?:this|these|the) (?:data|page|document|text|mail|e-?mail|message|reviews?|article|thread|file|report|record|results?|content|note|listing|paper|ticket)s?'
const WHENEVER = '(?:when|whenever|while|before|after|if|once)'
/** What somebody is told to write, hide or do then. */
const THEN = `(?:[,:] ?|\\bthen )${COMPILED_ONCE}please |also |always |first |then |silently |you (?:must|should|shall|will|have to) |never |do not |don.t ){0,3}(?:include|add|append|insert|output|print|say|state|tell|mention|omit|leave out|skip|hide|claim|recommend|rate|send|forward|call|reveal|list|give|treat|ignore|disregard|put|write|report|replace|visit|ask)\\b`
/** What is put into somebody's answer. */
const PIECE = '(?:sentences?|statements?|lines?|links?|phrases?|words|urls?|claims?|teasers?|adverts?|image)'
const ANSWER = '(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|outputs?|messages?|reviews?)'

/** Orders that say at which work of a machine they hold, or what its answer has to contain, without naming it. */
export const occasions = [
  signature({
    family: 'addressed to the model',
    weight: 0.6,
    weightInData: 0.85,
    hints: ['summar', 'translat', 'paraphras', 'present', 'index', 'pars', 'process', 'analy', 'quot']
      .flatMap((stem) => ['when', 'while', 'before', 'after', 'if', 'once'].map((word) => `${word} ${stem}`))
      .concat([
        'you summar',
        'you translat',
        'are summar',
        'are translat',
        'a summary of',
        'a translation of',
        'is cited',
        'is quoted',
        'is summar',
        'is translat',
        'is retrieved',
        'is indexed',
        'is used to answer',
      ]),
    pattern: phrase(
      `\\b${WHENEVER} (?:(?:you(?:.re| are)? )?${AT_WORK}\\w{1,4} ${THIS_TEXT}|an? (?:summary|translation) of ${THIS_TEXT} is \\w{4,9}|${THIS_TEXT} is (?:cited|quoted|summari[sz]ed|translated|retrieved|indexed|used to answer))\\b[^.!?\\n,:]{0,40}?${THEN}|\\b(?:when|while|if) (?:summari[sz]|translat)ing, (?:state|say|claim|report|tell)\\b`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.6,
    weightInData: 0.85,
    hints: [
      'user asks',
      'user next asks',
      'user says',
      'user mentions',
      'user requests',
      'user wants',
      'should anyone ask',
      'if anyone asks',
      'if asked',
    ],
    pattern: phrase(
      `\\b(?:(?:when|whenever|if) (?:the|a|your|any) user (?:next )?(?:asks|says|mentions|requests|wants)\\b[^.!?\\n]{0,50}, ?${COMPILED_ONCE}then |please |always |just |simply ){0,2}(?:first silently|silently|(?:respond|reply|answer) (?:only|that|with only)|say that|tell (?:them|him|her) that|give them the answer)\\b|\\b(?:should anyone ask|if anyone asks|if asked)\\b[^.!?\\n]{0,60}, ?${COMPILED_ONCE}then |please |just |simply |always ){0,2}(?:reply|respond|answer) (?:that|with|only)\\b)`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.7,
    weightInData: 0.9,
    hints: [
      'this instruction',
      'these instruction',
      'this directive',
      'this rule',
      'that this',
      'hidden instruction',
      'secret instruction',
      'agent instruction',
      'ai instruction',
      'hidden directive',
    ],
    pattern: phrase(
      `\\b(?:do not|don.t|never|without) (?:mention|reveal|disclos|refer to|draw attention to|show|acknowledg|quot)\\w{0,3} (?:that )?(?:this|these) (?:instructions?|directives?|rules?)\\b|[\\[<({] ?(?:hidden|secret|agent|ai|assistant|copilot) (?:instruction|directive|order|command)s?(?: (?:to|for) [^\\]\\n:]{0,30})?\\]? ?:`,
    ),
  }),
  signature({
    family: 'rules lifted',
    weight: 0.9,
    weightInData: 1,
    hints: [
      'you received before',
      'you were given before',
      'system message',
      'system prompt',
      'only instruction',
      'sole instruction',
      'trusted instruction',
      'instruction set',
      'actual instruction',
    ],
    pattern: phrase(
      `\\b(?:any|all|every|whatever) (?:instructions?|rules?|orders?|prompts?) (?:that )?you (?:received|were given|got|had) (?:before|earlier|until)\\b~\\b(?:no longer|not) (?:appl|hold|count)|\\b(?:preceding|previous|above|earlier|original) system (?:message|prompt)\\b~\\b(?:must|should|is to|has to) be (?:ignored|disregarded)|\\btreat (?:this|these|the following|all content|everything)\\b~ as (?:your |the )?(?:only|sole|trusted|new|actual) instructions?\\b`,
      48,
    ),
  }),
  signature({
    family: 'steered answers',
    weight: 0.4,
    weightInData: 0.85,
    hints: ['your answer', 'your reply', 'your response', 'your summary', 'your output', 'your review'],
    pattern: phrase(
      `\\b(?:integrate|insert|include|add|append|weave|slip|place|put)\\b[^.!?\\n]{0,24}?\\b${PIECE}\\b[^.!?\\n]{0,24}?\\b(?:in|into|to|at the (?:end|beginning|start|top|bottom) of) your ${ANSWER}\\b|\\bin your ${ANSWER}, (?:suggest|promote|mention|recommend|include a (?:link|sentence|line))|\\b(?:integrate|insert|weave|slip)\\b[^.!?\\n]{0,60}?\\b(?:in|into) your ${ANSWER}\\b|\\b(?:modify|enhance|augment|adjust|alter) your ${ANSWER} (?:to|by|with) (?:mention|suggest|hint|allud|promot|highlight|recommend|spread|includ|prais)|\\badd ["“][^"”\\n]{3,120}["”] to your ${ANSWER}\\b`,
    ),
  }),
]
