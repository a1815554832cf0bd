/**
 * What a soak works with: an empty folder, what chance is drawn from, whether a tenth of it is enough, and a way to say
 * how far it is.
 */
export type SoakRun = { dataDir: string; seed: string; isShort: boolean; note: (text: string) => void }

/** Something that is run for long. It gives what is wrong in the end, each in a sentence. */
export type Soak = { name: string; summary: string; run: (soak: SoakRun) => Promise<string[]> }
