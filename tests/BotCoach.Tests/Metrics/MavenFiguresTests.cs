using System.Globalization;
using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Metrics;

/// <summary>The figures on 8,800 real deals, against what the files themselves say, computed here a second time from their lines.</summary>
public sealed class MavenFiguresTests
{
    private static ImportSource[] Files => [.. Directory.GetFiles(MavenTheoryAttribute.Folder!, "*.csv").Order().Select(ImportSource.OfPath)];

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task The_win_rate_and_the_median_days_to_close_are_exact(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Files);
        var all = (await PrintAsync(host, "--as-of", "2017-12-31", "--json")).GetProperty("all");
        // 500 have no beginning in their file: on that day nobody knew of them
        Assert.Equal((1_589, 4_238, 2_473, 0), (all.GetProperty("open").GetInt32(), all.GetProperty("won").GetInt32(), all.GetProperty("lost").GetInt32(), all.GetProperty("disqualified").GetInt32()));
        Assert.Equal("63.15", (100m * Of(all, "win_rate", "numerator")!.Value / Of(all, "win_rate", "denominator")!.Value).ToString("0.00", CultureInfo.InvariantCulture));
        Assert.Equal((57, 14, 45), (Of(all, "days_to_win", "median"), Of(all, "days_to_loss", "median"), Of(all, "days_to_close", "median")));
        var won = all.GetProperty("won_amounts").EnumerateArray().Single();
        Assert.Equal(("USD", 4_238, 10_005_534m), (won.GetProperty("currency").GetString(), won.GetProperty("n").GetInt32(), won.GetProperty("sum").GetDecimal()));
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task Each_manager_and_each_quarter_is_what_the_lines_of_the_files_say(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Files);
        var lines = Lines();
        foreach (var (by, key) in new (string, Func<Line, string>)[] { ("manager", l => l.Manager), ("quarter", l => $"{l.Closed.Year}-Q{(l.Closed.Month + 2) / 3}"), ("owner", l => l.Agent), ("team", l => l.Team), ("product", l => l.Product) })
        {
            var groups = (await PrintAsync(host, "--as-of", "2017-12-31", "--by", by, "--json")).GetProperty("groups").EnumerateArray().ToDictionary(g => g.GetProperty("name").GetString()!);
            Assert.Equal(groups.Keys.Order(StringComparer.OrdinalIgnoreCase), groups.Keys);
            foreach (var expected in lines.GroupBy(key))
            {
                var group = groups[expected.Key];
                Assert.Equal((expected.Key, expected.Count(l => l.IsWon), expected.Count()), (expected.Key, (int)Of(group, "win_rate", "numerator")!.Value, (int)Of(group, "win_rate", "denominator")!.Value));
                Assert.Equal((expected.Key, Median(expected.Where(l => l.IsWon)), Median(expected.Where(l => !l.IsWon)), Median(expected)), (expected.Key, Of(group, "days_to_win", "median"), Of(group, "days_to_loss", "median"), Of(group, "days_to_close", "median")));
                Assert.Equal(expected.Sum(l => l.Value), group.GetProperty("won_amounts").EnumerateArray().Sum(a => a.GetProperty("sum").GetDecimal()));
            }
        }
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task A_day_that_is_over_is_told_as_it_was(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Files);
        var (lines, day) = (Lines(), new DateOnly(2017, 6, 30));
        var all = (await PrintAsync(host, "--as-of", "2017-06-30", "--json")).GetProperty("all");
        Assert.Equal(lines.Count(l => l.IsWon && l.Closed <= day), all.GetProperty("won").GetInt32());
        Assert.Equal(lines.Count(l => !l.IsWon && l.Closed <= day), all.GetProperty("lost").GetInt32());
        var stillOpen = Csv("sales_pipeline.csv").Count(c => c["deal_stage"] == "Engaging" && DateOnly.Parse(c["engage_date"], CultureInfo.InvariantCulture) <= day);
        Assert.Equal(stillOpen + lines.Count(l => l.Engaged <= day && l.Closed > day), all.GetProperty("open").GetInt32());
    }

    private static async Task<JsonElement> PrintAsync(CoachHost host, params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        Assert.Equal(0, await MetricsCommand.RunAsync(host.App.Services, MetricsOptions.Of(words).Options!, output, errors, CancellationToken.None));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private static decimal? Of(JsonElement of, string figure, string part) => of.GetProperty(figure).GetProperty(part) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    private static decimal? Median(IEnumerable<Line> lines)
    {
        var days = lines.Select(l => l.Closed.DayNumber - l.Engaged.DayNumber).Order().ToList();
        return days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2m;
    }

    private sealed record Line(string Agent, string Manager, string Team, string Product, bool IsWon, DateOnly Engaged, DateOnly Closed, decimal Value);

    private static List<Line> Lines()
    {
        var teams = Csv("sales_teams.csv").ToDictionary(t => t["sales_agent"], t => (Manager: t["manager"], Office: t["regional_office"]));
        return [.. Csv("sales_pipeline.csv").Where(c => c["deal_stage"] is "Won" or "Lost").Select(c => new Line(
            c["sales_agent"], teams[c["sales_agent"]].Manager, teams[c["sales_agent"]].Office, c["product"] == "GTXPro" ? "GTX Pro" : c["product"], c["deal_stage"] == "Won",
            DateOnly.Parse(c["engage_date"], CultureInfo.InvariantCulture), DateOnly.Parse(c["close_date"], CultureInfo.InvariantCulture), decimal.Parse(c["close_value"], CultureInfo.InvariantCulture)))];
    }

    private static IEnumerable<Dictionary<string, string>> Csv(string file)
    {
        var lines = File.ReadLines(Path.Combine(MavenTheoryAttribute.Folder!, file)).ToList();
        var head = lines[0].TrimEnd('\r').Split(',');
        return lines.Skip(1).Select(l => head.Zip(l.TrimEnd('\r').Split(',')).ToDictionary(c => c.First, c => c.Second));
    }
}
