using System.Globalization;
using BotCoach.Metrics;
using BotCoach.ProcessReviews;
using BotCoach.Rollout;

namespace BotCoach.Admin;

/// <summary>The tables of the company's page as files, with no more in them than the page shows.</summary>
public static class CompanyFiles
{
    /// <summary>The file of this name; null: there is none.</summary>
    public static TableFile? Of(string name, CompanySheet sheet, IEnumerable<(string Process, BeforeAfter Versions)> versions) => name switch
    {
        "figures" => new TableFile("company", ["figure", "now", "before", "change"], CompanyFigures.Of(sheet.Now, sheet.Before).Select(f => (string[])[f.Name, f.Now, f.Before, f.Change])),
        "teams" => new TableFile("teams", ["team", "open", "new", "won", "lost", "win rate", "win rate before", "days to a win, median", "moves back", "without a next step"], sheet.Teams.Select(TeamOf)),
        "leaks" => new TableFile("where-deals-die", ["process", "stage", "in it", "lost", "median days until lost", "reason", "deals"], sheet.Processes.SelectMany(p => p.Leaks.SelectMany(l => LeakOf(p, l)))),
        "versions" => new TableFile("before-and-after", ["process", "versions", "figure", "before", "since"], versions.SelectMany(v => BeforeAfterRules.Lines(v.Versions).Select(l => (string[])[v.Process, v.Versions.Title, l.What, l.Before, l.After]))),
        _ => null,
    };

    private static string[] TeamOf(TeamSheet team) => team.IsOnePerson ? [team.Called, "", "", "", "", "one person’s", "", "", "", ""] :
    [
        team.Called, $"{team.Now.Open}", $"{team.Now.Created}", $"{team.Now.Won}", $"{team.Now.Lost}", CompanyFigures.Rate(team.Now.WinRate), team.Before is { } before ? CompanyFigures.Rate(before.WinRate) : "",
        CompanyFigures.Median(team.Now.DaysToWin), CompanyFigures.Rate(team.Now.Backward), CompanyFigures.Rate(team.Now.WithoutNextStep),
    ];

    private static IEnumerable<string[]> LeakOf(ProcessSheet process, Leak leak)
    {
        string[] first = [process.Process.Name, leak.Stage, $"{leak.Reached}", $"{leak.Lost}", leak.LostDays?.ToString("0.#", CultureInfo.InvariantCulture) ?? ""];
        return leak.Reasons.Count == 0 ? [[.. first, "", ""]] : leak.Reasons.Select(r => (string[])[.. first, r.Words, $"{r.Deals}"]);
    }
}
