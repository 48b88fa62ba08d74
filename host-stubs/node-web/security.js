// What every request passes: headers, the name of the host, who is signed in, and the token of forms.
'use strict'

const crypto = require('node:crypto')

const IDLE = 60 * 60 * 1000

const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

const random = () => crypto.randomBytes(32).toString('hex')
const hash = text => crypto.createHash('sha256').update(text).digest('hex')
const same = (one, other) =>
  typeof one === 'string' && one.length === other.length && crypto.timingSafeEqual(Buffer.from(one), Buffer.from(other))

// A name other than our own may be another site that resolves to this machine.
function door(names) {
  return (request, answer, next) => {
    answer.set(headers)
    if (!names().includes(request.headers.host)) return answer.sendStatus(421)
    if (!['GET', 'POST'].includes(request.method)) return answer.sendStatus(405)
    // A browser says which origin a form comes from.
    const here = `http://${request.headers.host}`
    const from = request.headers['sec-fetch-site'] ?? 'same-origin'
    if (request.method === 'POST' && (request.headers.origin !== here || from !== 'same-origin')) return answer.sendStatus(403)
    next()
  }
}

// Who is signed in. A stub: anybody may be any of the users.
class Sessions {
  #kept = new Map() // by the hash of the id, so that whoever reads the memory cannot sign in

  #idOf(request) {
    return /(?:^|; )session=([0-9a-f]{64})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  }

  // Always a new id: one from before the sign-in is worth nothing after it.
  signIn(request, answer, user) {
    this.#kept.delete(hash(this.#idOf(request)))
    for (const [key, { used }] of this.#kept) if (Date.now() - used > IDLE) this.#kept.delete(key)
    const id = random()
    this.#kept.set(hash(id), { user, csrf: random(), used: Date.now() })
    answer.set('Set-Cookie', `session=${id}; Path=/; HttpOnly; SameSite=Lax`)
  }

  signOut(request, answer) {
    this.#kept.delete(hash(this.#idOf(request)))
    answer.set('Set-Cookie', 'session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
  }

  // Undefined where nobody is signed in.
  find(request) {
    const session = this.#kept.get(hash(this.#idOf(request)))
    if (!session || Date.now() - session.used > IDLE) return undefined
    session.used = Date.now()
    return session
  }
}

// For every page but the sign-in.
function signedIn(request, answer, next) {
  const post = request.method === 'POST'
  if (!request.session) return answer.redirect(303, post ? '/sign-in?ended=1' : '/sign-in')
  if (post && !same(request.body?.csrf, request.session.csrf)) return answer.sendStatus(403)
  next()
}

module.exports = { door, Sessions, signedIn, random, hash }
