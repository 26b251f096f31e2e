namespace BotCoach.Stages;

/// <summary>
/// The ids of every signal that the nudges can raise about a deal. A process names them in its failure modes; the nudges' rules bear exactly these ids.
/// </summary>
public static class KnownSignals
{
    public static readonly IReadOnlyList<string> All =
    [
        "no-next-step", "next-step-overdue", "next-step-unconfirmed", "follow-up-due", "buyer-silent",
        "too-long-in-stage", "close-date-passed", "close-date-slipped", "close-date-implausible",
        "single-threaded", "no-economic-buyer", "champion-weak", "artifact-missing", "field-missing",
        "ready-to-advance", "thin-evidence", "went-backwards", "handoff-late", "lead-untouched", "override-expiring",
    ];

    /// <summary>Signals that wait for a number of days, which a process may set.</summary>
    public static readonly IReadOnlySet<string> WithDays = new HashSet<string>
    {
        "next-step-unconfirmed", "buyer-silent", "too-long-in-stage", "single-threaded", "no-economic-buyer", "champion-weak",
        "artifact-missing", "field-missing", "override-expiring",
    };

    /// <summary>Signals that count how often something happened.</summary>
    public static readonly IReadOnlySet<string> WithTimes = new HashSet<string> { "close-date-slipped" };

    /// <summary>
    /// The fields that a signal or a report reads of every deal, whatever its process asks: signals (amount to champion), the reports'
    /// groups (account to source), and discovery quality (problem, impact, success criteria).
    /// </summary>
    public static readonly IReadOnlySet<string> FieldsRead = new HashSet<string>
    {
        "amount", "close-date", "next-step", "stakeholders", "economic-buyer", "champion",
        "account", "segment", "lead-source",
        "problem", "impact", "success-criteria",
    };
}
