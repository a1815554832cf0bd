import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest though they are small, so that none of them is left to run alone at the end. */
const longest = [
  'tests/browser/pages.test.ts',
  'tests/conformance/collection.test.ts',
  'tests/flows/replay.test.ts',
  'tests/flows/pipeline.test.ts',
  'tests/flows/start.test.ts',
  'tests/faults/keys.test.ts',
  'tests/browser/many-events.test.ts',
  'tests/browser/console.test.ts',
  'tests/faults/stream.test.ts',
  'tests/browser/collection.test.ts',
  'tests/flows/collect.test.ts',
  'tests/flows/rotation.test.ts',
  'tests/browser/nothing-yet.test.ts',
  'tests/flows/timing.test.ts',
  'tests/faults/rescan.test.ts',
  'tests/faults/ledger.test.ts',
  'detectors/hostile.test.ts',
  'scripts/gateway/gateway.test.ts',
]

/** Runs the longest files first, the others as Vitest orders them: by how long they took, or by their size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((path) => moduleId.endsWith(`/${path}`))
      return place === -1 ? longest.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}
