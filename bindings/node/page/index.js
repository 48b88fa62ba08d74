// The form's view as HTML, by the templates that every host renders. The types are in index.d.ts.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const mustache = require('mustache')
const words = require('./words.json')

const read = name => fs.readFileSync(path.join(__dirname, 'templates', `${name}.mustache`), 'utf8')
const templates = { advice: read('advice'), stop: read('stop') }

function contactModeAdvice(view) {
  for (const name of ['how', 'endpoint'])
    if (typeof view[name] !== 'string' || view[name] === '')
      throw new TypeError(`the view of a page has ${name}, a text; the plugin does not know it`)
  // A field of HTML has an id, and only a page has fields.
  const modes = view.modes.map((mode, n) => ({ ...mode, id: n === 0 ? 'mode' : `mode-${n + 1}` }))
  return mustache.render(templates.advice, { ...view, modes, say: words[view.language] ?? words.en })
}

const contactModeStop = view => mustache.render(templates.stop, view)

// Nunjucks escapes what a function gives, unless it is marked as safe by its own filter.
function addTo(environment) {
  const safe = environment.getFilter('safe')
  environment.addGlobal('contactModeAdvice', view => safe(contactModeAdvice(view)))
  environment.addGlobal('contactModeStop', view => safe(contactModeStop(view)))
  return environment
}

module.exports = { contactModeAdvice, contactModeStop, addTo, folder: __dirname }
