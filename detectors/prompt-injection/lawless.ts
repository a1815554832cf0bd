import { phrase, signature } from './signature.ts'

/** Words that hand a part to whoever is spoken to. */
const CAST =
  "(?:adopt\\b|role-?play|be my\\b|be [\"'“]|you(?:'ll| will|.re going to) (?:be|play)|you(?:.re| are) (?:play|an? |now)|act as|persona\\b|character card|you(?:'ve| have) (?:got )?two|novel\\b|war game|test build)"
/** What binds an assistant, and is no law for anybody else. */
const BONDS =
  '(?:(?:the |his |her |its |your |all |any |every |our |those |these )?(?:published |platform.s |acceptable use |usage |content |safety |ethical |moral |previous |silly |provider.s |developer.s ){0,2}(?:guidelines|filters|guardrails|polic(?:y|ies)|moderat(?:ion|ors)|limits|restrictions|safeguards)|rules of (?:yours|your|the platform|any platform)|instruction of (?:his|her|its|the) )'
/** What somebody does who is not bound by them. */
const UNBOUND =
  '(?:immune (?:to|from|against)|reject(?:s|ing)?|disobey(?:s|ing)?|deceiv(?:es|ing)|laughs at|never heard of|deleted|has no|have no|there are no|ignore(?:s|d)?|n.t have to (?:follow|obey|respect)|not (?:have to |need to )?(?:follow|obey|respect)|unaware of|above)'

/** Parts for which nothing holds that holds for an assistant. */
export const lawless = [
  signature({
    family: 'no limits',
    weight: 1,
    hints: [
      'guideline',
      'filter',
      'guardrail',
      'polic',
      'moderat',
      'limits',
      'restriction',
      'safeguard',
      'rules of',
      'instruction of',
    ],
    pattern: phrase(`\\b${CAST}[^\\0]{0,160}?\\b${UNBOUND} (?:truly |really |simply )?${BONDS}`),
  }),
]
