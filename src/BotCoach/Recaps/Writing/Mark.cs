namespace BotCoach.Recaps.Writing;

/// <summary>What a sentence shows of itself: the speech acts, times and matters that its phrases tell.</summary>
[Flags]
internal enum Mark : ulong
{
    None = 0,

    // who binds whom
    CommitI = 1UL << 0, CommitWe = 1UL << 1, MustWe = 1UL << 2, MustI = 1UL << 3, Assign = 1UL << 4, Ask = 1UL << 5, MayYou = 1UL << 6, Offer = 1UL << 7,
    Fixed = 1UL << 8, LetMe = 1UL << 9, Future = 1UL << 10,

    // what is to be done
    Task = 1UL << 11, Transfer = 1UL << 12, Thing = 1UL << 13, Instruct = 1UL << 14, InCall = 1UL << 15,

    // when
    Due = 1UL << 16, NextTime = 1UL << 17, Wrap = 1UL << 18, Bye = 1UL << 19, Condition = 1UL << 20, Agenda = 1UL << 21,

    // how it is meant
    Not = 1UL << 22, Past = 1UL << 23, Maybe = 1UL << 24, Opinion = 1UL << 25, Yes = 1UL << 26, Declined = 1UL << 27, Question = 1UL << 28, Role = 1UL << 29,
    Decided = 1UL << 30, Generic = 1UL << 31, Thanks = 1UL << 32,

    // what it is about
    Price = 1UL << 33, Timing = 1UL << 34, Authority = 1UL << 35, Need = 1UL << 36, Rival = 1UL << 37, Security = 1UL << 38, Legal = 1UL << 39, Doubt = 1UL << 40,
    Pain = 1UL << 41, Effect = 1UL << 42, Success = 1UL << 43, Risk = 1UL << 44, Selling = 1UL << 45, Buying = 1UL << 46, Agree = 1UL << 47, Later = 1UL << 48, Suits = 1UL << 49,
}
