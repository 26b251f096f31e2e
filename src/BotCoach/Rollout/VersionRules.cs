using System.Globalization;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>Which version is a deal's, and where in it the deal goes. Pure.</summary>
public static class VersionRules
{
    /// <summary>The pilot's where the deal's team tries one out, else the published one; null where nothing is published.</summary>
    /// <param name="versions">The process's own.</param>
    public static ProcessVersion? Of(Deal deal, IEnumerable<ProcessVersion> versions) => Of(deal.SalesTeam, versions);

    public static ProcessVersion? Of(string? salesTeam, IEnumerable<ProcessVersion> versions)
    {
        ProcessVersion? published = null;
        foreach (var version in versions)
            if (version.State == VersionState.Pilot && version.IsFor(salesTeam)) return version;
            else if (version.State == VersionState.Published && (published is null || published.Number < version.Number)) published = version;
        return published;
    }

    /// <summary>The version that a version was made from, or the last one before it; null for the first.</summary>
    /// <param name="versions">The process's own.</param>
    public static ProcessVersion? Before(ProcessVersion version, IReadOnlyList<ProcessVersion> versions) =>
        versions.FirstOrDefault(v => v.Number == version.BasedOn) ?? versions.Where(v => v.Number < version.Number).MaxBy(v => v.Number);

    /// <summary>The stage in which a deal goes on. One that is still where a version put it goes back to where it was when that version goes.</summary>
    /// <param name="last">How the deal came to the version that it has now; null where it never had another.</param>
    public static string StageIn(Deal deal, StageBook from, ProcessVersion to, StageBook book, DealEvent? last)
    {
        var isBack = to.Number < deal.ProcessVersion && last is { FromStage: { } was } && last.ToStage == deal.StageId && book.Find(was) is not null;
        return isBack ? last!.FromStage! : StageMap.Target(from, deal.StageId, book, to.StageMap);
    }

    /// <summary>The number of the version that stands in one side of an event of the history; null where none does.</summary>
    /// <param name="values">As the event keeps them: see <see cref="DealSnapshot"/>.</param>
    public static int? NumberIn(string? values)
    {
        if (values is null) return null;
        using var read = JsonDocument.Parse(values);
        return read.RootElement.TryGetProperty("process", out var process) && process.GetString()?.Split('/') is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : null;
    }
}
