using BotCoach.Metrics;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>Reads a month that is over: its figures, what of each process earns its place, and the versions that were published in it.</summary>
public sealed class ProcessReviewReading(BotCoachDb db, CompanyReading company, UsefulnessReading usefulness, VersionReading versions, StageShelf shelf)
{
    /// <param name="month">Its first day.</param>
    /// <returns>Null where nothing happened in it.</returns>
    public async Task<ReviewSheet?> OfAsync(LocalDate month, DateTimeOffset now)
    {
        var (zone, last) = (await db.CompanyZoneAsync(), month.PlusMonths(1).PlusDays(-1));
        var sheet = await company.OfAsync(new MetricsCut(last, month));
        var (from, end) = (zone.AtStartOfDay(month).ToDateTimeOffset(), zone.AtStartOfDay(last.PlusDays(1)).ToDateTimeOffset().ToUniversalTime());
        var published = (await shelf.PublishedAsync()).ToDictionary(p => p.Process.Id, p => p.Version);
        List<ProcessFindings> found = [];
        foreach (var process in sheet.Processes)
        {
            var all = await versions.VersionsAsync(process.Process.Id, end);
            List<BeforeAfter> ofMonth = [];
            foreach (var version in all.Where(v => v.PublishedAt >= from && v.PublishedAt < end && v.Number > 1))
                if (await versions.OfAsync(all, version.Number, end < now ? end : now, zone, now) is { } compared) ofMonth.Add(process.IsOnePerson ? compared with { Compared = null } : compared);
            found.Add(new ProcessFindings(UsefulnessRules.Of(await usefulness.OfAsync(published[process.Process.Id], now)), ofMonth));
        }
        return ProcessReviewRules.Of(sheet, found);
    }
}
