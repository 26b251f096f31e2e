namespace BotCoach.Recaps.Writing;

/// <summary>How a sentence is meant: past, perhaps, in general, agreed.</summary>
internal static class MeaningPhrases
{
    public static readonly Phrases All = new(
    [
        (Mark.Past, "did, was, were, had, used to, been, went, thought, said, got, made, wanted, decided, yesterday, last week|month|quarter|year|time, i have put|sent|done|made, we have done|made|seen, has been"),
        (Mark.Maybe, "would, might, maybe, could be, perhaps, possibly, i do not know, not sure, i guess, may be, should be, dunno, whatever, something like"),
        (Mark.Opinion, "i think, i mean, i guess, i suppose, in my opinion, i believe, i feel, seems, it seems, it is like, kind of, sort of"),
        (Mark.Generic, "you have a, you press, you push, you want to, if you, when you, you know, people, the user, users, it has, they want, there is, there are, it is a, you see, you get"),
        (Mark.Decided, """
            we decided, we have decided, decided to|on|that, we agreed, we have agreed, agreed on|that|to, so we go|are going with, we are going with|for, going with, go with, we will go with|for, go for, let us go with|for, settled on,
            we have chosen, we chose, the decision is, final decision, we are ready to, ready to move forward, let us move forward, we will use, we will take, we will have, we are having, we are using, let us use, let us take, so it is, that is decided, moving forward with, signed off, give you the go-ahead
            """),
        (Mark.Agree, "sounds good, that is good, i like that, i agree, good idea, exactly, that works, works for, let us do it, i am sold, okay, alright, that is right, perfect, deal"),
        (Mark.Selling, """
            our clients|customers|platform|product|solution|clients', one of our, we work with, we help, reaching out, reached out, calling from, we built, we integrate, we offer, we typically, we usually, we propose, we would propose, we customized, we customised,
            our product team, our support team, our professional services, our sales team, our finance team, our engineers, customers like you, accounts like yours, your account, your use case, show you, our security, case studies, for a team your size, teams your size, companies like yours, your industry, just like yours, our pricing, our standard, our enterprise plan, we provide, our roadmap, our implementation, demo for you, you mentioned, walk you through, get you
            """),
        (Mark.Buying, """
            we are using, we use, we are on, we currently, our current, our team|reps|process|budget|board|ceo|cfo|legal|it|procurement|data|vendor, our deal|sales cycle, what is the investment|price|cost|pricing|catch, how much, what does it cost, what would a pilot, how does it|that work,
            your platform|product|pricing|proposal|solution|software|support, you guys, send it|that|those over, send me, i am not interested, not interested, we went from, we tried, we have tried, we did a, we used to, how long does, how confident, what does it take, show me, can we, can reps, what kind of
            """),
    ]);
}
