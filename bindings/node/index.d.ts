/** Advice on the mode of contact in probation supervision, and a trail that an outsider can verify. */

/** A language of the texts. */
export type Language = 'en' | 'cy'

/** JSON: a text, a Uint8Array (a Buffer) of one, or a value that JSON.stringify writes. */
export type Json = string | Uint8Array | object

/** What went wrong, and where: `england-wales.toml:41:9`, `/contact/purpose`, or empty. */
export interface Detail {
  where: string
  what: string
}

/** What a call that fails throws, or rejects with. `message` has every problem, one a line; it may quote the input. */
export interface BlendedSupervisionError extends Error {
  status:
    | 'usage'
    | 'bad input'
    | 'bad policy'
    | 'bad mapping'
    | 'not found'
    | 'other policy'
    | 'other engine'
    | 'out of memory'
    | 'internal'
    | 'busy'
    | 'key refused'
    | 'storage'
    | 'tampered'
    | 'erased'
  details: Detail[]
}

/** Policies that were loaded together. Any number of calls may use one. */
export class Policy {
  /** @param paths The packs, in any order: the nation's, regions', exceptional models. */
  constructor(paths: string[])
  /** SHA-256 of the policy, hexadecimal. */
  readonly digest: string
  /**
   * JSON: the policy of one day, whole, with the labels of its modes, reason codes and approvers; in a
   * region, else of the nation alone. Without a day: what is in force where, and since when.
   */
  describe(options?: { region?: string; asOf?: string }): string
  /** Advice on one contact: well under a millisecond, and nothing is kept. */
  advise(mapping: Mapping, input: AdviseInput): Advice
  /** The same advice again, to the byte, from `Advice.input`. */
  replay(input: string | Uint8Array): Advice
}

/** Where the facts are in a host's payload. */
export class Mapping {
  constructor(path: string)
  readonly digest: string
}

/** What advice is asked on: plugin/docs/advice.md, "What goes in". */
export interface AdviseInput {
  /** The case as the host holds it. */
  payload: Json
  /** The contact; without it the payload's next appointment. */
  contact?: Json
  /** What the practitioner answered; see `answersOf`. */
  answers?: Json
  /** Region, where the contact names none. */
  region?: string
  /** The day on which all this is known, 2026-11-30. Left out: today, in UTC. */
  asOf?: string
}

/** Advice on one contact. */
export class Advice {
  private constructor()
  /** Id of the mode that leads; null where none does. */
  readonly lead: string | null
  readonly firmness: 'only option' | 'recommended' | 'at discretion' | 'refer' | 'no advice'
  /** Whether something unknown could change it. */
  readonly provisional: boolean
  /** How much attention it deserves. None blocks. */
  readonly notice: 'none' | 'note' | 'stop'
  /** Of a note, for the answers' `shown`; else null. */
  readonly noticeKey: string | null
  /** Why it deserves attention. */
  reasons(lang?: Language): string[]
  /** All of it, in the shape of plugin/docs/advice.schema.json. */
  json(lang?: Language): unknown
  jsonText(lang?: Language): string
  /** What the form of a page shows. `answered`: facts and questions answered on this form. */
  form(options?: { lang?: Language; answered?: string[] }): FormView
  formText(options?: { lang?: Language; answered?: string[] }): string
  /** For a person to read. `width`: 40 to 200 columns, or 0 for 100. */
  text(options?: { lang?: Language; all?: boolean; colour?: boolean; width?: number }): string
  /** The canonical input, from which `Policy.replay` gives the same advice. Personal data. */
  input(lang?: Language): string
}

/** Who acts: an id, or more. */
export type Who =
  | string
  | { id: string; role?: string; service?: string; operationId?: string; correlationId?: string }

/** Proof that something is on record. */
export interface Receipt {
  sequence: number
  time: Date
  /** The same was on record already, under this sequence. */
  existed: boolean
  leaf: string
  /** Keep the newest one elsewhere, as `knownHead`. */
  checkpoint: string
}

