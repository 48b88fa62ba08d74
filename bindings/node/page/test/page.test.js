'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const test = require('node:test')
const mustache = require('mustache')
const nunjucks = require('nunjucks')

const { contactModeAdvice, contactModeStop, addTo, folder } = require('..')

const attack = `"><img src=x onerror=ran()><script>ran()</script>'{{stop.heading}}{{{label}}}</textarea>`

// A view that shows every part of the templates; `text` is each text of it.
const viewOf = text => ({
  language: 'en',
  how: text,
  endpoint: text,
  mode_error: text,
  lead: { label: text, text, late: text, provisional: text },
  stop: { heading: text, lines: [text, text] },
  modes: ['office', text].map(mode => ({
    mode,
    label: text,
    label_hint: text,
    tag: { text, colour: text },
    hint: text,
    standing: text,
    chosen: mode === 'office',
    none: text,
    reasons: [{ kind: text, because: text, unknown: text, from: text }],
  })),
  choice: { heading: text, text, is_alert: true, is_inset: true },
  ask: {
    heading: text,
    lead: text,
    questions: ['is_radios', 'is_checks', 'is_number'].map(kind => ({
      [kind]: true,
      fact: text,
      id: text,
      name: text,
      question: text,
      hint: text,
      options: [{ id: text, value: text, option: text, checked: true }],
      number: { unit: text, value: text },
    })),
  },
  safeguards: {
    mode: text,
    heading: text,
    must_legend: text,
    must_hint: text,
    has_must: true,
    must: [{ id: text, value: text, tick: text, checked: true }],
    has_also: true,
    also_heading: text,
    also: [{ text }],
  },
})
const whole = view => contactModeStop(view) + contactModeAdvice(view)

// What HTML consists of: its tags without what stands in quotes.
const tagsOf = html => html.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g)

test('no text of a view becomes markup, wherever it stands', () => {
  assert.deepEqual(tagsOf(whole(viewOf(attack))), tagsOf(whole(viewOf('Words'))))
  assert.ok(whole(viewOf(attack)).includes('&lt;script&gt;'), 'it is there as text')
})

test('control: markup that is let through is seen', t => {
  const escape = mustache.escape
  t.after(() => (mustache.escape = escape))
  mustache.escape = text => text
  assert.notDeepEqual(tagsOf(whole(viewOf(attack))), tagsOf(whole(viewOf('Words'))))
})

test('the templates escape every text, and need no other file', () => {
  const wrong = /\{\{\{|\{\{&|\{\{>/
  for (const name of ['advice', 'stop'])
    assert.doesNotMatch(fs.readFileSync(path.join(folder, 'templates', `${name}.mustache`), 'utf8'), wrong)
  for (const control of ['{{{text}}}', '{{&text}}', '{{> part}}']) assert.match(control, wrong)
  assert.doesNotMatch(whole(viewOf('Words')), /\{\{|undefined|\[object/)
})

test('Nunjucks shows it as it is, and escapes it where it was not told', () => {
  const view = viewOf('Words')
  const environment = addTo(new nunjucks.Environment(null, { autoescape: true }))
  const shown = environment.renderString('{{ contactModeStop(view) }}{{ contactModeAdvice(view) }}', { view })
  assert.equal(shown, whole(view))
  const plain = new nunjucks.Environment(null, { autoescape: true })
  assert.doesNotMatch(plain.renderString('{{ f(view) }}', { view, f: contactModeAdvice }), /</)
})

test('a page without advice has the modes, and nothing about them', () => {
  const modes = [{ mode: 'office', label: 'Office visit', chosen: false }]
  const html = contactModeAdvice({ language: 'cy', how: 'Sut?', endpoint: '/advice', modes })
  assert.match(html, /<input[^>]*id="mode" name="mode" type="radio" value="office"/)
  for (const part of ['lead', 'why', 'alert', 'inset', 'ask', 'safeguards'])
    assert.match(html, new RegExp(`data-part="${part}" hidden`), part)
  assert.match(html, /Nid oedd modd cael y cyngor/, 'its own words are Welsh')
  assert.match(contactModeStop({}), / hidden>/)
})

test('what the page must say itself is asked for', () => {
  assert.throws(() => contactModeAdvice({ ...viewOf('x'), how: '' }), /has how/)
  assert.throws(() => contactModeAdvice({ ...viewOf('x'), endpoint: undefined }), TypeError)
})

test('what is served beside it is there', () => {
  const script = fs.readFileSync(path.join(folder, 'contact-mode-advice.js'), 'utf8')
  assert.doesNotMatch(script, /innerHTML|insertAdjacentHTML|document\.write|eval\(/)
  assert.match(fs.readFileSync(path.join(folder, 'contact-mode-advice.css'), 'utf8'), /\.app-lead/)
})
