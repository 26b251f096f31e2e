using System.Net;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>Every version that a process ever had can be opened, read, taken as a file and held against any other.</summary>
public sealed class ConsoleVersionTests
{
    private static readonly string Versions = $"/admin/stages/{TestBook.ProcessId}/versions";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_old_version_is_opened_as_it_was_with_what_was_otherwise_before_and_its_file(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync(Versions);
        await browser.FollowAsync("Version 2");
        Assert.Equal($"{Versions}/2", browser.At);
        browser.Sees("retired 2 March 2026.");
        browser.Sees("1. Second look");
        browser.Sees("What changed after version 1");
        browser.Sees("the stage was called “Discovery”, now “Second look”");
        Assert.False(browser.HasButton("Save"));
        await browser.FollowAsync("As YAML");
        Assert.Equal("Second look", StageBookYaml.Read(browser.Html).Book!.Stages[0].Name);
        await browser.OpenAsync($"{Versions}/1");
        browser.Sees("1. Discovery");
        browser.DoesNotSee("What changed after");
        await browser.OpenAsync($"{Versions}/9");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Any_two_versions_are_compared_in_words_and_one_that_is_none_is_told_at_its_field(Db kind)
    {
        await using var house = await OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync($"{Versions}/2?from=1&to=3");
        browser.Sees("From version 1 to version 3");
        browser.Sees("the stage was called “Discovery”, now “Third look”");
        Assert.Matches("<select id=\"to\"[^>]*>.*<option value=\"3\" selected", browser.Html.ReplaceLineEndings(" "));
        await browser.OpenAsync($"{Versions}/2?from=3&to=1");
        browser.Sees("the stage was called “Third look”, now “Discovery”");
        await browser.OpenAsync($"{Versions}/2?from=2&to=2");
        browser.Sees("The two say the same.");
        await browser.OpenAsync($"{Versions}/2?from=7&to=1");
        browser.Sees("This process has no such version.");
        browser.DoesNotSee("From version 7");
    }

    /// <summary>Three versions, each with another name for the first stage.</summary>
    private static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        foreach (var name in (string[])["Second look", "Third look"])
            await house.Host.DoAsync(async s =>
            {
                var drafts = s.GetRequiredService<Drafts>();
                var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, house.Host.Clock.Now);
                var book = drafts.Read(draft);
                drafts.Save(draft, book with { Stages = [book.Stages[0] with { Name = name }, .. book.Stages.Skip(1)] }, house.Ada.PersonId, house.Host.Clock.Now);
                Assert.Empty(await s.GetRequiredService<BotCoach.Rollout.Releases>().PublishAsync(draft, TestBook.Click(house.Ada.PersonId), house.Host.Clock.Now));
            });
        return house;
    }
}
