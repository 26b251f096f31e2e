using System.Text;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Recaps;

/// <summary>Somebody of a buyer's is erased by the clock, a part at a time, wherever they are named.</summary>
public sealed class ErasureTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_answered_at_once_goes_on_in_turns_after_a_crash_and_on_another_instance_and_is_told_when_done(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Host.DoAsync(s => MoreCalls.AddAsync(s, of, 45));
        await AskAsync(of);
        of.House.Ada.Sees("45 calls and 2 deals are gone through");
        Assert.Equal(45, await TranscriptsAsync(of));

        await of.Host.DoAsync(s => UnitAsync(s, of));
        Assert.Equal(25, await TranscriptsAsync(of));
        var place = (await RequestAsync(of)).Place;
        await Assert.ThrowsAsync<InvalidOperationException>(() => of.Host.DoAsync(async s =>
        {
            await UnitAsync(s, of);
            throw new InvalidOperationException("killed before it has committed");
        }));
        Assert.Equal((25, place), (await TranscriptsAsync(of), (await RequestAsync(of)).Place));
        await of.Rita.TypesAsync("Acme");
        of.Rita.Sees("Onboarding rollout");

        await using var other = await of.Host.StartAnotherAsync();
        await other.RunDueAsync();
        Assert.Equal(0, await TranscriptsAsync(of));
        Assert.Equal(0, await of.Host.ReadAsync(db => db.ErasureRequests.CountAsync()));
        Assert.Contains("45 transcripts deleted", Assert.Single(of.House.Ada.Chat, m => m.Words.StartsWith("Erased", StringComparison.Ordinal)).Words);
        var audit = await of.Host.ReadAsync(db => db.AuditEntries.Select(a => a.What).ToListAsync());
        Assert.Contains("asked to erase somebody of a buyer's", audit);
        Assert.Single(audit, a => a.StartsWith("erased somebody of a buyer's: 45 transcripts, 0 lines, ", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_instances_at_once_erase_once(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Host.DoAsync(s => MoreCalls.AddAsync(s, of, 45));
        await AskAsync(of);
        await using var other = await of.Host.StartAnotherAsync();
        await Task.WhenAll(of.Host.RunDueAsync(), other.RunDueAsync());
        await of.Host.RunDueAsync();
        Assert.Contains("45 transcripts deleted", Assert.Single(of.House.Ada.Chat, m => m.Words.StartsWith("Erased", StringComparison.Ordinal)).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Messages_that_were_sent_are_edited_and_a_part_of_the_name_is_theirs_on_their_own_deal_alone(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var other = await of.House.DealAsync(of.Rita, "Elsewhere", d => (d.StageId, d.NextStep) = ("discovery", "Ask Dana"));
        await of.House.DealAsync(of.Rita, "Renewal", d => (d.StageId, d.Account, d.NextStep) = ("discovery", "Reyes", "Ask Dana Reyes, and Dana of Reyes"), TestBook.Person("champion", "Dana Reyes"));
        await of.Rita.TypesAsync("Renewal");
        of.Rita.Sees("Dana Reyes");
        var card = of.Rita.LastMessage!;
        await AskAsync(of);
        await of.Host.RunDueAsync();
        Assert.DoesNotContain(of.Rita.Chat, m => m.Words.Contains("Dana Reyes", StringComparison.Ordinal));
        Assert.Contains("somebody", of.Rita.Chat.Single(m => m.Reference == card.Reference).Words);
        Assert.Equal("Ask somebody, and somebody of Reyes", await of.Host.ReadAsync(db => db.Deals.Where(d => d.Name == "Renewal").Select(d => d.NextStep).SingleAsync()));
        Assert.Equal("Ask Dana", (await of.House.ReadAsync(other)).NextStep);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_that_would_bring_the_name_back_is_stopped_and_another_goes_on(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.Ada.SharesAsync(("others.csv", Encoding.UTF8.GetBytes("Id,Name,Account,Owner,Contact\n2,Two,Second,rita@example.com,Omar Haddad\n")));
        await of.Host.RunDueAsync();
        await AskAsync(of);
        await of.Host.RunDueAsync();
        Assert.Null((await of.Host.ReadAsync(db => db.ImportRuns.AsNoTracking().SingleAsync())).EndedAt);
        await of.House.Ada.SharesAsync(("theirs.csv", Encoding.UTF8.GetBytes("Id,Name,Account,Owner,Contact\n1,One,First,rita@example.com,Dana Reyes\n")));
        await of.Host.RunDueAsync();
        await AskAsync(of);
        await of.Host.RunDueAsync();
        of.House.Ada.Sees("Somebody who stands in the file was erased meanwhile");
        var stopped = await of.Host.ReadAsync(db => db.ImportRuns.AsNoTracking().SingleAsync(r => r.FileNames == "theirs.csv"));
        Assert.Equal(ImportState.Refused, stopped.State);
        Assert.Equal(0, await of.Host.ReadAsync(db => db.ImportFiles.CountAsync(f => f.ImportId == stopped.Id)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_is_taken_behind_the_command_and_nobody_but_an_admin_erases(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.Ada.TypesAsync("forget Dana Reyes");
        Assert.Equal("Dana Reyes", of.House.Ada.Form!.Fields[0].Value);
        await of.House.Mona.TypesAsync("forget Dana Reyes");
        of.House.Mona.Sees("Only an admin can say that.");
        await of.Host.ReceiveAsync(new FormSubmitted("by-hand", of.House.Mona.Caller, "recap.forgotten", "", 0, new Dictionary<string, string> { ["name"] = "Dana Reyes", ["again"] = "Dana Reyes" }));
        Assert.Equal(0, await of.Host.ReadAsync(db => db.ErasureRequests.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_call_that_comes_in_while_the_rest_is_gone_through_is_found(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await AskAsync(of);
        await of.Host.DoAsync(s => UnitAsync(s, of));
        Assert.Equal(1, (await RequestAsync(of)).Step);
        of.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await of.Host.DoAsync(s => MoreCalls.AddAsync(s, of, 3));
        await of.Host.RunDueAsync();
        Assert.Equal(0, await TranscriptsAsync(of));
        Assert.Contains("3 transcripts deleted", Assert.Single(of.House.Ada.Chat, m => m.Words.StartsWith("Erased", StringComparison.Ordinal)).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_home_says_the_name_no_longer_nor_a_part_of_it(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        foreach (var (name, step) in new[] { ("Renewal", "Call Dana Reyes"), ("Second", "Write to Dana") })
            await of.House.DealAsync(of.Rita, name, d => (d.StageId, d.NextStep, d.NextStepOn) = ("discovery", step, new(2026, 3, 3)), TestBook.Person("champion", "Dana Reyes"));
        await of.Rita.OpensHomeAsync();
        await of.Host.RunDueAsync();
        Assert.Contains("Call Dana Reyes", HomeOf(of.Rita).Words);
        await AskAsync(of);
        await of.Host.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.Contains("Call somebody", HomeOf(of.Rita).Words);
        Assert.Contains("Write to somebody", HomeOf(of.Rita).Words);
        Assert.DoesNotContain("Dana", HomeOf(of.Rita).Words);
    }

    /// <summary>As the platform shows it.</summary>
    private static Shown HomeOf(Driver person) => person.Chat.Last(m => m.Words.Contains("Your settings", StringComparison.Ordinal));

    private static async Task AskAsync(RecapHouse of)
    {
        await of.House.Ada.TypesAsync("forget Dana Reyes");
        await of.House.Ada.FillsAsync(("again", "Dana Reyes"));
    }

    /// <summary>One unit of work of the chore's, as its runner does it.</summary>
    private static async Task UnitAsync(IServiceProvider services, RecapHouse of)
    {
        var run = services.GetRequiredService<ErasureRun>();
        await run.ReadAsync(of.Host.Clock.Now, default);
        Assert.Equal(1, await run.RunDueAsync(of.Host.Clock.Now, default));
    }

    private static Task<ErasureRequest> RequestAsync(RecapHouse of) => of.Host.ReadAsync(db => db.ErasureRequests.AsNoTracking().SingleAsync());

    private static Task<int> TranscriptsAsync(RecapHouse of) => of.Host.ReadAsync(db => db.CallTranscripts.CountAsync());
}
