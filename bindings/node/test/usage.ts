// Compiled and not run: the types let a host write this, and refuse what is marked.
import { Advice, AdviseInput, FormView, Mapping, Policy, Trail, answersOf } from '..'
import { contactModeAdvice } from '../page'

export async function arrange(policy: Policy, mapping: Mapping, trail: Trail, fields: Record<string, string>): Promise<FormView> {
  const { answers, answered } = answersOf(fields)
  const input: AdviseInput = { payload: { crn: 'X123456' }, answers, asOf: '2026-11-23' }
  const advice: Advice = policy.advise(mapping, input)
  const shown = await trail.recordAdvice(advice, { id: 'olive', operationId: 'draft-1' }, { person: 'X123456' })
  await trail.record('decision', 'olive', { answers: shown.sequence, mode: advice.lead })
  // @ts-expect-error a kind that is not a record's
  await trail.record('whim', 'olive', {})
  // @ts-expect-error advice is given by a policy alone
  new Advice()
  const form = advice.form({ lang: 'cy', answered })
  // @ts-expect-error the lead may be nothing
  form.lead.text
  return form
}

export function html(form: FormView): string {
  // @ts-expect-error the page's own question and endpoint are missing
  contactModeAdvice(form)
  return contactModeAdvice({ ...form, how: 'How will you meet?', endpoint: '/advice' })
}
