import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { catalogueLevel, type MinimumLevel } from '../../../analytics/contract/levels.ts'
import {
  dataTypeLabel,
  isCatalogueWord,
  levelMeaning,
  levels,
  mechanismWords,
} from '../../lib/detection-words.ts'
import { count, percentage } from '../../lib/format.ts'
import type { CatalogueModel, CatalogueRow } from '../../models/catalogue.ts'
import { may } from '../../models/session.ts'
import { SeverityBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { Sparkline } from '../../parts/sparkline.tsx'
import { changeLevel } from './catalogue-columns.tsx'

type DetectorDrawerProps = { row: CatalogueRow; catalogue: CatalogueModel; onClose: () => void }

/** One detector: what it is, how well it works, what it hit, and what its findings must reach. */
export function DetectorDrawer({ row, catalogue, onClose }: DetectorDrawerProps) {
  const { label, code, measured } = row
  const { label: mechanism, meaning } = mechanismWords(row.mechanism)
  return (
    <Drawer title={label} onClose={onClose}>
      <Facts>
        <Fact name="Data type">{dataTypeLabel(row.data_type)}</Fact>
        <Fact name="Severity">
          <SeverityBadge severity={row.severity} />
        </Fact>
        <Fact name="Rests on" wide>
          {mechanism}: {meaning}
        </Fact>
        <Fact name="Precision">{measured && percentage(measured.precision)}</Fact>
        <Fact name="Recall">{measured && percentage(measured.recall)}</Fact>
        <Fact name="Measured on">
          {measured === null
            ? 'Not measured: no labelled set has enough values of it'
            : `${count(measured.n)} labelled values`}
        </Fact>
        <Fact name="Tested with">{row.is_custom ? null : `${count(row.examples)} examples`}</Fact>
        <Fact name="Code" wide>
          <Id text={code} what="code" />
        </Fact>
      </Facts>
      {may('analytics:read') && <Hits row={row} />}
      <Part title="What a finding must reach">
        <LevelChoice row={row} catalogue={catalogue} />
      </Part>
      <Part title="Exceptions">
        <p class="muted">
          A value that is known and harmless can pass without the detector being switched off.
        </p>
        <div class="part-links">
          {may('detectors:write') && (
            <a
              class="button button-secondary button-medium"
              href={`/detection/exceptions?new=1&detector=${encodeURIComponent(code)}`}
            >
              Add an exception for this detector
            </a>
          )}
          {row.is_custom && (
            <a class="button button-secondary button-medium" href="/detection/custom">
              See its definition
            </a>
          )}
        </div>
      </Part>
    </Drawer>
  )
}

function Hits({ row: { code, label, hits } }: { row: CatalogueRow }) {
  return (
    <Part title="Events of the last 30 days">
      {hits === null ? (
        <p class="muted">It found nothing.</p>
      ) : (
        <div class="part-figures">
          <Sparkline
            values={hits.days}
            label={`${label}: events per day over 30 days, at most ${Math.max(...hits.days)}`}
          />
          <p>
            {count(hits.events_30d)} in 30 days, {count(hits.events_7d)} of them in the last 7.
          </p>
          {may('events:read') && (
            <div>
              <a
                class="button button-secondary button-medium"
                href={`/violations?violation_type=${encodeURIComponent(code)}&range=30d`}
              >
                See its violations
              </a>
            </div>
          )}
        </div>
      )}
    </Part>
  )
}

function LevelChoice({ row, catalogue }: Omit<DetectorDrawerProps, 'onClose'>) {
  const name = useId()
  const busy = useSignal(false)
  const mayChange = may('detectors:write')
  const choose = async (level: MinimumLevel) => {
    busy.value = true
    await changeLevel(catalogue, row, level)
    busy.value = false
  }
  return (
    <>
      {row.code === 'prompt_injection' && (
        <p class="muted">Its findings have a score: medium begins at 50%, high at 75%.</p>
      )}
      {row.data_type === 'security' && (
        <p class="muted">What it finds is evidence: it is reported and never redacted.</p>
      )}
      <fieldset class="levels" disabled={!mayChange || busy.value}>
        <legend class="visually-hidden">What a finding must reach</legend>
        {Object.entries(levels).map(([level, { label }]) => (
          <label key={level} class="level">
            <input
              type="radio"
              name={name}
              checked={row.minimum_level === level}
              onChange={() => void choose(level as MinimumLevel)}
            />
            <span class="level-label">
              {isCatalogueWord(level as MinimumLevel, row) ? `${label} (the catalogue’s word)` : label}
            </span>
            <span class="level-meaning">{levelMeaning(level as MinimumLevel, row)}</span>
          </label>
        ))}
      </fieldset>
      {mayChange && row.is_set && (
        <div>
          <Button busy={busy.value} onClick={() => void choose(catalogueLevel)}>
            Back to the catalogue’s word
          </Button>
        </div>
      )}
    </>
  )
}
