import { generated } from '../../train/injection/generated.ts'
import { evaluation } from '../evaluation.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { attacks } from '../own/injection-attacks.ts'
import {
  documentOverrides,
  freshDirect,
  freshForeign,
  freshPlain,
  freshTriggers,
  harmlessDocuments,
} from '../own/injection-fresh.ts'
import { harmless } from '../own/injection-harmless.ts'
import { lastHarmless, lastPersonas, lastRolePlay, latestPersonas } from '../own/injection-last.ts'
import { laterAttacks, laterHarmless } from '../own/injection-later.ts'
import { haiInjection } from '../rivals/hai-injection.ts'

const GENERATED = 4_000

/**
 * The project's own examples: attacks by family and harmless texts with the words of attacks, written by hand and never
 * trained on, though the templates were extended after a look at what was missed; and generated harmless texts, of
 * templates that were trained on but another seed.
 */
export const ownInjection = evaluation({
  name: 'own-injection',
  measure: () => {
    const written = Object.entries(attacks).flatMap(([family, texts]) =>
      texts.map(
        (text): Case => ({
          text,
          isAttack: true,
          origin: family === 'orders in data' ? 'retrieved' : 'user',
          type: 'attacks',
          tier: family,
        }),
      ),
    )
    const plain = harmless.map(
      (text): Case => ({ text, isAttack: false, origin: 'user', type: 'harmless, trigger words' }),
    )
    const later = Object.entries(laterAttacks).flatMap(([family, texts]) =>
      texts.map(
        (text): Case => ({ text, isAttack: true, origin: 'user', type: 'later attacks', tier: family }),
      ),
    )
    const laterPlain = laterHarmless.map(
      (text): Case => ({ text, isAttack: false, origin: 'user', type: 'later, harmless' }),
    )
    const last = [
      ...lastPersonas.map((text) => ({ text, isAttack: true, type: 'last, personas' })),
      ...latestPersonas.map((text) => ({ text, isAttack: true, type: 'latest, personas' })),
      ...lastRolePlay.map((text) => ({ text, isAttack: false, type: 'last, role-play' })),
      ...lastHarmless.map((text) => ({ text, isAttack: false, type: 'last, harmless' })),
      ...freshDirect.map((text) => ({ text, isAttack: true, type: 'fresh, direct' })),
      ...freshForeign.map((text) => ({ text, isAttack: true, type: 'fresh, other languages' })),
      ...freshPlain.map((text) => ({ text, isAttack: false, type: 'fresh, ordinary' })),
      ...freshTriggers.map((text) => ({ text, isAttack: false, type: 'fresh, trigger words' })),
    ].map((one): Case => ({ ...one, origin: 'user' }))
    const inDocuments = [
      ...documentOverrides.map((text) => ({ text, isAttack: true, type: 'fresh, overrides in documents' })),
      ...harmlessDocuments.map((text) => ({ text, isAttack: false, type: 'fresh, harmless documents' })),
    ].map((one): Case => ({ ...one, origin: 'retrieved' }))
    const made = generated(GENERATED, 'evaluation').filter(({ isAttack }) => !isAttack)
    const hard = made.map(
      ({ text }): Case => ({ text, isAttack: false, origin: 'user', type: 'harmless, generated' }),
    )
    const cases = [...written, ...plain, ...later, ...laterPlain, ...last, ...inDocuments, ...hard]
    return judged('own injection', cases, [ownJudge, haiInjection])
  },
})
