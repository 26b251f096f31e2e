using BotCoach.Metrics;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>Reads the whole company in a period and in the one before: two passes over its deals.</summary>
public sealed class CompanyReading(MetricsReading metrics, StageShelf shelf)
{
    public async Task<CompanySheet> OfAsync(MetricsCut cut)
    {
        var earlier = EarlierOf(cut);
        var (now, before) = (await metrics.OfEachAsync(cut, MetricsBy.Team, MetricsBy.Owner), earlier is null ? null : await metrics.OfAsync(earlier, MetricsBy.Team));
        var (byTeam, people) = (now[0], now[1].Groups.Select(g => g.Metrics.Stages).ToList());
        List<ProcessSheet> processes = [];
        foreach (var (process, version) in await shelf.PublishedAsync())
        {
            if (cut.ProcessId is { } only && only != process.Id) continue;
            var book = await shelf.OpenAsync(process.Id, version.Number);
            List<StageMetrics> stages = [.. byTeam.All.Stages.Where(s => s.ProcessId == process.Id && s.Kind == StageKind.Pipeline)];
            if (stages.Count == 0) continue;
            processes.Add(people.Count(p => p.Any(s => s.ProcessId == process.Id && s.Reached > 0)) == 1
                ? new ProcessSheet(process, version.Number, book, [], [], []) { IsOnePerson = true }
                : new ProcessSheet(process, version.Number, book, stages, LeakRules.Of(book, stages), DiagnosisRules.Of(book, stages, people, cut.Segment ?? cut.Segments?.First(), ofOne: false)));
        }
        return new CompanySheet(cut, earlier, byTeam.All, before?.All is { Sellers: 1 } ? null : before?.All, [.. TeamsOf(byTeam, before)], processes);
    }

    /// <summary>The month before a whole month, else as many days.</summary>
    private static MetricsCut? EarlierOf(MetricsCut cut)
    {
        if (cut.From is not { } from) return null;
        var isMonth = from.Day == 1 && cut.AsOf == from.PlusMonths(1).PlusDays(-1);
        return cut with { AsOf = from.PlusDays(-1), From = isMonth ? from.PlusMonths(-1) : from.PlusDays(-1 - Period.DaysBetween(from, cut.AsOf)) };
    }

    private static IEnumerable<TeamSheet> TeamsOf(MetricsTable now, MetricsTable? before)
    {
        var was = before?.Groups.ToDictionary(g => g.Name, g => g.Metrics, StringComparer.OrdinalIgnoreCase) ?? [];
        // those without a team stand last, as what is no name
        return now.Groups.OrderBy(g => g.Name.Length == 0 ? 1 : 0).Select(g => new TeamSheet(g.Name, g.Metrics, was.GetValueOrDefault(g.Name) is { Sellers: > 1 } several ? several : null));
    }
}
