using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;

namespace BotCoach.Tests.Checklists;

/// <summary>What a process says that helps: the documents' templates, what reps do, and what helps where it goes wrong.</summary>
public sealed class GuidanceTests
{
    private const string Address = "https://files.example.com/plan-template";
    private static readonly string Whole = string.Join("\n", Enumerable.Range(1, 12).Select(i => $"{i}. A step, with who, which side, and by when"));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_template_stands_where_its_document_is_asked_for(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, With("Every step, with who and by when."));
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("Template for mutual action plan: Every step, with who and by when.");
        await house.Rita.TypesAsync("walk acme");
        house.Rita.DoesNotSee("Template for");
        await house.Rita.PressesAsync("Skip");
        house.Rita.Sees("Both sides follow one plan.");
        house.Rita.Sees("Template for mutual action plan: Every step, with who and by when.");
        await house.Rita.PressesAsync("Link the mutual action plan");
        await house.Rita.FillsAsync(("link", "https://files.example.com/plan"));
        await house.Rita.PressesAsync("Back");
        house.Rita.Sees("Both sides follow one plan.");
        house.Rita.DoesNotSee("Template for");
    }

    [Fact]
    public async Task A_template_that_is_a_link_leads_there()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, With(Address));
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Skip");
        Assert.Contains(house.Rita.LastMessage!.Message.Blocks.OfType<Paragraph>().SelectMany(p => p.Text), s => s is Link { Words: "Template for mutual action plan", Url: Address });
        await house.Rita.TypesAsync("stages");
        await house.Rita.PressesAsync("Show", inRow: "2. Evaluation");
        house.Rita.Sees("Documents\n• Mutual action plan: template");
        Assert.Contains(house.Rita.LastMessage!.Message.Blocks.OfType<Paragraph>().SelectMany(p => p.Text), s => s is Link { Url: Address });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_template_comes_when_it_is_asked_for(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, With(Whole));
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        foreach (var place in (string[])["acme", "walk acme", "stages"])
        {
            await house.Rita.TypesAsync(place);
            if (place == "walk acme") await house.Rita.PressesAsync("Skip");
            if (place == "stages") await house.Rita.PressesAsync("Show", inRow: "2. Evaluation");
            house.Rita.DoesNotSee("12. A step");
            await house.Rita.PressesAsync("Template: Mutual action plan");
            house.Rita.Sees("12. A step, with who, which side, and by when");
        }
        await house.Otto.PressesAsync(house.Rita.LastMessage!, new Button("", "deal.template", $"{Guid.NewGuid()}:action-plan"));
        house.Otto.DoesNotSee("12. A step");
    }

    [Theory]
    [InlineData("Every step, with who and by when.", "Template for mutual action plan: Every step, with who and by when.")]
    [InlineData(Address, "Template for mutual action plan")]
    [InlineData(null, "12. A step, with who, which side, and by when")]
    public async Task The_form_in_which_a_document_is_linked_shows_its_template(string? template, string seen)
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, With(template ?? Whole));
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("acme");
        await house.Rita.PressesAsync(house.Rita.LastMessage!, new Button("", "deal.artifact", $"{id}:action-plan"));
        Assert.StartsWith("Acme\n", house.Rita.Form!.Intro!.Words);
        Assert.Contains(seen, house.Rita.Form!.Intro!.Words);
        Assert.Equal(template == Address, house.Rita.Form!.Intro!.Any(s => s is Link { Url: Address }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_nudge_for_a_document_that_is_missing_brings_its_template_along(Db kind)
    {
        foreach (var (template, isLong) in new[] { (Address, false), (Whole, true) })
        {
            await using var house = await DealHouse.OpenAsync(kind, With(template));
            await house.DealAsync(house.Rita, "Acme", d => (d.StageId, d.StageEnteredAt, d.NextStep, d.NextStepOn, d.HeardAt) = ("two", TestBook.Now.AddDays(-20), "Send the plan", TestBook.Today.PlusDays(3), TestBook.Now));
            await house.Host.JumpToAsync(OneDeal.At("2026-03-02T12:00:00Z"));
            await house.Rita.TypesAsync("brief");
            house.Rita.Sees("has no mutual action plan yet.");
            var row = house.Rita.LastMessage!.Message.Blocks.OfType<Rows>().SelectMany(r => r.Items).First(r => r.Text.Words.Contains("has no mutual action plan", StringComparison.Ordinal));
            Assert.Equal(!isLong, row.Text.Any(s => s is Link { Words: "Template for mutual action plan", Url: Address }));
            if (!isLong) continue;
            await house.Rita.PressesAsync("Template: Mutual action plan");
            house.Rita.Sees("12. A step, with who, which side, and by when");
        }
    }

    [Fact]
    public async Task What_reps_do_in_a_stage_stands_on_its_page_and_in_the_walk_of_who_is_new_or_asks()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite, With(null));
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("stages");
        await house.Rita.PressesAsync("Show", inRow: "1. Discovery");
        house.Rita.Sees("What helps here\n• Write their words down in the call");
        await house.Rita.TypesAsync("walk acme");
        house.Rita.DoesNotSee("Write their words down");
        await house.Rita.PressesAsync("Why is this asked");
        house.Rita.Sees("What reps do here\n• Write their words down in the call");
        house.Rita.DoesNotSee("A fourth one");
        var nell = await house.Host.PersonAsync("Nell", Role.Rep, p => p.StartedOn = TestBook.Today.PlusDays(-10));
        await house.DealAsync(nell, "Borealis");
        await nell.TypesAsync("walk borealis");
        nell.Sees("What reps do here");
        await nell.TypesAsync("prep borealis");
        nell.Sees("What helps here\n• Write their words down in the call");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_nudge_offers_what_helps_where_a_condition_of_the_stage_holds(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, With(null));
        await house.DealAsync(house.Rita, "Acme", null, TestBook.Person("champion"));
        await house.DealAsync(house.Sam, "Borealis", null, TestBook.Person("champion"), TestBook.Person("user", "Bert Blom"));
        await house.Host.JumpToAsync(TestBook.Now.AddDays(1).AddHours(2));
        Assert.Contains("What helps: ask who else has to agree.", house.Rita.Briefs()[^1].Words);
        Assert.DoesNotContain("What helps", house.Sam.Briefs()[^1].Words);
        await house.Rita.TypesAsync("stages");
        await house.Rita.PressesAsync("Show", inRow: "1. Discovery");
        house.Rita.Sees("Only one person talks to us. What shows it: ");
    }

    private static StageBook With(string? template)
    {
        var book = TestBook.Book();
        Line[] actions = [new("Write their words down in the call", "ours"), new("A second one", "ours"), new("A third one", "ours"), new("A fourth one", "ours")];
        FailureMode[] modes = [new("alone", "Only one person talks to us.", null, "Ask who else has to agree.", "ours", "stakeholders < 2")];
        return book with
        {
            Stages =
            [
                book.Stages[0] with { Actions = actions, FailureModes = modes },
                book.Stages[1] with { Artifacts = [new ArtifactSpec("action-plan", "Mutual action plan", true, "ours", template)] },
                .. book.Stages.Skip(2),
            ],
        };
    }
}
