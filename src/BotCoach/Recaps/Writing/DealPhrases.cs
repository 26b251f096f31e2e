namespace BotCoach.Recaps.Writing;

/// <summary>What a sentence of a sales call is about: objections by kind, pains, what they cost, what success is, what may go wrong.</summary>
internal static class DealPhrases
{
    public static readonly Phrases All = new(
    [
        (Mark.Price, "price, pricing, cost, costs, expensive, too much, budget, afford it|this|that, cheaper, discount, investment, how much, per month|year|seat|user, money, fee, fees, license|licence cost, roi, payback, spend"),
        (Mark.Timing, "not the right time, bad time, not now, not right now, next quarter|year, too soon, too early, too busy, do not have time, no time, on hold, later this year, after the, freeze, bandwidth, timeline, how long, implementation, priority, priorities, wait until, revisit, fiscal year, in q1|q2|q3|q4"),
        (Mark.Authority, "my boss, the board, our cfo|ceo|cto|cio|cro|coo|board|director|vp|legal|management, sign-off, sign off, approval, approve, procurement, not my decision, not my call, have to ask, need to ask, run it by, run this by, talk to my, check with, decision maker, decision-maker, final say, the ceo|cfo|cto|cio|cro|coo, who decides, steering committee, buying committee, leadership"),
        (Mark.Need, "not interested, do not need, no need, not a fit, not relevant, happy with, we are fine, already have a|one, does not apply, not a priority, do not see, what is in it, why would we, why should we, nice to have, do not have time for"),
        (Mark.Rival, "competitor, competitors, competing, are looking at, looking at a|other|two|three, talking to, evaluating, comparing, compared to, versus, vs, than what, proposed, alternative, alternatives, other vendors, another vendor, incumbent, switch from, currently use, instead of, shortlist, how are you different, how do you compare, existing vendor|tool|provider"),
        (Mark.Security, "security, secure, gdpr, soc 2, soc2, iso 27001, encryption, encrypted, data protection, privacy, compliance, compliant, penetration test, sso, single sign-on, data residency, breach, infosec, hipaa, access control"),
        (Mark.Legal, "legal, contract terms, liability, indemnity, indemnification, msa, dpa, nda, redlines, lawyers, lawyer, counsel, terms and conditions, clause, jurisdiction, termination, auto-renew, auto-renewal"),
        (Mark.Doubt, """
            worried, worry, concern, concerned, concerns, but, however, too, not sure, problem, issue, nightmare, catch, skeptical, sceptical, hesitant, doubt, risky, afraid, hard to, difficult, can not, do not, is not, will not, expensive,
            above what, higher than, more than we, significant investment, lot of money, steep, how confident, push back, pushback, struggle, tough, burned, what if, particular about, not convinced, not interested, tight, strict, pushed back, how do we know, how do i know, not really
            """),
        (Mark.Pain, """
            roadblock, roadblocks, more complex, twice as long, blown, not happy, unhappy, disappointing, not acceptable, unacceptable, from scratch, mostly manual, too much time, not scalable, cannot easily, biggest challenge, close call, problem, problems, issue, issues, struggle, struggling, challenge, challenges, pain, frustrating, frustrated, drowning, stalling, stall, slipping, slip, too late, losing, lose, lost, waste, wasting, wasted, manual, manually, takes forever, takes too long,
            slow, slower, slows, delays, delayed, broken, error-prone, errors, bottleneck, hard to, difficult, impossible, stretching, crept up, getting worse, getting squeezed, squeezed, depressing, pretty bad, churn, churning, missed, missing, no visibility, cannot see, in spreadsheets, spreadsheet,
            spreadsheets, falling behind, fall through, do not catch, does not catch, do not know, overwhelmed, turnover, hours a|per week|day, do not have the data, unfortunately, costs us|our, costing us|our, cost us, delay, takes us|our|my
            """),
        (Mark.Effect, "every day|week|month|quarter|year, costs us, costing us, cost us, lose, losing, lost, hours, days, percent, revenue, per week|month|year, a week|month|year, deals, on average, used to be, went from, up to, down to, crept up, longer, time, money, impact"),
        (Mark.Success, """
            success criteria, success metrics, success for us|me|you, success look, success looks, success is, success will, success would be, success means, we need to see, want to see, we would want, would want to, our goal, our goals, the goal, our target, kpi, kpis,
            must-have, need it to, what matters, matters most, if we can get, we want to reduce|improve|increase|cut|get|see|be, we would like to reduce|improve|increase|cut|get|see|be, ideal, ideally, measured by, measure it by
            """),
        (Mark.Risk, """
            risk, risks, risky, might slip, could slip, freeze, layoffs, reorg, re-org, reorganization, on hold, not confirmed, no budget, budget is not, uncertain, depends on, blocker, blocked, leaving the company, new ceo|cfo|cro|cto, acquisition, delayed, delay, deadline,
            hiring freeze, budget cycle, not approved, resistance, hard stop, until the budget, pending
            """),
    ]);
}
