namespace BotCoach.Deals;

/// <summary>What came of a verb: done, not yet, done already, or not allowed. Words are made of it where it is shown.</summary>
public abstract record MoveResult;

/// <summary>Done. For a move between stages, where from and where to; <paramref name="Gate"/> where the gate was asked.</summary>
public sealed record Moved(string From, string To, GateAnswer? Gate = null) : MoveResult;

/// <summary>The gate says: not yet.</summary>
public sealed record NotYet(GateAnswer Gate) : MoveResult;

/// <summary>The last stage is proven: what comes next is the win, which asks for its reason.</summary>
public sealed record ReadyToWin(GateAnswer Gate) : MoveResult;

/// <summary>It was done before, by this person (null: by a rule or an import) at this time; nothing was changed.</summary>
public sealed record DoneAlready(Guid? ById, string ByName, DateTimeOffset At) : MoveResult;

/// <summary>It cannot be done, and why.</summary>
public sealed record MayNot(string Why) : MoveResult;

/// <summary>A next step: what, when, who owns it, which side acts, and whether the buyer has confirmed it.</summary>
public sealed record NextStep(string Text, NodaTime.LocalDate? On, Guid? OwnerId, Side? Side, bool Confirmed);
