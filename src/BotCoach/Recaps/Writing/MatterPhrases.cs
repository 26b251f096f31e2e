namespace BotCoach.Recaps.Writing;

/// <summary>What is to be done, and when: deeds, things that are handed over, times, and the talk that ends a meeting.</summary>
internal static class MatterPhrases
{
    public static readonly Phrases All = new(
    [
        (Mark.Task, """
            work|working|works on, work|working together, look|looking at|into|for|after, focus|focused|focusing on, think about, prepare, preparing, make, making, build, design, complete, finish, do, doing, figure out,
            find out, check, checking, review, test, come up with, write, draw, decide, define, define the, update, fix, set up, organize, organise, research, investigate, evaluate, compare, calculate, create, develop,
            gather, collect, read, talk to|with, speak to|with, discuss with, ask, confirm, sign, approve, run by, run it by, take care of, try, bring, provide, deliver, produce, draft, plan, start, watch|watching,
            pull together, put together, clean up, get ready, be ready, get started, consult, verify, finalize, finalise, loop in, reach out, dig into, schedule, book, introduce, escalate, brief, include, raise, pass along, pass that along, run this|that|it by|past, get approval, bring in, set up, onboard, arrange, line up, check in
            """),
        (Mark.Transfer, """
            send, send|sent over|out|round|around, email, mail, forward, share, post, upload, circulate, submit, hand over, put it|them|these|this|that|those in|on|into, save, call you|them|him|her|back, follow up, get back, get you,
            give you a call, invite, distribute, attach, copy, put my|your|our|the, introduce you|him|her|us, connect you, have that|it|this|them to|over|back|ready, get you, make sure, drop you, shoot you, ping, reply, ship
            """),
        (Mark.Thing, """
            report, minutes, presentation|presentations, document|documents, documentation, prototype|prototypes, summary, survey, email|emails, contract, proposal, quote, invite, invitation, case study|studies, evaluation,
            requirements, specification|specifications, design|designs, folder, file|files, paper|papers, deck, slides, agreement, plan, draft, pricing, demo, details, docs, link, access, notes, list, numbers, budget, order form,
            mail, feedback, checklist, agenda, terms, business case, pilot, trial, concept|concepts, ideas, drawing, roadmap, references, scope, timeline
            """),
        (Mark.Instruct, "instruction|instructions, assignment|assignments, action|actions, task|tasks, homework, to do, individual|individually, next phase|stage|step|steps, action items"),
        (Mark.InCall, """
            show you, show, ask you, be quick, ask, be honest, tell you, say, explain, give you an, walk you through, share my screen, pull up, open, jump, go ahead, go through, go over, start with, see, come back to, move on, talk about, have a look,
            read, press, click, push, switch, imagine, admit, repeat, go to the, introduce myself, take a look, go first, take you through, discuss
            """),
        (Mark.Due, """
            tomorrow, today, tonight, this afternoon|week|morning|evening|month, next week|month|monday|tuesday|wednesday|thursday|friday|quarter, on|by|before|until|this monday|tuesday|wednesday|thursday|friday,
            monday, tuesday, wednesday, thursday, friday, end of the|this|next|day|week|month, by the end, in a minute|second|moment|week|day|month|few|couple, half an hour, thirty minutes, right now, right away, straight away,
            after this call|meeting, before lunch, after lunch, as soon as possible, asap, in two|three|four weeks|days, pm, noon, o'clock, 10am, 9am, 11am, 1pm, 2pm, 3pm, 4pm, 5pm, january, february, march, april, june, july, august, september, october, november, december, eod
            """),
        (Mark.NextTime, "next meeting, next time, next session, before the next, for the next, in the meantime, meanwhile, until then, before then, our next, back to your|our, back to the, next phase, until the next, in between"),
        (Mark.Wrap, """
            wrap up, wrap it up, wrap this up, wrap that up, wrapping up, next meeting, before we go|break|finish|end|close|hang|wrap, before i let you go, that is it, that is all, that is everything, finish|end|close the meeting, meeting is over,
            finish meeting, end of the meeting, any other questions|thoughts|things|business, any last, any final, last things, any questions, next step|steps, to summarize, to summarise, to recap, just to recap, in summary, to conclude, conclusion,
            closing, running out of time, out of time, we have to go, minutes left, we are done, i think we are ready, let us finish, what is next, from here, where do we go, lunch
            """),
        (Mark.Bye, "see you, bye, goodbye, thanks for|everyone|everybody|all, thank you for|all|everyone|very, talk soon, talk to you, speak soon, have a good|great|nice, take care, thanks, thank you, cheers"),
        (Mark.Agenda, "agenda, welcome, let us start, let us begin, get started, first meeting|point|item, introduce, introduction, opening, last time, previous meeting"),
        (Mark.Thanks, "thank you, thanks"),
    ]);
}
