// The pages. What a practitioner enters is kept in a draft, by a random id that is theirs alone; each
// form is posted, kept, and answered with where to go next.
'use strict'

const { answersOf } = require('@blended-supervision/node')
const { maySee } = require('./plugin')
const { hash, random, signedIn } = require('./security')
const { fieldDay, parseDay } = require('./words')

const MOST_WORDS = 4000
const text = value => (typeof value === 'string' ? value : '')

// What of a posted form is kept.
function takeArranged(fields, form) {
  const taken = { done: [fields.done ?? []].flat(), shown: form.shown ?? [] }
  for (const name of ['date', 'purpose', 'role', 'mode']) taken[name] = text(fields[name])
  for (const name of Object.keys(fields)) if (name.startsWith('ask.')) taken[name] = fields[name]
  try {
    answersOf(taken)
  } catch (error) {
    throw Object.assign(error, { status: 400 })
  }
  return taken
}

function addPages(app, { cases, plugin, sessions, users }) {
  const drafts = new Map()
  const pathOf = (draft, step) => `/draft/${draft.id}${step ? `/${step}` : ''}`
  const look = (user, crn) => plugin.trail.record('read', plugin.who(user), { person: crn })
  const past = day => !day || day < plugin.today

  // The draft or the case that a path names; else the page that says that it is not there.
  const withDraft = page => async (request, answer, next) => {
    const draft = drafts.get(request.params.id)
    const person = draft?.user === request.session.user.id && request.person(draft.crn)
    return person ? page(request, answer, draft, person) : next()
  }
  const withCase = page => async (request, answer, next) => {
    const person = request.person(request.params.crn)
    return person ? page(request, answer, person) : next()
  }

  function render(request, answer, page, values) {
    const errors = (values.errors ?? []).map(([id, key]) => ({ id, href: `#${id}`, text: request.words.say(key) }))
    const error = Object.fromEntries(errors.map(each => [each.id, { text: each.text }]))
    const { person } = values
    const strip = person && {
      ...person,
      born: request.words.day(person.born),
      tier: request.words.name('tier', person.tier),
      rosh: request.words.name('rosh', person.rosh),
    }
    const title = request.words.say(`${page}.title`)
    answer.render(page, { ...values, title, errors, error, person: strip })
  }

  const wrongArranged = draft => {
    const day = parseDay(draft.form.date)
    const errors = []
    if (!draft.form.date) errors.push(['date', 'arrange.date_missing'])
    else if (!day) errors.push(['date', 'arrange.date_wrong'])
    else if (past(day)) errors.push(['date', 'arrange.date_past'])
    for (const name of answersOf(draft.form).wrong) errors.push([name.replace(/[^a-z0-9]/gi, '-'), 'arrange.number_wrong'])
    if (!draft.form.mode) errors.push(['mode', 'arrange.mode_missing'])
    return errors
  }

  const wrongReason = (draft, view) => {
    const { step } = view.choice
    if (step === 'check') return []
    const { code, words, promise, by } = draft.reason
    const errors = []
    const chosen = view.reason.codes.find(each => each.fits && each.value === code)
    if (!chosen) errors.push(['code', 'reason.code_missing'])
    if ((step !== 'code' || chosen?.needs_words) && !words.trim()) errors.push(['words', 'reason.words_missing'])
    else if (words.length > MOST_WORDS) errors.push(['words', 'reason.words_long'])
    const known = view.modes.some(each => each.mode === promise)
    if (promise ? !known : by) errors.push(['promise', 'reason.promise_missing'])
    if (promise && past(parseDay(by))) errors.push(['promise-by', 'reason.promise_by_wrong'])
    return errors
  }

  // So that what is recorded is what was checked.
  const checkedOf = draft => hash(JSON.stringify([draft.form, draft.reason, draft.basis]))

  app.get('/sign-in', (request, answer) => {
    const errors = request.query.check ? [['user', 'sign-in.error']] : []
    render(request, answer, 'sign-in', { users, errors, ended: request.query.ended })
  })
  app.post('/sign-in', (request, answer) => {
    const user = users.find(each => each.id === request.body?.user)
    if (!user) return answer.redirect(303, '/sign-in?check=1')
    sessions.signIn(request, answer, user)
    answer.redirect(303, '/cases')
  })
  app.use(signedIn)
  app.post('/sign-out', (request, answer) => {
    sessions.signOut(request, answer)
    answer.redirect(303, '/sign-in')
  })
  app.get('/', (request, answer) => answer.redirect(303, '/cases'))

  // A list names people and says nothing else of them, so it leaves no READ.
  app.get('/cases', (request, answer) => {
    const { user } = request.session
    const seen = [...cases.values()].filter(each => maySee(each, user))
    const rows = seen
      .sort((one, other) => one.surname.localeCompare(other.surname))
      .map(each => ({ ...each, rosh: request.words.name('rosh', each.rosh), next: request.words.day(each.next) }))
    const unfinished = [...drafts.values()]
      .filter(each => each.user === user.id && each.decision === undefined && request.person(each.crn))
      .map(each => ({ href: pathOf(each), person: cases.get(each.crn), date: each.form.date }))
    render(request, answer, 'cases', { rows, unfinished, hidden: cases.size - seen.length })
  })

  app.get('/case/:crn', withCase(async (request, answer, person) => {
    await look(request.session.user, person.crn)
    render(request, answer, 'case', { person, back: '/cases', next: request.words.day(person.next, true) })
  }))

  // One unfinished contact for each case, so that nobody ends up with two halves of one.
  app.post('/case/:crn/arrange', withCase((request, answer, { crn }) => {
    const user = request.session.user.id
    let draft = [...drafts.values()].find(each => each.user === user && each.crn === crn && each.decision === undefined)
    if (!draft) {
      const person = cases.get(crn)
      const form = plugin.begin(person) ?? { date: person.next ? fieldDay(person.next) : '' }
      draft = { id: random(), user, crn, form, reason: { code: '', words: '', promise: '', by: '' } }
      drafts.set(draft.id, draft)
    }
    answer.redirect(303, pathOf(draft))
  }))

  app.get('/draft/:id', withDraft(async (request, answer, draft, person) => {
    if (draft.decision !== undefined) return answer.redirect(303, `/decision/${draft.id}`)
    await look(request.session.user, person.crn)
    const advised = plugin.view(person, draft.form, request.lang)
    const view = advised ?? plugin.viewWithout(draft.form, request.lang)
    // A purpose that is not known stays so: a list would choose its first for the practitioner.
    if (!view.purposes.some(each => each.selected))
      view.purposes.unshift({ value: '', text: request.words.say('arrange.purpose_unknown'), selected: true })
    const errors = request.query.check ? wrongArranged(draft) : []
    const mode = errors.find(([id]) => id === 'mode')
    view.how = request.words.say('arrange.how', { name: person.forename })
    view.endpoint = pathOf(draft, 'advice')
    view.mode_error = mode && request.words.say(mode[1])
    render(request, answer, 'arrange', {
      person,
      view,
      errors,
      advised,
      back: `/case/${person.crn}`,
      date: draft.form.date,
      hint: request.words.say('arrange.date_hint', { date: fieldDay(plugin.today) }),
      basis: plugin.basis(person),
      changed: request.query.changed,
    })
  }))

  // Each change of the form: texts and nothing else, and nothing is recorded.
  app.post('/draft/:id/advice', withDraft((request, answer, draft, person) => {
    if (draft.decision !== undefined) return answer.sendStatus(404)
    const form = takeArranged(request.body, draft.form)
    const view = plugin.view(person, form, request.lang)
    draft.form = form
    return view ? answer.json(view) : answer.sendStatus(503)
  }))

  app.post('/draft/:id', withDraft(async (request, answer, draft, person) => {
    if (draft.decision !== undefined) return answer.redirect(303, `/decision/${draft.id}`)
    const form = takeArranged(request.body, draft.form)
    const view = plugin.view(person, form, request.lang)
    draft.form = form
    if (request.body.update) return answer.redirect(303, pathOf(draft))
    if (wrongArranged(draft).length > 0) return answer.redirect(303, `${pathOf(draft)}?check=1`)
    if (!view) return answer.redirect(303, pathOf(draft, 'without'))
    draft.basis = plugin.basis(person)
    if (request.body.basis !== draft.basis) return answer.redirect(303, `${pathOf(draft)}?changed=1`)
    const advice = plugin.advise(person, form)
    const about = { person: person.crn, contactId: draft.id, lang: request.lang }
    draft.advice = (await plugin.trail.recordAdvice(advice, plugin.who(request.session.user, draft.id), about)).sequence
    // A note is shown once for a contact.
    if (advice.noticeKey && !form.shown.includes(advice.noticeKey)) form.shown.push(advice.noticeKey)
    const { step } = view.choice
    answer.redirect(303, pathOf(draft, step === 'interrupt' ? 'before' : step === 'check' ? 'check' : 'reason'))
  }))

  // Where there was no advice there is no decision on it. The contact can be arranged all the same.
  app.get('/draft/:id/without', withDraft((request, answer, draft, person) =>
    render(request, answer, 'without', { person, back: pathOf(draft) })))

  // The steps after the arranging: with the advice as it is now, or back to where it is shown.
  const withStep = page => withDraft((request, answer, draft, person) => {
    if (draft.decision !== undefined) return answer.redirect(303, `/decision/${draft.id}`)
    const view = draft.advice === undefined ? null : plugin.view(person, draft.form, request.lang)
    return view?.choice ? page(request, answer, draft, person, view) : answer.redirect(303, pathOf(draft))
  })

  // The interruption: two links, and nothing to fill in.
  app.get('/draft/:id/before', withStep((request, answer, draft, person, { choice }) => {
    if (choice.step !== 'interrupt') return answer.redirect(303, pathOf(draft))
    render(request, answer, 'before', { person, ...choice.interruption, back: pathOf(draft), on: pathOf(draft, 'reason') })
  }))

  app.get('/draft/:id/reason', withStep((request, answer, draft, person, view) => {
    if (view.choice.step === 'check') return answer.redirect(303, pathOf(draft))
    render(request, answer, 'reason', {
      person,
      view,
      reason: draft.reason,
      errors: request.query.check ? wrongReason(draft, view) : [],
      hint: request.words.say('arrange.date_hint', { date: fieldDay(plugin.today) }),
      back: pathOf(draft, view.choice.step === 'interrupt' ? 'before' : ''),
      other: pathOf(draft),
    })
  }))

  app.post('/draft/:id/reason', withStep((request, answer, draft, person, view) => {
    const { code, words, promise, 'promise-by': by } = request.body
    draft.reason = { code: text(code), words: text(words), promise: text(promise), by: text(by) }
    answer.redirect(303, pathOf(draft, wrongReason(draft, view).length > 0 ? 'reason?check=1' : 'check'))
  }))

  app.get('/draft/:id/check', withStep((request, answer, draft, person, view) => {
    if (wrongReason(draft, view).length > 0) return answer.redirect(303, pathOf(draft, 'reason'))
    const { choice } = view
    const needsReason = choice.step !== 'check'
    const chosen = list => list.find(each => each.selected)?.text
    const row = (key, texts, href) => ({ key: `check.${key}`, texts: texts.filter(Boolean), href, change: href && `check.change_${key}` })
    const rows = [
      row('contact', [request.words.day(parseDay(draft.form.date), true), chosen(view.purposes), chosen(view.roles)], pathOf(draft)),
      row('mode', [choice.label], pathOf(draft)),
      row('advice', [view.lead?.text, view.stop?.heading]),
    ]
    if (choice.heading) rows.push(row(choice.is_alert ? 'outside' : 'note', [choice.heading, choice.text]))
    if (needsReason) {
      const { code, words, promise, by } = draft.reason
      rows.push(row('reason', [view.reason.codes.find(each => each.value === code)?.label, words], pathOf(draft, 'reason')))
      const parts = { mode: plugin.label('modes', promise, request.lang), day: request.words.day(parseDay(by)) }
      if (promise) rows.push(row('promise', [request.words.say('check.promise_by', parts)], pathOf(draft, 'reason')))
    }
    if (view.safeguards?.has_must) {
      const ticked = view.safeguards.must.filter(each => each.checked).map(each => each.tick)
      rows.push(row('done', ticked.length > 0 ? ticked : [request.words.say('check.nothing_done')], pathOf(draft)))
    }
    render(request, answer, 'check', {
      person,
      rows: rows.map(each => ({ ...each, key: request.words.say(each.key), change: each.change && request.words.say(each.change) })),
      warning: request.words.say(choice.is_alert ? 'check.warning_outside' : 'check.warning'),
      action: pathOf(draft, 'record'),
      checked: checkedOf(draft),
      changed: request.query.changed,
      back: pathOf(draft, needsReason ? 'reason' : ''),
    })
  }))

  // The one place where something is decided. Posting it again leads to the same decision, since the
  // trail knows the draft's id.
  app.post('/draft/:id/record', withStep(async (request, answer, draft, person, view) => {
    // What was shown and what is true now must be one: else nothing is recorded.
    if (plugin.basis(person) !== draft.basis) return answer.redirect(303, `${pathOf(draft)}?changed=1`)
    if (request.body.checked !== checkedOf(draft)) return answer.redirect(303, pathOf(draft, 'check?changed=1'))
    if (wrongReason(draft, view).length > 0) return answer.redirect(303, pathOf(draft, 'reason?check=1'))
    const content = { answers: draft.advice, mode: draft.form.mode }
    if (view.choice.step !== 'check') {
      const { code, words, promise, by } = draft.reason
      content.reason = words ? { code, words } : { code }
      if (promise) content.mitigations = [{ what: plugin.label('modes', promise, request.lang), due: parseDay(by) }]
    }
    draft.decision = (await plugin.trail.record('decision', plugin.who(request.session.user, draft.id), content)).sequence
    answer.redirect(303, `/decision/${draft.id}`)
  }))

  app.get('/decision/:id', withDraft(async (request, answer, draft, person) => {
    if (draft.decision === undefined) return answer.redirect(303, pathOf(draft))
    await look(request.session.user, person.crn)
    const { state, lacks } = await plugin.trail.decision(draft.decision)
    const mode = plugin.label('modes', draft.form.mode, request.lang)
    render(request, answer, 'decision', {
      person,
      back: `/case/${person.crn}`,
      what: request.words.say('decision.what', { mode, day: request.words.day(parseDay(draft.form.date), true) }),
      number: request.words.say('decision.number', { number: draft.decision }),
      state: request.words.say(`state.${state}`),
      roles: state === 'waiting' ? lacks.map(each => plugin.label('approvers', each, request.lang)) : [],
    })
  }))
}

module.exports = { addPages }
