using BotCoach.Admin;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Admin;

/// <summary>The draft's page is worked out once for each state of a draft, and never shows an older one.</summary>
public sealed class DraftSheetTests
{
    private static readonly Guid Company = Guid.NewGuid();

    [Fact]
    public void A_sheet_is_kept_for_one_state_of_one_draft_of_one_company_and_only_so_many_are()
    {
        var (sheets, book) = (new SheetCache(most: 2), TestBook.Whole());
        DraftStamp one = new(Guid.NewGuid(), 2, 7), two = new(Guid.NewGuid(), 2, 7), three = new(Guid.NewGuid(), 2, 7);
        var sheet = sheets.Keep(Company, one, DraftSheet.Of(one.ProcessId, book));
        Assert.Same(sheet, sheets.Find(Company, one with { Revision = 7 }));
        foreach (var other in new[] { one with { Revision = 8 }, one with { Number = 3 }, two }) Assert.Null(sheets.Find(Company, other));
        Assert.Null(sheets.Find(Guid.NewGuid(), one));
        var next = sheets.Keep(Company, one with { Revision = 8 }, DraftSheet.Of(one.ProcessId, book));
        Assert.Null(sheets.Find(Company, one));
        Assert.Same(next, sheets.Find(Company, one with { Revision = 8 }));
        foreach (var other in new[] { two, three }) sheets.Keep(Company, other, DraftSheet.Of(other.ProcessId, book));
        Assert.Null(sheets.Find(Company, one with { Revision = 8 }));
        Assert.NotNull(sheets.Find(Company, two));
        Assert.NotNull(sheets.Find(Company, three));
    }

    [Fact]
    public void An_item_keeps_its_mark_while_it_says_the_same_wherever_it_is_and_gets_another_with_other_words()
    {
        var book = TestBook.Whole();
        var marks = Marks(book, "exit");
        Assert.Equal(marks.Count, marks.Distinct().Count());
        var exit = book.Stages[0].Exit;
        var moved = With(book, [.. exit.Skip(1), exit[0]]);
        Assert.Equal([.. marks.Skip(1), marks[0]], Marks(moved, "exit"));
        var said = Marks(With(book, [exit[0] with { Text = "Other words." }, .. exit.Skip(1)]), "exit");
        Assert.NotEqual(marks[0], said[0]);
        Assert.Equal(marks.Skip(1), said.Skip(1));
        var about = Marks(book, "about");
        Assert.Equal(about, Marks(moved, "about"));
        Assert.NotEqual(about, Marks(book with { Stages = [book.Stages[0] with { Name = "Other" }, .. book.Stages.Skip(1)] }, "about"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_that_is_begun_after_one_was_thrown_away_is_not_taken_for_it(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        await browser.PressCalledAsync("Take away: The buyer told us the problem in their words.");
        var first = await RevisionAsync(house);
        await browser.PressAsync("Throw the draft away");
        await browser.PressAsync("Change");
        browser.DoesNotSee("1 change");
        await browser.PressCalledAsync("Move down: The buyer told us the problem in their words.");
        Assert.NotEqual(first, await RevisionAsync(house));
    }

    private static IReadOnlyList<string> Marks(StageBook book, string part)
    {
        var sheet = DraftSheet.Of(TestBook.ProcessId, book).Sections.First(s => s.StageId == "one");
        return [.. sheet.Parts.Single(p => p.Spot == $"one:{part}:").Items.Select(i => i.Mark)];
    }

    private static StageBook With(StageBook book, IReadOnlyList<Criterion> exit) => book with { Stages = [book.Stages[0] with { Exit = exit }, .. book.Stages.Skip(1)] };

    private static Task<long> RevisionAsync(DealHouse house) => house.Host.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Draft).Select(v => v.Revision).SingleAsync());
}
