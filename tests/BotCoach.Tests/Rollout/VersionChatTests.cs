using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

/// <summary>Processes that are not published yet and versions that are no more, in chat.</summary>
public sealed class VersionChatTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_that_was_never_published_is_listed_and_an_admin_opens_its_draft(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await BeginAsync(house, "Partners");
        await house.Ada.TypesAsync("/coach stages");
        house.Ada.Sees("Not published yet");
        await house.Ada.PressesAsync("Open the draft", inRow: "Partners");
        house.Ada.Sees("Draft of Partners");
        house.Ada.Sees("It is for no deal until it is published.");
        await house.Ada.TypesAsync("/coach stages edit");
        house.Ada.Sees("not published yet");
        await house.Ada.PressesAsync("Change", inRow: "Partners");
        house.Ada.Sees("Draft of Partners");
        await house.Ada.TypesAsync("/coach stages history partners");
        house.Ada.Sees("a draft, by Ada");
        await house.Ada.TypesAsync("/coach stages use partners");
        house.Ada.Sees("Partners is not published yet");
        await house.Ada.TypesAsync("/coach stages edit partners");
        await house.Ada.PressesAsync("Preview and publish");
        await house.Ada.PressesAsync("Publish to everyone");
        house.Ada.Sees("Version 1 of Partners is published.");
        await house.Ada.TypesAsync("/coach stages");
        house.Ada.DoesNotSee("Not published yet");
        house.Ada.CanPress("Partners");
    }

    [Theory, OnSqlite]
    public async Task A_rep_does_not_see_what_is_not_published(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await BeginAsync(house, "Partners");
        await house.Rita.TypesAsync("/coach stages");
        house.Rita.Sees("How we sell: Testing");
        house.Rita.DoesNotSee("Partners");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_old_version_is_read_stage_by_stage_and_what_each_changed_is_told(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Edit", inRow: "1. Discovery");
        await house.Ada.PressesAsync("Open", inRow: "Exit criteria");
        await house.Ada.PressesAsync("Edit", inRow: "1. The buyer told us");
        await house.Ada.FillsAsync(("text", "Their words are written down."));
        await house.Ada.PressesAsync("Publish to everyone");
        await house.Ada.TypesAsync("/coach stages history");
        await house.Ada.PressesAsync("What it changed", inRow: "Version 2");
        house.Ada.Sees("What changed after version 1");
        house.Ada.Sees("Discovery: “Their words are written down.”: was “The buyer told us the problem in their words.”.");
        await house.Ada.PressesAsync("Versions");
        await house.Ada.PressesAsync("Open", inRow: "Version 1");
        house.Ada.Sees("Version 1: retired 2 March 2026.");
        await house.Ada.PressesAsync("Show", inRow: "1. Discovery");
        house.Ada.Sees("1. Discovery, in version 1");
        house.Ada.Sees("The buyer told us the problem in their words.");
        house.Ada.DoesNotSee("Their words are written down.");
        house.Ada.CannotPress("Previous");
        await house.Ada.PressesAsync("Next");
        house.Ada.Sees("2. Evaluation, in version 1");
        await house.Ada.PressesAsync("All stages");
        house.Ada.Sees("Testing, version 1");
        await house.Ada.PressesAsync("Versions");
        await house.Ada.PressesAsync("Open", inRow: "Version 2");
        await house.Ada.PressesAsync("Show", inRow: "1. Discovery");
        house.Ada.Sees("Their words are written down.");
        await house.Ada.TypesAsync("/coach stages history");
        Assert.DoesNotContain("What it changed", house.Ada.LastMessage!.Message.Blocks.OfType<BotCoach.Channels.Rows>().Single().Items[^1].Buttons.Select(b => b.Label));
    }

    [Theory, OnSqlite]
    public async Task An_old_version_is_an_admins_alone_and_a_value_written_by_hand_says_that_it_is_gone(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Ada.TypesAsync("/coach stages history");
        await house.Rita.TypesAsync("/coach stages");
        var (hers, theirs) = (house.Ada.LastMessage!, house.Rita.LastMessage!);
        foreach (var verb in (string[])["rollout.open", "rollout.stage", "rollout.template", "rollout.changes"])
        {
            await house.Rita.PressesAsync(theirs, new("Open", verb, $"{TestBook.ProcessId}:1:one"));
            house.Rita.Sees("Only an admin can change the process.");
            foreach (var value in (string[])["", $"{TestBook.ProcessId}", $"{TestBook.ProcessId}:2:one", $"{TestBook.ProcessId}:x", $"{Guid.NewGuid()}:1:one"])
            {
                await house.Ada.PressesAsync(hers, new("Open", verb, value));
                house.Ada.Sees("That version is not there any more.");
            }
        }
        Assert.Equal(4, await house.Host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.PersonId == house.Rita.PersonId && a.What == "refused: the process")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_template_is_shown_as_it_was_in_the_version_that_is_read(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, With("Of old.\n1. A first step"));
        await house.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            (await db.ProcessVersions.SingleAsync()).Retire(TestBook.Now);
            db.ProcessVersions.Add(new ProcessVersion
            {
                WorkspaceId = db.WorkspaceId, ProcessId = TestBook.ProcessId, Number = 2, State = VersionState.Published, PublishedAt = TestBook.Now, Document = StageBookJson.Write(With("Of today.\n1. Another step")),
            });
        });
        foreach (var (version, words) in new[] { (1, "Of old."), (2, "Of today.") })
        {
            await house.Ada.TypesAsync("/coach stages history");
            await house.Ada.PressesAsync("Open", inRow: $"Version {version}");
            await house.Ada.PressesAsync("Show", inRow: "2. Evaluation");
            await house.Ada.PressesAsync("Template: Mutual action plan");
            house.Ada.Sees(words);
        }
        await house.Rita.TypesAsync("/coach stages");
        await house.Rita.PressesAsync("Show", inRow: "2. Evaluation");
        await house.Rita.PressesAsync("Template: Mutual action plan");
        house.Rita.Sees("Of today.");
    }

    private static StageBook With(string template)
    {
        var book = TestBook.Whole();
        return book with { Stages = [book.Stages[0], book.Stages[1] with { Artifacts = [book.Stages[1].Artifacts[0] with { Template = template }] }, .. book.Stages.Skip(2)] };
    }

    private static Task BeginAsync(DealHouse house, string name) => house.Host.DoAsync(s =>
        s.GetRequiredService<Drafts>().BeginAsync(name, TestBook.Whole() with { Name = name }, house.Ada.PersonId, TestBook.Now));
}
