namespace BotCoach.Recaps.Writing;

/// <summary>How people bind themselves and others. Words as <see cref="Words"/> gives them: contractions taken apart, sounds and filling adverbs left out.</summary>
internal static class CommitPhrases
{
    public static readonly Phrases All = new(
    [
        (Mark.CommitI, "i will, i shall, i am going to, i am happy to, i would be happy to, i am glad to, i promise, i plan to, i should be able to, we will|shall send|email|share|forward|get|follow|prepare|set"),
        (Mark.CommitWe, "we will, we shall, we are going to, let us"),
        (Mark.LetMe, "let me"),
        (Mark.MustWe, "we have to, we need to, we must, we should, we ought to, we have got to, we will have to, we will need to, we would need|have to, everybody|everyone has|needs to, it has to be, has to be"),
        (Mark.MustI, "i have to, i need to, i must, i should, i am supposed to, i have got to, i will have to, i would need|have to, my task|job|homework is"),
        (Mark.Assign, """
            you will, you are going to, you are looking|working|doing|watching|making|preparing|responsible, you have to, you need to, you must, you should, you are to, you will be,
            i want you|him|her|them to, i need you|him|her|them to, i would like you|him|her|them to, i would like the, i want the, you guys|two|three|both|all, for you it is, your task|job|part,
            you get|take|do the, you work on, up to you, over to you, you can work|look|start|do|make|think|prepare|check|find
            """),
        (Mark.Ask, "can|could|would|will you, can|could you please, if you can|could|would, please, would|do you mind, make sure, be sure to, do not forget, remember to, send me|us|over|that|it|those|the, let me|us know, have a think|look|go"),
        (Mark.MayYou, "you can, you could, you may, you might"),
        (Mark.Offer, "can|could|may|shall|should i|we, i can, i could, we can, we could, would you like, do you want me|us, want me to, happy to, maybe schedule|send, if that would be helpful, would it help"),
        (Mark.Future, "will, shall, going to, is|are to, will be"),
        (Mark.Fixed, "works for me|us|both|everyone|you, works better, that works, works, let us do it|that|video, see you on|at|monday|tuesday|wednesday|thursday|friday|tomorrow|next|in|then, talk to you, speak on, it is a date, let us meet|schedule|set|book|talk|plan|get, we meet, meet again"),
        (Mark.Yes, "yes, yeah, yep, sure, okay, alright, perfect, great, sounds good, sounds great, sounds like a plan, of course, absolutely, please do, will do, works for, that works, works, deal, do it, fine, no problem, definitely, send it|that|them|those, go ahead, that would be, happy to"),
        (Mark.Declined, "no thank you, no thanks, not interested, not really interested, take me off, off your list, do not have time, not a good time, remove me, hangs up, no need, not necessary, rather not, i will pass, not for us"),
        (Mark.Later, "not now, not right now, not yet, not today, not at this point, maybe later"),
        (Mark.Suits, "is good, is fine, is perfect, is great, suits me|us, sounds good, sounds great, good for me|us, fine for me|us"),
        (Mark.Not, "not, never, no longer, nobody, nothing"),
        (Mark.Condition, "if, unless, until, once, as soon as, as long as, provided, assuming, subject to, depending on, depends on, pending, contingent on, only when, only after, in case, on hold, conditional on"),
    ]);
}
