namespace BotCoach.People;

/// <summary>What a key may do. Each is given on its own; none holds another.</summary>
public static class ApiScopes
{
    public const string ReadDeals = "deals:read";
    public const string WriteDeals = "deals:write";

    /// <summary>Past a gate that says not yet, with a reason, where the process lets an admin.</summary>
    public const string Override = "deals:override";

    public const string ReadProcesses = "processes:read";

    /// <summary>The draft alone: publishing is a person's.</summary>
    public const string WriteProcesses = "processes:write";

    /// <summary>Bring in what was said in a call. Such a key signs what it sends, and is never sent itself.</summary>
    public const string WriteCalls = "calls:write";

    /// <summary>Bring in leads, by a key that is sent along.</summary>
    public const string WriteLeads = "leads:write";

    /// <summary>Bring in leads of a web form. Such a key signs, as a recorder's does.</summary>
    public const string SignLeads = "leads:form";

    /// <summary>What a key does that signs what it sends, and is never sent itself.</summary>
    public static readonly IReadOnlyList<string> Signed = [WriteCalls, SignLeads];

    /// <summary>Every scope, with what it lets a key do.</summary>
    public static readonly IReadOnlyList<(string Scope, string Words)> All =
    [
        (ReadDeals, "Read deals"), (WriteDeals, "Write deals, through the gate"), (Override, "Move a deal past its gate, with a reason"),
        (ReadProcesses, "Read processes"), (WriteProcesses, "Write the draft of a process"), (WriteCalls, "Bring in transcripts of calls, signed"),
        (WriteLeads, "Bring in leads"), (SignLeads, "Bring in leads of a web form, signed"),
    ];
}