/** A trail. Each call works on another thread and gives a promise, since it waits for the disk. */
export class Trail {
  private constructor()
  static open(path: string, options?: { create?: boolean; origin?: string; keyFile?: string; knownHead?: string }): Promise<Trail>
  /** The verdict on a trail, which need not be open; nothing is appended. */
  static verify(path: string, options?: { vkey?: string; keyFile?: string; knownHead?: string }): Promise<unknown>
  /** Records advice that was shown. `person`: the case number. */
  recordAdvice(advice: Advice, who: Who, about: { person: string; contactId?: string; lang?: Language }): Promise<Receipt>
  /** Records something else; the content is in plugin/docs/records.md. */
  record(
    kind: 'decision' | 'approval' | 'outcome' | 'kept' | 'policy' | 'disclosure' | 'read' | 'export',
    who: Who,
    content: Json,
  ): Promise<Receipt>
  /** A person's timeline as text. Leaves a READ. */
  show(person: string, who: Who, options?: { day?: string; lang?: Language }): Promise<string>
  /** The records that the filter lets through. Leaves a READ. */
  read(who: Who, filter?: Json): Promise<unknown[]>
  /** How a decision stands on a day. */
  decision(sequence: number, options?: { day?: string }): Promise<unknown>
  /** The proof of one record. */
  prove(sequence: number): Promise<string>
  /** The newest signed checkpoint. */
  head(): Promise<string>
  /** Ends it. What is under way is finished first. */
  close(): Promise<void>
}

/** Of the library. */
export const version: string

/**
 * The answers that a form posted, for `AdviseInput.answers`, and what was answered, for `Advice.form`.
 * Fields named `ask.…` hold answers as JSON, `done` the safeguards that were ticked, `shown` keys of
 * notes. An answer is true, false, a number or a text: nobody can post an approval. `wrong` names the
 * boxes for a number that hold something else: it is left out, and for you to ask again.
 * @throws TypeError, SyntaxError
 */
export function answersOf(fields: Record<string, string | string[]>): {
  answers: Record<string, boolean | number | string | string[]>
  answered: string[]
  wrong: string[]
}

/** A tag beside a mode, in a colour of the GOV.UK tag. */
export interface FormTag {
  text: string
  colour: 'green' | 'teal' | 'yellow' | 'orange' | 'red' | 'grey'
}

/** Which way a decision departs from the advice. */
export type Direction = 'to remote' | 'to in person'

/** What the form of a page shows: plugin/docs/form.schema.json. Texts are plain, never markup. */
export interface FormView {
  language: Language
  lead: { label: string; text: string; late: string | null; provisional: string | null } | null
  stop: { heading: string; lines: string[] } | null
  note: { key: string } | null
  modes: {
    mode: string
    label: string
    label_hint: string | null
    tag: FormTag | null
    hint: string | null
    standing: string
    chosen: boolean
    in_person: boolean
    reasons: { kind: string; because: string; unknown: string | null; from: string }[]
    none: string | null
  }[]
  choice: {
    mode: string
    label: string
    step: 'check' | 'code' | 'reason' | 'interrupt'
    direction: Direction | null
    is_alert: boolean
    is_inset: boolean
    heading: string | null
    text: string | null
    interruption: { heading: string; paragraphs: string[]; go_back: string; go_on: string } | null
    approval: { roles: { role: string; label: string }[]; by: string } | null
  } | null
  ask: {
    heading: string
    lead: string
    questions: {
      fact: string
      id: string
      name: string
      question: string
      hint: string | null
      is_radios: boolean
      is_checks: boolean
      is_number: boolean
      inline: boolean
      options: { id: string; value: string; option: string; checked: boolean }[]
      number: { min: number; max: number; unit: string; value: number | null } | null
    }[]
  } | null
  safeguards: {
    mode: string
    heading: string
    must_legend: string
    must_hint: string
    has_must: boolean
    must: { id: string; value: string; tick: string; checked: boolean }[]
    has_also: boolean
    also_heading: string
    also: { text: string }[]
  } | null
  reason: {
    legend: string
    codes: { id: string; value: string; label: string; direction: Direction | null; fits: boolean; needs_words: boolean }[]
  }
  cadence: {
    rule: string
    what: string
    state: string | null
    late: boolean
    today: 'kept' | 'due' | 'overdue' | 'not published' | 'unknown' | 'suspended'
    due: string | null
    next_if_kept: string | null
  }[]
  contacts: {
    day: string
    mode: string | null
    letter: string
    in_person: boolean
    remote: boolean
    attendance: 'attended' | 'missed' | 'excused' | 'not recorded'
    words: string
  }[]
  material: { title: string; minutes: string }[]
  record: string[]
  purposes: { value: string; text: string; selected: boolean }[]
  roles: { value: string; text: string; selected: boolean }[]
  said: string
}
