/** Advice on the mode of contact as part of a page: the form's view in, HTML out. */

/**
 * The form's view, as `Advice.form()` of @blended-supervision/node or any other host gives it
 * (plugin/docs/form.schema.json), and what only the page knows. Texts are plain: they are escaped.
 */
export interface PageView {
  /** Where the element posts the form; it answers with the form's view as JSON. */
  endpoint: string
  /** The question above the modes: "How will you meet Rupert?" */
  how: string
  /** What is wrong with the choice of a mode, where something is. */
  mode_error?: string | null
  /** Of the words that the plugin does not have. Left out: English. */
  language?: 'en' | 'cy'
  modes: { mode: string; label: string; chosen: boolean }[]
}

/**
 * The advice around the radios of the modes: HTML, for the inside of a form.
 * @throws TypeError where `endpoint` or `how` is missing
 */
export function contactModeAdvice(view: PageView): string

/** What stops the advice, for above the page's heading: HTML, hidden where nothing does. */
export function contactModeStop(view: { stop?: { heading: string; lines: string[] } | null }): string

/**
 * Gives both functions to the templates of a Nunjucks environment, where their HTML is not escaped
 * again: `{{ contactModeAdvice(view) }}`.
 */
export function addTo<T extends { getFilter(name: string): any; addGlobal(name: string, value: any): any }>(environment: T): T

/** Where contact-mode-advice.js and contact-mode-advice.css are, to be served. */
export const folder: string
