using BotCoach.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>The tour of the README, followed in the real page of the built assembly with its sample pipeline.</summary>
[Collection(InChromium.Name)]
public sealed class TourTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_tour_goes_as_written_on_SQLite(int width)
    {
        await using var app = await BuiltApp.StartAsync();
        await WalkAsync(app, new Screen(width), "sqlite");
    }

    [BrowserAndPostgresTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_tour_goes_as_written_on_PostgreSQL(int width)
    {
        await using var database = await Databases.EmptyAsync(Db.Postgres);
        await using var app = await BuiltApp.StartAsync(database.ConnectionString);
        await WalkAsync(app, new Screen(width), "postgres");
    }

    private async Task WalkAsync(BuiltApp app, Screen screen, string database)
    {
        var page = await chromium.OpenAsync(screen);
        try
        {
            await page.GotoAsync(app.Address.ToString());
            await Expect(page.Locator("#me-name")).Not.ToBeEmptyAsync();
            var tour = Tour.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "tour.txt")));
            await tour.RunAsync(new PageDriver(page), step => PictureAsync(page, screen, database, step));
            Assert.Empty(await Reading.ComplaintsAsync(page));
        }
        catch (TourFailedException failed)
        {
            await Screens.KeepAsync(page, $"tour-{screen}-{database}-failed");
            throw new TourFailedException($"{failed.Message}\n\nThe host said:\n{app.Said}", failed);
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    }

    /// <summary>One database's pictures are enough: what is to be seen is the same.</summary>
    private static Task PictureAsync(Microsoft.Playwright.IPage page, Screen screen, string database, TourStep step) =>
        database == "sqlite" && step.Verb == "expect" ? Screens.KeepAsync(page, $"tour-{screen}-{step.Line:000}") : Task.CompletedTask;
}
