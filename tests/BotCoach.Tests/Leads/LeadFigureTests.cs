using BotCoach.Admin.Pages;
using BotCoach.Metrics;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Leads;

/// <summary>How soon leads are answered: a median of working minutes, and how many of them in time, of as many as came in.</summary>
public sealed class LeadFigureTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Answered_soon_late_and_not_at_all_are_counted_over_those_that_came_in_in_the_period(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var now = of.Host.Clock.Now;
        async Task AnsweredAsync(string account, int? minutes, string source = "web form", int daysAgo = 0) => await of.Host.DealAsync(of.Rita, account, d =>
        {
            (d.LeadSource, d.LeadReceivedAt) = (source, now.AddDays(-daysAgo).AddHours(-4));
            if (minutes is { } some) (d.LeadAnsweredAt, d.LeadMinutes) = (now.AddDays(-daysAgo).AddHours(-4).AddMinutes(some), some);
        });
        await AnsweredAsync("A", 10);
        await AnsweredAsync("B", 60);
        await AnsweredAsync("C", 61);
        await AnsweredAsync("D", 20, "event");
        await AnsweredAsync("E", null);
        await AnsweredAsync("Long ago", 5, daysAgo: 40);
        await of.Host.DealAsync(of.Rita, "No lead");
        var cut = new MetricsCut(of.Host.Today(), of.Host.Today().PlusDays(-6));
        await of.Host.DoAsync(async s =>
        {
            var table = await s.GetRequiredService<MetricsReading>().OfAsync(cut, MetricsBy.Source);
            Assert.Equal((40.0, 4, new Rate(3, 5)), (table.All.LeadMinutes.Median(), table.All.LeadMinutes.Count, table.All.LeadsInTime));
            var events = table.Groups.Single(g => g.Name == "event").Metrics;
            Assert.Equal((20.0, new Rate(1, 1)), (events.LeadMinutes.Median(), events.LeadsInTime));
            Assert.Equal(("40 minutes of working time (n = 4)", "60 % (3 of 5)", "1 of 1, too few for a rate"), (FigureWords.Minutes(table.All.LeadMinutes), FigureWords.Of(table.All.LeadsInTime), FigureWords.Of(events.LeadsInTime)));
        });
        using var browser = await of.Host.BrowserOfAsync(of.Mona);
        await browser.OpenAsync(PipelineModel.Path);
        browser.Sees("Leads answered in time 67 % (4 of 6)");
    }
}
