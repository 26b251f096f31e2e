using System.Text.RegularExpressions;
using BotCoach.Digests;
using BotCoach.ProcessReviews;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>Every page of the console can be read and used, by eye and by axe, wide and narrow: they are found by their files, so that a new one is not forgotten.</summary>
[Collection(InChromium.Name)]
public sealed partial class EveryPageLookTests(Chromium chromium)
{
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["Item"] = $"?spot={TestBook.ProcessId}:one:exit:new", ["Look"] = "?stage=one", ["Remove"] = "?stage=three", ["Version"] = "?from=1&to=3",
    };

    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task No_page_of_the_console_has_a_serious_finding(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, TestBook.Whole());
        var deal = await house.DealAsync(house.Rita, "Acme", d => (d.SalesTeam, d.StageId) = ("North", "two"));
        await house.DealAsync(house.Sam, "Beta");
        await VersionsAsync(house);
        var page = await chromium.OpenAsync(screen);
        var walk = new ConsoleWalk(house.Host, screen, "every");
        walk.Hear(page);
        await walk.SignInAsync(house.Ada, page);
        var import = await ImportAsync(house, page);
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review");
        var review = await house.Host.ReadAsync(db => db.Reviews.Select(r => r.Id).SingleAsync());
        var (digest, monthly) = (await DigestAsync(house), await MonthlyAsync(house));
        var files = Directory.GetFiles(Path.Combine(Sources.Root, "src/BotCoach/Admin/Pages"), "*.cshtml").Where(f => !Path.GetFileName(f).StartsWith('_')).Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count > 20, $"only {files.Count} pages were found");
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var path = Route().Match(await File.ReadAllTextAsync(file)).Groups[1].Value
                .Replace("{process:guid}", $"{TestBook.ProcessId}", StringComparison.Ordinal).Replace("{number:int}", "2", StringComparison.Ordinal).Replace("{code:int}", "404", StringComparison.Ordinal)
                .Replace("{id:guid}", name switch { "Import" => import, "Deal" => $"{deal}", "Review" => $"{review}", "Digest" => $"{digest}", "ProcessReview" => $"{monthly}", _ => $"{house.Rita.PersonId}" }, StringComparison.Ordinal).Replace("{secret}", "none", StringComparison.Ordinal);
            Assert.False(path.Contains('{', StringComparison.Ordinal), $"Say what {name} is to be opened with: {path}");
            var answer = await page.GotoAsync(new Uri(house.Host.Url, path + Queries.GetValueOrDefault(name, "")).ToString());
            if (!(await File.ReadAllTextAsync(file + ".cs")).Contains("DoorlessPage", StringComparison.Ordinal)) Assert.Equal((name, 200, false), (name, answer!.Status, page.Url.Contains("sign-in", StringComparison.Ordinal)));
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            await walk.LookAsync(page, name);
        }
        await page.Context.CloseAsync();
        Assert.Empty(walk.Complaints);
    }

    private static async Task<Guid> DigestAsync(DealHouse house)
    {
        var id = Guid.CreateVersion7();
        await house.Host.DoAsync(async s =>
        {
            var sheet = (await s.GetRequiredService<DigestDesk>().LookAsync(house.Mona.PersonId, house.Host.Clock.Now))!;
            s.GetRequiredService<BotCoachDb>().Digests.Add(new Digest
            {
                WorkspaceId = house.Host.WorkspaceId, Id = id, ManagerId = house.Mona.PersonId, Week = new LocalDate(2026, 3, 2), MadeAt = house.Host.Clock.Now, MessageId = Guid.CreateVersion7(),
                Snapshot = DigestJson.Write(sheet.Now), Diff = DigestJson.Write(sheet.Diff),
            });
        });
        return id;
    }

    /// <summary>A review with something in every place.</summary>
    private static async Task<Guid> MonthlyAsync(DealHouse house)
    {
        var id = Guid.CreateVersion7();
        await house.Host.DoAsync(async s =>
        {
            var month = new LocalDate(2026, 2, 1);
            var sheet = (await s.GetRequiredService<ProcessReviewReading>().OfAsync(month, house.Host.Clock.Now))!;
            var full = sheet.Processes[0] with
            {
                Leaks = ["Of 48 that were in Proposal 21 were lost, most often: price (9 of 21)."], Means = ["7 of 30 stays in Proposal ended with a move back."],
                Items = [new ReviewedItem("Proposal", "A budget is named", "No deal ever failed it in 40 times.")],
                Versions = [new ReviewedVersion("Version 1 and version 2", month, 20, false, ["A criterion is new."], [new SideBySide("Stays that led on", "40 % (8 of 20)", "55 % (11 of 20)")])],
            };
            s.GetRequiredService<BotCoachDb>().ProcessReviews.Add(new ProcessReview { WorkspaceId = house.Host.WorkspaceId, Id = id, Month = month, MadeAt = house.Host.Clock.Now, Document = ReviewJson.Write(sheet with { Processes = [full] }) });
            await s.GetRequiredService<ReviewNames>().NameAsync(house.Mona.PersonId, TestBook.Click(house.Ada.PersonId), house.Host.Clock.Now);
        });
        return id;
    }

    /// <summary>One that is retired, one that holds, one that is piloted, and a draft that has a stage less and asks for more.</summary>
    private static async Task VersionsAsync(DealHouse house)
    {
        var (actor, now) = (TestBook.Click(house.Ada.PersonId), house.Host.Clock.Now);
        Func<Releases, ProcessVersion, Task>[] ends = [(r, v) => r.PublishAsync(v, actor, now), (r, v) => r.PilotAsync(v, ["North"], actor, now), (_, _) => Task.CompletedTask];
        foreach (var (n, end) in ends.Index())
            await house.Host.DoAsync(async s =>
            {
                var drafts = s.GetRequiredService<Drafts>();
                var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, now);
                var book = drafts.Read(draft) with { Description = $"The text of {n}" };
                var first = book.Stages[0] with { Fields = [.. book.Stages[0].Fields, new RequiredField("budget", "present", "ours")] };
                drafts.Save(draft, n < 2 ? book : book with { Stages = [first, .. book.Stages.Skip(2)] }, house.Ada.PersonId, now);
                await end(s.GetRequiredService<Releases>(), draft);
            });
        await house.Host.RunDueAsync();
    }

    /// <summary>The id of an import that asks something.</summary>
    private static async Task<string> ImportAsync(DealHouse house, IPage page)
    {
        await page.GotoAsync(new Uri(house.Host.Url, "/admin/deals").ToString());
        await page.GetByLabel("CSV files").SetInputFilesAsync(new FilePayload { Name = "deals.csv", MimeType = "text/csv", Buffer = "id,name,owner,stage,amount\r\n1,Acme rollout,Rita,Discovery,12000\r\n2,Beta,Rita,Discovery,much\r\n"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the files" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "reading" })).ToBeVisibleAsync();
        await house.Host.RunDueAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import 1 deal" })).ToBeVisibleAsync();
        return page.Url.Split('/')[^1];
    }

    [GeneratedRegex("@page \"([^\"]+)\"")]
    private static partial Regex Route();
}
