using System.Globalization;

namespace BotCoach.Benchmarks;

/// <summary>What was found of one meeting's actions, and how much of what was drafted is one.</summary>
internal sealed record FoundActions(int Found, int Actions, int Right, int Drafted, bool HasNone)
{
    /// <summary>A draft is right, and an action is found, where the draft cites a turn near the action's evidence.</summary>
    public static FoundActions Of(RecapMeeting meeting, IReadOnlyList<IReadOnlyList<int>> drafts) => new(
        meeting.Actions.Count(a => drafts.Any(d => d.Any(a.IsNear))), meeting.Actions.Count, drafts.Count(d => meeting.Actions.Any(a => d.Any(a.IsNear))), drafts.Count, meeting.HasNone);
}

/// <summary>Recall, precision and false alarms over meetings, each with its 95 % interval: meetings are drawn again, since what is in one hangs together.</summary>
internal sealed class RecapScore(IReadOnlyList<FoundActions> meetings)
{
    private const int Draws = 10_000;
    private const double Z = 1.959964;

    public string Recall => Drawn(m => m.Found, m => m.Actions);
    public string Precision => Drawn(m => m.Right, m => m.Drafted);
    public string FalseAlarms => Share(meetings.Count(m => m.HasNone && m.Drafted > 0), meetings.Count(m => m.HasNone));

    /// <summary>A share with Wilson's interval.</summary>
    public static string Share(int of, int all)
    {
        if (all == 0) return "none to judge";
        var (p, n) = ((double)of / all, (double)all);
        var middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return string.Create(CultureInfo.InvariantCulture, $"{of} of {all} = {p:0.00} [{Math.Max(0, middle - half):0.00}..{Math.Min(1, middle + half):0.00}]");
    }

    private string Drawn(Func<FoundActions, int> of, Func<FoundActions, int> all)
    {
        var (hits, total) = (meetings.Sum(of), meetings.Sum(all));
        if (total == 0) return "none to judge";
        var random = new Random(20_261_130);
        var shares = new List<double>(Draws);
        for (var i = 0; i < Draws; i++)
        {
            var (drawnHits, drawnAll) = (0, 0);
            for (var j = 0; j < meetings.Count; j++)
            {
                var meeting = meetings[random.Next(meetings.Count)];
                (drawnHits, drawnAll) = (drawnHits + of(meeting), drawnAll + all(meeting));
            }
            if (drawnAll > 0) shares.Add((double)drawnHits / drawnAll);
        }
        shares.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{hits} of {total} = {(double)hits / total:0.00} [{shares[shares.Count / 40]:0.00}..{shares[^(shares.Count / 40)]:0.00}]");
    }
}
