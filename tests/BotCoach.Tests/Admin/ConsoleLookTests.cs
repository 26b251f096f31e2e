using System.Net;
using System.Text.RegularExpressions;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>A stage of the draft as a rep gets it, drawn from what the platforms' own writers write.</summary>
public sealed class ConsoleLookTests
{
    private const int Lines = 34;

    [Theory, OnSqlite]
    public async Task Advice_longer_than_one_platform_takes_is_seen_cut_there_and_whole_in_the_other(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Host.DoAsync(async s =>
        {
            var drafts = s.GetRequiredService<Drafts>();
            var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, house.Host.Clock.Now);
            var book = drafts.Read(draft);
            var first = book.Stages[0].Exit[0] with { Why = string.Join('\n', Enumerable.Range(1, Lines).Select(i => $"Line {i} of <b>many</b>: {new string('x', 370)}")) };
            drafts.Save(draft, book with { Stages = [book.Stages[0] with { Exit = [first, .. book.Stages[0].Exit.Skip(1)] }, .. book.Stages.Skip(1)] }, house.Ada.PersonId, house.Host.Clock.Now);
        });
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync($"/admin/stages/{TestBook.ProcessId}/draft/look?stage=one");
        Assert.Contains("Line 1 of <b>many</b>", In("Slack"));
        Assert.Matches(@"…and more than fits here \(\d+ of \d+ parts\)", In("Slack"));
        Assert.DoesNotContain($"Line {Lines} of", In("Slack"));
        Assert.Contains($"Line {Lines} of <b>many</b>", In("Teams"));
        Assert.DoesNotContain("more than fits here", In("Teams"));
        Assert.DoesNotContain("<b>many", browser.Html);

        string In(string platform) => WebUtility.HtmlDecode(Regex.Match(browser.Html, $"<section class=\"card\" aria-label=\"In {platform}\">.*?</section>", RegexOptions.Singleline).Value);
    }
}
